import Campaigns
import Forms
import Foundation
import Grids
import Identifiers
import Organisations
import Storage
import Submissions

/// Sheets for those who prepare them and for those who approve them. What isn't theirs is nil.
struct SheetStore: Sendable {
    let database: any Database
    var whenReadied: SheetFollower = { _, _ in }
    var plannedRelease: SheetMoment = { _, _ in nil }

    /// For those who publish from its edition.
    func find(_ id: Sheet.ID, by publisher: Person.ID) async throws -> SheetFile? {
        try await database.read { connection in
            guard var file = try Self.file(Self.isTheirs(id, publisher), in: connection) else { return nil }
            file.plannedRelease = try file.sheet.submission.flatMap { try plannedRelease($0, connection) }
            return file
        }
    }

    /// For an owner of its file, from the first time they were asked; for those who write along, once its decision is out.
    func find(of submission: Submission.ID, by author: Person.ID) async throws -> SheetFile? {
        try await database.read { connection in
            try Self.file(Self.isOwned(submission, author), in: connection)
                ?? Self.file(
                    "\(Self.isWritten(submission, author, .coAuthor)) AND \(SheetReleaseStore.isReleased)",
                    in: connection)
        }
    }

    static func isTheirs(_ id: Sheet.ID, _ publisher: Person.ID) -> SQL {
        "sheet.id = \(id) AND \(mayPublish(publisher))"
    }

    /// Theirs to prepare: they publish from its edition, and have no strong tie with its file.
    static func mayPublish(_ publisher: Person.ID) -> SQL {
        """
        \(Rights.isPublisher(publisher, of: "sheet.edition"))
        AND (sheet.submission IS NULL OR NOT \(Ties.binds(publisher, to: "sheet.submission")))
        """
    }

    static func isOwned(_ submission: Submission.ID, _ owner: Person.ID) -> SQL {
        isWritten(submission, owner, .owner)
    }

    private static func isWritten(_ submission: Submission.ID, _ author: Person.ID, _ part: Submission.Part) -> SQL {
        """
        sheet.submission = \(submission) AND EXISTS (SELECT 1 FROM submission_author WHERE role = \(part)
            AND submission_author.submission = sheet.submission AND \(SubmissionStore.isAuthor(author)))
        AND (sheet.state <> 'draft'
            OR EXISTS (SELECT 1 FROM sheet_event WHERE sheet_event.sheet = sheet.id
                AND sheet_event.kind IN ('asked', 'consent-withdrawn')))
        """
    }

    /// How many sheets wait in that state, in each edition that somebody publishes from.
    func counts(_ state: Sheet.State, by publisher: Person.ID) async throws -> [SheetCount] {
        try await counts("sheet.state = \(state)", by: publisher)
    }

    /// How many imported sheets nobody has published yet.
    func importedDrafts(by publisher: Person.ID) async throws -> [SheetCount] {
        try await counts("sheet.state = 'draft' AND sheet.submission IS NULL", by: publisher)
    }

    func counts(_ condition: SQL, by publisher: Person.ID) async throws -> [SheetCount] {
        let mayPublish = Self.mayPublish(publisher)
        return try await database.read { connection in
            try connection.rows(
                """
                SELECT edition.slug, edition.name, count(*) AS count FROM sheet JOIN edition ON edition.id = sheet.edition
                WHERE \(condition) AND \(mayPublish)
                GROUP BY edition.id, edition.slug, edition.name ORDER BY edition.slug DESC
                """
            ).map { row in SheetCount(slug: try row["slug"], edition: try row["name"], count: try row["count"]) }
        }
    }

    /// How many sheets their organisation wants otherwise and nobody has rewritten since, in each edition that somebody
    /// publishes from.
    func sentBack(by publisher: Person.ID) async throws -> [SheetCount] {
        let mayPublish = Self.mayPublish(publisher)
        return try await database.read { connection in
            try connection.rows(
                """
                SELECT edition.slug, edition.name, count(DISTINCT sheet.id) AS count, min(sheet.id) AS first
                FROM sheet_event AS asked
                JOIN sheet ON sheet.id = asked.sheet JOIN edition ON edition.id = sheet.edition
                WHERE asked.kind = 'changes-asked' AND sheet.state = 'draft'
                    AND \(mayPublish)
                    AND NOT EXISTS (SELECT 1 FROM sheet_event AS later WHERE later.sheet = asked.sheet AND later.at > asked.at)
                GROUP BY edition.id, edition.slug, edition.name ORDER BY edition.slug DESC
                """
            ).map { row in
                SheetCount(
                    slug: try row["slug"], edition: try row["name"], count: try row["count"], first: try row["first"])
            }
        }
    }

    /// Published sheets that their organisation wants otherwise, while nobody has answered.
    func wantedOtherwise(by publisher: Person.ID) async throws -> [(id: Sheet.ID, title: String, edition: String)] {
        let mayPublish = Self.mayPublish(publisher)
        return try await database.read { connection in
            try connection.rows(
                """
                SELECT DISTINCT sheet.id, sheet.title, edition.name FROM sheet_event AS asked
                JOIN sheet ON sheet.id = asked.sheet JOIN edition ON edition.id = sheet.edition
                WHERE asked.kind = 'changes-asked' AND sheet.state = 'published' AND \(mayPublish)
                    AND NOT EXISTS (SELECT 1 FROM sheet_event AS later WHERE later.sheet = asked.sheet AND later.at > asked.at
                        AND later.kind NOT IN \(list: SheetEvent.ofPictures))
                ORDER BY edition.name, sheet.title LIMIT 20
                """
            ).map { row in (id: try row["id"], title: try row["title"], edition: try row["name"]) }
        }
    }

