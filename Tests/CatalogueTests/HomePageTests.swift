import Campaigns
import Storage
import Testing
import WebTesting
import World

@testable import Catalogue

struct HomePageTests {
    @Test func `figures that are all nought, or count nothing yet, are not on the first page`() async throws {
        let empty = try await home(typed: [0, nil])
        #expect(!empty.text.contains("La campagne en chiffres") && !empty.html.contains("id=\"figures\""))
        let counted = try await home(typed: [0, 13])
        #expect(counted.html.contains("id=\"figures\"") && counted.text.contains("Entreprises du ruban 2"))
        #expect(!counted.text.contains("Entreprises du ruban 1"))
        #expect(counted.text.contains("Entreprises du ruban 2, objectif 20"))
        // Somebody typed it, that day.
        #expect(counted.text.contains("13 le 22 sept. 2014"))
    }

    @Test func `why there is a campaign stands on the first page and on that of each edition, once it is written`()
        async throws
    {
        let world = try await World()
        #expect(try await !world.stranger.get("/").html.contains("id=\"why\""))
        try await world.database.write {
            try $0.run("UPDATE campaign SET purpose_fr = 'Pour <b> le métier', purpose_en = 'For the trade'")
        }
        for path in ["/", "/editions/2014", "/editions/2013"] {
            #expect(try await world.stranger.get(path).html.contains("Pour &lt;b&gt; le métier"), "\(path)")
            #expect(try await world.stranger.get("/en" + path).text.contains("For the trade"), "\(path)")
        }
    }

    @Test func `whoever has not signed stands apart from those who look with us`() async throws {
        let world = try await World()
        let (heading, apart) = ("Ils cherchent avec nous", "Conventions en préparation")
        try await engage(1, signedOn: nil, in: world)
        let unsigned = try await world.stranger.get("/").text
        #expect(unsigned.contains(apart) && unsigned.contains("Chambre inventée 1") && !unsigned.contains(heading))
        try await engage(2, signedOn: "2014-09-01", in: world)
        let text = try await world.stranger.get("/").text
        let parts = text.components(separatedBy: apart)
        #expect(parts.count == 2 && parts[0].contains(heading) && parts[0].contains("Chambre inventée 2"))
        #expect(!parts[0].contains("Chambre inventée 1") && parts[1].contains("Chambre inventée 1"))
    }

    private func engage(_ number: Int, signedOn day: String?, in world: World) async throws {
        let partner: Partner.ID = World.key("0040", number)
        try await world.database.write { connection in
            try connection.run(
                """
                INSERT INTO partner (id, name_fr, name_en, kind, created_at)
                VALUES (\(partner), \("Chambre inventée \(number)"), '', 'chamber', \(World.monday))
                """)
            try connection.run(
                """
                INSERT INTO partner_engagement (partner, edition, engagement, signed_on)
                VALUES (\(partner), \(World.edition2014), 'Signale', \(day))
                """)
        }
    }

    private func home(typed figures: [Int?]) async throws -> Screen {
        let world = try await World()
        try await world.database.write { connection in
            for (place, typed) in figures.enumerated() {
                let target: Target.ID = World.key("0009", place + 1)
                try connection.run(
                    """
                    INSERT INTO target (id, edition, position, name, goal, rule, typed, typed_at)
                    VALUES (\(target), \(World.edition2014), \(place), \("Entreprises du ruban \(place + 1)"), 20, 'Venues',
                        \(typed), \(World.monday))
                    """)
            }
        }
        return try await world.stranger.get("/")
    }
}

struct ShownSheetTests {
    @Test func `the first figures of a sheet say when they were measured`() async throws {
        let shelf = try await Shelf()
        let figure = """
            {"name": "Nuits", "unit": "nuits", "direction": "down", "baseline": 5, "baseline_date": "2011-03", "value": 2,
             "date": "2013", "source": "Planning"}
            """
        try await shelf.world.database.write { connection in
            try shelf.publish(1, "Le four", content: "{\"indicators\": [\(figure)]}", in: connection)
        }
        let page = try await shelf.world.stranger.get("/initiatives/pratique-1")
        #expect(page.text.contains("Mesuré : mars 2011, puis 2013"))
        let english = try await shelf.world.stranger.get("/en/initiatives/pratique-1")
        #expect(english.text.contains("Measured: March 2011, then 2013"))
    }

    @Test(arguments: ["", "/en"])
    func `a practice whose commune nobody knows is placed by its department, in words`(language: String) async throws {
        let shelf = try await Shelf()
        try await shelf.world.database.write { connection in
            try shelf.publish(1, "Le four", in: connection)
            try shelf.publish(2, "Le moulin", commune: "Poligny", department: "39", in: connection)
        }
        for path in [language + "/catalogue", language.isEmpty ? "/" : language] {
            let text = try await shelf.world.stranger.get(path).text
            #expect(text.contains("Structure 1, Doubs") && !text.contains(", (25)"), "\(text)")
            #expect(text.contains("Structure 2, Poligny (39)"), "\(text)")
        }
    }

    @Test func `a sheet says where to write about it, and nobody's own address`() async throws {
        let shelf = try await Shelf()
        try await shelf.publish(1..<2) { _ in "Le four d'à côté" }
        let page = try await shelf.world.stranger.get("/initiatives/pratique-1")
        let subject = "Le%20four%20d%27%C3%A0%20c%C3%B4t%C3%A9"
        #expect(page.html.contains("<a href=\"mailto:agence@example.org?subject=\(subject)\">"))
        #expect(page.text.contains("Pour en savoir plus"))
        #expect(page.html.matches(of: /mailto:/).count == 1)
    }
}
