import Foundation
import Storage
import StorageTesting
import Testing
import WebTesting
import World

@testable import Jury

/// Somebody was invited at an address that is not theirs.
struct MendedAddressTests {
    private static let jury = "/agence/editions/2014/jury"

    private func invited(
        _ world: World, _ name: String = "Nadia", at email: String = "nadja@example.org"
    ) async throws -> String {
        let julien = world.visitor(.julien)
        let form: KeyValuePairs = ["name": name, "email": email]
        #expect(try await julien.submit(Self.jury, on: julien.get(Self.jury), form).status == .seeOther)
        let key: String? = try await world.database.read { connection in
            try connection.row(
                "SELECT juror.id FROM juror JOIN person ON person.id = juror.person WHERE person.name = \(name)")?["id"]
        }
        return "\(Self.jury)/\(try #require(key))"
    }

    @Test(arguments: Engine.available)
    func `a wrong address is mended, and the invitation goes to the right one alone`(engine: Engine) async throws {
        let world = try await World(engine)
        let (julien, juror) = (world.visitor(.julien), try await invited(world))
        let page = try await julien.get(juror)
        let answer = try await julien.submit(juror + "/adresse", on: page, ["address": "nadia@example.org"])
        #expect(answer.location == Self.jury + "?ok=invited")
        #expect(try await addresses("waiting", in: world) == ["nadia@example.org"])
        #expect(try await julien.get(juror).text.contains("nadia@example.org"))
        let noted = try await world.database.read {
            try $0.count("SELECT count(*) AS count FROM journal WHERE act = 'juror-readdressed'")
        }
        #expect(noted == 1)
    }

    @Test(arguments: Engine.available)
    func `an address that is none, or somebody's already, is refused and stays typed`(engine: Engine) async throws {
        let world = try await World(engine)
        let (julien, juror) = (world.visitor(.julien), try await invited(world))
        for typed in ["nadia", Somebody.awa.email] {
            let page = try await julien.get(juror)
            let refused = try await julien.submit(juror + "/adresse", on: page, ["address": typed])
            #expect(refused.status == .unprocessableContent && refused.html.contains("value=\"\(typed)\""), "\(typed)")
        }
        #expect(try await addresses("waiting", in: world) == ["nadja@example.org"])
    }

    @Test(arguments: Engine.available)
    func `nobody's address is mended who came in, answered or has another role`(engine: Engine) async throws {
        let world = try await World(engine)
        let (julien, juror) = (world.visitor(.julien), try await invited(world))
        let page = try await julien.get(juror)
        #expect(page.html.contains("/adresse\""))
        // Awa has answered.
        let awa = try await julien.get("\(Self.jury)/\(World.juror(.awa))")
        #expect(!awa.html.contains("/adresse\"") && awa.html.contains("/presidence\""))
        #expect(!page.html.contains("/presidence\""))
        try await world.database.write { connection in
            try connection.run(
                "UPDATE sign_in_link SET used_at = \(World.monday) WHERE person IN (SELECT id FROM person WHERE name = 'Nadia')"
            )
        }
        #expect(try await !julien.get(juror).html.contains("/adresse\""))
        let late = try await julien.submit(juror + "/adresse", on: page, ["address": "nadia@example.org"])
        #expect(late.status == .notFound)
    }

    @Test(arguments: Engine.available)
    func `an address that is mended twenty times at once is written to once`(engine: Engine) async throws {
        let world = try await World(engine)
        let juror = try await invited(world)
        let statuses = try await mend(Array(repeating: juror, count: 20), to: "nadia@example.org", in: world)
        #expect(statuses.allSatisfy { $0 == 303 }, "\(statuses)")
        #expect(try await addresses("waiting", in: world) == ["nadia@example.org"])
        let noted = try await world.database.read {
            try $0.count("SELECT count(*) AS count FROM journal WHERE act = 'juror-readdressed'")
        }
        #expect(noted == 1)
    }

    @Test(arguments: Engine.available)
    func `of several people who are given one address at once one has it, and the others are refused`(engine: Engine)
        async throws
    {
        let world = try await World(engine)
        var jurors: [String] = []
        for name in ["Nadia", "Odile", "Bérengère", "Xavier"] {
            jurors.append(try await invited(world, name, at: "n\(jurors.count)@example.org"))
        }
        let statuses = try await mend(jurors, to: "nadia@example.org", in: world)
        #expect(statuses.sorted() == [303, 422, 422, 422])
        #expect(try await addresses("waiting", in: world).count { $0 == "nadia@example.org" } == 1)
    }

    private func mend(_ jurors: [String], to address: String, in world: World) async throws -> [Int] {
        let julien = world.visitor(.julien)
        var pages: [(path: String, page: Screen)] = []
        for juror in jurors { pages.append((juror + "/adresse", try await julien.get(juror))) }
        return try await withThrowingTaskGroup(of: Int.self) { group in
            for (path, page) in pages {
                group.addTask { try await julien.submit(path, on: page, ["address": address]).status.code }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
    }

    private func addresses(_ state: String, in world: World) async throws -> [String] {
        try await world.database.read { connection in
            try connection.rows("SELECT address FROM message WHERE about LIKE 'jury:%' AND state = \(state)")
                .map { row -> String in try row["address"] }
        }
    }
}
