import Foundation
import Identifiers
import Storage
import StorageTesting
import Testing
import WebTesting
import World

@testable import Jury

/// What is said of a juror, of results and of a file is so when it is said.
struct TrueStateTests {
    private static let jury = "/agence/editions/2014/jury"
    private static let before = World.monday - 20 * 86_400

    @Test(arguments: Engine.available)
    func `a juror who has said nothing has stated no tie`(engine: Engine) async throws {
        let world = try await World(engine)
        #expect(try await row(of: .benoit, in: world).contains("déclarés"))
        try await world.database.write { connection in
            try connection.run("DELETE FROM interest WHERE juror = \(World.juror(.benoit))")
            try connection.run("UPDATE submission SET eligibility = 'pending' WHERE id = \(World.nursery)")
        }
        let nothing = try await row(of: .benoit, in: world)
        #expect(nothing.contains("rien à déclarer pour l’instant") && !nothing.contains("déclarés"))
        try await world.database.write { connection in
            try connection.run(
                "UPDATE juror SET agreed_at = NULL, state = 'invited' WHERE id = \(World.juror(.benoit))")
        }
        #expect(try await row(of: .benoit, in: world).contains("pas encore déclarés"))
    }

    @Test(arguments: Engine.available)
    func `whoever comes back after accepting the undertaking is at work, and asked for no answer`(engine: Engine)
        async throws
    {
        let world = try await World(engine)
        let mireille = world.visitor(.mireille)
        try await world.database.write { connection in
            try connection.run(
                "UPDATE juror SET state = 'left', left_at = \(World.monday) WHERE id = \(World.juror(.awa))")
        }
        #expect(try await row(of: .awa, in: world).contains("a quitté le jury le 22"))
        let answer = try await mireille.submit(
            Self.jury, on: mireille.get(Self.jury), ["name": "Awa", "email": Somebody.awa.email])
        #expect(answer.location == "\(Self.jury)?ok=invited")
        let back = try await row(of: .awa, in: world)
        #expect(back.contains("en fonction") && !back.contains("invité"))
    }

    @Test(arguments: Engine.available)
    func `results wait for the chair once they can be seen, and not before`(engine: Engine) async throws {
        let world = try await World(engine)
        let chair = world.visitor(.genevieve)
        let results = "href=\"/jury/2014/resultats\">"
        let (early, waiting) = try await blocks(chair)
        #expect(!early.contains(results) && waiting.contains(results))
        try await world.sendAwas()
        let (toDo, still) = try await blocks(chair)
        #expect(toDo.contains(results) && !still.contains(results))
        // Before the chair's ties are stated nothing can be seen yet.
        try await world.database.write { try $0.run("DELETE FROM interest WHERE juror = \(World.juror(.genevieve))") }
        #expect(try await blocks(chair).waiting.contains(results))
    }

    @Test(arguments: Engine.available)
    func `results are no duty of the chair any more once all of them are decided`(engine: Engine) async throws {
        let world = try await World(engine, now: World.monday + 40 * 86_400)
        let chair = world.visitor(.genevieve)
        let results = "href=\"/jury/2014/resultats\">"
        try await world.database.write { connection in
            try connection.run("UPDATE assessment SET state = 'sent', sent_at = \(World.monday)")
            try ResultsStore.noteAssessments(in: connection)
        }
        #expect(try await blocks(chair).toDo.contains(results))
        try await world.putDecision("retained")
        let (toDo, waiting) = try await blocks(chair)
        #expect(!toDo.contains(results) && waiting.contains("Attendre la publication des décisions"))
    }

    @Test(arguments: Engine.available)
    func `a letter of files says that they wait once reading is open, and until then when it opens`(engine: Engine)
        async throws
    {
        for (now, isOpen) in [(Self.before, false), (World.monday, true)] {
            let world = try await World(engine, now: now)
            let pair = Pairing(submission: World.nursery, juror: World.juror(.benoit)).description
            let answer = try await world.visitor(.mireille).post(
                "\(Self.jury)/lectures", [("token", "token-of-mireille"), ("before", ""), ("pair", pair)])
            #expect(answer.status == .seeOther)
            let letter = try await letter(to: .benoit, in: world)
            #expect(letter.contains("1 dossier vous attend") == isOpen, "\(letter)")
            #expect(letter.contains("1 dossier vous est confié") != isOpen, "\(letter)")
            #expect(letter.contains("La lecture s’ouvre le lundi 8 septembre") != isOpen, "\(letter)")
        }
    }

    @Test func `a reminder asks for no reading before reading opens`() async throws {
        let world = try await World(now: Self.before)
        let (mireille, path) = (world.visitor(.mireille), "\(Self.jury)/\(World.juror(.awa))/rappel")
        _ = try await mireille.submit(path, on: mireille.get(Self.jury), [:])
        #expect(try await letter(to: .awa, in: world).contains("1 lecture à envoyer, à partir du lundi 8 septembre"))
    }

    @Test func `the next file is reached from the top of the one that is read, sent or not`() async throws {
        let world = try await World()
        try await world.add(files: 6, on: ScaledGrid(0...10))
        let chair = world.visitor(.genevieve)
        // Those of 1002 and 1005 are not sent.
        for (shown, next) in [(1_001, 1_002), (1_002, 1_005), (1_005, 1_002)] {
            let html = try await chair.get(path(shown)).html
            let head = try #require(html.components(separatedBy: "class=\"room\"").first)
            #expect(head.contains("href=\"\(path(next))\">Dossier suivant</a>"), "\(shown)")
        }
    }

    private func path(_ file: Int) -> String {
        let reading: Assessment.ID = World.key("0011", 10 * file + 2)
        return "/jury/dossiers/\(reading)"
    }

    private func row(of somebody: Somebody, in world: World) async throws -> String {
        let html = try await world.visitor(.julien).get(Self.jury).html
        let rows = html.components(separatedBy: "<tr>")
        return try #require(rows.first { $0.contains("/jury/\(World.juror(somebody))\"") })
    }

    private func blocks(_ visitor: Visitor) async throws -> (toDo: String, waiting: String) {
        let blocks = try await visitor.get("/ma-page").html.components(separatedBy: "<section")
        try #require(blocks.count > 3)
        return (blocks[1], blocks[2])
    }

    private func letter(to somebody: Somebody, in world: World) async throws -> String {
        let rows = try await world.database.read { connection in
            try connection.rows("SELECT plain FROM message WHERE address = \(somebody.email)")
        }
        let plain: String = try #require(rows.first)["plain"]
        return plain.split { $0.isWhitespace }.joined(separator: " ")
    }
}
