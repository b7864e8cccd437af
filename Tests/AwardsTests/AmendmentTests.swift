import Campaigns
import Foundation
import Storage
import StorageTesting
import Submissions
import Testing
import WebTesting
import World

@testable import Awards

/// Where two people release, two people change a decision that is out.
struct AmendmentTests {
    private static let decision = "/agence/editions/2014/decisions/\(World.nursery)"
    private static let change: KeyValuePairs = [
        "choice": "not-retained", "reason": "Hors du territoire", "why": "Lu de nouveau", "meant": "on",
    ]

    @Test(arguments: Engine.available)
    func `a change of what is out waits for a second person, who confirms it`(engine: Engine) async throws {
        let world = try await World(engine)
        try await world.letOutByTwo()
        let (julien, mireille) = (world.visitor(.julien), world.visitor(.mireille))
        let asked = try await julien.submit(Self.decision, on: julien.get(Self.decision), Self.change)
        #expect(asked.location == "/agence/editions/2014/decisions?ok=asked")
        #expect(try await julien.follow(asked).text.contains("attend une deuxième personne"))
        #expect(try await world.outcome() == "retained")
        #expect(try await world.amendmentLetters("waiting") == 1)
        let told = "Confirmer le changement de la décision sur « Composer les tournées en équipe »"
        #expect(try await mireille.get("/ma-page").text.contains(told))
        #expect(try await !julien.get("/ma-page").text.contains(told))
        // Whoever asked is not the second person.
        let own = try await julien.get(Self.decision)
        #expect(own.text.contains("Hors du territoire") && !own.html.contains("value=\"confirm\""))
        let alone = try await julien.second("confirm", on: own)
        #expect(alone.status == .unprocessableContent)
        #expect(try await world.outcome() == "retained")
        let page = try await mireille.get(Self.decision)
        #expect(page.html.contains("value=\"confirm\"") && page.text.contains("Lu de nouveau"))
        let confirmed = try await mireille.second("confirm", on: page)
        #expect(confirmed.location == "/agence/editions/2014/decisions?ok=recorded")
        #expect(try await world.outcome() == "not-retained")
        #expect(try await !mireille.get("/ma-page").text.contains(told))
        #expect(try await world.amendmentLetters("waiting") == 0)
        let history = try await mireille.get(Self.decision).text
        #expect(history.contains("Modifiée après sa publication · Non retenu Julien"))
        #expect(history.contains("Confirmée · Non retenu Mireille"))
        for act in ["amendment-asked", "amendment-confirmed", "decision-amended"] {
            #expect(try await world.noted(act).count == 1, "\(act)")
        }
        // Confirmed already.
        let late = try await mireille.post(Self.decision, ["token": "token-of-mireille", "second": "confirm"])
        #expect(late.status == .notFound)
    }

    @Test(arguments: Engine.available)
    func `a change that waits is taken back, and the decision stays`(engine: Engine) async throws {
        let world = try await World(engine)
        try await world.letOutByTwo()
        let (julien, mireille) = (world.visitor(.julien), world.visitor(.mireille))
        _ = try await julien.submit(Self.decision, on: julien.get(Self.decision), Self.change)
        let back = try await julien.second("back", on: julien.get(Self.decision))
        #expect(back.location == "/agence/editions/2014/decisions?ok=back")
        let late = try await mireille.post(Self.decision, ["token": "token-of-mireille", "second": "confirm"])
        #expect(late.status == .notFound)
        #expect(try await world.outcome() == "retained")
        #expect(try await world.amendmentLetters("waiting") == 0)
    }

    @Test(arguments: Engine.available)
    func `what was asked for by somebody who decides no more waits for two others`(engine: Engine) async throws {
        let world = try await World(engine)
        try await world.letOutByTwo()
        let julien = world.visitor(.julien)
        _ = try await julien.submit(Self.decision, on: julien.get(Self.decision), Self.change)
        try await world.roles.revoke(
            Hat(.campaignLead, in: World.edition2014), from: Somebody.julien.id, by: Somebody.mireille.id)
        let mireille = world.visitor(.mireille)
        let taken = try await mireille.second("confirm", on: mireille.get(Self.decision))
        #expect(taken.location == "/agence/editions/2014/decisions?ok=asked")
        let again = try await mireille.second("confirm", on: mireille.get(Self.decision))
        #expect(again.status == .unprocessableContent)
        #expect(try await world.outcome() == "retained")
    }

