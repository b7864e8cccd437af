import Campaigns
import Forms
import Foundation
import Grids
import Identifiers
import Jury
import Organisations
import Sheets
import Storage
import Submissions

extension World {
    public static let campaign: Campaign.ID = key("0002", 0)
    public static let edition2013: Edition.ID = key("0003", 13)
    public static let edition2014: Edition.ID = key("0003", 14)
    public static let call: Phase.ID = key("0004", 1405)

    /// The default grid: of both editions, fixed in that of 2013.
    public static let grid: Grid.ID = key("0009", 1)

    public static let homeCare: Organisation.ID = key("0005", 1)
    public static let bakery: Organisation.ID = key("0005", 2)

    /// Coralie's and Édith's file: transmitted as 2014-001, eligible.
    public static let nursery: Submission.ID = key("0006", 1)
    /// Romain's: a draft.
    public static let ovens: Submission.ID = key("0006", 2)

    /// A key that is the same in every run: a kind and a number.
    public static func key<Thing>(_ kind: String, _ number: Int) -> Identifier<Thing> {
        let digits = String(number)
        let tail = String(repeating: "0", count: 12 - digits.count) + digits
        return Identifier("01480000-\(kind)-7000-8000-\(tail)")!
    }

    static func populate(_ connection: any Connection) throws {
        try people(connection)
        try campaigns(connection)
        try grids(connection)
        try FormStore.bring(defaultForm(), now: World.monday, in: connection)
        try files(connection)
        try jury(connection)
    }

    /// As it was given, and read.
    public static func defaultGrid() throws -> (yaml: String, grid: Grid) {
        let path = World.root + "/Reference/grids/social-innovation-default.yaml"
        let yaml = try String(contentsOfFile: path, encoding: .utf8)
        return (yaml, try GridFile.grid(from: yaml))
    }

    /// The form that the program brings along, as it was given.
    public static func defaultForm() throws -> String {
        try String(contentsOfFile: root + "/Reference/forms/social-innovation-default.yaml", encoding: .utf8)
    }

    private static func grids(_ connection: any Connection) throws {
        let (yaml, grid) = try defaultGrid()
        try connection.run(
            """
            INSERT INTO grid (id, slug, version, title, source, digest, created_at)
            VALUES (\(World.grid), \(grid.name.description), \(grid.version), \(grid.title.french), \(yaml), \("default"), \(monday))
            """)
        for (edition, fixed) in [(edition2013, monday - 364 * 86_400), (edition2014, nil as Date?)] {
            try connection.run(
                "INSERT INTO edition_grid (edition, grid, frozen_at) VALUES (\(edition), \(World.grid), \(fixed))")
        }
    }

    private static func people(_ connection: any Connection) throws {
        for somebody in Somebody.allCases {
            try connection.run(
                """
                INSERT INTO person (id, email, email_key, name, function, created_at)
                VALUES (\(somebody.id), \(somebody.email), \(somebody.email), \(somebody.name), \("Inventé"), \(monday))
                """)
        }
    }

    static func administrator(_ connection: any Connection) throws {
        try people(connection)
        try connection.run(
            """
            INSERT INTO role_grant (id, person, role, edition, granted_at)
            VALUES (\(key("0007", 0) as Identifier<Somebody>), \(Somebody.mireille.id),
                    \(Somebody.mireille.role.description), NULL, \(monday))
            """)
    }

    private static func campaigns(_ connection: any Connection) throws {
        try connection.run(
            """
            INSERT INTO agency (id, name_fr, name_en, short_name, email)
            VALUES (\("1"), \("Agence comtoise"), \("Comtoise agency"), \("L'agence"), \("agence@example.org"))
            """)
        try connection.run(
            """
            INSERT INTO campaign (id, slug, name, departments, territory_fr, created_at)
            VALUES (\(campaign), \("rallynov"), \("rally'nov"), \("25 39 70 90"), \("Franche-Comté"), \(monday))
            """)
        for text in ["legal-notice", "privacy", "accessibility"] {
            try connection.run(
                """
                INSERT INTO page_text (scope, name, language, body, updated_at)
                VALUES ('', \(text), 'fr', \("Texte de \(text)."), \(monday))
                """)
        }
        try edition(edition2013, "2013", status: "closed", connection)
        try edition(edition2014, "2014", status: "running", connection)
        for somebody in Somebody.allCases {
            let everywhere: Edition.ID? = somebody.role == .agencyAdministrator ? nil : edition2014
            try connection.run(
                """
                INSERT INTO role_grant (id, person, role, edition, granted_at)
                VALUES (\(key("0007", Somebody.allCases.firstIndex(of: somebody)!) as Identifier<Somebody>),
                        \(somebody.id), \(somebody.role.description), \(everywhere), \(monday))
                """)
        }
    }

