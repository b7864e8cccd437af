import Campaigns
import Foundation
import Storage
import StorageTesting
import Submissions
import Testing
import WebTesting
import World

@testable import Awards

/// An edition comes out in releases: planned or at once, by one person or two, each a dated set of decisions.
struct ReleaseTests {
    @Test(arguments: Engine.available) func `a planned release goes out at its moment, and not before`(
        engine: Engine
    ) async throws {
        let world = try await World(engine)
        let (decisions, releases) = (DecisionStore(database: world.database), ReleaseStore(database: world.database))
        try await decisions.decide("retained", "Bien")
        _ = try await world.visitor(.julien).prepareLetters()
        let moment = try await world.plan(3600)
        let letters = world.house.awards.letters
        try await releases.letOutDue(now: moment - 1, sending: letters, at: World.monday)
        #expect(try await world.releaseLetters().map(\.state) == ["held"])
        try await releases.letOutDue(now: moment, sending: letters, at: World.monday)
        #expect(try await releases.find(World.edition2014).releasedAt == moment)
        #expect(try await world.releaseLetters().map(\.state) == ["waiting"])
        await #expect(throws: Decision.Refusal.released) {
            try await decisions.decide("not-retained", "Trop tard", at: 1)
        }
    }

    @Test(arguments: Engine.available)
    func `a release that was missed is said, and nothing goes out until somebody confirms again`(
        engine: Engine
    ) async throws {
        let world = try await World(engine)
        let (julien, releases) = (world.visitor(.julien), ReleaseStore(database: world.database))
        try await DecisionStore(database: world.database).decide("retained", "Bien")
        let moment = try await world.plan(3600)
        let letters = world.house.awards.letters
        // Coralie's letter is missing.
        try await releases.letOutDue(now: moment, sending: letters, at: World.monday)
        #expect(try await releases.find(World.edition2014).missed == .letters)
        #expect(try await julien.get("/ma-page").text.contains("n’est pas partie"))
        #expect(try await julien.get("/agence/editions/2014/publication").text.contains("Rien n’est parti le"))
        #expect(try await world.noted("release-missed").count == 1)
        _ = try await julien.prepareLetters()
        for seconds in [60.0, 120, 86_400] {
            try await releases.letOutDue(now: moment + seconds, sending: letters, at: World.monday)
        }
        #expect(try await world.releaseLetters().map(\.state) == ["held"])
        #expect(try await julien.letOut().status == .seeOther)
        #expect(try await world.releaseLetters().map(\.state) == ["waiting"])
        #expect(try await releases.find(World.edition2014).missed == nil)
    }

    @Test(arguments: Engine.available)
    func `an edition comes out in several releases, each with its date and its decisions`(
        engine: Engine
    ) async throws {
        let world = try await World(engine)
        let julien = world.visitor(.julien)
        try await world.decideTwo()
        let path = "/agence/editions/2014/publication"
        var page = try await julien.get(path)
        page = try await julien.follow(
            julien.submit("\(path)/decisions/\(World.ovens)", on: page, ["out": "1"]))
        #expect(page.text.contains("Gardées pour plus tard"))
        _ = try await julien.prepareLetters()
        #expect(try await julien.letOut().status == .seeOther)
        #expect(try await world.announced() == [World.nursery])
        // What stayed is decided anew, and goes out in its turn; what is out stays.
        try await DecisionStore(database: world.database).decide("retained", "Après tout", at: 1, of: World.ovens)
        page = try await julien.get(path)
        page = try await julien.follow(
            julien.submit("\(path)/decisions/\(World.ovens)", on: page, ["out": "0"]))
        _ = try await julien.prepareLetters()
        #expect(try await julien.letOut().status == .seeOther)
        #expect(Set(try await world.announced()) == [World.nursery, World.ovens])
        let sets = try await world.database.read { try $0.count("SELECT count(*) AS count FROM release_set") }
        #expect(sets == 2)
        #expect(try await julien.get(path).text.contains("Ce qui est paru"))
    }

    @Test(arguments: Engine.available)
    func `nothing goes out but what the page showed, and only with the words typed`(engine: Engine) async throws {
        let world = try await World(engine)
        let (julien, decisions) = (world.visitor(.julien), DecisionStore(database: world.database))
        try await decisions.decide("retained", "Bien")
        let seen = try await julien.prepareLetters()
        let path = "/agence/editions/2014/publication/maintenant"
        for words in ["", "oui", "publier 2013"] {
            let refused = try await julien.submit(path, on: seen, ["confirmation": words])
            #expect(refused.status == .unprocessableContent, "\(words)")
        }
        try await decisions.decide("not-retained", "Non", at: 1)
        #expect(try await julien.submit(path, on: seen, ["confirmation": "publier 2014"]).status == .conflict)
        #expect(try await world.announced().isEmpty)
        _ = try await julien.prepareLetters()
        #expect(try await julien.letOut("Publish 2014 ").status == .seeOther)
        #expect(try await world.announced() == [World.nursery])
    }

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
    func `letters to prepare are a duty until they are, and a planned release is seen to come`(engine: Engine)
        async throws
    {
        let world = try await World(engine)
        let (julien, path) = (world.visitor(.julien), "/agence/editions/2014/publication")
        let duty = "Préparer les lettres de rally’nov 2014"
        #expect(try await !julien.get("/ma-page").text.contains(duty))
        try await DecisionStore(database: world.database).decide("retained", "Bien")
        #expect(try await julien.get("/ma-page").text.contains(duty))
        let planned = try await julien.submit(
            "\(path)/date", on: julien.get(path),
            ["day": "04/12/2014", "time": "18:30", "confirmation": "publier 2014"])
        #expect(try await julien.follow(planned).text.contains("rien ne partirait alors"))
        let warned = try await julien.get(path)
        #expect(warned.text.contains("En l’état, rien ne partira : 1 lettre manque ou a vieilli."))
        #expect(try await julien.get("/ma-page").text.contains("Publication de rally’nov 2014"))
        _ = try await julien.prepareLetters()
        #expect(try await !julien.get("/ma-page").text.contains(duty))
        #expect(try await !julien.get(path).text.contains("rien ne partira"))
    }

    @Test(arguments: Engine.available)
    func `a day that there is not is said to be none`(engine: Engine) async throws {
        let world = try await World(engine)
        let (julien, path) = (world.visitor(.julien), "/agence/editions/2014/publication")
        let refused = try await julien.submit(
            "\(path)/date", on: julien.get(path), ["day": "31/02/2015", "time": "18:30"])
        #expect(refused.text.contains("Ce jour ou cette heure n’existe pas"))
        let far = try await julien.submit(
            "\(path)/date", on: julien.get(path),
            ["day": "31/12/9999", "time": "18:30", "confirmation": "publier 2014"])
        #expect(far.status == .unprocessableContent && far.text.contains("dans plus de dix ans"))
        #expect(far.html.contains("value=\"31/12/9999\""))
        #expect(try await ReleaseStore(database: world.database).find(World.edition2014).plannedFor == nil)
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
    func `a moment is planned with the words typed as well, and taken back with one button`(engine: Engine) async throws
    {
        let world = try await World(engine)
        let (julien, path) = (world.visitor(.julien), "/agence/editions/2014/publication")
        try await DecisionStore(database: world.database).decide("retained", "Bien")
        _ = try await julien.prepareLetters()
        for words in ["", "oui"] {
            let refused = try await julien.submit(
                "\(path)/date", on: julien.get(path),
                ["day": "04/12/2014", "time": "18:30", "confirmation": words])
            #expect(refused.status == .unprocessableContent && refused.html.contains("href=\"#moment-words\""))
            #expect(refused.lostFaults == [], "RGAA 11.10: each link leads to its field, which says why")
            #expect(refused.html.contains("value=\"04/12/2014\""))
        }
        let releases = ReleaseStore(database: world.database)
        #expect(try await releases.find(World.edition2014).plannedFor == nil)
        _ = try await julien.submit(
            "\(path)/date", on: julien.get(path),
            ["day": "04/12/2014", "time": "18:30", "confirmation": "publier 2014"])
        #expect(try await releases.find(World.edition2014).plannedFor != nil)
        let page = try await julien.get(path)
        #expect(page.text.contains("Reprendre ce moment"))
        _ = try await julien.submit("\(path)/date", on: page, ["day": "", "time": ""])
        #expect(try await releases.find(World.edition2014).plannedFor == nil)
    }

    @Test(arguments: Engine.available)
    func `what was kept back when the rest came out is said, and stands on the home page`(engine: Engine) async throws {
        let world = try await World(engine)
        let julien = world.visitor(.julien)
        try await world.decideTwo()
        let (path, duty) = ("/agence/editions/2014/publication", "1 décision gardée pour plus tard")
        #expect(try await !julien.get("/ma-page").text.contains(duty))
        _ = try await julien.submit("\(path)/decisions/\(World.ovens)", on: julien.get(path), ["out": "1"])
        _ = try await julien.prepareLetters()
        let page = try await julien.follow(julien.letOut())
        #expect(!page.text.contains("Tout est publié.") && !page.text.contains("à un seul moment"))
        #expect(page.text.contains("Ce qui était prêt est publié") && page.text.contains("1 décision gardée"))
        #expect(try await julien.get("/ma-page").text.contains(duty))
        #expect(try await julien.get("/agence/editions/2014/decisions").text.contains("avant leur publication"))
        _ = try await julien.submit("\(path)/decisions/\(World.ovens)", on: julien.get(path), ["out": "0"])
        _ = try await julien.prepareLetters()
        #expect(try await julien.letOut().status == .seeOther)
        let after = try await julien.get("/agence/editions/2014/decisions").text
        #expect(!after.contains("avant leur publication") && after.contains("Tout est publié."))
    }

    @Test(arguments: Engine.available)
    func `letters of what is kept back are not counted among those that leave`(engine: Engine) async throws {
        let world = try await World(engine)
        let julien = world.visitor(.julien)
        try await world.decideTwo()
        let path = "/agence/editions/2014/publication"
        let unready = try await julien.get(path)
        #expect(!unready.text.contains("Publier sans attendre") && !unready.text.contains("Elles partent"))
        let all = try await julien.prepareLetters()
        let letters = try await world.releaseLetters().count
        #expect(letters > 1 && all.text.contains("Décisions : 2, lettres : \(letters)."))
        _ = try await julien.submit("\(path)/decisions/\(World.nursery)", on: all, ["out": "1"])
        let rest = try await julien.get(path)
        #expect(rest.text.contains("Décisions : 1, lettres : \(letters - 1)."))
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
