import Awards
import Campaigns
import Foundation
import Grids
import Identifiers
import Jury
import Organisations
import Sheets
import Storage
import Submissions

/// Published sheets with all that the index says of them, read in one consistent state.
struct PublishedSheets: Sendable {
    private(set) var sheets: [SheetRow] = []
    private(set) var organisations: [Initiative.ID: [OrganisationRow]] = [:]
    private(set) var awards: [Submission.ID: [CatalogueEntry.AwardName]] = [:]
    private(set) var pictures: [Sheet.ID: SheetMedium] = [:]

    /// Those of some keys that the public may read.
    init(_ keys: [Sheet.ID], in connection: any Connection) throws {
        sheets = try connection.rows(
            """
            SELECT sheet.id, sheet.initiative, sheet.submission, sheet.language, sheet.title, sheet.strapline, sheet.content,
                   sheet.tags, sheet.source, sheet.published_at, sheet.updated_at, initiative.slug,
                   edition.slug AS edition_slug, category.code AS category_code, category.name_fr AS category_fr,
                   category.name_en AS category_en
            FROM sheet JOIN initiative ON initiative.id = sheet.initiative JOIN edition ON edition.id = sheet.edition
            LEFT JOIN submission ON submission.id = sheet.submission LEFT JOIN category ON category.id = submission.category
            WHERE sheet.id IN \(list: keys) AND \(EmbargoStore.isSheetVisible)
            """
        ).map(SheetRow.init)
        organisations = try Self.organisations(of: Array(Set(sheets.map(\.initiative))), in: connection)
        awards = try Self.awards(of: sheets.compactMap(\.submission), in: connection)
        pictures = try SheetMediaStore.heads(of: sheets.map(\.id), in: connection)
    }

    /// Which of some sheets the public may still read.
    static func visible(_ keys: [Sheet.ID], in connection: any Connection) throws -> [Sheet.ID] {
        try connection.rows(
            "SELECT sheet.id FROM sheet WHERE sheet.id IN \(list: keys) AND \(EmbargoStore.isSheetVisible)"
        ).map { try $0["id"] }
    }

    /// The keys of all that the public may read, the newest first.
    static func all(in connection: any Connection) throws -> [Sheet.ID] {
        try connection.rows(
            """
            SELECT sheet.id FROM sheet WHERE \(EmbargoStore.isSheetVisible)
            ORDER BY coalesce(sheet.published_at, sheet.updated_at) DESC, sheet.id DESC
            """
        ).map { try $0["id"] }
    }

    private static func organisations(
        of initiatives: [Initiative.ID], in connection: any Connection
    ) throws -> [Initiative.ID: [OrganisationRow]] {
        let rows = try connection.rows(
            """
            SELECT initiative_organisation.initiative, organisation.name, organisation.kind, organisation.naf,
                   organisation.size_bracket, organisation.commune_name, organisation.department
            FROM initiative_organisation JOIN organisation ON organisation.id = initiative_organisation.organisation
            WHERE initiative_organisation.initiative IN \(list: initiatives)
            ORDER BY initiative_organisation.initiative, initiative_organisation.position, organisation.id
            """)
        return try Dictionary(grouping: rows.map(OrganisationRow.init), by: \.initiative)
    }

    private static func awards(
        of files: [Submission.ID], in connection: any Connection
    ) throws -> [Submission.ID: [CatalogueEntry.AwardName]] {
        guard !files.isEmpty else { return [:] }
        let rows = try connection.rows(
            """
            SELECT decision.submission, award.name_fr, award.name_en, award.kind
            FROM decision JOIN award ON award.id = decision.award
            WHERE decision.submission IN \(list: files) AND \(EmbargoStore.isAwardPublic)
            ORDER BY award.position, award.id
            """)
        return try rows.reduce(into: [:]) { awards, row in
            let kind: String = try row["kind"]
            awards[try row["submission"], default: []].append(
                CatalogueEntry.AwardName(
                    nameFR: try row["name_fr"], nameEN: try row["name_en"], isMention: kind == "mention"))
        }
    }
}

/// What the jury sent of published files, read with nothing else of them. What of it is told, the jury says.
enum SentMarks {
    /// One file's sent assessments.
    struct OfFile: Sendable {
        let sheet: Sheet.ID
        let edition: Edition.ID
        var assessments: [Grid.Marks] = []
    }

