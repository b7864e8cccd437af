import Campaigns
import Foundation
import Identifiers
import Journal
import Storage

/// Imports that were made, and what each made or changed.
struct ImportRunStore: Sendable {
    let database: any Database

    /// `person` takes it in; nobody does on the command line.
    func begin(_ run: ImportRun, by person: Person.ID? = nil) async throws {
        try await database.write(for: .insiders) { connection in
            guard try Self.claim(run, in: connection) else { return }
            try Self.journal(run, by: person, in: connection)
        }
    }

    /// Answers whether it is new: of the same one sent twenty times at once, the others wait here for the first.
    static func claim(_ run: ImportRun, in connection: any Connection) throws -> Bool {
        try connection.run(
            """
            INSERT INTO import_run (id, kind, edition, file, started_at)
            VALUES (\(run.id), \(run.kind), \(run.edition), \(run.file), \(run.startedAt))
            ON CONFLICT (id) DO NOTHING
            """) == 1
    }

    /// One that was begun in the same transaction: told to the journal, or removed again when it changed nothing.
    static func settle(_ run: ImportRun, by person: Person.ID?, in connection: any Connection) throws {
        let removed = try connection.run(
            """
            DELETE FROM import_run WHERE id = \(run.id)
                AND NOT EXISTS (SELECT 1 FROM import_change WHERE import_change.run = import_run.id)
            """)
        guard removed == 0 else { return }
        try journal(run, by: person, in: connection)
    }

    private static func journal(_ run: ImportRun, by person: Person.ID?, in connection: any Connection) throws {
        let details: Details = ["file": run.file, "kind": run.kind.rawValue]
        try Journal.write(
            .listImported, by: person, of: .importRun(run.id), edition: run.edition, details: details, in: connection)
    }

    /// In the transaction that makes them, in one statement.
    static func note(_ changes: [ImportChange], of run: ImportRun.ID?, in connection: any Connection) throws {
        guard let run, !changes.isEmpty else { return }
        var rows: [SQL] = []
        for change in merged(changes) {
            rows.append(
                "(\(run), \(change.kind), \(change.subject), \(change.isNew), \(change.was), \(change.revision))")
        }
        try connection.run(
            """
            INSERT INTO import_change (run, kind, subject, is_new, was, revision) VALUES \(SQL.joined(rows))
            ON CONFLICT (run, kind, subject) DO UPDATE SET revision = excluded.revision
            """)
    }

    // One thing may be spoken of by several rows: it was as it was before the first, and is as the last left it.
    private static func merged(_ changes: [ImportChange]) -> [ImportChange] {
        var merged: [ImportChange] = []
        var places: [String: Int] = [:]
        for change in changes {
            let key = change.kind.rawValue + change.subject
            if let place = places[key] {
                merged[place].revision = change.revision
            } else {
                places[key] = merged.count
                merged.append(change)
            }
        }
        return merged
    }

    func find(_ id: ImportRun.ID) async throws -> ImportRun? {
        try await database.read { try Self.runs("id = \(id)", in: $0).first?.run }
    }

    /// The newest first, each with how many things it made or changed, a partner with its engagement being one; all of them without
    /// a limit.
    func all(limit: Int? = nil) async throws -> [(run: ImportRun, changes: Int)] {
        try await database.read { try Self.runs("1 = 1", limit.map { "LIMIT \($0)" } ?? "", in: $0) }
    }

    private static func runs(
        _ condition: SQL, _ part: SQL = "", in connection: any Connection
    ) throws -> [(run: ImportRun, changes: Int)] {
        try connection.rows(
            """
            SELECT id, kind, edition, file, started_at, undone_at,
                (SELECT count(DISTINCT substr(subject, 1, 36)) FROM import_change WHERE import_change.run = import_run.id) AS changes
            FROM import_run WHERE \(condition) ORDER BY started_at DESC, id DESC \(part)
            """
        ).map { row in
            let run = ImportRun(
                id: try row["id"], kind: try row["kind"], edition: try row["edition"], file: try row["file"],
                startedAt: try row["started_at"], undoneAt: try row["undone_at"])
            return (run, try row["changes"])
        }
    }

    /// Those of a kind, the last first: what was made after another may stand on it. `areKept` asks for those that stayed when it
    /// was taken back.
    func changes(
        _ kind: ImportChange.Kind, of run: ImportRun.ID, areKept: Bool = false
    ) async throws -> [ImportChange] {
        let isMeant: SQL = areKept ? "kept <> ''" : "1 = 1"
        return try await database.read { connection in
            try connection.rows(
                """
                SELECT subject, is_new, was, revision FROM import_change WHERE run = \(run) AND kind = \(kind)
                AND \(isMeant) ORDER BY subject DESC
                """
            ).map { row in
                ImportChange(
                    kind: kind, subject: try row["subject"], isNew: try row["is_new"], was: try row["was"],
                    revision: try row["revision"])
            }
        }
    }

    /// Notes why a thing stays, in the transaction in which it is to be taken back.
    static func keep(
        _ change: ImportChange, of run: ImportRun.ID, because reason: ImportChange.Reason, in connection: any Connection
    ) throws {
        try connection.run(
            """
            UPDATE import_change SET kept = \(reason)
            WHERE run = \(run) AND kind = \(change.kind) AND subject = \(change.subject)
            """)
    }