    static func keys(of files: [Submission.ID], in connection: any Connection) throws -> [Sheet.ID] {
        try connection.rows("SELECT id FROM sheet WHERE submission IN \(list: files)").map { try $0["id"] }
    }

    /// The files whose sheet waits for this owner's agreement, or what the agency wants to add to it.
    func awaiting(_ owner: Person.ID) async throws -> [(
        submission: Submission.ID, title: String, edition: String, isWhole: Bool
    )] {
        try await database.read { connection in
            try connection.rows(
                """
                SELECT sheet.submission AS submission, sheet.title AS title, edition.name AS name, sheet.state AS state FROM sheet
                JOIN edition ON edition.id = sheet.edition
                JOIN submission_author ON submission_author.submission = sheet.submission
                WHERE (sheet.state = 'awaiting-approval' OR sheet.state = 'published' AND \(SheetMediaStore.asks))
                    AND submission_author.role = 'owner' AND \(SubmissionStore.isAuthor(owner))
                ORDER BY sheet.updated_at, sheet.id
                """
            ).map { row in
                let state: Sheet.State = try row["state"]
                return (try row["submission"], try row["title"], try row["name"], state == .awaitingApproval)
            }
        }
    }
}

// One sheet with all that stands beside it.
extension SheetStore {
    static func file(_ condition: SQL, in connection: any Connection) throws -> SheetFile? {
        let row = try connection.row(
            """
            SELECT id, initiative, edition, submission, state, language, title, strapline, content, tags, source, version,
                (SELECT slug FROM initiative WHERE initiative.id = sheet.initiative) AS slug,
                revision, approved_at, approved_by, published_at, unpublished_reason,
                CASE WHEN \(SheetReleaseStore.isReleased) THEN 1 ELSE 0 END AS is_out,
                \(SheetReleaseStore.releasedAt) AS released_at FROM sheet WHERE \(condition)
            """)
        guard let row else { return nil }
        let sheet = try Sheet(row)
        guard let edition = try EditionStore.find(sheet.edition, in: connection) else { return nil }
        let (by, at): (String, Date?) = (try row["approved_by"], try row["approved_at"])
        let form = try form(of: sheet.submission, or: edition.id, in: connection)
        let isOut: Bool = try row["is_out"]
        return SheetFile(
            sheet: sheet, edition: edition, form: form,
            organisations: try InitiativeStore.carriers(of: sheet.initiative, in: connection),
            vocabularies: try GridStore.grid(of: edition.id, in: connection)?.vocabularies ?? [],
            number: try sheet.submission.flatMap { try number(of: $0, in: connection) },
            owners: try sheet.submission.map { try owners(of: $0, in: connection) } ?? [],
            standing: try sheet.submission.flatMap { try standing(of: $0, form, isOut: isOut, in: connection) },
            approval: at.map { SheetFile.Approval(by: by, at: $0) }, publishedAt: try row["published_at"],
            unpublishedReason: try row["unpublished_reason"], events: try events(of: sheet.id, in: connection),
            slug: try row["slug"], releasedAt: try row["released_at"],
            album: try SheetMediaStore.album(of: sheet.id, in: connection))
    }

    private static func number(of submission: Submission.ID, in connection: any Connection) throws -> String? {
        try connection.row("SELECT number FROM submission WHERE id = \(submission)")?["number"]
    }

    private static func standing(
        of submission: Submission.ID, _ form: Form, isOut: Bool, in connection: any Connection
    ) throws -> SheetStanding? {
        let row = try connection.row(
            """
            SELECT state, eligibility, CASE WHEN \(isAgreed("submission.id")) THEN 1 ELSE 0 END AS is_agreed
            FROM submission WHERE id = \(submission)
            """)
        guard let row else { return nil }
        let isAgreed: Bool = try row["is_agreed"]
        return SheetStanding(
            state: try row["state"], eligibility: try row["eligibility"], isOut: isOut,
            isAgreed: form[id: FormField.publication] == nil ? nil : isAgreed)
    }

    /// The agreement to a public sheet is ticked in the file. `submission` is a column.
    static func isAgreed(_ submission: SQL) -> SQL {
        """
        EXISTS (SELECT 1 FROM submission_answer AS agreement WHERE agreement.submission = \(submission)
            AND agreement.field = \(FormField.publication) AND agreement.value <> '')
        """
    }

    private static func owners(of submission: Submission.ID, in connection: any Connection) throws -> [SheetFile.Owner]
    {
        try connection.rows(
            """
            SELECT person.id AS id, person.name AS name FROM submission_author JOIN person ON person.id = person
            WHERE submission = \(submission) AND role = 'owner' AND \(SubmissionStore.hasRole()) AND person.disabled_at IS NULL
            ORDER BY person.name, person.id
            """
        ).map { row in SheetFile.Owner(person: try row["id"], name: try row["name"]) }
    }

    private static func events(of sheet: Sheet.ID, in connection: any Connection) throws -> [SheetEvent] {
        try connection.rows(
            """
            SELECT kind, at, version, person.name AS name, note FROM sheet_event
            LEFT JOIN person ON person.id = sheet_event.person WHERE sheet = \(sheet) ORDER BY at DESC, sheet_event.id DESC
            """
        ).map { row in
            SheetEvent(
                kind: try row["kind"], at: try row["at"], version: try row["version"], person: try row["name"],
                note: try row["note"])
        }
    }
}
