import Foundation
import Identifiers
import Storage
import StorageTesting
import Tasks
import Testing
import WebTesting
import World

@testable import Sheets

/// What an import left bears people's names: it goes with its term, and with the person.
struct LeftOfPersonTests {
    @Test(arguments: [
        ("Zélie Perrenot", true), ("PERRENOT Zelie", true), ("appeler Zélie  Perrenot, le soir", true),
        ("zp@example.org", true), ("<ZP@Example.org>.", true), ("Zélie Perrenoton", false),
        ("Zélie, puis Marc Perrenot", false), ("azp@example.org", false), ("zp@example.org.uk", false), ("", false),
    ])
    func `a text bears somebody by whole words or by the whole address`(text: String, isIn: Bool) {
        let mention = PersonMention(name: "Zélie Perrenot", address: "zp@example.org")
        #expect(mention.isIn(text) == isIn)
    }

    @Test func `an account without a name is found by its address alone`() {
        let mention = PersonMention(name: "zelie@example.org", address: "zelie@example.org")
        #expect(mention.isIn("zelie@example.org") && !mention.isIn("zelie, example, org"))
        #expect(!PersonMention(name: "", address: "").isIn("quoi que ce soit"))
    }

    @Test(arguments: Engine.available)
    func `rows that bear a person are given out and emptied, and no other`(engine: Engine) async throws {
        let world = try await World(engine)
        try await world.leave(at: World.monday)
        let coralie = Somebody.coralie.id
        let before = try await world.database.read { try LeftOfPersonStore.lines(of: coralie, in: $0) }
        #expect(before.count == 2 && before.contains { $0.contains("Coralie@example.org") })
        let counts = try await world.database.write { connection in
            [
                try LeftOfPersonStore.erase(coralie, in: connection),
                try LeftOfPersonStore.erase(coralie, in: connection),
            ]
        }
        #expect(counts == [2, 0])
        let cells = try await world.database.read { connection in
            try connection.rows("SELECT cell FROM import_left ORDER BY position").map { try $0["cell"] as String }
        }
        #expect(cells.map(\.isEmpty) == [true, false, true])
        #expect(try await world.database.read { try LeftOfPersonStore.lines(of: coralie, in: $0) }.isEmpty)
    }

    @Test(arguments: Engine.available)
    func `what an import left goes a year after it`(engine: Engine) async throws {
        let world = try await World(engine)
        try await world.leave(at: World.monday)
        let store = ImportLeftStore(database: world.database)
        try await store.forget(at: World.monday + 365 * 86_400)
        #expect(try await world.lefts() == 3)
        try await store.forget(at: World.monday + 367 * 86_400)
        #expect(try await world.lefts() == 0)
        // The import itself stays, to be taken back.
        let runs = try await world.database.read { try $0.count("SELECT count(*) AS count FROM import_run") }
        #expect(runs == 1)
    }
}

extension World {
    /// Of one import: a row of Coralie's, one of nobody's, and one with her address.
    fileprivate func leave(at moment: Date) async throws {
        let run = ImportRun.ID.new(at: moment)
        try await database.write { connection in
            try connection.run(
                """
                INSERT INTO import_run (id, kind, file, started_at) VALUES (\(run), 'people', \("liste.csv"), \(moment))
                """)
            let rows = [
                ("CORALIE", "{\"column\":\"Rôle\",\"typed\":\"porteuse\"}"),
                ("Coralien", "{\"column\":\"Rôle\",\"typed\":\"Zorglub\"}"),
                ("Ligne 3", "{\"column\":\"Mail\",\"typed\":[\"Coralie@example.org; x\"]}"),
            ]
            for (position, (title, cell)) in rows.enumerated() {
                try connection.run(
                    """
                    INSERT INTO import_left (run, position, line, title, cell)
                    VALUES (\(run), \(position), \(position + 2), \(title), \(cell))
                    """)
            }
        }
    }

    fileprivate func lefts() async throws -> Int {
        try await database.read { try $0.count("SELECT count(*) AS count FROM import_left") }
    }
}
