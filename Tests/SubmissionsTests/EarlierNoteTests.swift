import Storage
import StorageTesting
import Testing
import WebTesting
import World

@testable import Submissions

/// What the agency writes with an answer on eligibility leaves with that answer, and with no later one.
struct EarlierNoteTests {
    private static let desk = "/agence/dossiers/\(World.nursery)"
    private static let words = "Dites avec qui."

    @Test(arguments: Engine.available)
    func `a later answer begins with an empty field, and its letter says nothing of the earlier one`(engine: Engine)
        async throws
    {
        let world = try await World(engine)
        let julien = world.visitor(.julien)
        _ = try await julien.judge(["verdict": "to-complete", "note": Self.words])
        let page = try await julien.get(Self.desk)
        #expect(page.html.contains("<blockquote>\(Self.words)</blockquote>"))
        let typed = try #require(page.form(to: Self.desk + "/recevabilite")).first { $0.0 == "note" }
        #expect(typed?.1 == "")
        #expect(try await julien.judge(["verdict": "eligible", "unlooked": "on"]).status == .seeOther)
        let letters = try await world.letters()
        #expect(letters.count { $0.contains(Self.words) } == 1)
        #expect(letters.count == 2)
    }

    @Test(arguments: Engine.available)
    func `an answer that needs a reason does not take that of an earlier one`(engine: Engine) async throws {
        let world = try await World(engine)
        let julien = world.visitor(.julien)
        _ = try await julien.judge(["verdict": "to-complete", "note": Self.words])
        for verdict in ["not-eligible", "to-complete"] {
            let refused = try await julien.judge(["verdict": verdict])
            #expect(refused.status == .unprocessableContent)
            #expect(refused.text.contains("Remplissez"))
        }
        #expect(try await world.letters().count == 1)
    }

    @Test(arguments: Engine.available)
    func `an eligible file that is said to be so again sends no second letter and keeps its words`(engine: Engine)
        async throws
    {
        let world = try await World(engine)
        let julien = world.visitor(.julien)
        _ = try await julien.judge(["verdict": "eligible", "note": "Merci de vos photos.", "unlooked": "on"])
        _ = try await julien.judge(["verdict": "eligible", "unlooked": "on"])
        #expect(try await world.letters().count == 1)
        #expect(try await julien.get(Self.desk).html.contains("<blockquote>Merci de vos photos.</blockquote>"))
    }

    @Test(arguments: Engine.available)
    func `what is missing after a file was said to be complete is asked again in the same words`(engine: Engine)
        async throws
    {
        let world = try await World(engine)
        let (julien, coralie) = (world.visitor(.julien), world.visitor(.coralie))
        try await CompleteFile.fill(World.nursery, in: world)
        _ = try await julien.judge(["verdict": "to-complete", "note": Self.words])
        let file = "/dossiers/\(World.nursery)"
        _ = try await coralie.submit(file + "/completer", on: coralie.get(file), [:])
        _ = try await julien.judge(["verdict": "to-complete", "note": Self.words])
        #expect(try await world.letters().count { $0.contains(Self.words) } == 2)
    }
}

extension Visitor {
    fileprivate func judge(_ fields: KeyValuePairs<String, String>) async throws -> Screen {
        let desk = "/agence/dossiers/\(World.nursery)"
        return try await submit(desk + "/recevabilite", on: get(desk), fields)
    }
}

extension World {
    fileprivate func letters() async throws -> [String] {
        try await database.read { connection in
            try connection.rows("SELECT plain FROM message").map { row -> String in try row["plain"] }
        }
    }
}
