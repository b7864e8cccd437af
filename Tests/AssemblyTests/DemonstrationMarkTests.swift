import Accounts
import Foundation
import Storage
import StorageTesting
import Testing
import Web
import WebTesting
import World

@testable import Assembly

/// A demonstration keeps to the databases it made, and no house takes one for its own (ASVS 15.2.3).
struct DemonstrationMarkTests {
    @Test(arguments: Engine.available)
    func `a demonstration fills a new database, and goes on in it`(engine: Engine) async throws {
        let database = try await engine.emptyDatabase()
        let demonstration = try Demonstration(root: World.root)
        for _ in 0..<2 { try await demonstration.open(database.address, root: World.root).close() }
        #expect(try await database.read { try DemonstrationStore.isMarked(in: $0) })
        #expect(try await count("edition", in: database) == 2)
    }

    @Test(arguments: Engine.available)
    func `one of an older program is brought up to date by itself, and keeps what was done in it`(engine: Engine)
        async throws
    {
        let database = try await engine.emptyDatabase()
        try await Demonstration(root: World.root).open(database.address, root: World.root).close()
        try await database.write { try $0.run("UPDATE agency SET phone = '03 00 00 00 00'") }
        let root = try Self.rootWithOneStepMore()
        defer { try? FileManager.default.removeItem(atPath: root) }
        try await Demonstration(root: root).open(database.address, root: root).close()
        #expect(try await count("thing", in: database) == 0)
        #expect(try await count("agency WHERE phone = '03 00 00 00 00'", in: database) == 1)
        // By the program of before it is not opened any more, which says so by its name.
        let older = await refusal { try await Demonstration(root: World.root).open(database.address, root: World.root) }
        #expect(older?.contains("was not made by the demonstration of this version") == true)
    }

    @Test(arguments: Engine.available)
    func `a database without the mark is named, and nothing in it changes`(engine: Engine) async throws {
        let house = try await engine.database()
        try await house.write { connection in
            try connection.run(
                """
                INSERT INTO person (id, email, email_key, name, created_at)
                VALUES ('01480000-0001-7000-8000-000000000001', 'a@example.org', 'a@example.org', 'A', 1)
                """)
        }
        // As a demonstration of a version without the mark left it.
        let old = try await engine.emptyDatabase()
        try await Demonstration(root: World.root).open(old.address, root: World.root).close()
        try await old.write { connection in
            try connection.run("DELETE FROM schema_step WHERE number = \(DemonstrationStore.step)")
            try connection.runScript("DROP TABLE demonstration")
        }
        for database in [house, old] {
            let forms = try await count("form", in: database)
            let said = await refusal {
                try await Demonstration(root: World.root).open(database.address, root: World.root)
            }
            let place = engine == .sqlite ? "«\(database.address)»" : "the database on the server"
            #expect(said?.hasPrefix("\(place) was not made by the demonstration") == true, "\(said ?? "")")
            #expect(said?.contains("remove it to begin anew") == true)
            #expect(try await count("form", in: database) == forms)
        }
        #expect(try await count("agency", in: house) == 0)
        #expect(try await count("schema_step WHERE number = 43", in: old) == 0)
    }

    @Test func `the program says in one line which file is no demonstration, and which is one`() async throws {
        let house = try await Engine.sqlite.database()
        try await house.write { try $0.run("INSERT INTO agency (id, name_fr) VALUES ('agency', 'Une agence')") }
        let demo = try await Program(
            ["demo", "--listen", "127.0.0.1:0", "--database", house.address], root: World.root
        ).end()
        #expect(demo.code == 1 && !demo.errors.contains("\n"))
        #expect(demo.errors.hasPrefix("rallynov: «\(house.address)» was not made by the demonstration"))
        let made = try await Engine.sqlite.emptyDatabase()
        try await Demonstration(root: World.root).open(made.address, root: World.root).close()
        let serve = try await Program(
            ["serve", "--listen", "127.0.0.1:0", "--database", made.address], root: World.root
        ).end()
        #expect(serve.code == 1 && !serve.errors.contains("\n"))
        #expect(serve.errors.hasPrefix("rallynov: «\(made.address)» holds a demonstration: rallynov demo"))
    }

