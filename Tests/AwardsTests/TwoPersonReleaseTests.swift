import Campaigns
import Foundation
import Storage
import StorageTesting
import Submissions
import Testing
import WebTesting
import World

@testable import Awards

/// Where two people release, one asks and another confirms.
struct TwoPersonReleaseTests {
    @Test(arguments: Engine.available)
    func `a lead does not lift the rule of two, and the administration does`(engine: Engine) async throws {
        let world = try await World(engine)
        let (julien, mireille) = (world.visitor(.julien), world.visitor(.mireille))
        let path = "/agence/editions/2014/publication"
        let page = try await julien.get(path)
        #expect(try await julien.submit("\(path)/deux", on: page, ["two": "on"]).status == .seeOther)
        let after = try await julien.get(path)
        #expect(!after.html.contains("name=\"two\""))
        #expect(after.text.contains("Seule l’administration de l’agence"))
        let refused = try await julien.post("\(path)/deux", ["token": "token-of-julien", "revision": "1"])
        #expect(refused.status == .unprocessableContent)
        #expect(try await mireille.submit("\(path)/deux", on: mireille.get(path), ["two": ""]).status == .seeOther)
        #expect(try await julien.get(path).html.contains("name=\"two\""))
    }

    @Test(arguments: Engine.available)
    func `a second person confirms where two are asked for, and a change takes the first one's word back`(
        engine: Engine
    ) async throws {
        let world = try await World(engine)
        let (julien, mireille) = (world.visitor(.julien), world.visitor(.mireille))
        let (path, decisions) = ("/agence/editions/2014/publication", DecisionStore(database: world.database))
        _ = try await julien.submit("\(path)/deux", on: julien.get(path), ["two": "on"])
        try await decisions.decide("retained", "Bien")
        _ = try await julien.prepareLetters()
        #expect(try await julien.letOut().status == .seeOther)
        #expect(try await world.announced().isEmpty)
        #expect(try await mireille.get("/ma-page").text.contains("Confirmer la publication"))
        #expect(try await !julien.get(path).html.contains("id=\"confirmation\""))
        try await decisions.decide("retained", "Mieux dit", at: 1)
        _ = try await julien.prepareLetters()
        #expect(try await mireille.letOut().status == .seeOther)
        #expect(try await world.announced().isEmpty)
        #expect(try await julien.letOut().status == .seeOther)
        #expect(try await world.announced() == [World.nursery])
    }

    @Test(arguments: Engine.available)
    func `whoever asks may take it back and reads that it waits, and the second person is written to`(engine: Engine)
        async throws
    {
        let world = try await World(engine)
        let (julien, path) = (world.visitor(.julien), "/agence/editions/2014/publication")
        _ = try await julien.submit("\(path)/deux", on: julien.get(path), ["two": "on"])
        try await DecisionStore(database: world.database).decide("retained", "Bien")
        _ = try await julien.prepareLetters()
        let page = try await julien.follow(julien.letOut())
        #expect(page.text.contains("Cette publication attend une deuxième personne"))
        #expect(!page.html.contains("id=\"confirmation\""))
        #expect(try await julien.get("/ma-page").text.contains("attend une deuxième personne"))
        #expect(try await world.secondLetters(to: .mireille, "waiting") == 1)
        #expect(try await world.secondLetters(to: .julien, "waiting") == 0)
        let revision = try #require(page.fields(of: "\(path)/date")["revision"])
        let back = try await julien.follow(
            julien.post("\(path)/date", ["token": "token-of-julien", "revision": revision, "asked": "1"]))
        #expect(back.text.contains("La demande est reprise"))
        #expect(try await ReleaseStore(database: world.database).find(World.edition2014).askedBy == nil)
        #expect(try await world.secondLetters(to: .mireille, "waiting") == 0)
        #expect(try await !world.visitor(.mireille).get("/ma-page").text.contains("Confirmer la publication"))
    }

