import Foundation
import Identifiers
import Mail
import Storage
import StorageTesting
import Tasks
import Testing
import Web
import Words
import World

@testable import Accounts

struct SignInMailTests {
    @Test(arguments: Engine.available)
    func `the letter leaves within hours or never, and staff do not read it`(engine: Engine) async throws {
        let database = try await World(engine).database
        try await ask(for: .awa, in: database)
        let row = try #require(try await message(in: database))
        #expect(try row["address"] == "awa@example.org")
        #expect(try row["is_private"] == true)
        #expect(try row["send_before"] == World.monday + 6 * 3_600)
        let subject: String = try row["subject"]
        #expect(subject == "Votre lien pour entrer")
        let text: String = try row["plain"]
        #expect(text.contains("avant 9\u{A0}h\u{A0}10"))
        // What is said anew when it leaves later.
        let words: String = try row["link_words"]
        #expect(!words.isEmpty && text.contains("avant \(words)"))
        let link = try #require(text.firstMatch(of: /http:\/\/rallynov\.test(\/connexion\/\S+)/)?.1)
        let digits = try #require(text.firstMatch(of: /six chiffres\s:\s(\d{3}\s\d{3})/)?.1)
        let proof = LinkProof(token: String(link.split(separator: "/")[1]), typed: String(digits))
        let session = try await SignInStore(database: database).session(by: proof, at: World.monday)
        #expect(session?.next == OwnPath("/jury"))
        let store = MessageStore(database: database, outbox: Outbox(queue: TaskQueue())) { _ in "1 = 1" }
        let kept = try #require(try await store.find(try row["id"], for: Somebody.mireille.id))
        #expect(kept.content == nil)
    }

    @Test func `somebody who gave no name is greeted without their address`() async throws {
        let database = try await World().database
        try await database.write { try $0.run("UPDATE person SET name = email WHERE id = \(Somebody.awa.id)") }
        try await ask(for: .awa, in: database)
        let text: String = try #require(try await message(in: database))["plain"]
        #expect(text.contains("Bonjour,") && !text.contains("Bonjour awa"))
    }

    @Test func `somebody who reads English is written to in English, and led to English pages`() async throws {
        let database = try await World().database
        try await database.write { try $0.run("UPDATE person SET language = 'en' WHERE id = \(Somebody.awa.id)") }
        try await ask(for: .awa, in: database)
        let row = try #require(try await message(in: database))
        #expect(try row["subject"] == "Your link to sign in")
        let text: String = try row["plain"]
        #expect(text.contains("http://rallynov.test/en/connexion/"))
    }

    @Test func `an unknown address leaves no letter`() async throws {
        let database = try await World().database
        try await ask(for: "xyz@example.org", in: database)
        #expect(try await message(in: database) == nil)
        try await ask(for: .awa, in: database)
        #expect(try await message(in: database) != nil)
    }

    private func ask(for somebody: Somebody, in database: any Database) async throws {
        try await ask(for: somebody.email, in: database)
    }

    private func ask(for email: String, in database: any Database) async throws {
        let french = try Phrasebook(
            language: "fr", po: String(contentsOfFile: World.root + "/Locale/fr.po", encoding: .utf8))
        let correspondence = Correspondence(
            outbox: Outbox(queue: TaskQueue()), phrasebooks: [.french: french, .english: .english],
            address: World.address, look: { _ in MailLook(name: "rally'nov", accent: "") })
        let request = LinkRequest(
            email: try EmailAddress(email), next: OwnPath("/jury"),
            place: LinkPlace(origin: "192.0.2.1", time: World.monday))
        _ = try await SignInStore(database: database).ask(request, send: correspondence.send)
    }

    private func message(in database: any Database) async throws -> Row? {
        try await database.read { connection in
            try connection.row("SELECT id, address, subject, plain, is_private, send_before, link_words FROM message")
        }
    }
}
