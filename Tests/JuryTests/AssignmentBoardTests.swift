import Foundation
import Storage
import StorageTesting
import Testing
import WebTesting
import World

@testable import Jury

/// The board of readers of an edition that fills several pages.
struct AssignmentBoardTests {
    private static let board = "/agence/editions/2014/jury/lectures"

    @Test(arguments: Engine.available)
    func `a share is proposed over all pages, and given whole`(engine: Engine) async throws {
        let world = try await unread(60, engine)
        let julien = world.visitor(.julien)
        let page = try await julien.get("\(Self.board)?lecteurs=2&maximum=100")
        #expect(page.html.contains("122 lectures de plus"))
        #expect(try await count("assessment", in: world) == 0)
        let answer = try await julien.submit(Self.board, on: page, [:])
        #expect(answer.location == "\(Self.board)?ok=saved")
        #expect(try await count("assessment", in: world) == 122)
        #expect(
            try await count(
                "(SELECT submission FROM assessment GROUP BY submission HAVING count(*) = 2) AS pairs", in: world) == 61
        )
        #expect(try await count("file_result WHERE readers = 2", in: world) == 61)
        #expect(try await julien.get("\(Self.board)?moins=2").html.contains("Aucun dossier ne manque de lecteurs"))
    }

    @Test(arguments: Engine.available)
    func `a share says when the most files of a juror leaves one without readers`(engine: Engine) async throws {
        let world = try await unread(2, engine)
        let (julien, words) = (world.visitor(.julien), "ont déjà le plus de dossiers que vous permettez")
        #expect(try await julien.get("\(Self.board)?lecteurs=3&maximum=1").text.contains(words))
        #expect(try await !julien.get("\(Self.board)?lecteurs=3&maximum=3").text.contains(words))
        // Nobody is left: the number of readers is the reason.
        #expect(try await !julien.get("\(Self.board)?lecteurs=4&maximum=9").text.contains(words))
    }

    @Test(arguments: Engine.available)
    func `as many readers are proposed for a file as the list and one's own page ask for, and as were chosen last`(
        engine: Engine
    ) async throws {
        let world = try await unread(2, engine)
        let julien = world.visitor(.julien)
        let board = try await julien.get(Self.board)
        #expect(board.html.contains("name=\"lecteurs\" min=\"1\" max=\"50\" value=\"3\""))
        #expect(board.html.contains("?moins=3\"") && board.text.contains("Dossiers qui ont moins de 3 lecteurs"))
        let shared = try await julien.get("\(Self.board)?lecteurs=2&maximum=100")
        _ = try await julien.submit(Self.board, on: shared, [:])
        #expect(try await !julien.get("/ma-page").text.contains("moins de 3 lecteurs"))
        let after = try await julien.get(Self.board)
        #expect(after.html.contains("name=\"lecteurs\" min=\"1\" max=\"50\" value=\"2\""))
        #expect(after.html.contains("?moins=2\"") && after.text.contains("Dossiers qui ont moins de 2 lecteurs"))
        // Another number, chosen later, is asked for at once.
        try await world.database.write { connection in
            try connection.run("UPDATE edition SET readers_each = 3 WHERE id = \(World.edition2014)")
        }
        #expect(try await julien.get("/ma-page").text.contains("3 dossiers ont moins de 3 lecteurs"))
    }

    @Test func `RGAA 11.2: a box is called by its juror, its file and what is read beside it`() async throws {
        let world = try await World()
        let awa = world.visitor(.awa)
        _ = try await awa.submit(World.needForm, on: awa.get(World.page), ["mark": "2", "comment": ""])
        let page = try await world.visitor(.julien).get(Self.board).html
        let name = try #require(page.firstMatch(of: /aria-labelledby="juror-\d+ file-\d+ (words-\d+-\d+)"/)?.1)
        #expect(page.contains("<span class=\"small quiet\" id=\"\(name)\">commencée"))
        // Nothing is read beside the others.
        #expect(page.contains(/aria-labelledby="juror-\d+ file-\d+"/))
    }

    @Test func `a share proposed before a file left is not given blindly`() async throws {
        let world = try await unread(60, .sqlite)
        let julien = world.visitor(.julien)
        let page = try await julien.get("\(Self.board)?lecteurs=2&maximum=100")
        try await world.database.write { connection in
            try connection.run("UPDATE submission SET state = 'withdrawn' WHERE id = \(World.many(1_060))")
        }
        let answer = try await julien.submit(Self.board, on: page, [:])
        #expect(answer.status == .conflict)
        #expect(try await count("assessment", in: world) == 0)
        #expect(try await julien.submit(Self.board, on: answer, [:]).status == .seeOther)
        #expect(try await count("assessment", in: world) == 120)
    }

    @Test func `what is changed on one page leaves the others alone`() async throws {
        let world = try await World()
        try await world.add(files: 60, on: ScaledGrid(0...10))
        let julien = world.visitor(.julien)
        let page = try await julien.get("\(Self.board)?page=2")
        #expect(page.html.contains("2014-1060") && !page.html.contains("2014-1001"))
        let before = try await count("assessment WHERE ended_at IS NULL", in: world)
        let answer = try await julien.submit(Self.board, on: page, ["pair": ""])
        // Sent readings stay: only Geneviève's drafts of that page are taken.
        #expect(answer.status == .unprocessableContent)
        let after = try await count("assessment WHERE ended_at IS NULL", in: world)
        #expect(before - after == 4)
    }

    @Test(arguments: [
        ("lecteurs=abc&maximum=-3", ["de 1 à 50", "de 1 à 500"]), ("lecteurs=3&maximum=0", ["de 1 à 500"]),
        ("lecteurs=51&maximum=5", ["de 1 à 50."]), ("lecteurs=3", ["de 1 à 500"]),
    ])
    func `a share that cannot be is refused in words, with what was typed`(query: String, words: [String]) async throws
    {
        let page = try await World().visitor(.julien).get("\(Self.board)?\(query)")
        for word in words { #expect(page.text.contains(word), "\(word)") }
        #expect(!page.text.contains("Une proposition"))
        let typed = query.split(separator: "&").map { $0.split(separator: "=")[1] }
        for value in typed { #expect(page.html.contains("value=\"\(value)\"")) }
        #expect(page.html.components(separatedBy: "aria-invalid").count == words.count + 1)
    }

    private func unread(_ files: Int, _ engine: Engine) async throws -> World {
        let world = try await World(engine)
        try await world.add(files: files, on: ScaledGrid(0...10))
        try await world.database.write { connection in
            for table in ["DELETE FROM mark", "DELETE FROM assessment", "DELETE FROM file_result"] as [SQL] {
                try connection.run(table)
            }
        }
        return world
    }

    private func count(_ what: SQL, in world: World) async throws -> Int {
        try await world.database.read { try $0.count("SELECT count(*) AS count FROM \(what)") }
    }
}
