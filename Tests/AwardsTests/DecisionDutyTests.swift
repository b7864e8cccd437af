import Foundation
import Jury
import Storage
import StorageTesting
import Testing
import WebTesting
import World

@testable import Awards

/// Once files are read somebody decides; once they are retained somebody begins their sheets.
struct DecisionDutyTests {
    private static let duty = "Décider de 1 dossier : ses lectures sont envoyées"
    private static let way = "href=\"/agence/editions/2014/decisions?etat=a-prendre\""

    @Test(arguments: Engine.available)
    func `all read and nothing decided leads those who decide to the decisions, until they decide`(engine: Engine)
        async throws
    {
        let world = try await World(engine)
        #expect(try await !home(.julien, world).text.contains("Décider de"))
        try await world.sendReading()
        for somebody in [Somebody.julien, .mireille, .genevieve] {
            let page = try await home(somebody, world)
            #expect(page.text.contains(Self.duty) && page.html.contains(Self.way), "\(somebody)")
        }
        for somebody in [Somebody.sabine, .awa, .coralie] {
            #expect(try await !home(somebody, world).text.contains("Décider de"), "\(somebody)")
        }
        try await world.putDecision("not-retained")
        #expect(try await !home(.julien, world).text.contains("Décider de"))
    }

    @Test(arguments: Engine.available)
    func `while a reading is to come nothing is to be decided, and once reading is over it is`(engine: Engine)
        async throws
    {
        let world = try await World(engine)
        try await world.sendReading()
        try await world.database.write { connection in
            try connection.run(
                """
                INSERT INTO assessment (id, submission, juror, assigned_at)
                VALUES (\(World.key("0011", 2) as Assessment.ID), \(World.nursery), \(World.juror(.benoit)), \(World.monday))
                """)
            try ResultsStore.noteAssessments(in: connection)
        }
        #expect(try await !home(.julien, world).text.contains("Décider de"))
        let waiting = DecisionDutyStore(database: world.database)
        for (isOver, files) in [(false, 0), (true, 1)] {
            let found = try await waiting.undecided(
                in: World.edition2014, isReadingOver: isOver, for: Somebody.julien.id)
            #expect(found == files)
        }
    }

    @Test(arguments: Engine.available)
    func `once the time to read is over, readings that never came are not said to be sent`(engine: Engine) async throws
    {
        let world = try await World(engine, now: World.monday + 40 * 86_400)
        try await world.sendReading()
        #expect(try await home(.julien, world).text.contains(Self.duty))
        try await world.database.write { connection in
            try connection.run(
                """
                INSERT INTO assessment (id, submission, juror, assigned_at)
                VALUES (\(World.key("0011", 2) as Assessment.ID), \(World.nursery), \(World.juror(.benoit)), \(World.monday))
                """)
            try ResultsStore.noteAssessments(in: connection)
        }
        let page = try await home(.julien, world).text
        #expect(page.contains("Décider de 1 dossier : le temps de lecture est terminé") && !page.contains(Self.duty))
    }

    @Test(arguments: Engine.available)
    func `once the time to read is over, a file that nobody read waits for a decision too, and is told to be such`(
        engine: Engine
    ) async throws {
        let world = try await World(engine, now: World.monday + 40 * 86_400)
        let page = try await home(.genevieve, world)
        #expect(page.text.contains("Décider de 1 dossier : le temps de lecture est terminé"))
        #expect(page.text.contains("personne n’a envoyé de lecture de 1 dossier") && page.html.contains(Self.way))
        let list = try await world.visitor(.genevieve).get("/agence/editions/2014/decisions?etat=a-prendre")
        #expect(list.text.contains("personne n’en a envoyé de lecture"))
    }

    @Test func `whoever chairs decides nothing before stating their ties`() async throws {
        let world = try await World()
        try await world.sendReading()
        try await world.database.write { try $0.run("DELETE FROM interest WHERE juror = \(World.juror(.genevieve))") }
        #expect(try await !home(.genevieve, world).text.contains("Décider de"))
        #expect(try await home(.julien, world).text.contains(Self.duty))
    }

    @Test(arguments: Engine.available)
    func `a retained file without a sheet is told to those who publish once it is out`(engine: Engine) async throws {
        let (world, words) = (try await World(engine), "1 fiche à commencer, d’un dossier retenu")
        try await world.putDecision("retained")
        // Before that, to those who decide alone.
        #expect(try await home(.julien, world).text.contains(words))
        #expect(try await !home(.sabine, world).text.contains("à commencer"))
        try await world.database.write { connection in
            try connection.run("UPDATE submission SET announced_at = \(World.monday) WHERE id = \(World.nursery)")
        }
        let sabine = world.visitor(.sabine)
        let page = try await sabine.get("/ma-page")
        #expect(page.text.contains(words) && page.html.contains("href=\"/agence/editions/2014/fiches\""))
        let sheets = "/agence/editions/2014/fiches"
        _ = try await sabine.submit(sheets, on: sabine.get(sheets), ["submission": World.nursery.description])
        for somebody in [Somebody.sabine, .julien] {
            #expect(try await !home(somebody, world).text.contains("à commencer"), "\(somebody)")
        }
    }

    private func home(_ somebody: Somebody, _ world: World) async throws -> Screen {
        try await world.visitor(somebody).get("/ma-page")
    }
}

extension World {
    /// Awa's reading is sent, whatever it says.
    fileprivate func sendReading() async throws {
        try await database.write { connection in
            try connection.run(
                "UPDATE assessment SET state = 'sent', sent_at = \(World.monday) WHERE id = \(World.reading)")
            try ResultsStore.noteAssessments(in: connection)
        }
    }
}
