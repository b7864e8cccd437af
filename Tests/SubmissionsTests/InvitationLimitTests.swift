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

/// Who may be invited to write along, how often, until when, and in which words.
struct InvitationLimitTests {
    private static let path = "/dossiers/\(World.ovens)/auteurs"

    @Test(arguments: Engine.available)
    func `whoever invites is not told who runs the edition or judges in it, and these accept in vain`(engine: Engine)
        async throws
    {
        let world = try await World(engine)
        let romain = world.visitor(.romain)
        let before = try await world.footprint()
        /// All that whoever invites reads of it, with the address left out.
        func asked(_ email: String) async throws -> [String] {
            let answer = try await romain.submit(Self.path, on: romain.get(Self.path), ["email": email])
            let pages = [
                try await romain.follow(answer).text, try await romain.get(Self.path).text,
                try await romain.get("/ma-page").text,
            ]
            let words = [answer.location ?? "\(answer.status)"] + pages
            _ = try await romain.post(Self.path + "/reprendre", ["token": "token-of-romain", "email": email])
            return words.map { $0.replacing(email, with: "…") }
        }
        let stranger = try await asked("zoe@example.org")
        #expect(stranger[0] == Self.path + "?ok=invited" && stranger[2].contains("…"))
        for somebody in [Somebody.mireille, .julien, .sabine, .awa, .genevieve] {
            #expect(try await asked(somebody.email) == stranger, "\(somebody)")
        }
        #expect(try await world.written().count == 6)
        for somebody in [Somebody.julien, .awa, .genevieve] {
            let reader = world.visitor(somebody)
            let link = try await world.inviteForLink(somebody.email)
            let door = try await world.stranger.post(link, [:])
            #expect(door.status == .unprocessableContent && door.text.contains("vous ne pouvez pas écrire"))
            let answer = try await reader.post(
                "/dossiers/\(World.ovens)/invitation", ["token": "token-of-\(somebody)"])
            #expect(answer.status == .unprocessableContent, "\(somebody)")
        }
        #expect(try await world.footprint() == before)
    }

    @Test(arguments: Engine.available)
    func `an address that cannot be asked is refused, and what was typed stays`(engine: Engine) async throws {
        let world = try await World(engine)
        let romain = world.visitor(.romain)
        let page = try await romain.get(Self.path)
        for (email, words) in [
            ("romain@example.org", "C’est votre propre adresse"), ("romain@", "value=\"romain@\""),
        ] {
            let answer = try await romain.submit(Self.path, on: page, ["email": email])
            #expect(answer.status == .unprocessableContent)
            #expect(answer.text.contains(words) || answer.html.contains(words), "\(email)")
        }
        let (coralie, hers) = (world.visitor(.coralie), "/dossiers/\(World.nursery)/auteurs")
        let again = try await coralie.submit(hers, on: coralie.get(hers), ["email": "edith@example.org"])
        #expect(again.status == .unprocessableContent && again.text.contains("écrit déjà dans le dossier"))
        #expect(try await world.written().isEmpty)
    }

    @Test(arguments: Engine.available)
    func `after the call and after the decision nobody is invited, and nobody accepts`(engine: Engine) async throws {
        let world = try await World(engine)
        let romain = world.visitor(.romain)
        let link = try await world.inviteForLink("zoe@example.org")
        let before = try await world.footprint()
        try await world.database.write {
            try $0.run("UPDATE submission SET announced_at = \(World.monday) WHERE id = \(World.ovens)")
        }
        let page = try await romain.get(Self.path)
        #expect(!page.html.contains("action=\"\(Self.path)\""))
        let answer = try await romain.post(Self.path, ["token": "token-of-romain", "email": "x@example.org"])
        #expect(answer.status == .unprocessableContent)
        #expect(answer.text.contains("ne peut plus être modifié") && answer.text.contains("x@example.org"))
        let late = try await world.stranger.post(link, [:])
        #expect(late.status == .unprocessableContent && late.text.contains("ne peut plus être modifié"))
        #expect(try await world.footprint() == before)
        let after = try await World(engine, now: World.monday + 25 * 86_400)
        let refused = try await after.visitor(.romain).post(
            Self.path, ["token": "token-of-romain", "email": "x@example.org"])
        #expect(refused.status == .unprocessableContent)
        #expect(try await after.written().isEmpty)
    }

    @Test(arguments: Engine.available)
    func `of sixty invitations in a row a few leave, from one file, one person, to one address`(engine: Engine)
        async throws
    {
        let world = try await World(engine)
        var sent = 0
        for number in 0..<60 {
            sent += try await world.invite("a\(number)@example.org").status == .seeOther ? 1 : 0
        }
        #expect(sent == Invitation.mostWaiting)
        #expect(try await world.written().count == Invitation.mostWaiting)
        let people = try await world.database.read { try $0.count("SELECT count(*) AS count FROM person") }
        #expect(people == Somebody.allCases.count)
        // Taken back and sent again, they are counted all the same.
        let romain = world.visitor(.romain)
        _ = try await romain.post(
            Self.path + "/reprendre", ["token": "token-of-romain", "email": "a0@example.org"])
        let more = try await world.invite("b@example.org")
        #expect(more.status == .unprocessableContent && more.text.contains("Trop d’invitations"))
        #expect(try await world.written().count == Invitation.mostWaiting)
    }

    @Test(arguments: Engine.available)
    func `one address gets so many letters in an hour, whoever sends them`(engine: Engine) async throws {
        let world = try await World(engine)
        let romain = world.visitor(.romain)
        for _ in 0..<BeginRequest.mostOfOneAddress {
            #expect(try await world.invite("zoe@example.org").status == .seeOther)
            _ = try await romain.post(
                Self.path + "/reprendre", ["token": "token-of-romain", "email": "zoe@example.org"])
        }
        let coralie = world.visitor(.coralie)
        let answer = try await coralie.post(
            "/dossiers/\(World.nursery)/auteurs", ["token": "token-of-coralie", "email": "ZOE@example.org"])
        #expect(answer.status == .unprocessableContent)
        #expect(try await world.written().count == BeginRequest.mostOfOneAddress)
    }

    @Test(arguments: Engine.available)
    func `the letter has the program's words alone, in its reader's language`(engine: Engine) async throws {
        let world = try await World(engine)
        try await world.database.write { connection in
            try connection.run(
                "UPDATE person SET name = 'Banque: https://evil.example/x' WHERE id = \(Somebody.romain.id)")
            try connection.run("UPDATE submission SET title = 'Cliquez evil.example' WHERE id = \(World.ovens)")
            try connection.run("UPDATE person SET language = 'en' WHERE id = \(Somebody.thierry.id)")
        }
        for email in ["zoe@example.org", "thierry@example.org"] { _ = try await world.invite(email) }
        let letters = try await world.written()
        #expect(letters.map(\.language) == ["fr", "en"])
        #expect(
            letters.map(\.subject) == [
                "Vous êtes invité·e à écrire dans un dossier", "You are invited to write along in a file",
            ])
        for letter in letters {
            for text in [letter.subject, letter.plain, letter.html] {
                #expect(!text.contains("evil") && !text.contains("Cliquez") && !text.contains("Banque"))
            }
            // What was proven by a link is said, below what a list of letters shows.
            #expect(letter.plain.contains("romain@example.org") && !letter.subject.contains("romain@"))
        }
    }
}
