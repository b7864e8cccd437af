import Foundation
import Storage
import StorageTesting
import Testing
import WebTesting
import World

@testable import Jury

/// An edition made from another, and another chair.
struct SuccessionTests {
    private let jury = "/agence/editions/2015/jury"

    @Test(arguments: Engine.available)
    func `the jury of the earlier edition is proposed, and nobody is invited before staff say so`(engine: Engine)
        async throws
    {
        let world = try await World(engine)
        let mireille = world.visitor(.mireille)
        try await make(by: mireille, with: ["phases", "jurors"])
        let page = try await mireille.get(jury)
        for name in ["Awa", "Benoit", "Genevieve"] { #expect(page.text.contains(name)) }
        #expect(try await count("juror JOIN edition ON edition.id = juror.edition WHERE slug = '2015'", in: world) == 0)
        #expect(try await count("message", in: world) == 0)
        let proposal = "\(jury)/propositions/\(Somebody.genevieve.id)"
        #expect(try await mireille.submit(proposal + "/inviter", on: page, [:]).location == jury + "?ok=invited")
        #expect(try await count("message WHERE address = 'genevieve@example.org'", in: world) == 1)
        #expect(
            try await count(
                "juror JOIN edition ON edition.id = juror.edition WHERE slug = '2015' AND is_chair = 1", in: world) == 1
        )
        #expect(try await mireille.submit(proposal + "/inviter", on: page, [:]).status == .notFound)
        let other = "\(jury)/propositions/\(Somebody.awa.id)/ecarter"
        #expect(try await mireille.submit(other, on: page, [:]).location == jury + "?ok=dropped")
        #expect(try await !mireille.get(jury).text.contains("Awa"))
        #expect(try await mireille.get(jury).text.contains("Benoit"))
    }

    @Test(arguments: Engine.available)
    func `whoever got the role of juror elsewhere is found among those to invite, and sits once invited`(
        engine: Engine
    ) async throws {
        let world = try await World(engine)
        let (mireille, desk) = (world.visitor(.mireille), "/agence/editions/2014/jury")
        let person = "/agence/personnes/\(Somebody.lucie.id)"
        let given = try await mireille.submit(
            "\(person)/roles", on: mireille.get(person), ["role": "juror", "edition": World.edition2014.description])
        #expect(given.status == .seeOther, "\(given.text)")
        let page = try await mireille.get(desk)
        let proposal = "\(desk)/propositions/\(Somebody.lucie.id)"
        #expect(try await mireille.submit(proposal + "/inviter", on: page, [:]).location == desk + "?ok=invited")
        #expect(try await count("juror WHERE person = \(Somebody.lucie.id)", in: world) == 1)
        #expect(try await world.visitor(.lucie).get("/jury").status == .ok)
    }

    @Test(arguments: Engine.available)
    func `whose role was taken away is not proposed to the next jury`(engine: Engine) async throws {
        let world = try await World(engine)
        let mireille = world.visitor(.mireille)
        try await world.database.write { connection in
            try connection.run("UPDATE juror SET is_taken = 1 WHERE id = \(World.juror(.awa))")
        }
        try await make(by: mireille, with: ["phases", "jurors"])
        let page = try await mireille.get(jury).text
        #expect(page.contains("Benoit") && !page.contains("Awa"))
    }

    @Test func `jurors are taken over only when that is asked for, the grid always`() async throws {
        let world = try await World()
        try await make(by: world.visitor(.mireille), with: ["phases"])
        #expect(try await count("juror_proposal", in: world) == 0)
        #expect(
            try await count(
                "edition_grid JOIN edition ON edition.id = edition WHERE slug = '2015' AND grid = \(World.grid) AND frozen_at IS NULL",
                in: world) == 1)
    }

    @Test(arguments: Engine.available)
    func `the chair passes to another juror, with its date and whoever decided it`(engine: Engine) async throws {
        let world = try await World(engine)
        let mireille = world.visitor(.mireille)
        let (desk, awa) = ("/agence/editions/2014/jury", World.juror(.awa))
        let page = try await mireille.get("\(desk)/\(awa)")
        #expect(try await world.visitor(.awa).get("/jury/2014/resultats").status == .forbidden)
        let answer = try await mireille.submit("\(desk)/\(awa)/presidence", on: page, [:])
        #expect(answer.location == desk + "?ok=chair")
        #expect(try await world.visitor(.awa).get("/jury/2014/resultats").status == .ok)
        #expect(try await world.visitor(.genevieve).get("/jury/2014/resultats").status == .forbidden)
        #expect(try await world.visitor(.genevieve).get("/jury").status == .ok)
        #expect(try await count("message WHERE address = 'awa@example.org'", in: world) == 1)
        let (next, former) = (
            try await mireille.get("\(desk)/\(awa)").text,
            try await mireille.get("\(desk)/\(World.juror(.genevieve))").text
        )
        #expect(next.contains("préside depuis le lundi 22 septembre 2014") && next.contains("Mireille"))
        #expect(former.contains("ne préside plus depuis le lundi 22 septembre 2014"))
        // A second time changes nothing.
        _ = try await mireille.submit("\(desk)/\(awa)/presidence", on: page, [:])
        #expect(try await count("chair_event", in: world) == 2)
    }

    @Test func `nobody of that key, and nobody who has left, can chair`() async throws {
        let world = try await World()
        let mireille = world.visitor(.mireille)
        try await world.database.write { connection in
            try connection.run("UPDATE juror SET state = 'left' WHERE id = \(World.juror(.benoit))")
        }
        for juror in [World.juror(.benoit), World.key("0010", 99) as Juror.ID] {
            let path = "/agence/editions/2014/jury/\(juror)/presidence"
            #expect(try await mireille.post(path, ["token": "token-of-mireille"]).status == .notFound)
        }
        #expect(try await count("juror WHERE is_chair = 1", in: world) == 1)
    }

    private func make(by visitor: Visitor, with parts: [String]) async throws {
        let path = "/agence/editions/nouvelle"
        let page = try await visitor.get(path)
        let form = page.fields(of: path)
        let kept = form.filter { $0.key != "part" }.map { ($0.key, $0.value) }
        #expect(form["slug"] == "2015")
        let answer = try await visitor.post(path, kept + parts.map { ("part", $0) })
        #expect(answer.status == .seeOther)
    }

    private func count(_ what: SQL, in world: World) async throws -> Int {
        try await world.database.read { try $0.count("SELECT count(*) AS count FROM \(what)") }
    }
}