    /// What stayed of imports that were taken back. The subject of a role is its person, the role and the edition.
    func kept(of runs: [ImportRun.ID]) async throws -> [ImportRun.ID: [KeptChange]] {
        try await database.read { connection -> [ImportRun.ID: [KeptChange]] in
            let rows = try connection.rows(
                """
                SELECT import_change.run, import_change.kind, import_change.subject, import_change.kept,
                    coalesce(person.name, partner.name_fr, organisation.name, sheet.title, '') AS name
                FROM import_change LEFT JOIN person ON person.id = substr(import_change.subject, 1, 36)
                LEFT JOIN partner ON partner.id = import_change.subject
                LEFT JOIN organisation ON organisation.id = import_change.subject
                LEFT JOIN sheet ON sheet.id = import_change.subject
                WHERE import_change.kept <> '' AND import_change.run IN \(list: runs)
                ORDER BY name, import_change.kind DESC, import_change.subject
                """)
            var kept: [ImportRun.ID: [KeptChange]] = [:]
            for row in rows { kept[try row["run"], default: []].append(try KeptChange(row)) }
            return kept
        }
    }

    /// Publishes those that are still drafts. Answers how many.
    func publish(_ sheets: [Sheet.ID], of run: ImportRun, now: Date) async throws -> Int {
        try await database.write { connection in
            let drafts: [Sheet.ID] = try connection.rows(
                """
                SELECT id FROM sheet WHERE id IN \(list: sheets) AND state = 'draft' AND submission IS NULL
                """
            ).map { row in try row["id"] }
            try connection.run(
                """
                UPDATE sheet SET state = 'published', published_at = \(now), updated_at = \(now), revision = revision + 1
                WHERE id IN \(list: drafts)
                """)
            // Publishing is no change of what was imported: it can still be undone.
            try connection.run(
                """
                UPDATE import_change SET revision = revision + 1
                WHERE run = \(run.id) AND kind = 'sheet' AND subject IN \(list: drafts)
                """)
            try ImportTraceStore.note(.published, of: drafts, from: run.file, at: now, in: connection)
            for sheet in drafts {
                try Journal.write(.sheetPublished, by: nil, of: .sheet(sheet), edition: run.edition, in: connection)
            }
            return drafts.count
        }
    }

    /// Answers whether it was not taken back yet, or whether something more of it is.
    func end(_ run: ImportRun, by person: Person.ID? = nil, now: Date) async throws -> Bool {
        try await database.write(for: .insiders) { connection in
            let ended = try connection.run(
                "UPDATE import_run SET undone_at = \(now) WHERE id = \(run.id) AND undone_at IS NULL")
            guard ended == 1 || run.undoneAt != nil else { return false }
            try ImportLeftStore.forget(run.id, in: connection)
            try Journal.write(
                .importUndone, by: person, of: .importRun(run.id), edition: run.edition, details: ["file": run.file],
                in: connection)
            return true
        }
    }
}

/// What an import does to sheets, in their own history: each line with its day, and with the list it comes from.
enum ImportTraceStore {
    /// In the transaction that does it, in one statement. `file` is the list's own name.
    static func note(
        _ kind: SheetEvent.Kind, of sheets: [Sheet.ID], from file: String, at now: Date, in connection: any Connection
    ) throws {
        guard !sheets.isEmpty else { return }
        let rows = sheets.map { sheet -> SQL in
            """
            (\(SheetEvent.ID.new(at: now)), \(sheet), \(kind), \(now),
                (SELECT version FROM sheet WHERE sheet.id = \(sheet)), \(file))
            """
        }
        try connection.run(
            "INSERT INTO sheet_event (id, sheet, kind, at, version, note) VALUES \(SQL.joined(rows))")
    }

    /// The lines of what one import has just made or changed.
    static func note(
        _ changes: [ImportChange], of run: ImportRun.ID?, isPublic: Bool, at now: Date, in connection: any Connection
    ) throws {
        let sheets = changes.filter { $0.kind == .sheet }
        guard let run, !sheets.isEmpty else { return }
        let row = try connection.row("SELECT file FROM import_run WHERE id = \(run)")
        let file: String = try row?["file"] ?? ""
        let new = sheets.filter(\.isNew).compactMap { Sheet.ID($0.subject) }
        try note(.imported, of: new, from: file, at: now, in: connection)
        // After it, on a page that tells them by time.
        if isPublic { try note(.published, of: new, from: file, at: now + 0.001, in: connection) }
        let renewed = Set(sheets.filter { !$0.isNew }.map(\.subject)).sorted().compactMap { Sheet.ID($0) }
        try note(.renewed, of: renewed, from: file, at: now, in: connection)
        try journalPublished(renewed, in: connection)
    }

    /// The public reads another text of those among them that are published.
    static func journalPublished(_ sheets: [Sheet.ID], in connection: any Connection) throws {
        let rows = try connection.rows(
            "SELECT id, edition FROM sheet WHERE id IN \(list: sheets) AND state = 'published' ORDER BY id")
        for row in rows {
            let (sheet, edition): (Sheet.ID, Edition.ID) = (try row["id"], try row["edition"])
            try Journal.write(.publishedSheetRewritten, by: nil, of: .sheet(sheet), edition: edition, in: connection)
        }
    }
}

extension KeptChange {
    fileprivate init(_ row: Row) throws {
        let (kind, subject): (ImportChange.Kind, String) = (try row["kind"], try row["subject"])
        let role = kind == .role ? subject.split(separator: " ").dropFirst().first.map(String.init) : nil
        self.init(kind: kind, name: try row["name"], role: role ?? "", reason: try row["kept"])
    }
}
