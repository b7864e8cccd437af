import Foundation
import Storage
import StorageTesting
import Testing
import WebTesting
import World

@testable import Campaigns
@testable import Submissions

struct ExportTemplateTests {
    private static let files = "/agence/editions/2014/dossiers"
    private static let path = files + "/colonnes"
    private static let new = path + "/nouveau"

    /// Keeps a choice of columns as a page does, in the order given.
    private static func keep(
        _ columns: [String], named name: String, more: [(String, String)] = [], by visitor: Visitor
    ) async throws -> Screen {
        let page = try await visitor.get(new)
        let given = page.fields(of: new).filter { ["token", "key", "revision"].contains($0.key) }
        let chosen = columns.flatMap { [("order", $0), ("column", $0)] }
        return try await visitor.post(new, given.map { ($0.key, $0.value) } + [("name", name)] + more + chosen)
    }

    private static func kept(_ world: World) async throws -> [String] {
        try await world.database.read { connection in
            try connection.rows("SELECT id FROM export_template ORDER BY name, id").map { try $0["id"] }
        }
    }

    @Test(arguments: Engine.available)
    func `a choice of columns is kept under a name, and lists leave with them in that order`(engine: Engine)
        async throws
    {
        let world = try await World(engine)
        let julien = world.visitor(.julien)
        #expect(try await Self.keep(["answer.title", "number"], named: "Presse", by: julien).status == .seeOther)
        let id = try #require(try await Self.kept(world).first)
        let page = try await julien.get(Self.path + "?etat=draft")
        #expect(page.text.contains("Presse"))
        for ending in ["csv", "xlsx"] {
            #expect(
                page.html.contains("dossiers.\(ending)?etat=draft&#38;modele=\(id)")
                    || page.html.contains("dossiers.\(ending)?etat=draft&amp;modele=\(id)"), "\(ending)")
        }
        let table = try await julien.get("\(Self.files).csv?modele=\(id)").html.split(separator: "\r\n")
        #expect(table.first?.split(separator: ";").count == 2)
        #expect(table.first?.hasSuffix(";N°") == true)
        #expect(table.count == (try await julien.get(Self.files + ".csv").html.split(separator: "\r\n").count))
        #expect(try await julien.get("\(Self.files).xlsx?modele=\(id)").status == .ok)
    }

    @Test func `a column is moved by a button, and nothing is kept by that`() async throws {
        let world = try await World()
        let julien = world.visitor(.julien)
        let page = try await Self.keep(
            ["number", "state"], named: "Presse", more: [("step", "down:number")], by: julien)
        #expect(page.status == .ok)
        let order = page.html.matches(of: /name="order" value="([^"]*)"/).map { String($0.1) }
        #expect(order.prefix(2) == ["state", "number"])
        #expect(page.html.contains("value=\"down:number\" autofocus"))
        #expect(page.html.matches(of: /name="column" value="[^"]*" checked/).count == 2)
        #expect(try await Self.kept(world).isEmpty)
    }

    @Test func `a column is placed after another, or first, in one step`() async throws {
        let julien = try await World().visitor(.julien)
        let order = { (more: [(String, String)]) async throws -> [String] in
            let page = try await Self.keep(
                ["number"], named: "Presse", more: [("step", "place:"), ("place-what", "number")] + more, by: julien)
            #expect(page.status == .ok)
            return page.html.matches(of: /name="order" value="([^"]*)"/).map { String($0.1) }
        }
        let after = try await order([("place-after", "owners")])
        #expect(after.firstIndex(of: "number") == after.firstIndex(of: "owners").map { $0 + 1 })
        #expect(after.first == "state")
        #expect(try await order([("place-after", "")]).first == "number")
        #expect(try await order([("place-after", "nothing")]).first == "number")
    }

    @Test func `a choice without a name or a column, or under a name that is taken, is refused and stays typed`()
        async throws
    {
        let world = try await World()
        let julien = world.visitor(.julien)
        let empty = try await Self.keep([], named: "", by: julien)
        #expect(empty.status == .unprocessableContent)
        #expect(empty.text.contains("Donnez un nom à ce choix.") && empty.text.contains("au moins une colonne"))
        _ = try await Self.keep(["number"], named: "Presse", by: julien)
        let again = try await Self.keep(["state"], named: "presse", by: julien)
        #expect(
            again.status == .unprocessableContent && again.text.contains("Un autre choix de colonnes porte ce nom."))
        #expect(again.html.contains("value=\"presse\""))
    }

    @Test(arguments: Engine.available)
    func `one for all editions is kept by those who run them all alone`(engine: Engine) async throws {
        let world = try await World(engine)
        let all = [("scope", "all")]
        let kept = try await Self.keep(["number"], named: "Commun", more: all, by: world.visitor(.mireille))
        #expect(kept.status == .seeOther)
        // He leads this edition alone.
        let julien = world.visitor(.julien)
        let id = try #require(try await Self.kept(world).first)
        #expect(try await julien.get("\(Self.files).csv?modele=\(id)").status == .ok)
        #expect(try await julien.get("\(Self.path)/\(id)").status == .notFound)
        #expect(try await !julien.get(Self.new).html.contains("name=\"scope\""))
        #expect(try await Self.keep(["number"], named: "Autre", more: all, by: julien).status == .notFound)
        #expect(try await Self.kept(world).count == 1)
    }

    @Test func `a choice of another edition, and one of nowhere, is not found`() async throws {
        let world = try await World()
        let julien = world.visitor(.julien)
        _ = try await Self.keep(["number"], named: "Presse", by: julien)
        let id = try #require(try await Self.kept(world).first)
        #expect(try await julien.get("/agence/editions/2013/dossiers.csv?modele=\(id)").status == .notFound)
        #expect(try await julien.get("\(Self.files).csv?modele=presse").status == .notFound)
        #expect(try await world.visitor(.awa).get("\(Self.files).csv?modele=\(id)").status == .forbidden)
    }

    @Test func `of two windows the second is told, and a choice may be removed`() async throws {
        let world = try await World()
        let julien = world.visitor(.julien)
        _ = try await Self.keep(["number", "state"], named: "Presse", by: julien)
        let path = "\(Self.path)/\(try #require(try await Self.kept(world).first))"
        let page = try await julien.get(path)
        #expect(try await julien.submit(path, on: page, ["name": "Journaux"]).status == .seeOther)
        let second = try await julien.submit(path, on: page, ["name": "Radios"])
        #expect(second.status == .conflict && second.text.contains("Journaux") && second.html.contains("Radios"))
        let list = try await julien.get(path)
        #expect(try await julien.submit(path + "/retirer", on: list, [:]).status == .seeOther)
        #expect(try await Self.kept(world).isEmpty)
    }

    @Test func `what a form no longer asks is left out, and said`() async throws {
        let world = try await World()
        let julien = world.visitor(.julien)
        try await world.database.write { connection in
            try connection.run(
                """
                INSERT INTO export_template (id, edition, name, columns)
                VALUES (\(World.key("0a18", 1) as Campaign.ID), \(World.edition2014), 'Ancien',
                    '["answer.gone","number"]')
                """)
        }
        #expect(try await julien.get(Self.path).text.contains("1 colonne n’est plus dans le formulaire"))
        let id = try #require(try await Self.kept(world).first)
        let table = try await julien.get("\(Self.files).csv?modele=\(id)").html
        #expect(table.hasPrefix("\u{FEFF}N°\r\n"))
    }

    @Test(arguments: Engine.available)
    func `an edition made from another takes its choices along`(engine: Engine) async throws {
        let world = try await World(engine)
        _ = try await Self.keep(["state", "number"], named: "Presse", by: world.visitor(.julien))
        try await world.database.write { connection in
            try ExportTemplateStore.heir(
                Succession(
                    from: World.edition2014, to: World.edition2013, takesJurors: false, takesAwards: false,
                    time: World.monday), connection)
        }
        let lines = try await ExportTemplateStore(database: world.database).all(
            of: World.edition2013, for: Somebody.mireille.id)
        #expect(lines.map(\.template.name) == ["Presse"])
        #expect(lines.map(\.template.columns) == [["state", "number"]])
    }
}
