import Awards
import Campaigns
import Foundation
import HTTPTypes
import Organisations
import Sheets
import Storage
import StorageTesting
import Submissions
import Testing
import Web
import WebTesting
import Words
import World

@testable import Assembly

struct DemonstrationTests {
    @Test(arguments: Engine.available) func `the demonstration is written whole, once`(engine: Engine) async throws {
        let database = try await engine.database()
        let demonstration = try Demonstration(root: World.root)
        #expect(try await !demonstration.isIn(database, at: "demo.sqlite"))
        try await demonstration.write(to: database)
        #expect(try await demonstration.isIn(database, at: "demo.sqlite"))
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

    @Test func `no rule of a target names a file to the public`() async throws {
        let database = try await Engine.sqlite.database()
        try await Demonstration(root: World.root).write(to: database)
        let rules = try await database.read { connection in
            try connection.rows("SELECT rule FROM target").map { try $0["rule"] as String }
        }
        #expect(!rules.isEmpty)
        for rule in rules { #expect(!rule.contains(/\.(yaml|yml|csv|json)\b/), "\(rule)") }
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

    @Test func `what happened in the demonstration happened in the phase that is for it`() async throws {
        let database = try await Engine.sqlite.database()
        try await Demonstration(root: World.root).write(to: database)
        let ceremony = try Date("2013-11-28T19:30:00+01:00", strategy: .iso8601)
        let contradictions: [SQL] = [
            // Begun, or sent, while no call was open.
            """
            FROM submission WHERE NOT EXISTS (SELECT 1 FROM phase WHERE phase.edition = submission.edition
                AND phase.kind = 'call' AND phase.starts_at <= submission.created_at
                AND submission.created_at < phase.ends_at)
            """,
            // Given to a juror before the reading began, or sent after it ended.
            """
            FROM assessment JOIN submission ON submission.id = assessment.submission
                JOIN phase ON phase.edition = submission.edition AND phase.kind = 'jury'
            WHERE assessment.assigned_at < phase.starts_at OR assessment.sent_at >= phase.ends_at
                OR assessment.assigned_at < submission.transmitted_at
            """,
            // Decided before the jury had read.
            """
            FROM decision JOIN submission ON submission.id = decision.submission
                JOIN phase ON phase.edition = submission.edition AND phase.kind = 'jury'
            WHERE decision.recorded_at < phase.ends_at
            """,
            // Public before the ceremony.
            "FROM sheet WHERE published_at < \(ceremony)",
            // More time that ends before the call itself.
            "FROM extension JOIN phase ON phase.id = extension.phase WHERE extension.ends_at <= phase.ends_at",
        ]
        for contradiction in contradictions {
            let count = try await database.read { try $0.count("SELECT count(*) AS count \(contradiction)") }
            #expect(count == 0, "\(contradiction)")
        }
    }

    @Test func `the limit of files that the rules of the demonstration tell is the one that is set`() async throws {
        let database = try await Engine.sqlite.database()
        try await Demonstration(root: World.root).write(to: database)
        let limits = try await database.read { connection in
            try connection.rows("SELECT most_of_organisation FROM file_rule").map { row in
                try row["most_of_organisation"] as Int
            }
        }
        #expect(limits == [2, 2])
        let rules = try await database.read { connection in
            try connection.count(
                "SELECT count(*) AS count FROM page_text WHERE name = 'rules' AND body LIKE '%deux initiatives au plus%'"
            )
        }
        #expect(rules == 1)
    }

    @Test func `a database with another campaign is refused`() async throws {
        let world = try await World()
        let demonstration = try Demonstration(root: World.root)
        await #expect(throws: Demonstration.Refusal.notMadeByIt("«demo.sqlite»")) {
            _ = try await demonstration.isIn(world.database, at: "demo.sqlite")
        }
    }

    @Test func `the campaign's clock starts on a Monday morning of September 2014`() throws {
        #expect(try Demonstration(root: World.root).start() == World.monday)
    }

    @Test(arguments: Engine.available)
    func `every date that a demonstration shows is of its own clock, and what it gave lasts`(_ engine: Engine)
        async throws
    {
        let database = try await engine.database()
        let demonstration = try Demonstration(root: World.root)
        try await demonstration.write(to: database)
        var settings = HouseSettings(root: World.root, address: World.address)
        (settings.clock, settings.sendsMail) = (try demonstration.clock(), false)
        let house = try House(database: database, settings: settings)
        let door = try #require(try await demonstration.doors(in: database).first { $0.role == "submitter" })
        let visitor = Visitor(house.site)
        let entered = try await visitor.submit(door.path, on: visitor.get(door.path), [:])
        let life = try #require(entered.headers[.setCookie]?.firstMatch(of: /Max-Age=(\d+)/)).1
        #expect((Int(life) ?? 0) > 86_400)
        let files = try await visitor.get("/dossiers")
        let file = try #require(files.html.firstMatch(of: /href="(\/dossiers\/[0-9a-f-]{36})/)).1
        let authors = "\(file)/auteurs"
        let invited = try await visitor.submit(authors, on: visitor.get(authors), ["email": "zoe@example.org"])
        #expect(invited.location?.hasSuffix("ok=invited") == true)
        // What was left is done, and nothing of the demonstration has ended by another clock.
        try await house.tasks.runDue()
        let today = String(Calendar(identifier: .gregorian).component(.year, from: Date()))
        for page in ["/mon-compte", authors, "/demonstration/courrier"] {
            let screen = try await visitor.get(page)
            #expect(screen.status == .ok, "\(page)")
            #expect(screen.text.contains("2014") && !screen.text.contains(today), "\(page): \(screen.text)")
        }
        let home = try await Visitor(house.site).get("/")
        #expect(home.headers[.expires]?.contains(today) == true)
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