    @Test(arguments: Engine.available)
    func `whoever asked is told that it is out, and whoever confirmed that the moment is taken back`(engine: Engine)
        async throws
    {
        let world = try await World(engine)
        let (julien, mireille) = (world.visitor(.julien), world.visitor(.mireille))
        let path = "/agence/editions/2014/publication"
        _ = try await julien.submit("\(path)/deux", on: julien.get(path), ["two": "on"])
        try await DecisionStore(database: world.database).decide("retained", "Bien")
        _ = try await julien.prepareLetters()
        let moment: KeyValuePairs = ["day": "04/12/2014", "time": "18:30", "confirmation": "publier 2014"]
        _ = try await julien.submit("\(path)/date", on: julien.get(path), moment)
        let confirmed = try await mireille.submit(
            "\(path)/confirmer", on: mireille.get(path), ["confirmation": "publier 2014"])
        #expect(confirmed.status == .seeOther)
        let (back, out) = ("Le moment que vous aviez confirmé", "que vous avez demandée est faite")
        #expect(try await !mireille.get("/ma-page").text.contains(back))
        _ = try await julien.submit("\(path)/date", on: julien.get(path), ["day": "", "time": ""])
        #expect(try await mireille.get("/ma-page").text.contains(back))
        #expect(try await !julien.get("/ma-page").text.contains(back))
        #expect(try await julien.letOut().status == .seeOther)
        #expect(try await !julien.get("/ma-page").text.contains(out))
        #expect(try await mireille.letOut().status == .seeOther)
        #expect(try await world.announced() == [World.nursery])
        #expect(try await julien.get("/ma-page").text.contains(out))
        #expect(try await !mireille.get("/ma-page").text.contains(out))
    }

    @Test(arguments: Engine.available)
    func `whoever planned a moment is written to when somebody else takes it back, and not for their own`(
        engine: Engine
    ) async throws {
        let world = try await World(engine)
        let (julien, mireille, path) = (
            world.visitor(.julien), world.visitor(.mireille), "/agence/editions/2014/publication"
        )
        _ = try await julien.submit("\(path)/deux", on: julien.get(path), ["two": "on"])
        try await DecisionStore(database: world.database).decide("retained", "Bien")
        _ = try await julien.prepareLetters()
        for (visitor, letters) in [(julien, 0), (mireille, 1)] {
            _ = try await julien.submit(
                "\(path)/date", on: julien.get(path),
                ["day": "04/12/2014", "time": "18:30", "confirmation": "publier 2014"])
            let back = try await visitor.submit("\(path)/date", on: visitor.get(path), ["day": "", "time": ""])
            #expect(back.status == .seeOther)
            #expect(try await ReleaseStore(database: world.database).find(World.edition2014).plannedFor == nil)
            let told = try await world.database.read { connection in
                try connection.rows(
                    """
                    SELECT plain FROM message WHERE person = \(Somebody.julien.id) AND state = 'waiting'
                        AND about LIKE 'release-back:%'
                    """
                ).map { try $0["plain"] as String }
            }
            #expect(told.count == letters && told.allSatisfy { $0.contains("a annulé") })
        }
    }

    @Test(arguments: Engine.available)
    func `two people are not asked for where there is one`(engine: Engine) async throws {
        let world = try await World(engine)
        let (julien, path) = (world.visitor(.julien), "/agence/editions/2014/publication")
        let page = try await julien.get(path)
        try await world.database.write { connection in
            try connection.run(
                """
                DELETE FROM role_grant WHERE person <> \(Somebody.julien.id)
                    AND role IN ('agency-administrator', 'campaign-lead')
                """)
        }
        let refused = try await julien.submit("\(path)/deux", on: page, ["two": "on"])
        #expect(refused.status == .unprocessableContent && refused.text.contains("Personne d’autre"))
        #expect(try await !ReleaseStore(database: world.database).find(World.edition2014).needsTwo)
        #expect(try await !julien.get(path).html.contains("name=\"two\""))
    }
}

extension World {
    fileprivate func secondLetters(to somebody: Somebody, _ state: String) async throws -> Int {
        try await database.read { connection in
            try connection.count(
                """
                SELECT count(*) AS count FROM message WHERE person = \(somebody.id) AND state = \(state)
                    AND about LIKE 'release-second:%'
                """)
        }
    }
}
