import Awards
import Campaigns
import Forms
import Foundation
import Grids
import Organisations
import Sheets
import Storage
import Submissions

/// Reads one published sheet by its lasting address.
struct PublicSheetStore: Sendable {
    let database: any Database
    /// The terms of a sheet whose edition has no grid of its own.
    let vocabularies: [Vocabulary]

    /// What stands at an address.
    enum Found: Sendable {
        case sheet(ShownSheet)
        /// It was public once, and was withdrawn.
        case withdrawn
    }

    /// The newest visible sheet of the initiative; nil when there never was one.
    func find(_ slug: String) async throws -> Found? {
        try await database.read { connection in
            let visible = try connection.row(
                """
                SELECT sheet.id, sheet.initiative, sheet.edition, sheet.submission, sheet.state, sheet.language, sheet.title,
                    sheet.strapline, sheet.content, sheet.tags, sheet.source, sheet.version, sheet.revision, edition.name,
                    category.name_fr AS category_fr, category.name_en AS category_en,
                    edition.slug AS edition_slug, initiative.slug
                FROM sheet JOIN initiative ON initiative.id = sheet.initiative JOIN edition ON edition.id = sheet.edition
                LEFT JOIN submission ON submission.id = sheet.submission LEFT JOIN category ON category.id = submission.category
                WHERE initiative.slug = \(slug) AND \(EmbargoStore.isSheetVisible)
                ORDER BY sheet.published_at DESC LIMIT 1
                """)
            if let visible { return .sheet(try reading(visible, connection)) }
            return try Self.wasPublic(slug, connection) ? .withdrawn : nil
        }
    }

    private func reading(_ row: Row, _ connection: any Connection) throws -> ShownSheet {
        let sheet = try Self.sheet(row)
        let grid = try GridStore.grid(of: sheet.edition, in: connection)
        // What it tells is said by the version that its file answers.
        let form = try sheet.submission.flatMap { try SubmissionStore.form(of: $0, in: connection) }
        var shown = ShownSheet(
            sheet: sheet, form: try form ?? FormStore.form(of: sheet.edition, in: connection),
            organisations: try Self.organisations(of: sheet.initiative, connection),
            vocabularies: grid?.vocabularies ?? vocabularies, editionName: try row["name"],
            editionSlug: try row["edition_slug"])
        let (french, english): (String?, String?) = (try row["category_fr"], try row["category_en"])
        (shown.categoryFR, shown.categoryEN) = (french ?? "", english ?? "")
        shown.changedAt = try Self.changed(sheet, connection)
        shown.album = try SheetMediaStore.album(of: sheet.id, in: connection)
        shown.files = .everyone(try row["slug"])
        return shown
    }

    /// What is out stays as it is; a version that came after the one that was first public is told with its day.
    static func changed(_ sheet: Sheet, _ connection: any Connection) throws -> Date? {
        let row = try connection.row(
            """
            SELECT max(later.at) AS at FROM sheet_event AS later JOIN sheet ON sheet.id = later.sheet
            JOIN submission ON submission.id = sheet.submission
            WHERE later.sheet = \(sheet.id) AND later.kind IN ('published', 'illustrated', 'pictures-agreed') AND later.at > submission.announced_at
                AND EXISTS (SELECT 1 FROM sheet_event AS earlier WHERE earlier.sheet = later.sheet
                    AND earlier.kind = 'published' AND earlier.version < later.version)
            """)
        return try row?["at"]
    }

    private static func sheet(_ row: Row) throws -> Sheet {
        let decoder = JSONDecoder()
        let (content, tags): (String, String) = (try row["content"], try row["tags"])
        let source: String = try row["source"]
        return Sheet(
            id: try row["id"], initiative: try row["initiative"], edition: try row["edition"],
            submission: try row["submission"], state: try row["state"], language: try row["language"],
            title: try row["title"], strapline: try row["strapline"],
            content: try decoder.decode(SheetContent.self, from: Data(content.utf8)),
            tags: try decoder.decode([String: [String]].self, from: Data(tags.utf8)),
            source: source.isEmpty ? nil : try decoder.decode(SheetSource.self, from: Data(source.utf8)),
            version: try row["version"], revision: try row["revision"])
    }

    private static func organisations(of initiative: Initiative.ID, _ connection: any Connection) throws
        -> [Organisation]
    {
        try connection.rows(
            "SELECT organisation FROM initiative_organisation WHERE initiative = \(initiative) ORDER BY position"
        ).compactMap { try OrganisationStore.find(try $0["organisation"], in: connection) }
    }

    private static func wasPublic(_ slug: String, _ connection: any Connection) throws -> Bool {
        try connection.count(
            """
            SELECT count(*) AS count FROM sheet JOIN initiative ON initiative.id = sheet.initiative
            WHERE initiative.slug = \(slug) AND sheet.published_at IS NOT NULL AND \(EmbargoStore.isSheetReleased)
                AND (\(SheetReleaseStore.cameOut) OR sheet.state = 'unpublished' AND NOT \(SheetReleaseStore.isUnread))
            """) > 0
    }
}
