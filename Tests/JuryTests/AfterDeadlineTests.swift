import Foundation
import Storage
import StorageTesting
import Testing
import WebTesting
import World

@testable import Jury

/// Reading is over, and something was never sent.
struct AfterDeadlineTests {
    private static let late = World.monday + 40 * 86_400
    private static let results = "/jury/2014/resultats"

    @Test(arguments: Engine.available)
    func `a juror reads what was not sent in time and whom to ask`(engine: Engine) async throws {
        let world = try await World(engine, now: Self.late)
        let page = try await world.visitor(.awa).get("/ma-page").text
        #expect(
            page.contains("1 dossier pas envoyé à la fin de la lecture")
                && page.contains("demandez plus de temps à l’agence"))
        #expect(try await !World(engine).visitor(.awa).get("/ma-page").text.contains("à la fin de la lecture"))
    }

    @Test(arguments: Engine.available)
    func `those who run the edition keep a duty for what was never sent`(engine: Engine) async throws {
        let world = try await World(engine, now: Self.late)
        let words = "1 juré·e n’a pas envoyé toutes ses lectures à temps"
        #expect(try await world.visitor(.julien).get("/ma-page").text.contains(words))
        try await world.database.write { connection in
            try connection.run(
                """
                INSERT INTO extension (id, phase, subject, ends_at, reason, granted_at)
                SELECT 'more', id, \(Somebody.awa.id), \(Self.late + 86_400), 'Malade', \(World.monday) FROM phase
                WHERE edition = \(World.edition2014) AND kind = 'jury'
                """)
        }
        #expect(try await !world.visitor(.julien).get("/ma-page").text.contains(words))
        #expect(try await world.visitor(.julien).get(Self.results).text.contains("1 lecture à venir"))
    }

    @Test(arguments: Engine.available)
    func `results say that a reading never came, and not that it is to come`(engine: Engine) async throws {
        let world = try await World(engine, now: Self.late)
        let page = try await world.visitor(.julien).get(Self.results).text
        #expect(page.contains("1 lecture jamais envoyée") && !page.contains("à venir"))
        let file = try await world.visitor(.julien).get("\(Self.results)/\(World.nursery)").text
        #expect(file.contains("Pas envoyé à la fin de la lecture"))
    }

    @Test(arguments: Engine.available)
    func `what comes too late is shown to be copied, without a button that cannot work`(engine: Engine) async throws {
        let world = try await World(engine)
        let page = try await world.visitor(.awa).get(World.page)
        #expect(page.html.contains("value=\"later\""))
        let late = try world.seen(through: world.database, now: Self.late)
        let refused = try await late.visitor(.awa).submit(
            World.needForm, on: page, ["mark": "3", "comment": "Trop tard"])
        #expect(refused.status == .conflict && refused.html.contains("Trop tard</textarea>"))
        #expect(refused.text.contains("Ceci ne peut plus être enregistré") && !refused.text.contains("à corriger"))
        #expect(!refused.html.contains("name=\"then\"") && refused.text.contains("Demandez plus de temps à l’agence"))
    }

    @Test func `a page that is not there stands where the other pages of whoever is signed in do`() async throws {
        let world = try await World()
        #expect(try await world.visitor(.awa).get("/agence/rien").html.contains("<body class=\"desk\""))
        #expect(try await !world.stranger.get("/agence/rien").html.contains("<body class=\"desk\""))
    }

    @Test(arguments: Engine.available)
    func `whoever read the last point goes on at what is said before sending`(engine: Engine) async throws {
        let world = try await World(engine)
        let page = try await world.visitor(.awa).get("\(World.page)/envoi")
        #expect(page.html.contains("<div class=\"notice warn\" tabindex=\"-1\" autofocus>"))
    }
}