    @Test(arguments: Engine.available)
    func `whoever chairs asks, and does not confirm`(engine: Engine) async throws {
        let world = try await World(engine)
        try await world.letOutByTwo()
        let (julien, chair) = (world.visitor(.julien), world.visitor(.genevieve))
        _ = try await julien.submit(Self.decision, on: julien.get(Self.decision), Self.change)
        #expect(try await !chair.get(Self.decision).html.contains("value=\"confirm\""))
        let refused = try await chair.post(Self.decision, ["token": "token-of-genevieve", "second": "confirm"])
        #expect(refused.status == .notFound)
        #expect(try await world.outcome() == "retained")
        // In the place of what waited.
        let own = try await julien.get(Self.decision)
        let asked = try await chair.post(
            Self.decision,
            [
                "token": "token-of-genevieve", "revision": "1", "choice": "not-retained",
                "reason": "Hors du territoire", "why": "Lu de nouveau", "meant": "on",
            ])
        #expect(asked.location == "/agence/editions/2014/decisions?ok=asked")
        // Who asks for it is another one, so it is read again.
        #expect(try await julien.second("back", on: own).status == .conflict)
        let confirmed = try await julien.second("confirm", on: julien.get(Self.decision))
        #expect(confirmed.location == "/agence/editions/2014/decisions?ok=recorded")
        #expect(try await world.outcome() == "not-retained")
    }

    @Test(arguments: Engine.available)
    func `what is confirmed, or taken back, is the change that was read, and not another one in its place`(
        engine: Engine
    ) async throws {
        let world = try await World(engine)
        try await world.letOutByTwo()
        let (julien, mireille) = (world.visitor(.julien), world.visitor(.mireille))
        _ = try await julien.submit(Self.decision, on: julien.get(Self.decision), Self.change)
        let read = try await mireille.get(Self.decision)
        let other = try await julien.post(
            Self.decision,
            [
                "token": "token-of-julien", "revision": "1", "choice": "not-retained", "reason": "Tout autre chose",
                "why": "Lu de nouveau", "meant": "on",
            ])
        #expect(other.location == "/agence/editions/2014/decisions?ok=asked")
        for act in ["confirm", "back"] {
            let refused = try await mireille.second(act, on: read)
            #expect(refused.status == .conflict && refused.text.contains("en est maintenant un autre"), "\(act)")
            #expect(refused.text.contains("Tout autre chose"), "\(act)")
        }
        #expect(try await world.outcome() == "retained")
        let confirmed = try await mireille.second("confirm", on: mireille.get(Self.decision))
        #expect(confirmed.location == "/agence/editions/2014/decisions?ok=recorded")
        #expect(try await world.outcome() == "not-retained")
    }

    @Test func `where one person releases, one person changes what is out`() async throws {
        let world = try await World()
        let julien = world.visitor(.julien)
        try await DecisionStore(database: world.database).decide("retained", "Bien")
        _ = try await julien.prepareLetters()
        _ = try await julien.letOut()
        let changed = try await julien.submit(Self.decision, on: julien.get(Self.decision), Self.change)
        #expect(changed.location == "/agence/editions/2014/decisions?ok=recorded")
        #expect(try await world.outcome() == "not-retained")
    }

    @Test(arguments: Engine.available)
    func `a letter on a change after a release is not told as one of that release`(engine: Engine) async throws {
        let world = try await World(engine)
        try await world.letOutByTwo()
        let (julien, mireille) = (world.visitor(.julien), world.visitor(.mireille))
        let path = "/agence/editions/2014/publication"
        #expect(try await julien.get(path).text.contains("1 lettre part"))
        _ = try await julien.submit(Self.decision, on: julien.get(Self.decision), Self.change)
        let confirmed = try await mireille.second("confirm", on: mireille.get(Self.decision))
        #expect(confirmed.location == "/agence/editions/2014/decisions?ok=recorded")
        let page = try await julien.get(path).text
        #expect(page.contains("Ce qui est paru") && !page.contains("lettre est gardée"))
    }
}

extension Visitor {
    /// Confirms the change that stands on this page, or takes it back.
    fileprivate func second(_ act: String, on page: Screen) async throws -> Screen {
        try await submit("/agence/editions/2014/decisions/\(World.nursery)", on: page, ["second": act])
    }
}

extension World {
    /// A decision that is out, in an edition in which two people release.
    fileprivate func letOutByTwo() async throws {
        let julien = visitor(.julien)
        try await DecisionStore(database: database).decide("retained", "Bien")
        _ = try await julien.prepareLetters()
        #expect(try await julien.letOut().status == .seeOther)
        #expect(try await announced() == [World.nursery])
        try await database.write { try $0.run("UPDATE release SET needs_two = 1") }
    }

    fileprivate func outcome() async throws -> String {
        try await database.read { connection in
            try connection.row("SELECT outcome FROM decision WHERE submission = \(World.nursery)")?["outcome"] ?? ""
        }
    }

    /// To Mireille, who may be the second person.
    fileprivate func amendmentLetters(_ state: String) async throws -> Int {
        try await database.read { connection in
            try connection.count(
                """
                SELECT count(*) AS count FROM message WHERE person = \(Somebody.mireille.id) AND state = \(state)
                    AND about LIKE 'amendment:%'
                """)
        }
    }
}
