import Campaigns
import Foundation
import Storage
import StorageTesting
import Testing
import WebTesting
import World

@testable import Jury

/// No act by which a juror leaves passes over what is to be said of their readings.
struct LeavingTests {
    private static let jury = "/agence/editions/2014/jury"
    private static let juror = "\(jury)/\(World.juror(.awa))"
    private static let results = "/jury/2014/resultats"
    private static let duty = "Dites ce qui reste de ce qu’a lu Awa"

    @Test(arguments: Engine.available, [true, false])
    func `a juror who sent readings is replaced only with a word on what stays`(
        engine: Engine, isTaken: Bool
    ) async throws {
        let world = try await World(engine)
        try await world.sendAwas()
        if isTaken { try await takeRole(in: world) }
        let julien = world.visitor(.julien)
        let page = try await julien.get(Self.juror)
        let asked = try await replace(on: page, [:], in: world)
        #expect(asked.status == .unprocessableContent && asked.text.contains("Dites ce qui reste de ces lectures"))
        #expect(asked.html.contains("href=\"#remains\"") && asked.html.contains("value=\"odile@example.org\""))
        #expect(try await julien.get(Self.results).html.contains("50,0") == !isTaken)
        #expect(try await count("juror", in: world) == 3)
        let done = try await replace(on: asked, ["remains": "nothing"], in: world)
        #expect(done.location == Self.jury + "?ok=replaced")
        #expect(try await !julien.get(Self.results).html.contains("50,0"))
        #expect(try await count("assessment_event WHERE kind = 'ended'", in: world) == 1)
        #expect(try await count("journal WHERE act = 'readings-settled'", in: world) == 1)
        #expect(try await !julien.get("/ma-page").text.contains(Self.duty))
    }

    @Test(arguments: Engine.available)
    func `what stays of a juror who is replaced counts, and can be said otherwise`(engine: Engine) async throws {
        let world = try await World(engine)
        try await world.sendAwas()
        try await takeRole(in: world)
        let julien = world.visitor(.julien)
        let done = try await replace(on: julien.get(Self.juror), ["remains": "all"], in: world)
        #expect(done.status == .seeOther)
        #expect(try await julien.get(Self.results).html.contains("50,0"))
        #expect(try await julien.get(Self.juror).text.contains("2014, compte"))
        let said = try await julien.submit(
            "\(Self.juror)/lectures", on: julien.get(Self.juror), ["stay": "nothing"])
        #expect(said.status == .seeOther)
        #expect(try await julien.get(Self.juror).text.contains("ne compte plus"))
        #expect(try await !julien.get(Self.results).html.contains("50,0"))
    }

    @Test(arguments: Engine.available)
    func `nothing is asked of a juror who sent nothing`(engine: Engine) async throws {
        let world = try await World(engine)
        let page = try await world.visitor(.julien).get(Self.juror)
        #expect(!page.html.contains("name=\"remains\""))
        #expect(try await replace(on: page, [:], in: world).status == .seeOther)
    }

    @Test(arguments: Engine.available)
    func `what whoever replaces them may not see waits for somebody else, and counts nowhere until then`(
        engine: Engine
    ) async throws {
        let world = try await World(engine)
        try await world.sendAwas()
        try await world.bind(.julien)
        let page = try await world.visitor(.julien).get(Self.juror)
        #expect(try await replace(on: page, [:], in: world).status == .seeOther)
        let mireille = world.visitor(.mireille)
        #expect(try await mireille.get("/ma-page").text.contains(Self.duty))
        #expect(try await !mireille.get(Self.results).html.contains("50,0"))
        _ = try await mireille.submit("\(Self.juror)/lectures", on: mireille.get(Self.juror), ["stay": "all"])
        #expect(try await mireille.get(Self.results).html.contains("50,0"))
        #expect(try await count("juror WHERE id = \(World.juror(.awa)) AND state = 'left'", in: world) == 1)
    }

    @Test(arguments: Engine.available)
    func `an invitation taken back asks what stays of readings typed from paper`(engine: Engine) async throws {
        let world = try await World(engine)
        try await world.sendAwas()
        try await world.database.write { connection in
            try connection.run(
                "UPDATE juror SET state = 'invited', agreed_at = NULL WHERE id = \(World.juror(.awa))")
        }
        let julien = world.visitor(.julien)
        let back = try await julien.submit("\(Self.juror)/reprendre", on: julien.get(Self.juror), [:])
        #expect(back.status == .seeOther)
        #expect(try await !julien.get(Self.results).html.contains("50,0"))
        #expect(try await julien.get("/ma-page").text.contains(Self.duty))
    }

    private func replace(
        on page: Screen, _ more: KeyValuePairs<String, String>, in world: World
    ) async throws -> Screen {
        let path = "\(Self.juror)/remplacer"
        let kept = page.fields(of: path).filter { !["name", "email", "remains"].contains($0.key) }
        let who = [("name", "Odile"), ("email", "odile@example.org")]
        return try await world.visitor(.julien).post(
            path, kept.map { ($0.key, $0.value) } + who + more.map { ($0.key, $0.value) })
    }

    private func takeRole(in world: World) async throws {
        let hat = Hat(.juror, in: World.edition2014)
        try await world.roles.revoke(hat, from: Somebody.awa.id, by: Somebody.mireille.id)
    }

    private func count(_ what: SQL, in world: World) async throws -> Int {
        try await world.database.read { try $0.count("SELECT count(*) AS count FROM \(what)") }
    }
}
