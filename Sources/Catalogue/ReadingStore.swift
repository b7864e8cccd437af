import Awards
import Campaigns
import Forms
import Foundation
import Grids
import Identifiers
import Organisations
import Sheets
import Storage
import Submissions
import TextSimilarity

/// All that the index is made of, read in one consistent state.
struct Reading: Sendable {
    private(set) var sheets: [SheetRow] = []
    private(set) var organisations: [Initiative.ID: [OrganisationRow]] = [:]
    private(set) var awards: [Submission.ID: [CatalogueEntry.AwardName]] = [:]
    private(set) var marks: [MarksOfFile] = []
    private(set) var stems: [Sheet.ID: SheetStems] = [:]
    private(set) var newStems: [SheetStems] = []

    init(in connection: any Connection) throws {
        sheets = try Self.sheets(in: connection)
        organisations = try Self.organisations(in: connection)
        awards = try Self.awards(in: connection)
        marks = try Self.marks(in: connection)
        let kept = try Self.stems(in: connection)
        let analyses = [
            "fr": TextAnalysis(language: .french), "en": TextAnalysis(language: .english),
        ]
        for sheet in sheets {
            if let known = kept[sheet.id], known.revision == sheet.revision {
                stems[sheet.id] = known
            } else if let analysis = analyses[sheet.language] ?? analyses["fr"] {
                let made = try sheet.stems(by: analysis, organisations[sheet.initiative] ?? [], in: connection)
                stems[sheet.id] = made
                newStems.append(made)
            }
        }
    }

    private static func sheets(in connection: any Connection) throws -> [SheetRow] {
        try connection.rows(
            """
            SELECT sheet.id, sheet.initiative, sheet.submission, sheet.language, sheet.title, sheet.strapline, sheet.tags,
                   sheet.source, sheet.published_at, sheet.updated_at, sheet.revision, initiative.slug,
                   edition.slug AS edition_slug
            FROM sheet JOIN initiative ON initiative.id = sheet.initiative JOIN edition ON edition.id = sheet.edition
            WHERE \(EmbargoStore.isSheetVisible)
            ORDER BY sheet.published_at DESC, sheet.id DESC
            """
        ).map(SheetRow.init)
    }

    private static func organisations(in connection: any Connection) throws -> [Initiative.ID: [OrganisationRow]] {
        let rows = try connection.rows(
            """
            SELECT initiative_organisation.initiative, organisation.name, organisation.kind, organisation.naf,
                   organisation.size_bracket, organisation.commune_name, organisation.department
            FROM initiative_organisation JOIN organisation ON organisation.id = initiative_organisation.organisation
            ORDER BY initiative_organisation.initiative, initiative_organisation.position
            """)
        return try Dictionary(grouping: rows.map(OrganisationRow.init), by: \.initiative)
    }

    private static func awards(in connection: any Connection) throws -> [Submission.ID: [CatalogueEntry.AwardName]] {
        let rows = try connection.rows(
            """
            SELECT decision.submission, award.name_fr, award.name_en, award.kind
            FROM decision JOIN award ON award.id = decision.award
            WHERE \(EmbargoStore.isLifted("award.edition")) ORDER BY award.position
            """)
        return try rows.reduce(into: [:]) { awards, row in
            let kind: String = try row["kind"]
            awards[try row["submission"], default: []].append(
                CatalogueEntry.AwardName(
                    nameFR: try row["name_fr"], nameEN: try row["name_en"], isMention: kind == "mention"))
        }
    }

