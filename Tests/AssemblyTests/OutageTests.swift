import Assembly
import HTTPTypes
import Storage
import StorageTesting
import Testing
import WebTesting
import World

struct OutageTests {
    @Test(arguments: [StorageError.full, .busy, .unavailable(reason: "the server is away")])
    func `while the database is away, a page says so, and all is well once it is back`(_ failure: StorageError)
        async throws
    {
        let database = FailingDatabase(try await Engine.sqlite.database())
        let house = try House(database: database, settings: HouseSettings(root: World.root, address: World.address))
        let visitor = Visitor(house.site)
        database.fail(with: failure)
        for path in ["/readyz", "/catalogue", "/connexion"] {
            let screen = try await visitor.get(path)
            #expect(screen.status == .serviceUnavailable, "\(path)")
            #expect(screen.headers[.retryAfter] == "10")
            #expect(screen.html.contains("<h1"))
        }
        #expect(try await visitor.get("/healthz").status == .ok)
        database.fail(with: nil)
        #expect(try await visitor.get("/readyz").status == .ok)
    }

    @Test func `a disk on which only small writes find room is not ready`() async throws {
        let database = FailingDatabase(try await Engine.sqlite.database())
        let house = try House(database: database, settings: HouseSettings(root: World.root, address: World.address))
        let visitor = Visitor(house.site)
        #expect(try await visitor.get("/readyz").status == .ok)
        database.fill(true)
        #expect(try await visitor.get("/readyz").status == .serviceUnavailable)
        #expect(try await visitor.get("/connexion").status == .ok)
        database.fill(false)
        #expect(try await visitor.get("/readyz").status == .ok)
    }

    @Test func `a disk of files without room is not ready, whatever room the database has`() async throws {
        var settings = HouseSettings(root: World.root, address: World.address)
        // No byte is free there, ever.
        settings.fileStore = FileSettings(folder: "/proc")
        let house = try House(database: try await Engine.sqlite.database(), settings: settings)
        let visitor = Visitor(house.site)
        #expect(try await visitor.get("/readyz").status == .serviceUnavailable)
        #expect(try await visitor.get("/connexion").status == .ok)
    }

    @Test func `a failure that will not pass is not called one that will`() async throws {
        let database = FailingDatabase(try await Engine.sqlite.database())
        let house = try House(database: database, settings: HouseSettings(root: World.root, address: World.address))
        database.fail(with: .failed(code: "1", "a mistake in a statement"))
        let screen = try await Visitor(house.site).get("/readyz")
        #expect(screen.status == .internalServerError)
        #expect(!screen.html.contains("a mistake in a statement"))
    }
}
