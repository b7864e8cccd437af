import Campaigns
import Forms
import Foundation
import Grids
import Identifiers
import Organisations
import Sheets
import Storage
import Submissions
import Words

extension CampaignFile {
    struct CategoryEntry: Decodable, Sendable {
        let id: String
        let name: BothLanguages
        let purpose: BothLanguages
    }
}

extension DemonstrationWriter {
    mutating func writeCampaign(gridSource: String) throws {
        try writeAgency()
        try writeTexts()
        let grid = try writeGrid(gridSource)
        let campaign: Campaign.ID = make("campaign", "rallynov")
        let entry = files.campaign.campaign
        try connection.run(
            """
            INSERT INTO campaign (id, slug, name, purpose_fr, purpose_en, departments, territory_fr, territory_en, created_at)
            VALUES (\(campaign), \(entry.id), \(entry.name), \(entry.purpose.fr), \(entry.purpose.en ?? ""),
                \(entry.territory.departments.joined(separator: " ")), \(entry.territory.label.fr),
                \(entry.territory.label.en ?? ""), \(start(of: "2012-10-01")))
            """)
        var previous: Edition.ID?
        for edition in files.campaign.editions {
            previous = try writeEdition(edition, of: campaign, after: previous)
            try connection.run(
                "INSERT INTO edition_grid (edition, grid, frozen_at) VALUES (\(previous), \(grid), \(now))")
        }
        try writePartners()
    }

    private mutating func writeAgency() throws {
        let agency = files.campaign.agency
        let id: Identifier<CampaignFile> = make("agency", "agency")
        try connection.run(
            """
            INSERT INTO agency (id, name_fr, name_en, short_name, email, phone, accent, banner_fr, banner_en)
            VALUES (\(id), \(agency.name.fr), \(agency.name.en ?? ""), \(agency.short_name), \(agency.email), \(agency.phone),
                \(agency.accent_colour), \(files.campaign.banner.fr), \(files.campaign.banner.en ?? ""))
            """)
    }

    /// The legal texts are templates; the demonstration fills their blanks with invented words and says so.
    private func writeTexts() throws {
        let (legal, pages) = (files.campaign.legal, files.campaign.pages)
        let rules = files.campaign.rules.articles.map { "## \($0.n). \($0.title)\n\n\($0.text)" }.joined(
            separator: "\n\n")
        let texts: [(PageText.Name, BothLanguages)] = [
            (.legalNotice, legal.notices), (.privacy, legal.personal_data), (.accessibility, legal.accessibility),
            (.homeTitle, pages.home.title), (.homeLead, pages.home.lead), (.rules, BothLanguages(fr: rules, en: nil)),
        ]
        for (name, text) in texts {
            try writeText(name, "fr", filled(text.fr))
            if let english = text.en { try writeText(name, "en", filled(english, isEnglish: true)) }
        }
    }

    private func writeText(_ name: PageText.Name, _ language: String, _ body: String) throws {
        try connection.run(
            """
            INSERT INTO page_text (scope, name, language, body, updated_at)
            VALUES ('', \(name.rawValue), \(language), \(body), \(now))
            """)
    }

    private func filled(_ text: String, isEnglish: Bool = false) -> String {
        let agency = files.campaign.agency
        let known = [
            "agency.name": isEnglish ? agency.name.en ?? agency.name.fr : agency.name.fr, "agency.phone": agency.phone,
            "agency.email": agency.email, "dpo.email": agency.email,
            "agency.publication_director_role": isEnglish ? "the director of the agency" : "la directrice de l’agence",
            "host.name": isEnglish ? "an invented host" : "hébergeur inventé", "host.phone": agency.phone,
            "agency.registration": "W000000000",
        ]
        return known.reduce(text) { $0.replacing("{{\($1.key)}}", with: $1.value) }
            .replacing(/\{\{[^{}]*\}\}/, with: "1 rue des Exemples, 25000 Besançon")
    }

    private mutating func writeGrid(_ source: String) throws -> Grid.ID {
        let grid: Grid.ID = make("grid", "default")
        let read = try GridFile.grid(from: source)
        try connection.run(
            """
            INSERT INTO grid (id, slug, version, title, source, digest, created_at)
            VALUES (\(grid), \(read.name.description), \(read.version), \(read.title.french), \(source), \("demonstration"), \(now))
            """)
        return grid
    }

