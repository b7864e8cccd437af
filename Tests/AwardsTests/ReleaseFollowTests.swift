import Foundation
import Storage
import StorageTesting
import Submissions
import Testing
import WebTesting
import World

@testable import Awards

/// Two people agreed to what goes out: whoever changes it, wherever they do, takes the word of both back.
struct ReleaseFollowTests {
    private static let sheet = "/agence/fiches/\(World.plannedSheet)"

    @Test(arguments: Engine.available)
    func `a letter that is edited, cancelled or taken up again takes back what was confirmed`(engine: Engine)
        async throws
    {
        let world = try await World(engine)
        let julien = world.visitor(.julien)
        let letter = try await world.preparedLetter()
        let acts: [(page: String, path: String, fields: KeyValuePairs<String, String>)] = [
            (letter + "/modifier", letter, ["lead": "Autre chose."]), (letter, letter + "/annuler", [:]),
            (letter, letter + "/reprendre", [:]),
        ]
        for act in acts {
            _ = try await world.plan(3600)
            let confirmed = try await world.confirmed()
            let answer = try await julien.submit(act.path, on: julien.get(act.page), act.fields)
            #expect(answer.status == .seeOther, "\(act.path)")
            let after = try await ReleaseStore(database: world.database).find(World.edition2014)
            #expect(after.confirmedBy == nil && after.revision > confirmed.revision, "\(act.path)")
            #expect(after.plannedFor != nil && after.missed == .changed)
        }
    }

    @Test(arguments: Engine.available)
    func `a letter dropped after two people agreed voids the moment, and page and duty say so`(engine: Engine)
        async throws
    {
        let world = try await World(engine)
        let (julien, path) = (world.visitor(.julien), "/agence/editions/2014/publication")
        let letter = try await world.preparedLetter()
        let moment = try await world.plan(3600)
        _ = try await world.confirmed()
        _ = try await julien.submit(letter + "/annuler", on: julien.get(letter), [:])
        let releases = ReleaseStore(database: world.database)
        try await releases.letOutDue(now: moment, sending: world.house.awards.letters, at: World.monday)
        #expect(try await releases.find(World.edition2014).missed == .changed)
        #expect(try await world.announced().isEmpty)
        for visitor in [julien, world.visitor(.mireille)] {
            for page in [path, "/ma-page"] {
                #expect(try await visitor.get(page).text.contains("Ce qui part a changé depuis"), "\(page)")
            }
        }
    }

