import Campaigns
import Foundation
import Storage
import StorageTesting
import Submissions
import Testing
import WebTesting
import World

@testable import Awards

/// A release is planned or at once, with the words typed, and one that was missed is said.
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
        #expect(refused.text.contains("Écrivez le jour de la publication comme 04/12/2014"))
        let odd = try await julien.submit("\(path)/date", on: julien.get(path), ["day": "04/12/2014", "time": "25:00"])
        #expect(odd.html.contains("href=\"#time\"") && odd.lostFaults == [])
        #expect(odd.text.contains("Écrivez l’heure de la publication comme 18 h 30"))
        let far = try await julien.submit(
            "\(path)/date", on: julien.get(path),
            ["day": "31/12/9999", "time": "18:30", "confirmation": "publier 2014"])
        #expect(far.status == .unprocessableContent && far.text.contains("dans plus de dix ans"))
        #expect(far.html.contains("value=\"31/12/9999\""))
        #expect(try await ReleaseStore(database: world.database).find(World.edition2014).plannedFor == nil)
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
}
