import Campaigns
import Forms
import Foundation
import Identifiers
import Organisations
import Storage
import Submissions
import Words

/// What is done with sheets, each act in one transaction with its trace.
extension SheetStore {
    struct Act: Sendable {
        let kind: SheetEvent.Kind
        let person: Person.ID
        var note = ""
        let now: Date
        /// Where nobody who reads the sheet sees it, it leaves no trace: what lies beside a sheet is chosen at leisure.
        var isQuiet = false
    }

    /// Changes a sheet as a publisher saw it. Nil when it isn't theirs. What they typed beside the act, `draft`, is saved first.
    func change(
        _ id: Sheet.ID, seen revision: Int, _ act: Act, saving draft: SheetDraft? = nil, for audience: Audience,
        then: @escaping @Sendable (SheetFile, any Connection) throws -> Void = { _, _ in },
        _ change: @escaping @Sendable (inout SheetFile) throws -> Void
    ) async throws -> SheetFile? {
        try await database.write(for: audience) { connection in
            try Self.change(
                Self.isTheirs(id, act.person), seen: revision, act, in: connection, then: following(then)
            ) { file in
                if let draft { try Self.rewrite(&file, draft, before: act, in: connection) }
                try change(&file)
            }
        }
    }

    /// Changes the sheet of a file as its owner saw it.
    func change(
        of submission: Submission.ID, seen revision: Int, _ act: Act, for audience: Audience = .insiders,
        then: @escaping @Sendable (SheetFile, any Connection) throws -> Void = { _, _ in },
        _ change: @escaping @Sendable (inout SheetFile) throws(SheetFile.Refusal) -> Void
    ) async throws -> SheetFile? {
        try await database.write(for: audience) { connection in
            try Self.change(
                Self.isOwned(submission, act.person), seen: revision, act, in: connection, then: following(then),
                change)
        }
    }

    /// Before what follows here, what goes out next is another thing once a sheet joins or leaves it.
    private func following(
        _ then: @escaping @Sendable (SheetFile, any Connection) throws -> Void
    ) -> (_ wasReady: Bool, SheetFile, any Connection) throws -> Void {
        { wasReady, file, connection in
            if let submission = file.sheet.submission, (file.sheet.state == .published) != wasReady {
                try whenReadied(submission, connection)
            }
            try then(file, connection)
        }
    }

    private static func change(
        _ condition: SQL, seen revision: Int, _ act: Act, in connection: any Connection,
        then: (_ wasReady: Bool, SheetFile, any Connection) throws -> Void, _ change: (inout SheetFile) throws -> Void
    ) throws -> SheetFile? {
        let claimed = try connection.run(
            "UPDATE sheet SET revision = revision + 1 WHERE revision = \(revision) AND \(condition)")
        guard var file = try file(condition, in: connection) else { return nil }
        guard claimed == 1 else { throw SheetFile.Refusal.changedMeanwhile }
        let (wasReady, before) = (file.sheet.state == .published, file)
        try change(&file)
        try SheetMediaStore.save(file.album, after: before.album, of: file.sheet.id, now: act.now, in: connection)
        guard !act.isQuiet || !file.reads(as: before) else { return file }
        try save(file, now: act.now, in: connection)
        try note(act, file.sheet.id, version: file.sheet.version, in: connection)
        try journal(act, file, in: connection)
        try then(wasReady, file, connection)
        return file
    }

    /// Its trace stands below that of the act.
    private static func rewrite(
        _ file: inout SheetFile, _ draft: SheetDraft, before act: Act, in connection: any Connection
    ) throws {
        guard try file.rewrite(draft, before: act.kind) else { return }
        let rewriting = Act(kind: .rewritten, person: act.person, now: act.now - 0.001)
        try note(rewriting, file.sheet.id, version: file.sheet.version, in: connection)
        try journal(rewriting, file, in: connection)
    }

