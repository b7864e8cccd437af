import Campaigns
import Foundation
import Identifiers
import Organisations
import Storage

/// Keeps what lists show of each file, in the transaction of whatever changes it.
enum FileLineStore {
    /// Reckons a file again. The caller has just changed it.
    static func keep(_ file: Submission.ID, in connection: any Connection) throws {
        try keep([file], in: connection)
    }

    /// The same for the files of an organisation: what a list does not find in a file it takes from what is known.
    static func keep(filesOf organisation: Organisation.ID, in connection: any Connection) throws {
        let rows = try connection.rows("SELECT id FROM submission WHERE organisation = \(organisation) ORDER BY id")
        try keep(rows.map { try $0["id"] }, in: connection)
    }

    static func keep(_ files: [Submission.ID], in connection: any Connection) throws {
        guard !files.isEmpty else { return }
        // First, so that on PostgreSQL two changes of one file come one after the other.
        for file in files {
            try connection.run(
                """
                INSERT INTO file_progress (submission, edition, state, eligibility, changed_at)
                SELECT id, edition, state, eligibility, updated_at FROM submission WHERE id = \(file)
                ON CONFLICT (submission) DO UPDATE SET is_stale = 0
                """)
        }
        for content in try SubmissionStore.contents("submission.id IN \(list: files)", in: connection) {
            let line = FileLine(content)
            try FileCountStore.move(line, from: FileCountStore.Known(line.id, in: connection), in: connection)
            try save(line, in: connection)
        }
    }

    /// Before a file is deleted.
    static func forget(_ file: Submission.ID, in connection: any Connection) throws {
        try FileCountStore.forget(file, in: connection)
        try connection.run("DELETE FROM file_progress WHERE submission = \(file)")
    }

    private static func save(_ line: FileLine, in connection: any Connection) throws {
        try connection.run(
            """
            UPDATE file_progress SET state = \(line.state), eligibility = \(line.eligibility),
                is_on_behalf = \(line.isOnBehalf), number = \(line.number ?? ""), unnumbered = \(line.number == nil),
                title = \(line.title), organisation = \(line.organisation), title_key = \(line.titleKey),
                organisation_key = \(line.organisationKey), department = \(line.department),
                size_bracket = \(line.size?.code ?? ""), size_class = \(line.sizeClass?.rawValue ?? ""),
                percent = \(line.percent), changed_at = \(line.changedAt), find_key = \(line.findKey), is_counted = 1
            WHERE submission = \(line.id)
            """)
    }

    /// Lines as they are kept; what is not reckoned yet is read from the answers.
    static func lines(_ rows: [Row], in connection: any Connection) throws -> [FileLine] {
        let lines = try rows.map(FileLine.init)
        let stale = try rows.filter { try $0["is_stale"] }.map { row -> Submission.ID in try row["submission"] }
        guard !stale.isEmpty else { return lines }
        let contents = try SubmissionStore.contents("submission.id IN \(list: stale)", in: connection)
        let read = Dictionary(uniqueKeysWithValues: contents.map { ($0.submission.id, FileLine($0)) })
        return lines.map { read[$0.id] ?? $0 }
    }

    /// How many are reckoned in one transaction: others write in between.
    private static let share = 100

    /// Reckons what is not known yet, as after the program was brought up to date.
    static func refresh(_ database: any Database) async throws {
        while try await database.read({ try !stale(in: $0).isEmpty }) {
            try await database.write(for: .insiders) { try keepShare(in: $0) }
        }
    }

    /// Reckons some of what is not known yet; false when nothing is left.
    @discardableResult static func keepShare(in connection: any Connection) throws -> Bool {
        let files = try stale(in: connection)
        try keep(files, in: connection)
        return !files.isEmpty
    }

    private static func stale(in connection: any Connection) throws -> [Submission.ID] {
        try connection.rows(
            "SELECT submission FROM file_progress WHERE is_stale = 1 ORDER BY submission LIMIT \(share)"
        ).map { try $0["submission"] }
    }
}

