import Campaigns
import Forms
import Foundation
import Identifiers
import Storage
import Submissions

/// What of a file changed after its decision was recorded.
struct FileChange: Sendable {
    /// The last time.
    let at: Date
    let form: Form
    /// The names of the fields whose answers changed.
    let fields: Set<String>
}

/// A decided file that changed since.
struct ChangedFile: Equatable, Sendable {
    let submission: Submission.ID
    let number: String
    let title: String
    let slug: String
    let edition: String
}

// Files that changed after their decision was recorded, and before it is out: it is to be confirmed or changed first.
extension DecisionStore {
    /// True of a decision, beside its file, that was recorded on the file as it was before it changed.
    static let isOfEarlierFile: SQL = """
        (submission.announced_at IS NULL AND decision.recorded_at < \(FileChangeStore.last(of: "submission.id")))
        """

    /// Nil of a file that has not changed since. Whoever asks has been looked at by the caller.
    func fileChange(of file: Submission.ID) async throws -> FileChange? {
        try await database.read { connection in
            let row = try connection.row(
                """
                SELECT decision.recorded_at, \(FileChangeStore.last(of: "submission.id")) AS changed_at
                FROM decision JOIN submission ON submission.id = decision.submission
                WHERE submission.id = \(file) AND \(Self.isOfEarlierFile)
                """)
            guard let row else { return nil }
            guard let form = try SubmissionStore.form(of: file, in: connection) else { return nil }
            let recordedAt: Date = try row["recorded_at"]
            return FileChange(
                at: try row["changed_at"], form: form,
                fields: try FileChangeStore.fields(of: file, since: recordedAt, in: connection))
        }
    }

    /// The decision says the same of the file, or of its readings, as they are now: it is confirmed, and its letters still tell it.
    static func confirm(_ verdict: Verdict, _ recording: Recording, in connection: any Connection) throws -> Bool {
        try connection.run(
            """
            UPDATE decision SET recorded_by = \(recording.person), recorded_at = \(recording.now)
            WHERE submission = \(recording.file) AND revision = \(recording.revision)
            AND outcome = \(verdict.outcome) AND COALESCE(award, '') = \(verdict.award?.description ?? "")
            AND reason = \(verdict.reason) AND EXISTS (
                SELECT 1 FROM submission WHERE submission.id = decision.submission AND (\(isOfEarlierFile) OR \(isOnOtherReadings)))
            """) == 1
    }
}

extension DecisionDutyStore {
    /// In editions under way, for whoever decides on the file; as many as a home page names.
    func changedFiles(for person: Person.ID) async throws -> [ChangedFile] {
        try await database.read { try Self.changed("edition.status = 'running'", for: person, $0) }
    }

    /// The same of one edition.
    static func changedFiles(in edition: Edition.ID, for person: Person.ID, _ connection: any Connection) throws
        -> [ChangedFile]
    {
        try changed("edition.id = \(edition)", for: person, connection)
    }

    /// Decisions are looked through before files, of which there are more.
    private static func changed(_ condition: SQL, for person: Person.ID, _ connection: any Connection) throws
        -> [ChangedFile]
    {
        try connection.rows(
            """
            SELECT submission.id, submission.number, submission.title, edition.slug, edition.name
            FROM decision CROSS JOIN submission CROSS JOIN edition
            WHERE submission.id = decision.submission AND edition.id = submission.edition AND \(condition)
            AND \(DecisionStore.isOfEarlierFile) AND \(DecisionStore.mayDecide(person))
            ORDER BY edition.slug, submission.number, submission.id LIMIT 20
            """
        ).map { row in
            let number: String? = try row["number"]
            return ChangedFile(
                submission: try row["id"], number: number ?? "", title: try row["title"], slug: try row["slug"],
                edition: try row["name"])
        }
    }
}