    @Test(arguments: Engine.available)
    func `whoever changes what another one planned does not confirm it alone: they plan it anew, and it waits`(
        engine: Engine
    ) async throws {
        let world = try await World(engine)
        let (mireille, releases) = (world.visitor(.mireille), ReleaseStore(database: world.database))
        _ = try await world.preparedLetter()
        _ = try await world.plan(3600)
        _ = try await world.confirmed()
        _ = try await DecisionStore(database: world.database).record(
            World.nursery, at: 1, by: Somebody.mireille.id, now: World.monday
        ) { awards throws(Decision.Refusal) in
            try Verdict(choice: "retained", among: awards, reason: "À moi seule")
        }
        _ = try await mireille.prepareLetters()
        let void = try await releases.find(World.edition2014).revision
        await #expect(throws: Release.Refusal.outdated) {
            _ = try await releases.confirm(World.edition2014, at: void, by: Somebody.mireille.id)
        }
        let moment = World.monday + 7200
        _ = try await releases.plan(
            World.edition2014, for: moment, at: void, by: Somebody.mireille.id, now: World.monday)
        let again = try await releases.find(World.edition2014)
        #expect(again.waitsForSecond && again.plannedBy == Somebody.mireille.id)
        await #expect(throws: Release.Refusal.samePerson) {
            _ = try await releases.confirm(World.edition2014, at: again.revision, by: Somebody.mireille.id)
        }
        _ = try await releases.confirm(World.edition2014, at: again.revision, by: Somebody.julien.id)
        try await releases.letOutDue(now: moment, sending: world.house.awards.letters, at: World.monday)
        #expect(try await world.announced() == [World.nursery])
    }

    @Test(arguments: Engine.available)
    func `a moment that is planned says first that it waits for a second person`(engine: Engine) async throws {
        let world = try await World(engine)
        let (julien, path) = (world.visitor(.julien), "/agence/editions/2014/publication")
        _ = try await world.preparedLetter()
        _ = try await julien.submit("\(path)/deux", on: julien.get(path), ["two": "on"])
        let planned = try await julien.submit(
            "\(path)/date", on: julien.get(path),
            ["day": "04/12/2014", "time": "18:30", "confirmation": "publier 2014"])
        for (visitor, words) in [
            (julien, "Rien ne part le"), (world.visitor(.mireille), "Julien a prévu une publication"),
        ] {
            let page = try await visitor.get(try #require(planned.location))
            let top = try #require(page.html.components(separatedBy: "id=\"when\"").first)
            #expect(top.contains("Il attend une deuxième personne") && top.contains(words), "\(words)")
        }
        _ = try await world.confirmed()
        #expect(try await !julien.get(path).text.contains("Rien ne part le"))
    }

    @Test(arguments: Engine.available)
    func `a file that is found eligible no more, or again, takes back what was confirmed`(engine: Engine) async throws {
        let world = try await World(engine)
        let (julien, desk) = (world.visitor(.julien), World.nursery.deskPath)
        _ = try await world.preparedLetter()
        let verdicts: [KeyValuePairs<String, String>] = [
            ["verdict": "not-eligible", "note": "Hors du territoire"],
            ["verdict": "eligible", "note": "", "unlooked": "on"],
        ]
        for verdict in verdicts {
            _ = try await world.plan(3600)
            let confirmed = try await world.confirmed()
            let answer = try await julien.submit("\(desk)/recevabilite", on: julien.get(desk), verdict)
            #expect(answer.status == .seeOther, "\(verdict)")
            let after = try await ReleaseStore(database: world.database).find(World.edition2014)
            #expect(after.confirmedBy == nil && after.revision > confirmed.revision, "\(verdict)")
        }
    }

    @Test(arguments: Engine.available)
    func `a letter of a decision that is kept back changes nothing of what goes out`(engine: Engine) async throws {
        let world = try await World(engine)
        let julien = world.visitor(.julien)
        let letter = try await world.preparedLetter()
        _ = try await world.plan(3600)
        try await world.database.write { try $0.run("UPDATE decision SET is_left_out = 1") }
        let confirmed = try await world.confirmed()
        _ = try await julien.submit(letter, on: julien.get(letter + "/modifier"), ["lead": "Autre chose."])
        #expect(try await ReleaseStore(database: world.database).find(World.edition2014) == confirmed)
    }

    @Test(arguments: Engine.available)
    func `a sheet that leaves what goes out, or joins it, takes back what was confirmed`(engine: Engine) async throws {
        let world = try await World(engine)
        let sabine = world.visitor(.sabine)
        try await DecisionStore(database: world.database).decide("retained", "Bien")
        try await world.keepSheetReady()
        let acts: [(path: String, fields: KeyValuePairs<String, String>)] = [
            ("/retirer", ["reason": "À revoir"]), ("/publier", ["publish_before": "on", "publish_again": "on"]),
        ]
        for act in acts {
            _ = try await world.plan(3600)
            let confirmed = try await world.confirmed()
            let answer = try await sabine.submit(
                Self.sheet + act.path, on: sabine.get(Self.sheet), act.fields)
            #expect(answer.status == .seeOther, "\(act.path)")
            let after = try await ReleaseStore(database: world.database).find(World.edition2014)
            #expect(after.confirmedBy == nil && after.revision > confirmed.revision, "\(act.path)")
        }
    }
}

extension World {
    fileprivate static let plannedSheet = "01480000-0031-7000-8000-000000000009"

    /// Mireille agrees to the moment that is planned.
    fileprivate func confirmed() async throws -> Release {
        let releases = ReleaseStore(database: database)
        try await database.write { try $0.run("UPDATE release SET needs_two = 1") }
        let revision = try await releases.find(World.edition2014).revision
        _ = try await releases.confirm(World.edition2014, at: revision, by: Somebody.mireille.id)
        let release = try await releases.find(World.edition2014)
        #expect(release.confirmedBy == Somebody.mireille.id)
        return release
    }

    /// The sheet of the nursery, approved and made ready before its decision is out.
    fileprivate func keepSheetReady() async throws {
        try await database.write { connection in
            try connection.run(
                """
                INSERT INTO sheet (id, initiative, edition, submission, state, title, approved_at, approved_by,
                    published_at, updated_at)
                SELECT \(World.plannedSheet), initiative, edition, id, 'published', title, 1, 'Coralie, directrice', 1, 1
                FROM submission WHERE id = \(World.nursery)
                """)
        }
    }
}
