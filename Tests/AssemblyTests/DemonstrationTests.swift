import Awards
import Campaigns
import Foundation
import Organisations
import Sheets
import Storage
import StorageTesting
import Submissions
import Testing
import Web
import Words
import World

@testable import Assembly

struct DemonstrationTests {
    @Test(arguments: Engine.available) func `the demonstration is written whole, once`(engine: Engine) async throws {
        let database = try await engine.database()
        let demonstration = try Demonstration(root: World.root)
        #expect(try await !demonstration.isIn(database))
        try await demonstration.write(to: database)
        #expect(try await demonstration.isIn(database))
        let counts = try await database.read { connection in
            try [
                "SELECT count(*) AS count FROM edition", "SELECT count(*) AS count FROM partner",
                "SELECT count(*) AS count FROM organisation", "SELECT count(*) AS count FROM submission",
                "SELECT count(*) AS count FROM sheet WHERE state = 'published'",
                "SELECT count(*) AS count FROM assessment WHERE state = 'sent'",
                "SELECT count(*) AS count FROM decision",
                "SELECT count(*) AS count FROM mark WHERE resolved_points IS NOT NULL",
            ].map { (sql: SQL) in try connection.count(sql) }
        }
        #expect(counts == [2, 28, 59, 28, 11, 52, 12, 7])
    }

    @Test(arguments: Engine.available) func `targets that the program counts come to the figures of the file`(
        engine: Engine
    )
        async throws
    {
        let database = try await engine.database()
        try await Demonstration(root: World.root).write(to: database)
        let settings = HouseSettings(root: World.root, address: "http://rallynov.test")
        let counters = try House(database: database, settings: settings).features.flatMap(\.counters)
        let editions = try await EditionStore(database: database).all()
        #expect(editions.count == 2)
        var met = 0
        for edition in editions {
            for counted in try await TargetStore(database: database, counters: counters).all(of: edition.id)
            where counted.target.counter != "typed" {
                #expect(counted.value == counted.target.typed, "\(edition.slug): \(counted.target.name)")
                met += 1
            }
        }
        #expect(met == 6)
    }

    @Test func `a database with another campaign is refused`() async throws {
        let world = try await World()
        let demonstration = try Demonstration(root: World.root)
        await #expect(throws: Demonstration.Refusal.self) { _ = try await demonstration.isIn(world.database) }
    }

    @Test func `the campaign's clock starts on a Monday morning of September 2014`() throws {
        #expect(try Demonstration(root: World.root).start() == World.monday)
    }

    @Test(arguments: Language.allCases) func `every page of the demonstration says which day it is there`(
        _ language: Language
    ) async throws {
        let database = try await Engine.sqlite.database()
        let demonstration = try Demonstration(root: World.root)
        try await demonstration.write(to: database)
        let banner = try await database.read { try AgencyStore.find(in: $0).banner(in: language) }
        let day = Formats(language: language.rawValue).day(try demonstration.start())
        #expect(banner.contains(day.replacing("\u{A0}", with: " ")))
    }
}