/// What files say, for queries of others.
public enum FileWords {
    /// The organisation of a file as the file itself calls it: what another file says of the same one is on none of its pages.
    /// One that staff have confirmed is called as its record is, whatever the file says later; so is that of a file which was
    /// never asked. The query joins the record as `organisation`.
    public static func organisation(of file: SQL = "submission.id") -> SQL {
        """
        CASE WHEN organisation.id = (SELECT named.confirmed_organisation FROM submission AS named WHERE named.id = \(file))
            THEN organisation.name
            ELSE coalesce((SELECT told.value FROM submission_answer AS told
                WHERE told.submission = \(file) AND told.field = 'organisation.name'), organisation.name, '') END
        """
    }
}

extension SubmissionStore {
    /// Reckons what is kept for lists and not known yet.
    func refresh() async throws { try await FileLineStore.refresh(database) }

    /// A file by its number and title alone.
    struct Name: Sendable {
        let id: Submission.ID
        let number: String?
        let title: String
        /// It was withdrawn, its decision is out, or it goes on to a second round.
        let isOver: Bool
    }

    /// The files of an edition, the newest first; those that the person may not know of come as keys alone.
    static func names(
        in edition: Edition.ID, runBy person: Person.ID, _ connection: any Connection
    ) throws -> (seen: [Name], hidden: [Submission.ID]) {
        let there: SQL = "submission.edition = \(edition)"
        let hidden = try connection.rows("SELECT id FROM submission WHERE \(there) AND NOT \(isRun(by: person))")
        let seen = try connection.rows(
            """
            SELECT id, number, title, CASE WHEN state = 'withdrawn' OR announced_at IS NOT NULL OR id IN (
                SELECT shortlisted.submission FROM shortlisted WHERE shortlisted.told_at IS NOT NULL)
                THEN 1 ELSE 0 END AS is_over
            FROM submission WHERE \(there) AND \(isRun(by: person)) ORDER BY created_at DESC, id DESC
            """)
        return (
            try seen.map { row in
                Name(
                    id: try row["id"], number: try row["number"], title: try row["title"], isOver: try row["is_over"])
            }, try hidden.map { try $0["id"] }
        )
    }

    /// For whoever writes files all at once, past their pages, as a demonstration does.
    public static func noteFiles(in connection: any Connection) throws {
        try connection.run(
            """
            INSERT INTO file_progress (submission, edition, state, eligibility, changed_at, is_stale)
            SELECT id, edition, state, eligibility, updated_at, 1 FROM submission WHERE 1 = 1
            ON CONFLICT (submission) DO UPDATE SET is_stale = 1
            """)
        while try FileLineStore.keepShare(in: connection) {}
    }

    /// For the jury, which gives files to readers: how many a file has.
    public static func note(readers: Int, of file: Submission.ID, in connection: any Connection) throws {
        try connection.run("UPDATE file_progress SET readers = \(readers) WHERE submission = \(file)")
    }

    /// For whoever changes what is known of an organisation, in the same transaction.
    @Sendable public static func noteOrganisation(_ id: Organisation.ID, in connection: any Connection) throws {
        try FileLineStore.keep(filesOf: id, in: connection)
    }
}

extension FileLine {
    init(_ row: Row) throws {
        let (number, size): (String, String) = (try row["number"], try row["size_bracket"])
        self.init(
            id: try row["submission"], state: try row["state"], eligibility: try row["eligibility"],
            isOnBehalf: try row["is_on_behalf"], number: number.isEmpty ? nil : number, title: try row["title"],
            organisation: try row["organisation"], department: try row["department"], size: SizeBracket(size),
            percent: try row["percent"], changedAt: try row["changed_at"], category: try row["category"])
    }

    static let columns: SQL = """
        submission, state, eligibility, is_on_behalf, number, title, organisation, department, size_bracket, percent,
        changed_at, is_stale,
        (SELECT submission.category FROM submission WHERE submission.id = file_progress.submission) AS category
        """
}