    private mutating func writeEdition(
        _ entry: CampaignFile.EditionEntry, of campaign: Campaign.ID, after previous: Edition.ID?
    ) throws -> Edition.ID {
        let edition: Edition.ID = make("edition", entry.id)
        let opening = start(of: entry.phases.first?.from)
        try connection.run(
            """
            INSERT INTO edition (id, campaign, slug, name, status, previous, created_at)
            VALUES (\(edition), \(campaign), \(entry.id), \(entry.name), \(entry.status), \(previous), \(opening))
            """)
        try connection.run(
            """
            INSERT INTO file_rule (edition, most_of_organisation)
            VALUES (\(edition), \(files.campaign.rules.most_of_organisation))
            """)
        for (position, phase) in entry.phases.enumerated() { try writePhase(phase, position, of: edition, entry.id) }
        for (position, category) in (entry.categories ?? []).enumerated() {
            try writeCategory(category, position, of: edition, entry.id)
        }
        for (position, target) in entry.targets.enumerated() {
            let id: Identifier<CampaignFile.TargetEntry> = make("target", "\(entry.id)-\(position)")
            try connection.run(
                """
                INSERT INTO target (id, edition, position, name, name_en, unit, goal, rule, counter, typed, typed_at)
                VALUES (\(id), \(edition), \(position), \(target.name), \(target.en ?? ""), \(target.unit), \(target.target),
                    \(target.rule), \(target.counter ?? "typed"), \(target.value), \(now))
                """)
        }
        return edition
    }

    private mutating func writeCategory(
        _ entry: CampaignFile.CategoryEntry, _ position: Int, of edition: Edition.ID, _ slug: String
    ) throws {
        let id: Campaigns.Category.ID = make("category", "\(slug)-\(entry.id)")
        try connection.run(
            """
            INSERT INTO category (id, edition, code, name_fr, name_en, purpose_fr, purpose_en, position)
            VALUES (\(id), \(edition), \(entry.id), \(entry.name.fr), \(entry.name.en ?? ""), \(entry.purpose.fr),
                \(entry.purpose.en ?? ""), \(position))
            """)
    }

    private mutating func writePhase(
        _ entry: CampaignFile.PhaseEntry, _ position: Int, of edition: Edition.ID, _ slug: String
    ) throws {
        let id: Phase.ID = make("phase", "\(slug)-\(entry.id)")
        let kind = Phase.Kind(rawValue: entry.id) ?? (entry.id.hasSuffix("call") ? .call : .other)
        let lastDay = Day(entry.to).map { formats.start(of: $0.adding(days: 1)) } ?? now
        let end = entry.closes_at.flatMap { try? Date($0, strategy: .iso8601) } ?? lastDay
        try connection.run(
            """
            INSERT INTO phase (id, edition, kind, name_fr, name_en, note, position, starts_at, ends_at)
            VALUES (\(id), \(edition), \(kind), \(entry.name), \(entry.en ?? ""), \(entry.note ?? ""), \(position), \(start(of: entry.from)), \(end))
            """)
    }

    private mutating func writePartners() throws {
        for entry in files.partners {
            let partner: Identifier<PartnerEntry> = make("partner", entry.id)
            try connection.run(
                """
                INSERT INTO partner (id, name_fr, name_en, kind, contact_name, contact_role, contact_email, created_at)
                VALUES (\(partner), \(entry.name.fr), \(entry.name.en ?? ""), \(entry.kind), \(entry.contact.first_name),
                    \(entry.contact.role), \(entry.contact.email), \(start(of: entry.agreement_signed)))
                """)
            for year in entry.editions {
                let edition: Edition.ID? = key("edition", "\(year)")
                try connection.run(
                    """
                    INSERT INTO partner_engagement (partner, edition, engagement, signed_on)
                    VALUES (\(partner), \(edition), \(entry.engagement ?? ""), \(entry.agreement_signed))
                    """)
            }
        }
    }
}
