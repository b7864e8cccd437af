import Foundation
import Storage
import StorageTesting
import Submissions
import Testing
import WebTesting
import World

@testable import Jury

/// A file that nobody else of the jury may read: why, and what can be done.
struct LackingReadersTests {
    private static let board = "/agence/editions/2014/jury/lectures"
    private static let alone = "personne d’autre de ce jury ne peut lire"

    @Test(arguments: Engine.available)
    func `a file that no other juror may read says who is tied, who gave it back, and what to do`(engine: Engine)
        async throws
    {
        let world = try await World(engine)
        let julien = world.visitor(.julien)
        let home = try await julien.get("/ma-page").text
        #expect(home.contains("1 dossier a moins de 3 lecteurs") && !home.contains(Self.alone))
        try await world.leaveAlone()
        #expect(try await julien.get("/ma-page").text.contains(Self.alone))
        let page = try await julien.get("\(Self.board)?lecteurs=3&maximum=10")
        #expect(page.text.contains("rien de plus ne peut être confié à ce jury"))
        #expect(page.text.contains("lien étroit : \(Somebody.benoit.name)"))
        #expect(page.text.contains("rendu par : \(Somebody.genevieve.name)"))
        #expect(page.text.contains("Invitez quelqu’un, ou demandez moins de lecteurs"))
        #expect(!page.text.contains("0 lecture de plus") && !page.text.contains("n’est encore confié"))
    }

    @Test(arguments: Engine.available)
    func `fewer readers are asked for by saving a proposal that gives nothing`(engine: Engine) async throws {
        let world = try await World(engine)
        let julien = world.visitor(.julien)
        try await world.leaveAlone()
        let page = try await julien.get("\(Self.board)?lecteurs=1&maximum=10")
        #expect(page.text.contains("Chaque dossier a déjà ses lecteurs"))
        #expect(try await julien.submit(Self.board, on: page, [:]).location == "\(Self.board)?ok=saved")
        let home = try await julien.get("/ma-page").text
        #expect(!home.contains("moins de 3 lecteurs") && !home.contains(Self.alone))
    }

    @Test func `a proposal that gives something says that nothing of it is given yet`() async throws {
        let page = try await World().visitor(.julien).get("\(Self.board)?lecteurs=3&maximum=10")
        #expect(page.text.contains("2 lectures de plus"))
        #expect(page.text.contains("Rien de cette proposition n’est encore confié"))
        #expect(!page.text.contains("lien étroit :"))
    }
}

/// What a jury waits for once its readings are decided on, and once decisions are out.
struct JuryWaitingTests {
    private static let results = "Attendre les résultats de la lecture"
    private static let release = "Attendre la publication des décisions"
    private static let files = "Attendre que l’agence vous confie des dossiers à lire"

    @Test(arguments: Engine.available)
    func `once all is decided the chair waits for the release, and for nothing once it is out`(engine: Engine)
        async throws
    {
        let world = try await World(engine)
        let chair = world.visitor(.genevieve)
        let reading = try await chair.get("/ma-page").text
        #expect(reading.contains(Self.results) && !reading.contains(Self.release))
        try await world.putDecision("retained")
        let decided = try await chair.get("/ma-page").text
        #expect(decided.contains(Self.release) && !decided.contains(Self.results))
        // Nobody else of the jury hears that a decision is taken.
        #expect(try await !world.visitor(.awa).get("/ma-page").text.contains(Self.release))
        try await world.comeOut()
        let out = try await chair.get("/ma-page").text
        #expect(!out.contains(Self.release) && !out.contains(Self.results))
    }

    @Test(arguments: Engine.available)
    func `a juror without files waits for the agency to give some`(engine: Engine) async throws {
        let world = try await World(engine)
        #expect(try await world.visitor(.benoit).get("/ma-page").text.contains(Self.files))
        for other in [Somebody.awa, .genevieve] {
            #expect(try await !world.visitor(other).get("/ma-page").text.contains(Self.files), "\(other)")
        }
        try await world.putDecision("retained")
        try await world.comeOut()
        #expect(try await !world.visitor(.benoit).get("/ma-page").text.contains(Self.files))
    }

    @Test(arguments: Engine.available)
    func `no time is left to read once all decisions are out`(engine: Engine) async throws {
        let world = try await World(engine)
        let awa = world.visitor(.awa)
        #expect(try await awa.get("/jury").text.contains("Il reste"))
        try await world.putDecision("retained")
        #expect(try await awa.get("/jury").text.contains("Il reste"))
        try await world.comeOut()
        #expect(try await !awa.get("/jury").text.contains("Il reste"))
    }

    @Test(arguments: Engine.available)
    func `a score is not said to stay open once each point is found`(engine: Engine) async throws {
        let world = try await World(engine)
        let (julien, path) = (world.visitor(.julien), "/jury/2014/resultats/\(World.nursery)")
        let (open, found) = ("Le score reste ouvert", "a été trouvé depuis")
        try await world.leaveOpen("need-established")
        let before = try await julien.get(path)
        #expect(before.text.contains(open) && !before.text.contains(found))
        let answer = try await julien.submit(
            "\(path)/precisions/need-established", on: before, ["level": "2", "how": "Par téléphone"])
        #expect(answer.status == .seeOther)
        let after = try await julien.get(path).text
        #expect(after.contains(found) && !after.contains(open))
    }
}

extension World {
    /// Besides Awa, who reads it, one juror is tied to the nursery's file and the other one gave it back.
    fileprivate func leaveAlone() async throws {
        try await database.write { connection in
            try connection.run("UPDATE interest SET degree = 'strong' WHERE juror = \(World.juror(.benoit))")
            try connection.run(
                """
                INSERT INTO assessment (id, submission, juror, assigned_at, ended_at, abstained_at, ended_reason)
                VALUES (\(World.key("0011", 2) as Assessment.ID), \(World.nursery), \(World.juror(.genevieve)),
                    \(World.monday - 1), \(World.monday), \(World.monday), 'Trop proche')
                """)
        }
    }

    /// What is decided is out.
    fileprivate func comeOut() async throws {
        try await database.write { connection in
            try connection.run("UPDATE submission SET announced_at = \(World.monday) WHERE id = \(World.nursery)")
            try connection.run(
                """
                INSERT INTO release_set (id, edition, released_at)
                VALUES (\("0192-a-set"), \(World.edition2014), \(World.monday))
                """)
        }
    }
}
