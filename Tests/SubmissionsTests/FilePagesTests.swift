import Foundation
import Storage
import StorageTesting
import Testing
import WebTesting
import World

@testable import Submissions

struct FilePagesTests {
    private static let file = "/dossiers/\(World.ovens)"
    private static let sending = file + "/transmettre"

    @Test func `a draft says on each of its pages that it is not sent, and a sent file that it is`() async throws {
        let world = try await World()
        let romain = world.visitor(.romain)
        for path in ["", "/parties/besoin", "/transmettre", "/auteurs"] {
            let page = try await romain.get(Self.file + path)
            #expect(page.html.contains("<section class=\"band draft\""), "\(path)")
            #expect(page.text.contains("Brouillon, non transmis"), "\(path)")
        }
        for path in ["", "/parties/besoin", "/auteurs", "/retirer"] {
            let page = try await world.visitor(.coralie).get("/dossiers/\(World.nursery)\(path)")
            #expect(page.html.contains("<section class=\"band sent\""), "\(path)")
            #expect(page.text.contains("n° 2014-001"), "\(path)")
        }
    }

    @Test func `the list before sending names what is missing and leads to each question`() async throws {
        let world = try await World()
        try await CompleteFile.fill(World.ovens, in: world, without: ["who_with", "rules_accepted"])
        let page = try await world.visitor(.romain).get(Self.sending)
        #expect(page.text.contains("2 réponses sont encore à donner ou à corriger"))
        #expect(page.html.contains("\(Self.file)/parties/demarche#who_with"))
        #expect(page.html.contains("\(Self.file)/parties/accords#rules_accepted"))
        #expect(page.text.contains("Vous pourrez encore modifier le dossier jusqu’au vendredi 17 octobre 2014 à 9 h"))
        let answer = try await world.visitor(.romain).submit(Self.sending, on: page, [:])
        #expect(answer.status == .unprocessableContent)
        #expect(answer.text.contains("Il manque encore quelque chose."))
    }

    @Test(arguments: Engine.available)
    func `on the page before sending the band leads on to what it names, and not to the page again`(engine: Engine)
        async throws
    {
        let world = try await World(engine)
        let romain = world.visitor(.romain)
        let open = try await romain.get(Self.sending).html
        #expect(open.contains("<a class=\"end\" href=\"#missing\">") && open.contains("id=\"missing\" tabindex=\"-1\""))
        #expect(try await romain.get(Self.file).html.contains("<a class=\"end\" href=\"\(Self.sending)\">"))
        try await CompleteFile.fill(World.ovens, in: world)
        let whole = try await romain.get(Self.sending).html
        #expect(whole.contains("<a class=\"end\" href=\"#send\">") && whole.contains("id=\"send\">"))
    }

    @Test func `a complete file is sent, with a receipt on the page and by mail`() async throws {
        let world = try await World()
        try await CompleteFile.fill(World.ovens, in: world)
        try await world.database.write { try $0.run("UPDATE agency SET phone = '0381000000'") }
        let romain = world.visitor(.romain)
        let page = try await romain.get(Self.sending)
        let answer = try await romain.submit(Self.sending, on: page, [:])
        #expect(answer.location == Self.file + "/accuse")
        let receipt = try await romain.follow(answer)
        #expect(receipt.text.contains("Reçu par Agence comtoise agence@example.org 03 81 00 00 00"))
        #expect(receipt.text.contains("2014-002"))
        #expect(receipt.text.contains("Reçu lundi 22 septembre 2014 à 9 h"))
        #expect(!receipt.html.contains("09:00"))
        #expect(receipt.text.contains("Transmis le lundi 22 septembre 2014 à 9 h, n° 2014-002"))
        #expect(try await letters(in: world) == ["romain@example.org Votre dossier 2014-002 est bien transmis"])
    }

    @Test(arguments: Engine.available)
    func `whoever sends a file and said no name is called as its contact, and nobody is called otherwise`(
        engine: Engine
    ) async throws {
        for (said, called) in [("", "Romain"), ("Romain Dupré", "Romain Dupré")] {
            let world = try await World(engine)
            try await CompleteFile.fill(World.ovens, in: world)
            try await world.database.write {
                try $0.run("UPDATE person SET name = \(said) WHERE id = \(Somebody.romain.id)")
            }
            let romain = world.visitor(.romain)
            _ = try await romain.submit(Self.sending, on: try await romain.get(Self.sending), [:])
            let name: String? = try await world.database.read {
                try $0.row("SELECT name FROM person WHERE id = \(Somebody.romain.id)")?["name"]
            }
            #expect(name == called)
        }
    }

    @Test func `what is accepted before sending can be read from there`() async throws {
        let world = try await World()
        let page = try await world.visitor(.romain).get(Self.file + "/parties/accords")
        #expect(page.html.contains("href=\"/reglement\""))
        #expect(page.html.contains("href=\"/donnees-personnelles\""))
    }

    @Test(arguments: Engine.available)
    func `an amount with cents has two figures after the comma, and a round one none`(engine: Engine) async throws {
        let world = try await World(engine)
        let (romain, future) = (world.visitor(.romain), "/dossiers/\(World.ovens)/parties/avenir")
        _ = try await romain.submit(
            future, on: romain.get(future), ["cost.min": "1200", "cost.max": "2 500,50", "go": "stay"])
        let text = try await romain.get("/dossiers/\(World.ovens)").text
        #expect(text.contains("1 200 – 2 500,50 €"))
    }

