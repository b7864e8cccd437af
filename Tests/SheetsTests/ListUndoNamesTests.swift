import Storage
import StorageTesting
import Testing
import WebTesting
import World

/// A list is named wherever it is taken back, and so is how much of it goes.
struct ListUndoNamesTests: PastesLists {
    @Test(arguments: Engine.available)
    func `the page, its title, its button and the word after it name the file and count what goes`(
        engine: Engine
    ) async throws {
        let world = try await World(engine)
        let mireille = world.visitor(.mireille)
        let page = try await mireille.get(Self.path + "?kind=organisations")
        let rows = "Nom\nLes Fours d’Ici\nLes Granges d’Ici"
        #expect(try await mireille.submit(Self.path, on: page, ["rows": rows, "step": "keep"]).status == .seeOther)
        let run = try await world.database.write { connection -> String in
            try connection.run("UPDATE import_run SET file = 'fours.csv'")
            return try connection.row("SELECT id FROM import_run")?["id"] ?? ""
        }
        let undo = "\(Self.path)/\(run)/retirer"
        let asked = try await mireille.get(undo)
        let title = asked.html.firstMatch(of: /<title>([^<]*)<\/title>/)?.output.1 ?? ""
        #expect(title.contains("fours.csv"), "\(title)")
        let button = asked.html.firstMatch(of: /<button class="btn bad">(.*?)<\/button>/)?.output.1 ?? ""
        #expect(button.contains("2 éléments") && button.contains("fours.csv"), "\(button)")
        let list = try await mireille.get(Self.path).html
        let link = list.firstMatch(of: /<a href="[^"]*\/retirer">(.*?)<\/a>/)?.output.1 ?? ""
        #expect(link.contains("fours.csv") && link.contains("2 éléments"), "\(link)")
        let done = try await mireille.follow(mireille.submit(undo, on: asked, [:])).text
        #expect(done.contains("La reprise de la liste est annulée : fours.csv"), "\(done)")
        #expect(done.contains("2 éléments créés ou modifiés."), "\(done)")
    }
}