    private static func marks(in connection: any Connection) throws -> [MarksOfFile] {
        let rows = try connection.rows(
            """
            SELECT assessment.submission, assessment.id, sheet.edition, mark.checkpoint, mark.kind,
                   coalesce(mark.resolved_points, mark.points) AS points
            FROM sheet JOIN assessment ON assessment.submission = sheet.submission
            JOIN mark ON mark.assessment = assessment.id
            WHERE assessment.state = 'sent' AND assessment.ended_at IS NULL AND \(EmbargoStore.isSheetVisible)
            ORDER BY assessment.submission, assessment.id
            """)
        var files: [MarksOfFile] = []
        var last = ""
        for row in rows {
            let submission: Submission.ID = try row["submission"]
            let assessment: String = try row["id"]
            if files.last?.submission != submission {
                files.append(MarksOfFile(submission: submission, edition: try row["edition"], assessments: []))
            }
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

    private static func stems(in connection: any Connection) throws -> [Sheet.ID: SheetStems] {
        try connection.rows("SELECT sheet, revision, title, head, body FROM sheet_stems").reduce(into: [:]) {
            stems, row in
            let sheet: Sheet.ID = try row["sheet"]
            stems[sheet] = SheetStems(
                sheet: sheet, revision: try row["revision"], title: try row["title"], head: try row["head"],
                body: try row["body"])
        }
    }
}

/// A sheet as the index needs it; its text stays in the database.
struct SheetRow: Sendable {
    let id: Sheet.ID
    let initiative: Initiative.ID
    let submission: Submission.ID?
    let language: String
    let title: String
    let strapline: String
    let tags: [String: [String]]
    let source: SheetSource?
    let publishedAt: Date
    let revision: Int
    let slug: String
    let edition: String

    init(_ row: Row) throws {
        (id, initiative, submission) = (try row["id"], try row["initiative"], try row["submission"])
        (language, title, strapline) = (try row["language"], try row["title"], try row["strapline"])
        let decoder = JSONDecoder()
        let tagText: String = try row["tags"]
        tags = (try? decoder.decode([String: [String]].self, from: Data(tagText.utf8))) ?? [:]
        let sourceText: String = try row["source"]
        source = sourceText.isEmpty ? nil : try? decoder.decode(SheetSource.self, from: Data(sourceText.utf8))
        let updated: Date = try row["updated_at"]
        publishedAt = try row["published_at"] ?? updated
        (revision, slug, edition) = (try row["revision"], try row["slug"], try row["edition_slug"])
    }

    func stems(
        by analysis: TextAnalysis, _ organisations: [OrganisationRow], in connection: any Connection
    ) throws -> SheetStems {
        let content = try connection.row("SELECT content FROM sheet WHERE id = \(id)").map { row -> String in
            try row["content"]
        }
        func stemmed(_ text: String) -> String { analysis.stems(of: text).joined(separator: " ") }
        let head = ([strapline] + organisations.map(\.name)).joined(separator: "\n")
        return SheetStems(
            sheet: id, revision: revision, title: stemmed(title), head: stemmed(head),
            body: stemmed(Self.prose(content ?? "{}")))
    }

    /// What a sheet says, whatever its parts.
    private static func prose(_ json: String) -> String {
        guard let content = try? JSONDecoder().decode(SheetContent.self, from: Data(json.utf8)) else { return "" }
        let texts = [
            content.need, content.before, content.response, content.whoWith, content.effects, content.risk,
            content.reuse,
            content.description, content.quote?.text,
        ].compactMap(\.self)
        let lists = [content.difficulties, content.levers, content.reuseConditions].compactMap(\.self).joined()
        return (texts + lists + (content.steps ?? []).map(\.text) + (content.indicators ?? []).map(\.name))
            .joined(separator: "\n")
    }

    func source(in reading: Reading, profile: Profile?) -> CatalogueIndex.Source {
        let stems = reading.stems[id]
        return CatalogueIndex.Source(
            entry: entry(in: reading, profile: profile), title: stems?.title ?? "", head: stems?.head ?? "",
            body: stems?.body ?? "")
    }

    private func entry(in reading: Reading, profile: Profile?) -> CatalogueEntry {
        let organisations = reading.organisations[initiative] ?? []
        let awards = submission.flatMap { reading.awards[$0] } ?? []
        return CatalogueEntry(
            sheet: id, slug: slug, language: language, title: title, strapline: strapline,
            organisations: organisations.map(\.name), place: organisations.first?.place ?? "", edition: edition,
            awards: awards, source: source?.name, publishedAt: publishedAt,
            facets: facets(organisations, awards), profile: profile)
    }

    private func facets(
        _ organisations: [OrganisationRow], _ awards: [CatalogueEntry.AwardName]
    ) -> [Facet: [String]] {
        var facets: [Facet: [String]] = [.edition: [edition], .origin: [source?.name ?? Facet.ownOrigin]]
        for facet in Facet.allCases { if let vocabulary = facet.vocabulary { facets[facet] = tags[vocabulary] } }
        facets[.sector] = organisations.compactMap(\.sector)
        facets[.size] = organisations.compactMap { SizeGroup(bracket: $0.sizeBracket)?.rawValue }
        facets[.territory] = organisations.map(\.department).filter { !$0.isEmpty }
        facets[.organisation] = organisations.map(\.kind)
        facets[.award] = awards.map { $0.isMention ? "mention" : "award" }
        return facets.mapValues { Array(Set($0)) }
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

    var place: String {
        [commune, department.isEmpty ? "" : "(\(department))"].filter { !$0.isEmpty }.joined(separator: " ")
    }

    var sector: String? { NafSection.of(naf) }
}
