import Campaigns
import Foundation
import StorageTesting
import Submissions
import Testing
import WebTesting
import World

@testable import Awards

/// What was decided of a file reaches those who wrote it on their home page, once it is out and never before.
struct ToldDecisionTests {
    private static let desk = "/agence/editions/2014"
    private static let decision = "\(desk)/decisions/\(World.nursery)"
    private static let told = "/dossiers/\(World.nursery)/decision"

    @Test(arguments: Engine.available)
    func `before the release nothing is told, and after it each author finds it`(engine: Engine) async throws {
        let world = try await World(engine)
        let julien = world.visitor(.julien)
        _ = try await julien.submit(
            Self.decision, on: julien.get(Self.decision),
            ["choice": "retained", "reason": "Une équipe qui décide", "meant": "on"])
        _ = try await julien.prepareLetters()
        for author in [Somebody.coralie, .edith] {
            let home = try await world.visitor(author).get("/ma-page")
            #expect(!home.text.contains("Décidé pour vos dossiers") && !home.text.contains("est retenu"))
            #expect(try await world.visitor(author).get(Self.told).status == .notFound)
        }
        #expect(try await julien.letOut().status == .seeOther)
        for author in [Somebody.coralie, .edith] {
            let visitor = world.visitor(author)
            let home = try await visitor.get("/ma-page")
            #expect(home.text.contains("« Composer les tournées en équipe » est retenu"))
            #expect(home.html.contains("href=\"\(Self.told)\""))
            let page = try await visitor.get(Self.told)
            #expect(
                page.text.contains("Une équipe qui décide") && page.text.contains("l’agence écrit sa fiche publique"))
            // What a French jury wrote is marked as French on an English page.
            let english = try await visitor.get("/en" + Self.told)
            #expect(english.html.contains("<span lang=\"fr\">Une équipe qui décide</span>"))
            let file = try await visitor.get("/dossiers/\(World.nursery)")
            #expect(file.html.contains("href=\"\(Self.told)\""))
        }
        // Nobody else's: neither of another author, nor of the agency, nor of a stranger.
        #expect(try await !world.visitor(.romain).get("/ma-page").text.contains("Décidé pour vos dossiers"))
        for other in [Somebody.romain, .julien, .awa] {
            #expect(try await world.visitor(other).get(Self.told).status == .notFound)
        }
        #expect(try await world.stranger.get(Self.told).status == .seeOther)
    }

    @Test(arguments: Engine.available)
    func `the owner is led to the sheet that waits for them, a co-author is told so`(engine: Engine) async throws {
        let world = try await World(engine)
        try await world.letOut(outcome: "retained")
        try await world.database.write { connection in
            try connection.run(
                """
                INSERT INTO sheet (id, initiative, edition, submission, state, title, updated_at)
                SELECT \("01480000-0031-7000-8000-000000000001"), initiative, edition, id, 'awaiting-approval', title, 1
                FROM submission WHERE id = \(World.nursery)
                """)
        }
        let (owner, other) = (world.visitor(.coralie), world.visitor(.edith))
        let sheet = "href=\"/dossiers/\(World.nursery)/fiche\""
        #expect(try await owner.get(Self.told).html.contains(sheet))
        #expect(try await owner.get("/ma-page").text.contains("À suivre : lire et approuver sa fiche publique."))
        #expect(try await !other.get(Self.told).html.contains(sheet))
        // Once it is out it opens to both.
        try await world.database.write { try $0.run("UPDATE sheet SET state = 'published'") }
        let consent = "href=\"/dossiers/\(World.nursery)/fiche#consent\""
        #expect(try await owner.get("/ma-page").html.contains(consent))
        #expect(try await !other.get("/ma-page").html.contains(consent))
        for author in [owner, other] {
            #expect(try await author.get(Self.told).html.contains(sheet))
            #expect(try await author.get("/dossiers/\(World.nursery)/fiche").status == .ok)
        }
    }

    @Test(arguments: ["fr", "en"])
    func `an award is told by its name, in the language of whoever reads`(language: String) async throws {
        let world = try await World()
        try await world.letOut(outcome: "award", award: ("Prix du travail", "Work award"))
        let home = try await world.visitor(.coralie).get(language == "fr" ? "/ma-page" : "/en/ma-page")
        #expect(
            home.text.contains(
                language == "fr" ? "reçoit une distinction : Prix du travail" : "is distinguished: Work award"))
    }

    @Test func `the owner is spoken to, those who wrote along are told of the owner`() async throws {
        let world = try await World()
        try await world.letOut(outcome: "retained")
        for page in ["/ma-page", Self.told] {
            let owner = try await world.visitor(.coralie).get(page).text
            #expect(owner.contains("puis vous la lisez et l’approuvez") && !owner.contains("la personne qui porte"))
            let other = try await world.visitor(.edith).get(page).text
            #expect(other.contains("la personne qui porte le dossier l’approuve"), "\(page)")
        }
    }

    @Test func `a reason is said to stand on the page of the decision, and not on that page itself`() async throws {
        let world = try await World()
        try await world.letOut(outcome: "not-retained")
        let coralie = world.visitor(.coralie)
        #expect(try await coralie.get("/ma-page").text.contains("La raison du jury y est écrite"))
        let page = try await coralie.get(Self.told).text
        #expect(page.contains("Pour parler de la raison du jury") && !page.contains("y est écrite"))
    }

    @Test func `what is not retained and what was withdrawn since are told as what they are`() async throws {
        let world = try await World()
        try await world.letOut(outcome: "not-retained")
        let coralie = world.visitor(.coralie)
        #expect(try await coralie.get("/ma-page").text.contains("« Composer les tournées en équipe » n’est pas retenu"))
        try await world.database.write { connection in
            try connection.run(
                """
                UPDATE submission SET state = 'withdrawn', withdrawn_at = \(World.monday), withdrawn_reason = \("Fini")
                WHERE id = \(World.nursery)
                """)
        }
        let home = try await coralie.get("/ma-page")
        #expect(home.text.contains("« Composer les tournées en équipe » a été retiré après sa décision"))
        #expect(!home.text.contains("n’est pas retenu"))
        #expect(try await coralie.get(Self.told).text.contains("n’est plus montré à personne d’autre"))
    }

    @Test func `a title stands at home with the apostrophes of print`() async throws {
        let world = try await World()
        try await world.letOut(outcome: "retained")
        try await world.database.write {
            try $0.run("UPDATE submission SET title = \("L'heure du soin") WHERE id = \(World.nursery)")
        }
        let coralie = world.visitor(.coralie)
        #expect(try await coralie.get("/ma-page").text.contains("« L’heure du soin » est retenu"))
        #expect(try await coralie.get(Self.told).text.contains("« L’heure du soin » est retenu"))
    }

    @Test func `what came out more than a year ago leaves the home page, and keeps its own`() async throws {
        let world = try await World()
        try await world.letOut(outcome: "retained", at: 400)
        #expect(try await !world.visitor(.coralie).get("/ma-page").text.contains("Décidé pour vos dossiers"))
        #expect(try await world.visitor(.coralie).get(Self.told).status == .ok)
    }
}

extension World {
    /// Lets the decision on the nursery's file out, so many days ago.
    fileprivate func letOut(outcome: String, award: (fr: String, en: String)? = nil, at days: Double = 1) async throws {
        let key = "01480000-0035-7000-8000-000000000001"
        let moment = World.monday - days * 86_400
        try await database.write { connection in
            if let award {
                try connection.run(
                    """
                    INSERT INTO award (id, edition, position, name_fr, name_en, kind)
                    VALUES (\(key), \(World.edition2014), 0, \(award.fr), \(award.en), 'award')
                    """)
            }
            let given: String? = award == nil ? nil : key
            try connection.run(
                """
                INSERT INTO decision (submission, outcome, award, reason, recorded_at)
                VALUES (\(World.nursery), \(outcome), \(given), \("Une équipe qui décide"), \(moment))
                """)
            try connection.run("UPDATE submission SET announced_at = \(moment) WHERE id = \(World.nursery)")
        }
    }
}
