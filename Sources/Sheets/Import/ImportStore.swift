import Campaigns
import Forms
import Foundation
import Identifiers
import Journal
import Organisations
import Storage
import Submissions

/// Keeps imported rows as published sheets of one edition.
struct ImportStore: Sendable {
    let database: any Database
    let edition: Edition.ID

    /// What an earlier import of this source left, by the source's key: a mark of its content.
    func marks(of mapping: String) async throws -> [String: String] {
        try await database.read { connection in
            let rows = try connection.rows(
                """
                SELECT source_key, source_mark FROM sheet WHERE edition = \(edition) AND source_key <> ''
                """)
            return Dictionary(
                try rows.map { row -> (String, String) in (try row["source_key"], try row["source_mark"]) },
                uniquingKeysWith: { first, _ in first })
        }
    }

    /// All of them in one transaction, or, when the database refuses one, none.
    func keep(_ initiatives: [PreparedInitiative], now: Date) async throws -> [ImportRow.Outcome] {
        try await database.write { connection in try outcomes(of: initiatives, now: now, in: connection) }
    }

    /// What `keep` would answer; nothing is written.
    func rehearse(_ initiatives: [PreparedInitiative], now: Date) async throws -> [ImportRow.Outcome] {
        do {
            return try await database.write(for: .insiders) { connection -> [ImportRow.Outcome] in
                throw Rehearsed(outcomes: try outcomes(of: initiatives, now: now, in: connection))
            }
        } catch let rehearsed as Rehearsed {
            return rehearsed.outcomes
        }
    }

    private struct Rehearsed: Error {
        let outcomes: [ImportRow.Outcome]
    }

    private func outcomes(
        of initiatives: [PreparedInitiative], now: Date, in connection: any Connection
    ) throws -> [ImportRow.Outcome] {
        try initiatives.map { initiative in
            guard let row = try connection.row(Self.sheet(edition, initiative.told.key)) else {
                try create(initiative, now: now, in: connection)
                return .created
            }
            return try renew(row, from: initiative, now: now, in: connection)
        }
    }

    private static func sheet(_ edition: Edition.ID, _ key: String) -> SQL {
        """
        SELECT id, initiative, state, language, title, strapline, content, tags, source, source_mark FROM sheet
        WHERE edition = \(edition) AND source_key = \(key)
        """
    }

    private func create(_ prepared: PreparedInitiative, now: Date, in connection: any Connection) throws {
        let one = prepared.told
        // The same practice may have come in with another edition: it is one initiative.
        let known = try connection.row("SELECT initiative FROM sheet WHERE source_key = \(one.key)")
        let initiative: Initiative.ID =
            try known?["initiative"] ?? InitiativeStore.create(title: one.title, now: now, in: connection)
        try carry(initiative, one, now: now, in: connection)
        let id = Sheet.ID.new(at: now)
        try connection.run(
            """
            INSERT INTO sheet (id, initiative, edition, state, language, title, strapline, content, tags, source, source_key,
                source_mark, published_at, updated_at)
            VALUES (\(id), \(initiative), \(edition), \(Sheet.State.published), \(one.language),
                \(one.title), \(one.strapline), \(prepared.content), \(prepared.tags), \(prepared.source), \(one.key),
                \(prepared.mark), \(now), \(now))
            """)
        try Journal.write(.sheetPublished, by: nil, of: .sheet(id), edition: edition, in: connection)
    }

    private func renew(
        _ row: Row, from prepared: PreparedInitiative, now: Date, in connection: any Connection
    ) throws -> ImportRow.Outcome {
        let one = prepared.told
        let (id, initiative): (Sheet.ID, Initiative.ID) = (try row["id"], try row["initiative"])
        let mark: String = try row["source_mark"]
        if mark == prepared.mark { return .unchanged }
        guard try PreparedInitiative.sheetMark(row) == mark.prefix(while: { $0 != "/" }) else {
            return .refused(ImportFault(column: nil, reason: .rewrittenHere))
        }
        // An unpublished sheet stays so: the import brings content, it does not undo a decision.
        try connection.run(
            """
            UPDATE sheet SET language = \(one.language), title = \(one.title), strapline = \(one.strapline),
                content = \(prepared.content), tags = \(prepared.tags), source = \(prepared.source),
                source_mark = \(prepared.mark), version = version + 1,
                updated_at = \(now), revision = revision + 1
            WHERE id = \(id)
            """)
        try InitiativeStore.rename(initiative, to: one.title, in: connection)
        try carry(initiative, one, now: now, in: connection)
        return .updated
    }

    private func carry(
        _ initiative: Initiative.ID, _ one: ImportedInitiative, now: Date, in connection: any Connection
    ) throws {
        var carriers: [Organisation.ID] = []
        for candidate in one.organisations {
            let id = try OrganisationStore.findOrCreate(candidate, now: now, in: connection)
            try SubmissionStore.noteOrganisation(id, in: connection)
            if !carriers.contains(id) { carriers.append(id) }
        }
        try InitiativeStore.carry(initiative, by: carriers, in: connection)
    }
}

/// An initiative about to be kept: its parts as the database has them, written out once, and a mark of its content: of the
/// sheet, then of those who carry it.
struct PreparedInitiative: Sendable {
    let told: ImportedInitiative
    let content: String
    let tags: String
    let source: String
    let mark: String

    init(_ told: ImportedInitiative) throws {
        self.told = told
        (content, tags, source) = (try told.content.sheetJSON, try told.tags.sheetJSON, try told.source.sheetJSON)
        let sheet = Self.mark(
            language: told.language, title: told.title, strapline: told.strapline, content: content, tags: tags,
            source: source)
        mark = "\(sheet)/\(contentMark(told.organisations.map(\.contentText).joined(separator: "\u{1}")))"
    }

    /// Of a sheet as it is kept.
    fileprivate static func sheetMark(_ row: Row) throws -> String {
        mark(
            language: try row["language"], title: try row["title"], strapline: try row["strapline"],
            content: try row["content"], tags: try row["tags"], source: try row["source"])
    }

    private static func mark(
        language: String, title: String, strapline: String, content: String, tags: String, source: String
    ) -> String {
        contentMark([language, title, strapline, content, tags, source].joined(separator: "\u{1}"))
    }
}

extension Organisation {
    fileprivate var contentText: String {
        let place = [place.communeCode, place.communeName, place.department, place.country]
        let point = [self.place.latitude, self.place.longitude].map { $0.map { "\($0)" } ?? "" }
        return
            ([name, kind.rawValue, siret?.description ?? "", rna?.description ?? "", sizeBracket, website] + place
            + point)
            .joined(separator: "\u{2}")
    }
}
