import Awards
import Forms
import Foundation
import Sheets
import StorageTesting
import Submissions
import Tables
import Testing
import WebTesting
import World

@testable import Catalogue

/// «Un mot, un métier, une commune»: what bears the words is found, wherever it bears them.
struct WhatIsSearchedTests {
    private static func english(_ title: String, _ summary: String) -> String {
        #"{"title_en": "\#(title)", "summary_en": "\#(summary)"}"#
    }

    private static func shelf(_ engine: Engine) async throws -> Shelf {
        let shelf = try await Shelf(engine)
        try await shelf.world.database.write { connection in
            try shelf.publish(
                1, "Cuire de jour", content: Self.english("Baking by day", "A bakery stopped night work."),
                tags: #"{"need": ["health"]}"#, commune: "Poligny", department: "39", naf: "10.71C", in: connection)
            try shelf.publish(
                2, "Un second métier", content: Self.english("After the roof", "A trade for later."),
                commune: "Lure", department: "70", naf: "43.91B", in: connection)
            try shelf.publish(
                3, "Tournées choisies", content: Self.english("Rounds", "A home help team plans its week."),
                tags: #"{"need": ["mobility"]}"#, commune: "Belfort", department: "90", of: World.nursery,
                in: connection)
            let award: Award.ID = World.key("0a01", 1)
            try connection.run(
                """
                INSERT INTO award (id, edition, position, name_fr, name_en)
                VALUES (\(award), \(World.edition2014), 0, 'Prix du partage', 'Sharing prize')
                """)
            try connection.run(
                """
                INSERT INTO decision (submission, outcome, award, reason, recorded_at)
                VALUES (\(World.nursery), 'award', \(award), 'Motif', 0)
                """)
            try connection.run("UPDATE submission SET announced_at = 1 WHERE id = \(World.nursery)")
        }
        return shelf
    }

    @Test(arguments: Engine.available)
    func `commune, department, trade, need, award and organisation find their sheet`(engine: Engine) async throws {
        let shelf = try await Self.shelf(engine)
        let expected: [(words: String, title: String)] = [
            ("Poligny", "Cuire de jour"), ("poligni", "Cuire de jour"), ("Jura", "Cuire de jour"),
            ("39", "Cuire de jour"), ("industrie", "Cuire de jour"), ("industry", "Cuire de jour"),
            ("santé", "Cuire de jour"), ("bâtiment", "Un second métier"), ("building", "Un second métier"),
            ("Haute-Saône", "Un second métier"), ("Lure bâtiment", "Un second métier"),
            ("prix du partage", "Tournées choisies"), ("sharing", "Tournées choisies"),
            ("mobilité", "Tournées choisies"), ("structure 3", "Tournées choisies"),
            ("bakery", "Cuire de jour"), ("roof", "Un second métier"), ("home help", "Tournées choisies"),
        ]
        for (words, title) in expected { #expect(try await shelf.titles(words) == [title], "\(words)") }
    }

    @Test func `RGAA 8.6: the title of a search says what was asked, and how much answers it`() async throws {
        let stranger = try await Self.shelf(.sqlite).world.stranger
        let titles = [
            ("/catalogue?q=bakery", /<title>bakery\s:\s1 initiative\b/), ("/catalogue", /<title>Initiatives\b/),
            ("/en/catalogue?q=bakery", /<title>bakery: 1 initiative\b/),
            ("/catalogue?q=xylophone", /<title>xylophone\s:\s0 initiative\b/),
        ]
        for (path, title) in titles { #expect(try await stranger.get(path).html.contains(title), "\(path)") }
        let narrowed = try await stranger.get("/catalogue?departement=39").html
        #expect(!narrowed.contains("<title>Initiatives"))
    }

    @Test func `RGAA 7.4: the page says that its boxes act at once, and what is taken away leads to the count`()
        async throws
    {
        let stranger = try await Self.shelf(.sqlite).world.stranger
        for path in ["/catalogue?departement=39", "/catalogue?q=xylophone"] {
            let page = try await stranger.get(path).html
            #expect(page.contains("<p id=\"count\" tabindex=\"-1\" role=\"status\">"))
            #expect(page.contains(/<li><a class="chip" href="[^"]*#count">/))
        }
        let page = try await stranger.get("/catalogue").html
        #expect(page.contains("id=\"at-once\"") && page.contains("Chaque choix est appliqué aussitôt."))
        #expect(page.contains(/<\/select>\s*<button[^>]*type="submit"/))
    }

    @Test func `the English catalogue shows what was written in English`() async throws {
        let shelf = try await Self.shelf(.sqlite)
        let stranger = shelf.world.stranger
        let page = try await stranger.get("/en/catalogue?q=bakery")
        #expect(page.text.contains("Baking by day") && page.text.contains("A bakery stopped night work."))
        #expect(!page.text.contains("Cuire de jour"))
        #expect(try await stranger.get("/catalogue?q=bakery").text.contains("Cuire de jour"))
        #expect(try await stranger.get("/en/atom.xml").html.contains("<title>Baking by day</title>"))
        #expect(try await stranger.get("/atom.xml").html.contains("<title>Cuire de jour</title>"))
        let sheet = try await stranger.get("/en/initiatives/pratique-1").html
        #expect(sheet.contains(#"property="og:title" content="Baking by day""#))
        #expect(sheet.contains(#"property="og:description" content="A bakery stopped night work.""#))
    }

    @Test func `the page says what it read, and gives another way where there is nothing`() async throws {
        let shelf = try await Self.shelf(.sqlite)
        let stranger = shelf.world.stranger
        let corrected = try await stranger.get("/catalogue?q=tourn%C3%A9ez").text
        #expect(corrected.contains("« tournéez »") && corrected.contains("« tournées »"))
        let nothing = try await stranger.get("/catalogue?q=xylophone")
        #expect(!nothing.html.contains("type=\"checkbox\""))
        #expect(nothing.html.contains("/catalogue?besoin=health"))
        let narrowed = try await stranger.get("/catalogue?q=tourn%C3%A9es&departement=39")
        #expect(narrowed.html.contains("href=\"/catalogue?departement=39"))
        #expect(narrowed.html.contains("href=\"/catalogue?q=tourn%C3%A9es\""))
    }

    @Test func `the order is chosen on the page`() async throws {
        let shelf = try await Self.shelf(.sqlite)
        let page = try await shelf.world.stranger.get("/catalogue?tri=titre").html
        #expect(page.contains(#"<option value="titre" selected>"#))
        let titles = page.matches(of: /<h2 class="h3"><a[^>]*>([^<]+)</).map { String($0.1) }
        #expect(titles == ["Cuire de jour", "Tournées choisies", "Un second métier"])
    }
}

/// What visitors typed, of invented sheets that lie beside the project.
struct TrialQuestionTests {
    private static let folder = World.root + "/../shared/trials"
    private static let isThere = FileManager.default.fileExists(atPath: folder)

    @Test(.enabled(if: isThere, "the trials are not beside the project"), arguments: Engine.available)
    func `each question finds its sheet`(engine: Engine) async throws {
        let shelf = try await Shelf(engine)
        let mapping = try ImportMapping(
            yaml: String(contentsOfFile: Self.folder + "/mapping.yaml", encoding: .utf8), for: CompleteFile.form)
        let work = InitiativeImport(
            database: shelf.world.database, mapping: mapping, edition: World.edition2014, isPublic: true)
        let plan = try await work.plan(try Self.table("p01_sheets.csv"), now: World.monday)
        _ = try await work.run(plan, file: "p01_sheets.csv", isDryRun: false, now: World.monday)
        let titles = try Self.table("p01_sheets.csv").rows.map { ($0["id"] ?? "", $0["titre"] ?? "") }
        let byKey = Dictionary(titles, uniquingKeysWith: { first, _ in first })
        var right = 0
        for row in try Self.table("p01_queries.csv").rows {
            let query = try #require(row["query"]).replacing(" (U+2011)", with: "")
            let found = try await shelf.titles(query)
            let wanted = try #require(row["sheets expected (at least)"])
            if let title = byKey[wanted] {
                #expect(found.contains(title), "«\(query)» finds \(found)")
            } else if wanted.hasPrefix("none") {
                #expect(found == [], "«\(query)»")
            } else {
                #expect(wanted.hasPrefix("defined"))
            }
            right += 1
        }
        #expect(right == 29)
    }

    private static func table(_ name: String) throws -> Table {
        try Table(data: Data(contentsOf: URL(filePath: "\(folder)/\(name)")))
    }
}
