import Campaigns
import Foundation
import Testing
import Web
import Words
import World

@testable import Assembly

struct MyPageTests {
    private let day: TimeInterval = 86_400

    @Test func `duties stand by their date, and what has none comes last`() {
        let duties = [
            Duty(.toDo, "undated"), Duty(.toDo, "later", due: World.monday + 2 * day),
            Duty(.toDo, "late", due: World.monday - day),
            Duty(.toDo, "undated too"), Duty(.toDo, "sooner", due: World.monday + day),
        ]
        #expect(MyPage.sorted(duties).map(\.title) == ["late", "sooner", "later", "undated", "undated too"])
    }

    @Test func `what went wrong for many stands above all that is late`() {
        var missed = Duty(.toDo, "missed", due: World.monday)
        missed.isGrave = true
        let duties = [Duty(.toDo, "late", due: World.monday - 9 * day), missed, Duty(.toDo, "undated")]
        #expect(MyPage.sorted(duties).map(\.title) == ["missed", "late", "undated"])
    }

    @Test func `what holds others up stands before what has a date, also once it is told of its edition`() {
        var held = Duty(.toDo, "confirm")
        held.holdsUp = true
        var missed = Duty(.toDo, "missed", due: World.monday)
        missed.isGrave = true
        let duties = [Duty(.toDo, "late", due: World.monday - 9 * day), held.of("2014"), missed]
        #expect(MyPage.sorted(duties).map(\.title) == ["missed", "confirm", "late"])
    }

    @Test func `each block holds its own, with the date in words`() throws {
        let html = try page([
            Duty(.toDo, "Lire 4 dossiers", path: "/jury", due: World.monday + 8 * day, detail: "Aucun n’est commencé"),
            Duty(.toDo, "Répondre", due: World.monday - 2 * day), Duty(.waiting, "Accord de la Région"),
            Duty(.next, "Cérémonie", due: World.monday),
        ])
        let blocks = html.split(separator: "<section").dropFirst().map { String($0) }
        try #require(blocks.count == 3)
        #expect(
            blocks[0].contains("<a href=\"/jury\">Lire 4 dossiers</a><span class=\"quiet\">dans 8\u{A0}jours</span>"))
        #expect(blocks[0].contains("mardi 30\u{A0}septembre 2014 à 9\u{A0}h · Aucun n’est commencé"))
        #expect(blocks[0].contains("<b>Répondre</b><span class=\"late\">en retard, il y a 2\u{A0}jours</span>"))
        #expect(blocks[1].contains("<b>Accord de la Région</b></li>"))
        #expect(blocks[2].contains("<b>Cérémonie</b><span class=\"due\">aujourd’hui</span>"))
        #expect(html.contains("Bonjour Awa. 2 choses à faire."))
        #expect(html.contains("Lundi 22\u{A0}septembre 2014"))
    }

    @Test func `what a role opens in each of its editions stands once`() throws {
        let hats = ["2013", "2014"].map { HeldHat(role: .funder, edition: "rally’nov \($0)") }
        let html = try page([], hats: hats)
        #expect(html.components(separatedBy: "Les chiffres de la campagne").count == 2)
        #expect(html.components(separatedBy: "<b>Financeur·se</b>").count == 2)
        #expect(html.contains("rally’nov 2013") && html.contains("rally’nov 2014"))
    }

    @Test func `an empty block says so plainly`() throws {
        let html = try page([])
        #expect(html.contains("Bonjour Awa. Rien ne vous attend aujourd’hui."))
        for sentence in ["Rien à faire pour le moment.", "Rien à venir."] {
            #expect(html.contains(sentence))
        }
    }

    @Test func `editions are read once, however many features speak of them`() async throws {
        let (world, added) = (try await World(), 4)
        let few = try await world.cost(of: "/ma-page", for: .awa)
        try await world.database.write { connection in
            for number in 1...added {
                let (key, year): (Edition.ID, Int) = (World.key("0003", number), 2000 + number)
                try connection.run(
                    """
                    INSERT INTO edition (id, campaign, slug, name, status, created_at)
                    VALUES (\(key), \(World.campaign), \("\(year)"), \("rally'nov \(year)"), 'closed',
                        \(World.monday - Double(2014 - year) * 364 * day))
                    """)
            }
        }
        let many = try await world.cost(of: "/ma-page", for: .awa)
        // The phases of each.
        #expect(many.statements - few.statements <= added, "\(few), then \(many)")
    }

    @Test func `hostile text is shown as text`() throws {
        let hostile = "\"'<>& \"\u{301} <\u{301}script>"
        let duties = { (text: String) in
            Duty.Block.allCases.map { Duty($0, text, path: "/a", due: World.monday, detail: text) }
        }
        let marks = { (html: String) in html.utf8.filter("<>\"'".utf8.contains) }
        #expect(try marks(page(duties(hostile))) == marks(page(duties("harmless"))))
    }

    private func page(_ duties: [Duty], hats: [HeldHat] = []) throws -> String {
        let french = try House.phrasebook("fr", in: World.root)
        let awa = Session(person: Somebody.awa.id, name: "Awa", roles: [.juror], formToken: "")
        let reader = Reader(language: .french, phrasebook: french, session: awa)
        return String(decoding: reader.myPage(duties, hats: hats, now: World.monday).bytes, as: UTF8.self)
    }
}
