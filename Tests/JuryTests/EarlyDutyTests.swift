import Foundation
import Storage
import StorageTesting
import Testing
import WebTesting
import World

@testable import Jury

/// What has to be ready when reading opens is told before it opens.
struct EarlyDutyTests {
    private static let unread = "1 dossier sans aucun lecteur"
    private static let unanswered = "1 juré·e n’a pas encore répondu à son invitation"

    @Test(arguments: Engine.available, [-20.0, 0, 40])
    func `a file without any reader is told before reading opens, while it goes on and after it`(
        engine: Engine, days: Double
    ) async throws {
        let world = try await World(engine, now: World.monday + days * 86_400)
        let julien = world.visitor(.julien)
        #expect(try await !julien.get("/ma-page").text.contains("sans aucun lecteur"))
        try await world.takeBack()
        let page = try await julien.get("/ma-page")
        #expect(page.text.contains(Self.unread))
        // Told once, and not among those that have too few.
        #expect(!page.text.contains("moins de 3 lecteurs"))
        let board = "/agence/editions/2014/jury/lectures?moins=1"
        #expect(page.html.contains("href=\"\(board)\""))
        #expect(try await julien.get(board).text.contains("Composer les tournées"))
    }

    @Test(arguments: Engine.available, [-20.0, 0, 40])
    func `a juror who has not answered is told to the agency until reading is over`(engine: Engine, days: Double)
        async throws
    {
        let world = try await World(engine, now: World.monday + days * 86_400)
        let julien = world.visitor(.julien)
        #expect(try await !julien.get("/ma-page").text.contains("répondu à son invitation"))
        try await world.database.write { connection in
            try connection.run(
                "UPDATE juror SET agreed_at = NULL, state = 'invited' WHERE id = \(World.juror(.benoit))")
        }
        let home = try await julien.get("/ma-page").text
        #expect(home.contains(Self.unanswered) == (days < 40))
        // Told once: nobody has to state ties who has not answered.
        #expect(!home.contains("déclaré tous"))
    }

    @Test(arguments: Engine.available)
    func `a file that is decided has readers enough`(engine: Engine) async throws {
        let world = try await World(engine)
        let julien = world.visitor(.julien)
        let board = "/agence/editions/2014/jury/lectures?moins=3"
        #expect(try await julien.get("/ma-page").text.contains("1 dossier a moins de 3 lecteurs"))
        #expect(try await julien.get(board).text.contains("Composer les tournées"))
        try await world.putDecision("not-retained")
        #expect(try await !julien.get("/ma-page").text.contains("moins de 3 lecteurs"))
        #expect(try await !julien.get(board).text.contains("Composer les tournées"))
    }

    @Test(arguments: Engine.available, [(13.0, true), (15.0, false)])
    func `a juror is told of a release for two weeks, and on the list of readings`(engine: Engine, days: (Double, Bool))
        async throws
    {
        let world = try await World(engine)
        let (awa, link) = (world.visitor(.awa), "href=\"/editions/2014/laureats\"")
        for page in ["/ma-page", "/jury"] { #expect(try await !awa.get(page).html.contains(link), "\(page)") }
        try await world.database.write { connection in
            try connection.run(
                """
                INSERT INTO release_set (id, edition, released_at)
                VALUES (\("0192-a-set"), \(World.edition2014), \(World.monday - days.0 * 86_400))
                """)
        }
        #expect(try await awa.get("/ma-page").html.contains(link) == days.1)
        #expect(try await awa.get("/jury").html.contains(link))
    }

    @Test func `nobody but those who run the edition is told of either`() async throws {
        let world = try await World()
        try await world.takeBack()
        try await world.database.write { try $0.run("UPDATE juror SET agreed_at = NULL, state = 'invited'") }
        #expect(try await world.visitor(.julien).get("/ma-page").text.contains("sans aucun lecteur"))
        for somebody in [Somebody.sabine, .awa, .genevieve, .coralie, .helene] {
            let home = try await world.visitor(somebody).get("/ma-page").text
            #expect(!home.contains("sans aucun lecteur") && !home.contains("répondu à"), "\(somebody)")
        }
    }
}

extension World {
    /// The nursery's file has nobody who reads it.
    fileprivate func takeBack() async throws {
        try await database.write { connection in
            try connection.run("UPDATE assessment SET ended_at = \(World.monday) WHERE id = \(World.reading)")
            try ResultsStore.noteAssessments(in: connection)
        }
    }
}
