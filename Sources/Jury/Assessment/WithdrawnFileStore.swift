import Accounts
import Campaigns
import Foundation
import Identifiers
import Storage
import Submissions
import Web

/// A file that somebody was to read or had read, and that was withdrawn.
struct WithdrawnFile: Equatable, Sendable {
    let number: String
    let title: String
    let edition: String
    let at: Date
}

// Jurors who hold a reading of a file hear that it is withdrawn: it is not on their desk any more.
extension JuryFeature {
    /// In the withdrawal's own transaction. Once the decision is out nothing is expected of a juror.
    public static func tell(
        of withdrawal: Withdrawal, by correspondence: Correspondence, in connection: any Connection
    ) throws {
        guard !withdrawal.isAnnounced else { return }
        let rows = try connection.rows(
            """
            SELECT juror.person, person.name, submission.number, submission.title, edition.name AS edition
            \(WithdrawnFile.held) AND submission.id = \(withdrawal.file) ORDER BY juror.id
            """)
        let letters = correspondence.asked(by: withdrawal.person, isOwnRight: true)
        for row in rows {
            let (person, name): (Person.ID, String) = (try row["person"], try row["name"])
            let (edition, title): (String, String) = (try row["edition"], try row["title"])
            let number: String? = try row["number"]
            let manner = Correspondence.Manner(
                about: JurorStore.subject(of: withdrawal.edition), edition: withdrawal.edition.description)
            try letters.write(to: person, manner, now: withdrawal.time, in: connection) { reader in
                reader.withdrawnFileLetter(to: name, number: number ?? "", title: title, edition: edition)
            }
        }
    }
}

extension WithdrawnFile {
    /// Readings that jurors hold, of files that they may open.
    fileprivate static let held: SQL = """
        FROM assessment JOIN juror ON juror.id = assessment.juror JOIN person ON person.id = juror.person
        JOIN submission ON submission.id = assessment.submission JOIN edition ON edition.id = submission.edition
        WHERE assessment.ended_at IS NULL AND \(Seats.isHeld()) AND juror.agreed_at IS NOT NULL
        AND NOT \(Ties.binds("juror.person", to: "submission.id"))
        """
}

extension DeskStore {
    /// Of the last two weeks, the newest first.
    func withdrawn(from person: Person.ID, now: Date) async throws -> [WithdrawnFile] {
        try await database.read { connection in
            try connection.rows(
                """
                SELECT submission.number, submission.title, submission.withdrawn_at, edition.name AS edition
                \(WithdrawnFile.held) AND juror.person = \(person) AND submission.state = 'withdrawn'
                AND submission.announced_at IS NULL AND edition.status = 'running'
                AND submission.withdrawn_at > \(now - JuryNews.length)
                ORDER BY submission.withdrawn_at DESC, submission.id LIMIT 20
                """
            ).map { row in
                let number: String? = try row["number"]
                return WithdrawnFile(
                    number: number ?? "", title: try row["title"], edition: try row["edition"],
                    at: try row["withdrawn_at"])
            }
        }
    }
}