    private static func save(_ file: SheetFile, now: Date, in connection: any Connection) throws {
        let sheet = file.sheet
        let unpublishedAt: Date? = sheet.state == .unpublished ? now : nil
        try connection.run(
            """
            UPDATE sheet SET state = \(sheet.state), title = \(sheet.title), strapline = \(sheet.strapline),
                content = \(try sheet.content.sheetJSON), tags = \(try sheet.tags.sheetJSON), version = \(sheet.version), approved_at = \(file.approval?.at),
                approved_by = \(file.approval?.by ?? ""), published_at = \(file.publishedAt),
                unpublished_at = \(unpublishedAt), unpublished_reason = \(file.unpublishedReason), updated_at = \(now)
            WHERE id = \(sheet.id)
            """)
        // What others see of the initiative changes with what they may read of it.
        if sheet.state == .published { try InitiativeStore.rename(sheet.initiative, to: sheet.title, in: connection) }
    }

    /// Those who publish from its edition and are not tied to its file.
    static func publishers(of sheet: Sheet, in connection: any Connection) throws -> [Person.ID] {
        let people = try connection.rows(
            """
            SELECT DISTINCT person.id AS id, person.name AS name FROM role_grant
            JOIN person ON person.id = role_grant.person
            WHERE \(Rights.holds(.publishers, "person.id", in: "\(sheet.edition)")) ORDER BY person.name, person.id
            """
        ).map { row -> Person.ID in try row["id"] }
        return try people.filter { person in
            try connection.row("SELECT id FROM sheet WHERE \(isTheirs(sheet.id, person))") != nil
        }
    }

    private static func note(_ act: Act, _ sheet: Sheet.ID, version: Int, in connection: any Connection) throws {
        try connection.run(
            """
            INSERT INTO sheet_event (id, sheet, kind, person, at, version, note)
            VALUES (\(SheetEvent.ID.new(at: act.now)), \(sheet), \(act.kind), \(act.person), \(act.now), \(version),
                \(act.note))
            """)
    }

    /// The sheet of a transmitted file, begun from its answers; the one that is there already when it was begun before.
    func make(from submission: Submission.ID, by publisher: Person.ID, now: Date) async throws -> Sheet.ID? {
        try await database.write(for: .insiders) { connection in
            let file = try connection.row(
                """
                SELECT initiative, edition, title, organisation FROM submission
                WHERE id = \(submission) AND state = 'transmitted' AND eligibility <> 'not-eligible'
                    AND \(Rights.isPublisher(publisher, of: "submission.edition"))
                    AND NOT \(Ties.binds(publisher, to: "submission.id"))
                """)
            guard let file else { return nil }
            if let known = try connection.row("SELECT id FROM sheet WHERE submission = \(submission)") {
                return try known["id"]
            }
            let id = Sheet.ID.new(at: now)
            guard try Self.insert(id, of: submission, file, now: now, in: connection) else {
                // Of two at once, the second waited here for the first.
                return try connection.row("SELECT id FROM sheet WHERE submission = \(submission)").map {
                    try $0["id"]
                }
            }
            try Self.carry(try file["initiative"], by: try file["organisation"], in: connection)
            try Self.note(Act(kind: .made, person: publisher, now: now), id, version: 1, in: connection)
            return id
        }
    }

    /// Answers whether the edition had none of its practice.
    private static func insert(
        _ id: Sheet.ID, of submission: Submission.ID, _ file: Row, now: Date, in connection: any Connection
    ) throws -> Bool {
        let (edition, initiative): (Edition.ID, Initiative.ID) = (try file["edition"], try file["initiative"])
        let form = try form(of: submission, or: edition, in: connection)
        let answers = try SubmissionStore.find(submission, in: connection)?.answers ?? Answers()
        let title: String = try file["title"]
        return try connection.run(
            """
            INSERT INTO sheet (id, initiative, edition, submission, title, strapline, content, tags, updated_at)
            VALUES (\(id), \(initiative), \(edition), \(submission), \(answers.text("title").ifFilled ?? title),
                \(answers.text("strapline")), \(try SheetContent(answers, of: form).sheetJSON), \(try answers.tags(of: form).sheetJSON),
                \(now))
            ON CONFLICT (edition, initiative) DO NOTHING
            """) == 1
    }

    private static func carry(
        _ initiative: Initiative.ID, by organisation: Organisation.ID?, in connection: any Connection
    ) throws {
        guard let organisation, try InitiativeStore.carriers(of: initiative, in: connection).isEmpty else { return }
        try InitiativeStore.carry(initiative, by: [organisation], in: connection)
    }
}
