import Foundation
import Storage
import StorageTesting
import Testing
import WebTesting
import World

@testable import Jury

/// Where a juror finds themselves after each mark, and what stays of what they typed.
struct MarkingPlaceTests {
    @Test func `after a save the page begins at its checkpoint, and its words stand in the grid`() async throws {
        let awa = try await World().visitor(.awa)
        let fresh = try await awa.get(World.page)
        #expect(!fresh.html.contains("autofocus"))
        let saved = try await awa.follow(
            awa.submit(World.needForm, on: fresh, ["mark": "3", "comment": "Vu", "then": "stay"]))
        #expect(saved.html.contains("id=\"checkpoint\" tabindex=\"-1\" autofocus"))
        let grid = try #require(saved.html.range(of: "id=\"grid\""))
        let notice = try #require(saved.html.range(of: "notice ok"))
        #expect(grid.lowerBound < notice.lowerBound)
        let reason = try await awa.follow(awa.submit(World.needForm, on: fresh, ["mark": "4", "comment": ""]))
        #expect(reason.html.components(separatedBy: "autofocus").count == 2)
        let summary = try #require(reason.html.range(of: "error-summary"))
        #expect(try #require(reason.html.range(of: "id=\"grid\"")).lowerBound < summary.lowerBound)
    }

    @Test func `RGAA 8.6: the title begins with the checkpoint, a refused one with that`() async throws {
        let awa = try await World().visitor(.awa)
        let first = try await awa.get("\(World.page)?point=need-established")
        #expect(first.html.contains(/<title>1\/18 [^<]+ – Dossier \d+ sur \d+/))
        #expect(try await awa.get("\(World.page)?point=novelty-in-context").html.contains(/<title>\d+\/18\s/))
        #expect(
            try await awa.get("/en\(World.page)?point=need-established").html.contains(/<title>1\/18 [^<]+ – File \d/))
        let refused = try await awa.submit(World.needForm, on: first, ["mark": "9", "comment": ""])
        #expect(refused.status == .unprocessableContent && refused.html.contains(/<title>Erreur\s: 1\/18\s/))
        // The way to the grid is there at every width, and takes the focus along.
        #expect(
            first.html.contains("<a class=\"go\" href=\"#grid\">") && first.html.contains("id=\"grid\" tabindex=\"-1\"")
        )
    }

    @Test func `the parts of the file that the checkpoint is marked by are laid open, the others are one line`()
        async throws
    {
        let awa = try await World().visitor(.awa)
        let need = try await awa.get("\(World.page)?point=need-established").html
        #expect(isOpen("besoin", in: need) == true)
        #expect(isOpen("organisation", in: need) == false)
        let novelty = try await awa.get("\(World.page)?point=novelty-in-context").html
        #expect(isOpen("besoin", in: novelty) == false)
        #expect(isOpen("nouveaute", in: novelty) == true)
    }

    @Test(arguments: Engine.available)
    func `a mark on a file that is gone is not saved, and its text is shown to be copied`(engine: Engine) async throws {
        let world = try await World(engine)
        let awa = world.visitor(.awa)
        let page = try await awa.get(World.page)
        try await world.database.write { try $0.run("UPDATE assessment SET ended_at = \(World.monday)") }
        let answer = try await awa.submit(
            World.needForm, on: page, ["mark": "3", "comment": "Une heure de <travail> & des mots"])
        #expect(answer.status == .notFound)
        #expect(answer.html.contains("Une heure de &lt;travail&gt; &amp; des mots</textarea>"))
        #expect(!answer.text.contains("Rien n’est perdu"))
        #expect(
            !answer.html.contains(">token-of-awa</textarea>") && !answer.html.contains(">need-established</textarea>"))
        #expect(try await awa.get(World.page).text.contains("Rien n’est perdu"))
    }

    @Test func `a page says what to do when the session, or the file, is gone`() async throws {
        let page = try await World().visitor(.awa).get(World.page).html
        #expect(page.contains("data-session=\"") && page.contains("data-gone=\""))
        let session = page.components(separatedBy: "data-session=\"").last?.prefix { $0 != "\"" } ?? ""
        #expect(session.contains("vous n’êtes plus connecté·e") && session.contains("gardé sur cet appareil"))
        #expect(!page.contains("dira pourquoi"))
    }

    @Test func `a mean that comes from some of the readings is grey, and says from how many`() async throws {
        let world = try await World()
        try await world.sendAwas()
        let list = "/jury/2014/resultats"
        #expect(try await !world.visitor(.julien).get(list).text.contains("lecture sur"))
        try await world.database.write { connection in
            try connection.run(
                """
                INSERT INTO assessment (id, submission, juror, assigned_at)
                VALUES (\(World.key("0011", 2) as Assessment.ID), \(World.nursery), \(World.juror(.benoit)), \(World.monday))
                """)
            try FileSummaryStore.keep([World.nursery], in: connection)
        }
        let page = try await world.visitor(.julien).get(list)
        #expect(
            page.html.contains("<span class=\"quiet\">50,0<span class=\"sub\">d’après 1 lecture sur 2</span></span>"))
        let file = try await world.visitor(.julien).get("\(list)/\(World.nursery)")
        #expect(file.text.contains("Pas encore définitif : 50,0 d’après 1 lecture sur 2."))
    }

    private func isOpen(_ part: String, in html: String) -> Bool? {
        guard let head = html.range(of: "id=\"part-\(part)\"") else { return nil }
        return html[..<head.lowerBound].range(of: "<details", options: .backwards).map {
            html[$0.lowerBound..<head.lowerBound].contains(" open>")
        }
    }
}
