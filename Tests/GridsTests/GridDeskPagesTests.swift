import Foundation
import Storage
import Testing
import WebTesting
import World

@testable import Grids

struct GridDeskPagesTests {
    @Test func `staff see the grids and who uses them`() async throws {
        let page = try await World().visitor(.julien).get("/agence/grilles")
        #expect(page.status == .ok)
        // By its title: the key that its file has is said on its own page.
        #expect(page.text.contains("Points de repère de l’innovation sociale 1.0.0"))
        #expect(!page.text.contains("social-innovation-default"))
        #expect(page.text.contains("rally’nov 2014"))
        #expect(page.text.contains("rally’nov 2013 fixée"))
    }

    @Test(arguments: ["/agence/grilles", "/agence/grilles/nouvelle", "/agence/editions/2014/grille"])
    func `they are for staff`(path: String) async throws {
        let world = try await World()
        #expect(try await world.visitor(.mireille).get(path).status == .ok)
        #expect(try await world.visitor(.sabine).get(path).status == .forbidden)
        #expect(try await world.stranger.get(path).status == .seeOther)
    }

    @Test func `a grid pasted whole is taken in and shown`() async throws {
        let staff = try await World().visitor(.julien)
        let form = try await staff.get("/agence/grilles/nouvelle")
        let answer = try await staff.submit("/agence/grilles", on: form, ["yaml": SmallGrid.yaml])
        #expect(answer.status == .seeOther)
        let page = try await staff.follow(answer)
        #expect(page.text.contains("La grille est là, lue sans faute."))
        #expect(page.text.contains("2 dimensions, 3 points de repère"))
        #expect(page.text.contains("Aucune édition ne l’utilise"))
    }

    @Test func `the file of a grid is taken in as a pasted one, and what is none leaves what was typed`() async throws {
        let staff = try await World().visitor(.julien)
        let path = "/agence/grilles/fichiers"
        let token = try #require(try await staff.get("/agence/grilles/nouvelle").fields(of: path)["token"])
        let wrong = Array(try SmallGrid.yaml("weight: 40", becomes: "weight: <many>").utf8)
        let refused = try await staff.send(wrong, called: "grille.yaml", to: path, ["token": token, "yaml": ""])
        #expect(refused.status == .unprocessableContent && refused.text.contains("weight: <many>"))
        for bytes in [[], [0xFF, 0xFE, 0x00]] as [[UInt8]] {
            let none = try await staff.send(
                bytes, called: "grille.yaml", to: path, ["token": token, "yaml": "schema: x"])
            #expect(none.status == .unprocessableContent && none.html.contains("schema: x</textarea>"))
        }
        let file = Array(("\u{FEFF}" + SmallGrid.yaml).utf8)
        let taken = try await staff.send(file, called: "grille.yaml", to: path, ["token": token, "yaml": "schema: x"])
        #expect(try await staff.follow(taken).text.contains("La grille est là, lue sans faute."))
    }