    /// Phases as the calendar of the demonstration has them, in whole days of Paris (summer time is ignored on purpose: no test
    /// of the world stands at a change of clocks).
    private static func edition(_ id: Edition.ID, _ slug: String, status: String, _ connection: any Connection) throws {
        try connection.run(
            """
            INSERT INTO edition (id, campaign, slug, name, status, created_at)
            VALUES (\(id), \(campaign), \(slug), \("rally'nov \(slug)"), \(status), \(monday))
            """)
        let shift = slug == "2014" ? 0.0 : -364
        let calendar: [(Phase.Kind, String, Double, Double)] = [
            (.framing, "Cadrage", -290, -235), (.coDesign, "Définition partagée", -230, -190),
            (.preparation, "Préparation", -190, -160), (.scouting, "Repérage", -180, 18),
            (.call, "Dépôt des dossiers", -160, 25), (.screening, "Recevabilité", -90, -70),
            (.analysis, "Analyse et visites", -75, 32), (.jury, "Lecture par le jury", -14, 39),
            (.deliberation, "Délibération", 45, 46), (.production, "Fiches et films", 46, 72),
            (.ceremony, "Cérémonie", 73, 74), (.promotion, "Diffusion", 74, 220), (.review, "Bilan", 112, 249),
        ]
        for (position, phase) in calendar.enumerated() {
            let key: Phase.ID = World.key("0004", (Int(slug)! - 2000) * 100 + position + 1)
            try connection.run(
                """
                INSERT INTO phase (id, edition, kind, name_fr, position, starts_at, ends_at)
                VALUES (\(key), \(id), \(phase.0), \(phase.1), \(position),
                        \(monday + (phase.2 + shift) * 86_400), \(monday + (phase.3 + shift) * 86_400))
                """)
        }
    }

    private static func files(_ connection: any Connection) throws {
        let organisations: [(Organisation.ID, String, String, String)] = [
            (homeCare, "À Portée de Pas", "00001001700010", "25"),
            (bakery, "Boulangerie Levain d'Aubépine", "00001004100010", "39"),
        ]
        for (id, name, siret, department) in organisations {
            try connection.run(
                """
                INSERT INTO organisation (id, name, name_key, siret, department, created_at)
                VALUES (\(id), \(name), \(name.lowercased()), \(siret), \(department), \(monday))
                """)
        }
        try file(nursery, 1, "Composer les tournées en équipe", homeCare, number: "2014-001", connection)
        try file(ovens, 2, "Un pain qui attend le matin", bakery, number: nil, connection)
        try author(nursery, .coralie, "owner", connection)
        try author(nursery, .edith, "co-author", connection)
        try author(ovens, .romain, "owner", connection)
        try SubmissionStore.noteFiles(in: connection)
    }

    private static func file(
        _ id: Submission.ID, _ count: Int, _ title: String, _ organisation: Organisation.ID, number: String?,
        _ connection: any Connection
    ) throws {
        let initiative: Initiative.ID = key("0008", count)
        try connection.run(
            """
            INSERT INTO initiative (id, slug, title, created_at)
            VALUES (\(initiative), \("initiative-\(count)"), \(title), \(monday))
            """)
        try connection.run(
            """
            INSERT INTO initiative_organisation (initiative, organisation) VALUES (\(initiative), \(organisation))
            """)
        let transmitted: Date? = number == nil ? nil : monday - 86_400
        try connection.run(
            """
            INSERT INTO submission (id, edition, initiative, organisation, state, number, title, eligibility, created_at,
                                    updated_at, transmitted_at)
            VALUES (\(id), \(edition2014), \(initiative), \(organisation), \(number == nil ? "draft" : "transmitted"), \(number),
                    \(title), \(number == nil ? "pending" : "eligible"), \(monday - 864_000), \(monday - 86_400), \(transmitted))
            """)
        // What is eligible was found so by staff.
        guard number != nil else { return }
        try connection.run("UPDATE submission SET confirmed_organisation = organisation WHERE id = \(id)")
    }

    private static func author(
        _ file: Submission.ID, _ somebody: Somebody, _ role: String, _ connection: any Connection
    ) throws {
        try connection.run(
            "INSERT INTO submission_author (submission, person, role) VALUES (\(file), \(somebody.id), \(role))")
    }
}

// The jury of 2014: Awa and Benoît, and Geneviève who chairs it. All have agreed; Awa reads the nursery's file.
extension World {
    public static let reading: Assessment.ID = key("0011", 1)

    public static func juror(_ somebody: Somebody) -> Juror.ID {
        key("0010", Somebody.allCases.firstIndex(of: somebody) ?? 0)
    }

    private static func jury(_ connection: any Connection) throws {
        for somebody in [Somebody.awa, .benoit, .genevieve] { try seat(somebody, connection) }
        try connection.run(
            """
            INSERT INTO assessment (id, submission, juror, assigned_at)
            VALUES (\(reading), \(nursery), \(juror(.awa)), \(monday - 86_400))
            """)
        try ResultsStore.noteAssessments(in: connection)
    }

    private static func seat(_ somebody: Somebody, _ connection: any Connection) throws {
        try connection.run(
            """
            INSERT INTO juror (id, edition, person, is_chair, state, agreed_at, invited_at)
            VALUES (\(juror(somebody)), \(edition2014), \(somebody.id), \(somebody == .genevieve), 'active',
                    \(monday - 172_800), \(monday - 864_000))
            """)
        try connection.run(
            """
            INSERT INTO interest (juror, submission, degree, declared_at)
            VALUES (\(juror(somebody)), \(nursery), 'none', \(monday - 172_800))
            """)
    }
}

extension World {
    /// Awa has sent her reading of the nursery's file, in which she found one point not documented.
    public func leaveOpen(_ point: String) async throws {
        try await database.write(for: .insiders) { connection in
            try connection.run(
                "UPDATE assessment SET state = 'sent', sent_at = \(World.monday) WHERE id = \(World.reading)")
            try connection.run(
                """
                INSERT INTO mark (assessment, checkpoint, kind, updated_at)
                VALUES (\(World.reading), \(point), 'not-documented', \(World.monday))
                """)
        }
    }

    /// The jury has decided on the nursery's file; nothing of it is out.
    public func putDecision(_ outcome: String) async throws {
        try await database.write { connection in
            try connection.run(
                """
                INSERT INTO decision (submission, outcome, reason, recorded_at)
                VALUES (\(World.nursery), \(outcome), \("Une équipe qui décide"), \(World.monday))
                """)
        }
    }
}
