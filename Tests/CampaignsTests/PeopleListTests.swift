import Storage
import StorageTesting
import Testing
import WebTesting
import World

@testable import Campaigns

/// The list of people, page by page.
struct PeopleListTests {
    private static let list = "/agence/personnes"

    @Test(arguments: Engine.available)
    func `a page of people asks as much of 300 as of 60, and reads a page of them`(engine: Engine) async throws {
        let (small, large) = (try await World(engine), try await World(engine))
        try await add(people: 60, to: small)
        try await add(people: 300, to: large)
        for path in [Self.list, "\(Self.list)?tri=-fonction", "\(Self.list)?role=relay", "\(Self.list)?page=2"] {
            let few = try await small.cost(of: path, for: .mireille)
            let many = try await large.cost(of: path, for: .mireille)
            #expect(many.statements == few.statements, "\(path): \(few), then \(many)")
            #expect(many.rows <= few.rows + 2 * 50, "\(path): \(few), then \(many)")
        }
    }

    @Test(arguments: Engine.available)
    func `pages of people hold each of them once, in order, and keep the filter`(engine: Engine) async throws {
        let world = try await World(engine)
        try await add(people: 120, to: world)
        let mireille = world.visitor(.mireille)
        let asked = "\(Self.list)?role=relay&tri=courriel"
        var seen: [String] = []
        for page in 1...3 {
            let html = try await mireille.get("\(asked)&page=\(page)").html
            seen += html.matches(of: /many-\d+@example.org/).map { String($0.output) }
        }
        #expect(seen == (1...120).map { "many-\(World.digits($0))@example.org" })
        #expect(try await mireille.get(asked).text.contains("121 personnes"))
        #expect(try await mireille.get("\(asked)&page=2").html.contains("role=relay&amp;tri=courriel&amp;page=3"))
    }

    @Test func `words find people whatever their accents, and the export has all of them`() async throws {
        let world = try await World()
        try await add(people: 60, to: world)
        let mireille = world.visitor(.mireille)
        let found = try await mireille.get("\(Self.list)?q=ecoute+007")
        #expect(found.text.contains("Écoute 007"))
        #expect(!found.text.contains("Écoute 008"))
        let table = try await mireille.get("\(Self.list).csv?role=relay").html
        #expect(table.split(whereSeparator: \.isNewline).count == 62)
    }

    /// Invented relays of the edition of 2014.
    private func add(people: Int, to world: World) async throws {
        try await world.database.write { connection in
            for number in 1...people {
                let (key, digits) = (World.many(5_000 + number), World.digits(number))
                try connection.run(
                    """
                    INSERT INTO person (id, email, email_key, name, created_at)
                    VALUES (\(key), \("many-\(digits)@example.org"), \("many-\(digits)@example.org"),
                            \("Écoute \(digits)"), \(World.monday))
                    """)
                try connection.run(
                    """
                    INSERT INTO role_grant (id, person, role, edition, granted_at)
                    VALUES (\(World.many(7_000 + number)), \(key), 'relay', \(World.edition2014), \(World.monday))
                    """)
            }
        }
    }
}