    @Test func `a grid with faults comes back as typed, each fault with its line`() async throws {
        let staff = try await World().visitor(.julien)
        let wrong = try SmallGrid.yaml("weight: 40", becomes: "weight: <many>").replacing(
            "dimension: proof", with: "dimension: prof")
        let form = try await staff.get("/agence/grilles/nouvelle")
        let answer = try await staff.submit("/agence/grilles", on: form, ["yaml": wrong])
        #expect(answer.status == .unprocessableContent)
        #expect(answer.text.contains("2 choses à réparer"))
        #expect(
            answer.text.contains(
                "Ligne 27 weight: <many> Un nombre entier est attendu, sans guillemets. checkpoints[at-work].weight"))
        #expect(answer.html.contains("<code>weight: &lt;many&gt;</code>"))
        #expect(answer.text.contains("Aucune dimension ne s’appelle « prof ». Est-ce « proof » ?"))
        let again = try await staff.submit(
            "/agence/grilles", on: answer,
            ["yaml": wrong.replacing("<many>", with: "40").replacing(": prof\n", with: ": proof\n")])
        #expect(again.status == .seeOther)
    }

    @Test func `what was typed is in the form again, to the last sign`() async throws {
        let staff = try await World().visitor(.julien)
        let form = try await staff.get("/agence/grilles/nouvelle")
        let typed = "\n  title: [\n\"<b>\" </textarea>"
        let answer = try await staff.submit("/agence/grilles", on: form, ["yaml": typed])
        #expect(answer.status == .unprocessableContent)
        #expect(answer.html.contains("\n\n  title: [\n&quot;&lt;b&gt;&quot; &lt;/textarea&gt;</textarea>"))
    }

    @Test func `a version that is there with other content is refused`() async throws {
        let staff = try await World().visitor(.julien)
        let form = try await staff.get("/agence/grilles/nouvelle?depuis=defaut")
        let yaml = try World.defaultGrid().yaml
        #expect(try await staff.submit("/agence/grilles", on: form, ["yaml": yaml]).status == .seeOther)
        let changed = yaml.replacing("Points de repère de l’innovation sociale", with: "Autre titre")
        let answer = try await staff.submit("/agence/grilles", on: form, ["yaml": changed])
        #expect(answer.status == .unprocessableContent)
        #expect(answer.text.contains("La version 1.0.0 de cette grille est déjà là"))
        #expect(answer.html.contains("Autre titre"))
    }

    @Test func `another version starts from one that is there`() async throws {
        let staff = try await World().visitor(.julien)
        let page = try await staff.get("/agence/grilles/nouvelle?depuis=\(World.grid)")
        #expect(page.html.contains("id: social-innovation-default"))
        #expect(try await staff.get("/agence/grilles/nouvelle?depuis=nothing").status == .notFound)
        let file = try await staff.get("/agence/grilles/\(World.grid)/source.yaml")
        #expect(try file.html == World.defaultGrid().yaml)
    }

    @Test func `staff choose the grid of an edition until the first mark`() async throws {
        let world = try await World()
        let staff = world.visitor(.julien)
        let small = try await GridStore(database: world.database).adopt(SmallGrid.yaml, now: World.monday)
        let path = "/agence/editions/2014/grille"
        let form = try await staff.get(path)
        #expect(form.text.contains("Elle peut encore changer"))
        let answer = try await staff.submit(path, on: form, ["grid": small.description])
        #expect(try await staff.follow(answer).text.contains("L’édition utilise désormais cette grille."))
        try await world.database.write { try GridStore.freeze(World.edition2014, at: World.monday, in: $0) }
        let late = try await staff.submit(path, on: form, ["grid": World.grid.description])
        #expect(late.status == .conflict)
        #expect(late.text.contains("Cette grille est fixée"))
        #expect(late.text.contains("lundi 22 septembre 2014 à 9 h"))
        #expect(!late.html.contains("<select"))
    }

    @Test func `an edition of others does not exist`() async throws {
        let world = try await World()
        #expect(try await world.visitor(.mireille).get("/agence/editions/2013/grille").status == .ok)
        #expect(try await world.visitor(.julien).get("/agence/editions/2013/grille").status == .notFound)
    }

    @Test func `an edition without a grid is a thing to do, and starts with that of the edition before`() async throws {
        let world = try await World()
        let staff = world.visitor(.mireille)
        #expect(try await !staff.get("/ma-page").text.contains("Choisir la grille"))
        let small = try await GridStore(database: world.database).adopt(SmallGrid.yaml, now: World.monday + 60)
        try await world.database.write { connection in
            try connection.run("UPDATE edition SET previous = \(World.edition2013) WHERE id = \(World.edition2014)")
            try connection.run("DELETE FROM edition_grid WHERE edition = \(World.edition2014)")
        }
        #expect(try await staff.get("/ma-page").text.contains("Choisir la grille de rally’nov 2014"))
        #expect(try await !world.visitor(.awa).get("/ma-page").text.contains("Choisir la grille"))
        let page = try await staff.get("/agence/editions/2014/grille")
        #expect(page.text.contains("Cette édition n’a pas encore de grille."))
        #expect(page.html.contains("<option value=\"\(World.grid)\" selected>"))
        #expect(!page.html.contains("<option value=\"\(small)\" selected>"))
    }
}
