import Campaigns
import Foundation
import Identifiers
import Storage
import Testing
import Web
import WebTesting
import Words
import World

@testable import Assembly

struct FramingTests {
    @Test func `links of the masthead lead to pages that exist and that let their reader in`() async throws {
        let world = try await World()
        for somebody in Somebody.allCases {
            let visitor = world.visitor(somebody)
            let links = try await visitor.get("/ma-page").masthead
            #expect(links.first == "/ma-page")
            for link in links { #expect(try await visitor.get(link).status == .ok, "\(somebody) \(link)") }
        }
        for link in try await world.stranger.get("/connexion").masthead {
            #expect(try await world.stranger.get(link).status == .ok, "\(link)")
        }
    }

    @Test func `the foot says which cookie there is, to those who have one and to those who have none`() async throws {
        let world = try await World()
        let (open, own) = (try await world.stranger.get("/"), try await world.visitor(.awa).get("/ma-page"))
        #expect(open.text.contains("Ce site ne dépose aucun cookie chez qui ne fait que le lire."))
        #expect(open.html.contains("href=\"/donnees-personnelles#own-cookies\""))
        #expect(!own.text.contains("aucun cookie chez"))
        #expect(own.text.contains("Ce site a déposé dans votre navigateur le cookie de votre session"))
    }

    @Test func `each cookie that the site sets is named, with what it is for and how long it lasts`() async throws {
        let world = try await World()
        let page = try await world.stranger.get("/donnees-personnelles")
        let asked = try await world.stranger.post("/connexion", ["email": "awa@example.org"])
        let begun = try await world.stranger.post(
            "/dossiers/nouveau", ["email": "nadia@example.org", "organisation": "Levain", "title": "La nuit rendue"])
        for answer in [asked, begun] {
            let cookie = try #require(answer.headers[.setCookie])
            let name = try #require(cookie.split(separator: "=").first)
            #expect(page.html.contains("<code>\(name)</code>"), "\(cookie)")
            let life = try #require(cookie.firstMatch(of: /Max-Age=(\d+)/)).1
            // Six hours and ten minutes, less what the answer took.
            #expect((22_100...22_200).contains(Int(life) ?? 0), "\(cookie)")
        }
        #expect(page.html.contains("session</code>") && page.text.contains("six heures et dix minutes"))
    }

    @Test func `everybody has the places of their own work`() async throws {
        let world = try await World()
        let page = try await world.visitor(.mireille).get("/ma-page")
        let mireille = page.masthead
        #expect(page.html.contains("<a href=\"/agence/editions\">"))
        #expect(mireille.contains("/agence/reglages"))
        #expect(try await !world.visitor(.julien).get("/ma-page").masthead.contains("/agence/reglages"))
        let awa = try await world.visitor(.awa).get("/ma-page").masthead
        #expect(awa.contains("/jury") && !awa.contains("/agence/editions"))
        // The chair reaches results and decisions from every page.
        let chair = try await world.visitor(.genevieve).get("/ma-page").masthead
        #expect(chair.contains("/jury/2014/resultats") && chair.contains("/agence/editions/2014/decisions"))
        #expect(!chair.contains("/agence/editions/2014/publication"))
    }

    @Test func `whose role is of another edition has the menu of that edition, and all of it opens`() async throws {
        let world = try await World()
        let roles = RoleStore(database: world.database)
        let (lucie, damien) = (world.visitor(.lucie), world.visitor(.damien))
        for (somebody, role) in [(Somebody.lucie, Role.campaignLead), (.damien, .chair)] {
            try await roles.grant(
                Hat(role, in: World.edition2013), to: somebody.id, by: Somebody.mireille.id, at: World.monday)
        }
        let menu = try await lucie.get("/ma-page").editionLine
        #expect(menu.contains("/agence/editions/2013/dossiers"))
        #expect(try await damien.get("/ma-page").editionLine.contains("/jury/2013/resultats"))
        for visitor in [lucie, damien] {
            for link in try await visitor.get("/ma-page").masthead {
                #expect(!link.contains("2014"), "\(link)")
                #expect(try await visitor.get(link).status == .ok, "\(link)")
            }
        }
    }

    @Test func `who has a role in two editions goes from one to the other by the head of each page`() async throws {
        let world = try await World()
        try await RoleStore(database: world.database).grant(
            Hat(.chair, in: World.edition2013), to: Somebody.genevieve.id, by: Somebody.mireille.id, at: World.monday)
        let genevieve = world.visitor(.genevieve)
        for (page, other) in [("/ma-page", "2013"), ("/jury/2013/resultats", "2014")] {
            let switched = "<li><a href=\"/jury/\(other)/resultats\">Édition \(other)</a></li>"
            #expect(try await genevieve.get(page).html.contains(switched), "\(page)")
        }
        // The window says which of them the page is about.
        try await world.database.write { connection in
            try connection.run(
                """
                INSERT INTO juror (id, edition, person, is_chair, state, agreed_at, invited_at)
                SELECT \(World.thing("0a13", 1)), \(World.edition2013), person, 1, state, agreed_at, invited_at FROM juror
                WHERE person = \(Somebody.genevieve.id)
                """)
        }
        #expect(try await genevieve.get("/jury/2013/interets").html.contains("– rally’nov 2013</title>"))
        #expect(try await genevieve.get("/ma-page").html.contains("– rally’nov 2014</title>"))
    }

    @Test func `whoever runs an edition in preparation is led to it from their own page`() async throws {
        let world = try await World()
        try await world.database.write { connection in
            try connection.run("UPDATE edition SET status = 'closed'")
            try connection.run("UPDATE edition SET status = 'draft' WHERE id = \(World.edition2014)")
        }
        let line = try await world.visitor(.mireille).get("/ma-page").editionLine
        #expect(line.contains("/agence/editions/2014/phases") && line.contains("/agence/editions/2014/textes"))
        #expect(try await world.visitor(.awa).get("/ma-page").editionLine.isEmpty)
    }

    @Test func `whoever runs all editions finds the last three others in the head, then all`() async throws {
        let world = try await World()
        try await world.database.write { connection in
            for year in 2010...2012 {
                let key: Edition.ID = World.key("0003", year - 1990)
                try connection.run(
                    """
                    INSERT INTO edition (id, campaign, slug, name, status, created_at)
                    VALUES (\(key), \(World.campaign), \("\(year)"), \("rally'nov \(year)"), 'closed',
                        \(World.monday - Double(2014 - year) * 364 * 86_400))
                    """)
            }
        }
        let html = try await world.visitor(.mireille).get("/ma-page").html
        for (year, isThere) in [(2013, true), (2012, true), (2011, true), (2010, false)] {
            #expect(html.contains("<a href=\"/agence/editions/\(year)\">Édition \(year)</a>") == isThere, "\(year)")
        }
        #expect(html.contains("Toutes les éditions"))
    }

    @Test func `a submitter keeps the way to their own pages on each of them, and where they are refused`() async throws
    {
        let world = try await World()
        let coralie = world.visitor(.coralie)
        let file = "/dossiers/\(World.nursery)"
        for path in ["/dossiers", file, "\(file)/auteurs", "/agence/editions", "/nulle-part"] {
            let links = try await coralie.get(path).masthead
            #expect(links.contains("/dossiers") && links.contains("/mon-compte"), "\(path): \(links)")
        }
    }

    @Test func `the menu of an edition is the same on each of its pages, and the one where one is stands out`()
        async throws
    {
        let world = try await World()
        let julien = world.visitor(.julien)
        let lines = [
            "/agence/editions/2014", "/agence/editions/2014/dossiers", "/agence/editions/2014/jury/lectures",
            "/agence/dossiers/\(World.nursery)", "/agence/editions/2014/decisions",
        ]
        let shown = [
            "/agence/editions/2014", "/agence/editions/2014/dossiers", "/agence/editions/2014/jury",
            "/agence/editions/2014/dossiers", "/agence/editions/2014/decisions",
        ]
        let menu = try await julien.get("/agence/editions/2014").editionLine
        #expect(menu.count > 8)
        for (page, current) in zip(lines, shown) {
            let screen = try await julien.get(page)
            #expect(screen.status == .ok, "\(page)")
            #expect(screen.editionLine == menu, "\(page)")
            #expect(screen.current == [current], "\(page)")
        }
    }

    @Test func `a place that no page answers stops the program when it starts`() async throws {
        let place = Place(.bar, "/nulle-part") { _ in "Nowhere" }
        let framing = Framing(database: try await World().database)
        #expect(throws: House.Refusal.noRoute("/nulle-part")) { try framing.link([place], to: []) }
    }

    @Test func `the features are those whose tables the register knows`() async throws {
        let features = try await World().house.features
        #expect(features.map { "\(type(of: $0))" } == Features.types.map { "\($0)" })
    }

    @Test func `the frame is said in the language of the page, and changes with the data at once`() async throws {
        let world = try await World()
        #expect(try await world.stranger.get("/connexion").text.contains("Agence comtoise"))
        #expect(try await world.stranger.get("/en/connexion").text.contains("Comtoise agency"))
        try await world.database.write {
            try $0.run("UPDATE agency SET name_fr = 'Agence du Doubs', accent = '#123456'")
        }
        let page = try await world.stranger.get("/connexion")
        #expect(page.text.contains("Agence du Doubs"))
        #expect(page.html.contains("/s/accent/123456.css"))
    }

    @Test func `it is read once, and made once for each language and set of roles`() async throws {
        let world = try await World()
        let database = CountingDatabase(world.database)
        let framing = Framing(database: database)
        let phrasebook = Phrasebook.english
        let awa = Session(person: Somebody.awa.id, name: "Awa", roles: [.juror], formToken: "")
        let helene = Session(person: Somebody.helene.id, name: "Hélène", roles: [.juror], formToken: "")
        for session in [nil, awa, helene, nil, awa] {
            let reader = Reader(language: .english, phrasebook: phrasebook, session: session)
            _ = try await framing.frame(for: reader, at: World.monday)
        }
        #expect(database.reads == 1)
        try await database.write { try $0.run("UPDATE agency SET name_fr = 'Agence du Doubs'") }
        let reader = Reader(language: .french, phrasebook: phrasebook)
        #expect(try await framing.frame(for: reader, at: World.monday).agency == "Agence du Doubs")
    }

    @Test func `the site is private while its legal notice is empty`() async throws {
        let world = try await World()
        #expect(try await world.stranger.get("/partenaires").status == .ok)
        try await world.database.write {
            try $0.run("UPDATE page_text SET body = ' \n' WHERE name = 'legal-notice' AND language = 'fr'")
        }
        #expect(try await world.stranger.get("/partenaires").status == .forbidden)
        #expect(try await world.visitor(.mireille).get("/partenaires").status == .ok)
    }
}

extension Screen {
    /// Where the head of the page leads, in order, from the navigation on.
    fileprivate var masthead: [String] { links(from: "<nav class=\"nav\"", to: "<main") }

    /// The edition's own menu.
    fileprivate var editionLine: [String] { links(from: "<div class=\"line\"", to: "</header>") }

    /// Entries that say that one is there.
    fileprivate var current: [String] {
        html.matches(of: /<li><a href="([^"]+)" aria-current="page">/).map { String($0.1) }
    }

    private func links(from start: String, to end: String) -> [String] {
        guard let start = html.firstRange(of: start)?.lowerBound,
            let end = html[start...].firstRange(of: end)?.lowerBound
        else { return [] }
        return html[start..<end].matches(of: /href="([^"]+)"/).map { String($0.1) }
    }
}
