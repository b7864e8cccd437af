import Accounts
import Assembly
import Foundation
import Identifiers
import Storage
import StorageTesting
import Testing
import Web
import WebTesting
import World

@testable import Submissions

/// Somebody is asked to write along: nothing exists of them in the file before they accept.
struct InvitationTests {
    private static let file = "/dossiers/\(World.ovens)"
    private static let path = file + "/auteurs"

    @Test(arguments: Engine.available)
    func `nothing exists before a link is asked for by the letter, and no part in the file before it is accepted`(
        engine: Engine
    ) async throws {
        let world = try await World(engine)
        let romain = world.visitor(.romain)
        let authors = try await romain.get(Self.path)
        let before = try await world.footprint()
        for _ in 0..<2 {
            #expect(try await romain.submit(Self.path, on: authors, ["email": "Zoe@example.org"]).status == .seeOther)
        }
        #expect(try await world.written().count == 1)
        #expect(try await world.footprint() == before)
        let (reader, link) = (try door(of: world), try await world.invitation(to: "Zoe@example.org"))
        let shown = try await reader.get(link)
        #expect(shown.text.contains("Un pain qui attend le matin"))
        #expect(shown.text.contains("Recevoir mon lien de connexion") && !shown.text.contains("Accepter"))
        #expect(try await reader.send(.head, link).status == .ok)
        #expect(try await world.footprint() == before)
        #expect(shown.text.contains("romain@example.org") && shown.text.contains("Romain"))
        #expect(shown.text.contains("Écrit par la personne qui vous invite"))
        let (page, answer) = (
            try await world.comeIn(by: link, as: "Zoe@example.org", reader), Self.file + "/invitation"
        )
        #expect(page.text.contains("Un pain qui attend le matin") && page.text.contains("Accepter"))
        let known = [before[0] + 1, before[1], before[2]]
        #expect(try await world.footprint() == known)
        // Nobody knows her: she says who she is, and nothing is lost while she does not.
        for (name, words) in [("  ", "Indiquez votre nom"), (String(repeating: "a", count: 121), "Ramenez le nom")] {
            let refused = try await reader.submit(answer, on: page, ["name": name])
            #expect(refused.status == .unprocessableContent && refused.text.contains(words))
            #expect(try await world.footprint() == known)
        }
        let accepted = try await reader.submit(answer, on: page, ["name": " Zoé  Martin "])
        #expect(accepted.location == Self.file)
        #expect(try await reader.follow(accepted).status == .ok)
        #expect(try await world.footprint() == before.map { $0 + 1 })
        #expect(try await world.noted("author-added").count == 1)
        #expect(try await romain.get(Self.file).text.contains("écrit aussi"))
        #expect(try await romain.get(Self.path).text.contains("Zoé Martin"))
        // It opens once.
        for again in [try await world.stranger.get(link), try await world.stranger.post(link, [:])] {
            #expect(again.status == .gone)
        }
        #expect(try await world.footprint() == before.map { $0 + 1 })
    }

    @Test(arguments: Engine.available)
    func `somebody known finds it on their page, accepts there, and sees this file and no other`(engine: Engine)
        async throws
    {
        let world = try await World(engine)
        let edith = world.visitor(.edith)
        _ = try await world.invite("edith@example.org")
        #expect(try await edith.get(Self.file).status == .notFound)
        #expect(try await edith.get("/ma-page").text.contains("Répondre à l’invitation à écrire dans un dossier"))
        let answer = Self.file + "/invitation"
        let page = try await edith.get(answer)
        #expect(!page.html.contains("name=\"name\""))
        #expect(try await edith.submit(answer, on: page, [:]).location == Self.file)
        #expect(try await edith.submit(answer, on: page, [:]).location == Self.file)
        #expect(try await edith.get(Self.file).status == .ok)
        #expect(try await edith.get("/dossiers").text.contains("Un pain qui attend le matin"))
        #expect(try await !edith.get("/ma-page").text.contains("Répondre à l’invitation"))
        for other in [Somebody.coralie, .thierry] {
            #expect(try await world.visitor(other).get(answer).status == .notFound)
            let posted = try await world.visitor(other).post(answer, ["token": "token-of-\(other)"])
            #expect(posted.status == .notFound)
        }
        let authors = try await world.visitor(.romain).get(Self.path)
        #expect(authors.text.contains("Ce que cette personne a écrit reste dans le dossier."))
        _ = try await world.visitor(.romain).submit("\(Self.path)/\(Somebody.edith.id)/retirer", on: authors, [:])
        let told = try await world.written().filter { $0.subject == "Vous n’écrivez plus dans un dossier" }
        #expect(told.count == 1)
        #expect(told.first?.plain.contains("Ce que vous avez écrit reste dans le dossier.") == true)
        #expect(try await edith.get(Self.file).status == .notFound)
        // The other file still stands for her role.
        #expect(try await edith.get("/dossiers/\(World.nursery)").status == .ok)
    }

