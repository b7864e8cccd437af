import Campaigns
import Foundation
import Identifiers
import Storage
import Submissions

extension ResultsStore {
    /// What is chosen of the files that somebody sees results of: neither a tie nor one that they are still to state stands between.
    func chosen(in edition: Edition.ID, for person: Person.ID) async throws -> [Submission.ID: Shortlisted] {
        let isSeen = Self.isFree(for: person)
        return try await database.read { try ShortlistStore.all(of: edition, where: isSeen, in: $0) }
    }

    /// Takes in what somebody ticked, of files on which they may decide: in competition and not out, without a tie, and with
    /// theirs stated. Answers how many changed.
    func choose(
        _ choice: ShortlistChoice, in edition: Edition.ID, by person: Person.ID, now: Date
    ) async throws -> Int {
        let mayChoose: SQL = """
            (\(Ties.isInCompetition) AND submission.announced_at IS NULL
            AND \(Rights.holds(.deciders, person, in: "submission.edition")) AND \(Self.isFree(for: person)))
            """
        return try await database.write(for: .insiders) { connection in
            try ShortlistStore.change(choice, in: edition, where: mayChoose, by: person, now: now, in: connection)
        }
    }

    /// True of a file, as `submission`, that the person has no tie with, and has said so where they are asked.
    private static func isFree(for person: Person.ID) -> SQL {
        """
        (NOT \(Ties.binds(person, to: "submission.id"))
        AND NOT \(Statements.areMissing(of: person, on: "submission.id", in: "submission.edition")))
        """
    }
}