    @Test(arguments: Engine.available)
    func `a figure that another answer stands for is no silence, and what says no amount is no cost`(engine: Engine)
        async throws
    {
        let romain = try await World(engine).visitor(.romain)
        let (effects, future) = (Self.file + "/parties/effets", Self.file + "/parties/avenir")
        let silent = try await romain.get(Self.file).text
        #expect(silent.contains("Les chiffres que vous suivez") && silent.contains("Ce que cela coûte"))
        _ = try await romain.submit(effects, on: romain.get(effects), ["not_measured": "on", "go": "stay"])
        _ = try await romain.submit(future, on: romain.get(future), ["cost.per": "salariée formée", "go": "stay"])
        let told = try await romain.get(Self.file).text
        #expect(told.contains("Rien n’est encore mesuré Oui") && !told.contains("Les chiffres que vous suivez"))
        #expect(told.contains("Ce que cela coûte") && !told.contains("salariée formée"))
        _ = try await romain.submit(future, on: romain.get(future), ["cost.min": "1200", "go": "stay"])
        #expect(try await romain.get(Self.file).text.contains("1 200 € / salariée formée"))
    }

    @Test func `every page of a draft counts what stands against it as the list before sending does`() async throws {
        let world = try await World()
        try await CompleteFile.fill(World.ovens, in: world, without: ["who_with"])
        let (romain, effects) = (world.visitor(.romain), Self.file + "/parties/effets")
        _ = try await romain.submit(
            effects, on: romain.get(effects), ["indicators.0.name": "Nuits", "indicators.0.value": "beaucoup"])
        let listed = try await romain.get(Self.sending).text
        let count = try #require(listed.firstMatch(of: /(\d+) réponses sont encore à donner ou à corriger/)?.1)
        for path in ["", "/parties/effets", "/auteurs"] {
            let page = try await romain.get(Self.file + path)
            #expect(page.text.contains("Ce qui manque (\(count))"), "\(path)")
            #expect(page.text.contains("\(count) réponses sont encore à donner ou à corriger"), "\(path)")
            #expect(!page.text.contains("Réponses nécessaires"), "\(path)")
        }
    }

    @Test func `pressing twice sends once`() async throws {
        let world = try await World()
        try await CompleteFile.fill(World.ovens, in: world)
        let romain = world.visitor(.romain)
        let page = try await romain.get(Self.sending)
        for _ in 0..<3 { #expect(try await romain.submit(Self.sending, on: page, [:]).status == .seeOther) }
        #expect(try await letters(in: world).count == 1)
    }

    @Test func `a co-author writes and does not send`() async throws {
        let world = try await World()
        try await CompleteFile.fill(World.ovens, in: world)
        try await world.database.write { connection in
            try SubmissionStore.add(
                Somebody.edith.id, to: World.ovens, as: .coAuthor, by: nil, now: World.monday, in: connection)
        }
        let edith = world.visitor(.edith)
        let page = try await edith.get(Self.sending)
        #expect(page.status == .ok)
        #expect(!page.html.contains("action=\"\(Self.sending)\""))
        let answer = try await edith.post(Self.sending, [("token", "token-of-edith")])
        #expect(answer.status == .unprocessableContent)
        #expect(try await letters(in: world).isEmpty)
    }

    @Test func `too late, nothing is sent and the page says what can be done`() async throws {
        let world = try await World(now: World.monday + 25 * 86_400)
        try await CompleteFile.fill(World.ovens, in: world)
        let romain = world.visitor(.romain)
        let answer = try await romain.post(Self.sending, [("token", "token-of-romain")])
        #expect(answer.status == .conflict)
        #expect(answer.text.contains("L’appel a été clos le vendredi 17 octobre 2014 à 9 h."))
        #expect(answer.text.contains("écrivez à l’agence"))
        #expect(!answer.html.contains("action=\"\(Self.sending)\""))
    }

    @Test func `a file is withdrawn with a reason, and sent again under its number`() async throws {
        let world = try await World()
        try await CompleteFile.fill(World.nursery, in: world)
        let coralie = world.visitor(.coralie)
        let path = "/dossiers/\(World.nursery)/retirer"
        let page = try await coralie.get(path)
        #expect(try await coralie.submit(path, on: page, ["reason": " "]).status == .unprocessableContent)
        let answer = try await coralie.submit(path, on: page, ["reason": "Nous réorganisons l'atelier."])
        let shown = try await coralie.follow(answer)
        #expect(shown.text.contains("Retiré le lundi 22 septembre 2014, n° 2014-001"))
        #expect(shown.html.contains("band draft"))
        let again = "/dossiers/\(World.nursery)/transmettre"
        _ = try await coralie.submit(again, on: coralie.get(again), [:])
        #expect(try await coralie.get("/dossiers/\(World.nursery)/accuse").text.contains("n° 2014-001"))
    }

    @Test func `a co-author invites nobody, and the last owner stays`() async throws {
        let world = try await World()
        let path = "/dossiers/\(World.nursery)/auteurs"
        let answer = try await world.visitor(.edith).post(
            path, [("token", "token-of-edith"), ("email", "x@example.org")])
        #expect(answer.status == .forbidden)
        let leaving = "\(path)/\(Somebody.coralie.id)/retirer"
        #expect(try await world.visitor(.coralie).post(leaving, [("token", "token-of-coralie")]).status == .forbidden)
    }

    private func letters(in world: World) async throws -> [String] {
        try await world.database.read { connection in
            try connection.rows("SELECT address, subject FROM message ORDER BY id").map { row in
                let (address, subject): (String, String) = (try row["address"], try row["subject"])
                return "\(address) \(subject)"
            }
        }
    }
}