    @Test(arguments: Engine.available)
    func `those who wait are listed by the address that was typed, and can be taken back`(engine: Engine)
        async throws
    {
        let world = try await World(engine)
        let romain = world.visitor(.romain)
        try await world.database.write {
            try $0.run("UPDATE person SET name = 'Hélène Secret' WHERE id = \(Somebody.thierry.id)")
        }
        let link = try await world.inviteForLink("thierry@example.org")
        let page = try await romain.get(Self.path)
        #expect(page.text.contains("thierry@example.org") && !page.text.contains("Secret"))
        let taken = try await romain.submit(
            Self.path + "/reprendre", on: page, ["email": "thierry@example.org"])
        #expect(taken.location?.hasSuffix("ok=taken-back") == true)
        // Its letter had not left yet: its link would open nothing.
        let letters = try await world.database.read {
            try $0.rows("SELECT state FROM message").map { row -> String in try row["state"] }
        }
        #expect(letters == ["cancelled"])
        #expect(try await !romain.get(Self.path).text.contains("thierry@example.org"))
        #expect(try await world.stranger.get(link).status == .gone)
        #expect(try await world.stranger.post(link, [:]).status == .gone)
        #expect(try await world.visitor(.thierry).get(Self.file).status == .notFound)
        // Neither a co-author nor a stranger to the file takes one back.
        _ = try await world.invite("thierry@example.org")
        let stranger = try await world.visitor(.coralie).post(
            Self.path + "/reprendre", ["token": "token-of-coralie", "email": "thierry@example.org"])
        #expect(stranger.status == .notFound)
        #expect(try await romain.get(Self.path).text.contains("thierry@example.org"))
    }

    @Test(arguments: Engine.available)
    func `an invitation opens no more once the account of whoever sent it is disabled`(engine: Engine) async throws {
        let world = try await World(engine)
        let link = try await world.inviteForLink("zoe@example.org")
        #expect(try await world.stranger.get(link).status == .ok)
        let before = try await world.footprint()
        _ = try await world.database.write {
            try AccountStore.disable(Somebody.romain.id, at: World.monday, in: $0)
        }
        #expect(try await world.stranger.get(link).status == .gone)
        #expect(try await world.stranger.post(link, [:]).status == .gone)
        #expect(try await world.footprint() == before)
    }

    @Test(arguments: Engine.available)
    func `an owner is told that the letter of an invitation did not arrive, and sends it again`(engine: Engine)
        async throws
    {
        let world = try await World(engine)
        let romain = world.visitor(.romain)
        for email in ["zoe@example.org", "paul@example.org"] { _ = try await world.invite(email) }
        func lose(_ address: String) async throws {
            try await world.database.write {
                try $0.run("UPDATE message SET state = 'failed' WHERE address = \(address)")
            }
        }
        let lost = "La lettre qui invite zoe@example.org à écrire dans"
        #expect(try await !romain.get("/ma-page").text.contains("n’est pas arrivée"))
        try await lose("zoe@example.org")
        let home = try await romain.get("/ma-page").text
        #expect(home.contains(lost) && !home.contains("zoe@example.org n’a pas encore répondu"))
        #expect(home.contains("paul@example.org n’a pas encore répondu"))
        let page = try await romain.get(Self.path)
        #expect(page.text.components(separatedBy: "La lettre n’est pas arrivée").count == 2)
        // The same address once more is another letter, in place of the lost one.
        for _ in 0..<2 { #expect(try await world.invite("zoe@example.org").status == .seeOther) }
        #expect(try await world.written().count == 3)
        #expect(try await world.invitationCount() == 2)
        #expect(try await !romain.get("/ma-page").text.contains("n’est pas arrivée"))
        #expect(try await !romain.get(Self.path).text.contains("n’est pas arrivée"))
    }

    @Test(arguments: Engine.available)
    func `twenty who accept at once are one`(engine: Engine) async throws {
        let world = try await World(engine)
        let before = try await world.footprint()
        let (zoe, answer) = (try door(of: world), Self.file + "/invitation")
        let page = try await world.comeIn(
            by: world.inviteForLink("zoe@example.org"), as: "zoe@example.org", zoe)
        let places = try await withThrowingTaskGroup(of: String?.self) { group in
            for _ in 0..<20 {
                group.addTask { try await zoe.submit(answer, on: page, ["name": "Zoé"]).location }
            }
            return try await group.reduce(into: [String?]()) { $0.append($1) }
        }
        #expect(places == Array(repeating: Self.file, count: 20))
        #expect(try await world.footprint() == before.map { $0 + 1 })
        #expect(try await world.noted("author-added").count == 1)
    }

    @Test(arguments: Engine.available)
    func `the letter of an invitation signs nobody in, and sends its links to that address alone`(engine: Engine)
        async throws
    {
        let world = try await World(engine)
        let link = try await world.inviteForLink("edith@example.org")
        // Somebody else has opened it, signed in or not.
        for visitor in [try door(of: world), world.visitor(.thierry)] {
            let before = visitor.sessionCookie
            let page = try await visitor.get(link)
            #expect(page.text.contains("Recevoir mon lien") && !page.text.contains("Accepter"))
            #expect(
                try await visitor.submit(link, on: page, ["name": "Quelqu’un", "email": "x@example.org"]).status == .ok)
            #expect(visitor.sessionCookie == before)
        }
        let letters = try await world.written().filter { $0.subject == "Votre lien pour entrer" }
        #expect(letters.count == 2)
        #expect(try await world.signInLink(to: "edith@example.org").hasPrefix("/connexion/"))
        for _ in 0..<9 { _ = try await world.stranger.post(link, [:]) }
        #expect(try await world.written().count { $0.subject == "Votre lien pour entrer" } <= 10)
    }

    /// Somebody from the street who gets a session as in life.
    private func door(of world: World) throws -> Visitor {
        var settings = HouseSettings(root: World.root, address: World.address)
        settings.clock = SiteClock(campaign: { World.monday })
        return Visitor(try House(database: world.database, settings: settings).site)
    }
}
