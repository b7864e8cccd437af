import Campaigns
import Foundation
import Identifiers
import Mail
import Storage
import Web

/// A file that somebody owned, and that the agency gave to another owner.
struct LostFile: Sendable {
    let title: String
    let edition: String
    let at: Date
}

/// A file that has no owner, or whose owners have all lost their role or their account: nobody outside the agency can send it.
struct OrphanedFile: Equatable, Sendable {
    let id: Submission.ID
    let title: String
    let edition: String
    /// It has owners, without the role.
    let isTaken: Bool
    /// It has one with the role, whose account is disabled.
    let isDisabled: Bool
}

// A role that is taken away takes what it opened; the agency is told what nobody can open any more.
extension SubmissionStore {
    /// True of a line of `submission_author`, or of an alias of it, that opens its file to the person: it stands for the role of
    /// its part, and opens nothing once that is taken back, whatever other roles they have.
    public static func isAuthor(_ person: Person.ID, _ author: SQL = "submission_author") -> SQL {
        "\(author).person = \(person) AND \(holdsPart(author) { Rights.holds($0, person, in: "written.edition") })"
    }

    /// The same of whoever stands on that line: they still have the role that it stands for.
    public static func hasRole(_ author: SQL = "submission_author") -> SQL {
        holdsPart(author) { Rights.holds($0, "\(author).person", in: "written.edition") }
    }

    /// True of somebody who has written files of the edition for which that role stands; nil is any edition.
    public static func writes(
        _ person: Person.ID, as role: Role, in edition: Edition.ID?, _ connection: any Connection
    ) throws -> Bool {
        guard let part = Submission.Part.allCases.first(where: { $0.role == role }) else { return false }
        let isThere: SQL = edition.map { "submission.edition = \($0)" } ?? "1 = 1"
        return try connection.row(
            """
            SELECT submission.id FROM submission_author JOIN submission ON submission.id = submission_author.submission
            WHERE submission_author.person = \(person) AND submission_author.role = \(part) AND \(isThere) LIMIT 1
            """) != nil
    }

    private static func holdsPart(_ author: SQL, _ holds: (Set<Role>) -> SQL) -> SQL {
        """
        EXISTS (SELECT 1 FROM submission AS written WHERE written.id = \(author).submission
            AND (\(author).role = 'owner' AND \(holds([.submitter])) OR \(author).role = 'co-author' AND \(holds([.coAuthor]))))
        """
    }

    /// Notes which of somebody's files their roles no longer open, in the transaction in which these change.
    static func follow(_ person: Person.ID, in edition: Edition.ID?, _ connection: any Connection) throws {
        let isThere: SQL = edition.map { "written.edition = \($0)" } ?? "1 = 1"
        try connection.run(
            """
            UPDATE submission_author SET is_taken = CASE WHEN \(isAuthor(person)) THEN 0 ELSE 1 END
            WHERE person = \(person) AND submission IN (SELECT written.id FROM submission AS written WHERE \(isThere))
            """)
        let files = try taken(from: person, in: connection).map(FileMail.subject)
        try Outbox.cancel(about: files, to: person, in: connection)
    }

    /// The files that somebody wrote and that their roles no longer open; known once their roles were followed.
    public static func taken(from person: Person.ID, in connection: any Connection) throws -> [Submission.ID] {
        try connection.rows("SELECT submission FROM submission_author WHERE person = \(person) AND is_taken = 1")
            .map { try $0["submission"] }
    }

    /// Files that this person owned until the agency gave them to somebody else, since that moment, the newest first. The
    /// journal alone keeps who it was.
    func lost(by person: Person.ID, since moment: Date) async throws -> [LostFile] {
        try await database.read { connection in
            try connection.rows(
                """
                SELECT submission.title, edition.name, max(journal.at) AS lost_at FROM journal
                JOIN submission ON submission.id = journal.thing JOIN edition ON edition.id = submission.edition
                WHERE journal.whom = \(person) AND journal.act = 'author-removed' AND journal.thing_kind = 'submission'
                AND journal.at >= \(moment) AND journal.actor <> \(person)
                AND EXISTS (SELECT 1 FROM submission_event AS given
                    WHERE given.submission = submission.id AND given.kind = 'owner-replaced')
                AND NOT EXISTS (SELECT 1 FROM submission_author AS author
                    WHERE author.submission = submission.id AND author.person = \(person))
                GROUP BY submission.id, submission.title, edition.name ORDER BY max(journal.at) DESC LIMIT 20
                """
            ).map { LostFile(title: try $0["title"], edition: try $0["name"], at: try $0["lost_at"]) }
        }
    }

    /// Those of the editions under way that this person may look after.
    func orphaned(for staff: Person.ID) async throws -> [OrphanedFile] {
        try await database.read { connection in
            try connection.rows(
                """
                SELECT submission.id, submission.title, edition.name, CASE WHEN EXISTS (
                    SELECT 1 FROM submission_author AS taken WHERE taken.submission = submission.id
                        AND taken.role = 'owner') THEN 1 ELSE 0 END AS is_taken,
                    CASE WHEN EXISTS (SELECT 1 FROM submission_author AS shut WHERE shut.submission = submission.id
                        AND shut.role = 'owner' AND shut.is_taken = 0) THEN 1 ELSE 0 END AS is_disabled
                FROM (\(Self.orphans(for: staff))) AS orphan JOIN submission ON submission.id = orphan.id
                JOIN edition ON edition.id = submission.edition ORDER BY submission.number, submission.id
                """
            ).map { row in
                OrphanedFile(
                    id: try row["id"], title: try row["title"], edition: try row["name"], isTaken: try row["is_taken"],
                    isDisabled: try row["is_disabled"])
            }
        }
    }

    /// The first of them alone, so that nothing more is looked up of all files: SQLite takes the tables of a CROSS JOIN in their
    /// order, and accounts that are disabled are few.
    private static func orphans(for staff: Person.ID) -> SQL {
        """
        SELECT submission.id FROM edition CROSS JOIN submission
        WHERE submission.edition = edition.id AND edition.status = 'running'
        AND submission.state IN ('draft', 'transmitted') AND \(Rights.isStaff(staff, of: "edition.id"))
        AND NOT EXISTS (SELECT 1 FROM submission_author AS owner
            WHERE owner.submission = submission.id AND owner.role = 'owner' AND owner.is_taken = 0
            AND owner.person NOT IN (SELECT shut.id FROM person AS shut WHERE shut.disabled_at IS NOT NULL))
        AND NOT \(Ties.binds(staff, to: "submission.id"))
        ORDER BY submission.number, submission.id LIMIT 20
        """
    }
}

extension Reader {
    func duty(_ file: LostFile) -> Duty {
        let since = t("since \(formats.moment(file.at)). If you do not know why, write to the agency.")
        return Duty(.news, t("“\(file.title)” has another owner"), detail: "\(file.edition) · \(since)")
    }

    func duty(_ file: OrphanedFile) -> Duty {
        return Duty(.toDo, title(of: file), path: file.id.deskPath + "#owner", detail: file.edition)
    }

    private func title(of file: OrphanedFile) -> String {
        if file.isDisabled { return t("Give “\(file.title)” another owner: the account of the one it has is disabled") }
        return file.isTaken
            ? t("Give “\(file.title)” another owner: the role of the one it has was taken back")
            : t("Give “\(file.title)” an owner: it has none")
    }
}
