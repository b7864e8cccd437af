import Campaigns
import Foundation
import Identifiers
import Storage
import Submissions

extension ResultsStore {
    /// Takes in what somebody ticked, of files on which they may decide: in competition and not out, without a tie, and with
    /// theirs stated. Answers how many changed.
    func choose(
        _ choice: ShortlistChoice, in edition: Edition.ID, by person: Person.ID, now: Date
    ) async throws -> Int {
        let mayChoose: SQL = """
            (\(Ties.isInCompetition) AND submission.announced_at IS NULL
            AND \(Rights.holds(.deciders, person, in: "submission.edition"))
            AND NOT \(Ties.binds(person, to: "submission.id"))
            AND NOT \(Statements.areMissing(of: person, on: "submission.id", in: "submission.edition")))
            """
        return try await database.write(for: .insiders) { connection in
            try ShortlistStore.change(choice, in: edition, where: mayChoose, by: person, now: now, in: connection)
        }
    }
}