    @Test(arguments: Engine.available)
    func `every page and letter of it says what it is, whatever the line on top says`(engine: Engine) async throws {
        let database = try await engine.emptyDatabase()
        let demonstration = try Demonstration(root: World.root)
        let own = try await demonstration.open(database.address, root: World.root)
        try await own.write { try $0.run("UPDATE agency SET banner_fr = '', banner_en = ''") }
        var settings = HouseSettings(root: World.root, address: World.address)
        (settings.clock, settings.sendsMail) = (try demonstration.clock(), false)
        let house = try House(database: own, settings: settings)
        let visitor = Visitor(house.site)
        for path in ["/", "/catalogue", "/connexion", "/nowhere", "/connexion/0123"] {
            #expect(try await visitor.get(path).text.contains("DÉMONSTRATION"), "\(path)")
            let english = try await visitor.get("/en" + path).text
            #expect(english.contains("DEMONSTRATION") && !english.contains("DÉMONSTRATION"), "\(path)")
        }
        let door = try #require(try await demonstration.doors(in: own).first)
        let inside = try await visitor.submit(door.path, on: visitor.get(door.path), [:])
        #expect(try await visitor.follow(inside).text.contains("DÉMONSTRATION"))
        let email = try await own.read { connection in
            try connection.row("SELECT email FROM person WHERE language = 'fr' ORDER BY id").map {
                try $0["email"] as String
            }
        }
        let stranger = Visitor(house.site)
        _ = try await stranger.submit("/connexion", on: stranger.get("/connexion"), ["email": email ?? ""])
        let letter = try await own.read { connection in
            try connection.row(
                "SELECT plain, html FROM message WHERE address = \(email) AND plain LIKE '%/connexion/%'"
            ).map { (try $0["plain"] as String, try $0["html"] as String) }
        }
        let (plain, html) = try #require(letter)
        #expect(plain.hasPrefix("DÉMONSTRATION – ") && html.contains(">DÉMONSTRATION – "))
        try await own.close()
    }

    @Test func `it is said once, where the line on top begins with the same word`() throws {
        let typed = "Démonstration, comme au lundi 22 septembre : rien ne part."
        #expect(Framing.line(typed, after: "DÉMONSTRATION") == "Comme au lundi 22 septembre : rien ne part.")
        #expect(Framing.line("Demonstration: nothing leaves.", after: "DEMONSTRATION") == "Nothing leaves.")
        #expect(Framing.line("Démonstration", after: "DÉMONSTRATION") == "")
        for kept in ["Le site ferme lundi.", "Démonstrations à Besançon", ""] {
            #expect(Framing.line(kept, after: "DÉMONSTRATION") == kept)
        }
        // A house of which nothing is a demonstration keeps its line.
        #expect(Framing.line(typed, after: "") == typed)
    }

    @Test func `the demonstration's own line follows its mark, and says it no second time`() async throws {
        let database = try await Engine.sqlite.emptyDatabase()
        let demonstration = try Demonstration(root: World.root)
        let own = try await demonstration.open(database.address, root: World.root)
        var settings = HouseSettings(root: World.root, address: World.address)
        (settings.clock, settings.sendsMail) = (try demonstration.clock(), false)
        let page = try await Visitor(House(database: own, settings: settings).site).get("/connexion").text
        #expect(page.contains("DÉMONSTRATION Comme au lundi 22 septembre 2014"))
        try await own.close()
    }

    @Test func `no house says so`() async throws {
        let world = try await World()
        #expect(try await !world.stranger.get("/").text.contains("DÉMONSTRATION"))
    }

    /// The project's folder, with one migration more.
    private static func rootWithOneStepMore() throws -> String {
        let root = FileManager.default.temporaryDirectory.appending(path: "demo-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: true)
        for part in ["Migrations", "Reference"] {
            try FileManager.default.copyItem(atPath: "\(World.root)/\(part)", toPath: "\(root)/\(part)")
        }
        try "CREATE TABLE thing (id TEXT PRIMARY KEY)".write(
            toFile: "\(root)/Migrations/9999_thing.sql", atomically: true, encoding: .utf8)
        return root
    }

    private func count(_ table: SQL, in database: any Database) async throws -> Int {
        try await database.read { try $0.count("SELECT count(*) AS count FROM \(table)") }
    }

    private func refusal(_ work: () async throws -> any Database) async -> String? {
        do {
            try await work().close()
            return nil
        } catch {
            return "\(error)"
        }
    }
}