    static func of(_ keys: [Sheet.ID], in connection: any Connection) throws -> [OfFile] {
        try marks("sheet.id IN \(list: keys) AND \(EmbargoStore.isSheetVisible)", in: connection)
    }

    static func all(in connection: any Connection) throws -> [OfFile] {
        try marks(EmbargoStore.isSheetVisible, in: connection)
    }

    /// Of one sheet whose file's decision is out, whether or not it is published: for those who agree to it.
    static func released(_ key: Sheet.ID, in connection: any Connection) throws -> OfFile? {
        try marks("sheet.id = \(key) AND \(EmbargoStore.isSheetReleased)", in: connection).first
    }

    private static func marks(_ condition: SQL, in connection: any Connection) throws -> [OfFile] {
        let rows = try connection.rows(
            """
            SELECT sheet.id AS sheet, assessment.id, sheet.edition, mark.checkpoint, mark.kind,
                   coalesce(mark.resolved_points, mark.points) AS points
            FROM sheet JOIN assessment ON assessment.submission = sheet.submission
            JOIN submission ON submission.id = sheet.submission JOIN juror ON juror.id = assessment.juror
            JOIN mark ON mark.assessment = assessment.id
            WHERE \(condition) AND mark.kind IS NOT NULL AND \(ToldReadingStore.isTold)
            ORDER BY sheet.id, assessment.id
            """)
        var files: [OfFile] = []
        var last = ""
        for row in rows {
            let (sheet, assessment): (Sheet.ID, String) = (try row["sheet"], try row["id"])
            if files.last?.sheet != sheet { files.append(OfFile(sheet: sheet, edition: try row["edition"])) }
            if assessment != last { files[files.count - 1].assessments.append([:]) }
            last = assessment
            let points: Int? = try row["points"]
            let word: String = try row["kind"]
            guard let checkpoint = Checkpoint.ID(try row["checkpoint"] as String),
                let mark = points.map(Mark.level) ?? Mark(word)
            else { continue }
            let place = files[files.count - 1].assessments.count - 1
            files[files.count - 1].assessments[place][checkpoint] = mark
        }
        return files
    }
}

struct SheetRow: Sendable {
    let id: Sheet.ID
    let initiative: Initiative.ID
    let submission: Submission.ID?
    let language: String
    let title: String
    let strapline: String
    let content: SheetContent
    let tags: [String: [String]]
    let source: SheetSource?
    let publishedAt: Date
    let slug: String
    let edition: String
    /// That of its file.
    let category: (code: String, nameFR: String, nameEN: String)?

    init(_ row: Row) throws {
        (id, initiative, submission) = (try row["id"], try row["initiative"], try row["submission"])
        (language, title, strapline) = (try row["language"], try row["title"], try row["strapline"])
        let decoder = JSONDecoder()
        let (contentText, tagText, sourceText): (String, String, String) = (
            try row["content"], try row["tags"], try row["source"]
        )
        content = (try? decoder.decode(SheetContent.self, from: Data(contentText.utf8))) ?? SheetContent()
        tags = (try? decoder.decode([String: [String]].self, from: Data(tagText.utf8))) ?? [:]
        source = sourceText.isEmpty ? nil : try? decoder.decode(SheetSource.self, from: Data(sourceText.utf8))
        let updated: Date = try row["updated_at"]
        publishedAt = try row["published_at"] ?? updated
        (slug, edition) = (try row["slug"], try row["edition_slug"])
        let code: String? = try row["category_code"]
        let (french, english): (String?, String?) = (try row["category_fr"], try row["category_en"])
        category = code.map { ($0, french ?? $0, english ?? "") }
    }
}

struct OrganisationRow: Sendable {
    let initiative: Initiative.ID
    let name: String
    let kind: String
    let naf: String
    let sizeBracket: String
    let commune: String
    let department: String

    init(_ row: Row) throws {
        (initiative, name, kind) = (try row["initiative"], try row["name"], try row["kind"])
        (naf, sizeBracket) = (try row["naf"], try row["size_bracket"])
        (commune, department) = (try row["commune_name"], try row["department"])
    }

    var place: String { Organisation.Place(commune: commune, department: department).short }

    var sector: String? { NafSection.of(naf) }
}
