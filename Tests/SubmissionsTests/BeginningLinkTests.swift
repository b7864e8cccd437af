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

/// The letter by which somebody without an account begins a file, and its link.
struct BeginningLinkTests: BeginsFiles {
    @Test(arguments: Engine.available)
    func `nothing exists before the link of the letter is opened, and pressed`(engine: Engine) async throws {
        let world = try await World(engine)
        let before = try await counts(in: world)
        let answer = try await begin(world.stranger, email: "nouvelle@example.org")
        #expect(answer.status == .ok && answer.text.contains("Regardez votre messagerie"))
        #expect(answer.text.contains("nouvelle@example.org"))
        let link = try await link(to: "nouvelle@example.org", in: world)
        let reader = try door(of: world)
        let page = try await reader.get(link)
        #expect(page.text.contains("La nuit rendue") && page.text.contains("Levain"))
        #expect(try await reader.send(.head, link).status == .ok)
        #expect(try await counts(in: world) == before)
        let begun = try await reader.submit(link, on: page, [:])
        #expect(begun.status == .seeOther)
        // Whoever opened it is signed in, and writes on.
        let form = try await reader.follow(begun)
        #expect(form.html.contains("name=\"organisation.name\" type=\"text\" value=\"Levain\""))
        #expect(try await files(of: "nouvelle@example.org", in: world) == ["La nuit rendue"])
        #expect(try await counts(in: world) == before.map { $0 + 1 })
        // The link opens once.
        for again in [try await world.stranger.get(link), try await world.stranger.post(link, [:])] {
            #expect(again.status == .gone)
        }
        #expect(try await counts(in: world) == before.map { $0 + 1 })
    }

    @Test(arguments: Engine.available)
    func `another browser is asked for the digits of the letter, and shown nothing before`(engine: Engine) async throws
    {
        let world = try await World(engine)
        _ = try await begin(world.stranger, email: "nouvelle@example.org")
        let link = try await link(to: "nouvelle@example.org", in: world)
        let letter = try await letter(to: "nouvelle@example.org", in: world)
        let digits = String(try #require(letter.firstMatch(of: /six chiffres\s:\s(\d{3}\s\d{3})/)?.1))
        let there = world.elsewhere
        let page = try await there.get(link)
        #expect(page.text.contains("Six chiffres pour confirmer") && !page.text.contains("La nuit rendue"))
        let wrong = digits.hasPrefix("0") ? "111 111" : "000 000"
        for typed in ["", wrong] {
            let refused = try await there.submit(link, on: page, ["code": typed])
            #expect(refused.status == .unprocessableContent && !refused.text.contains("La nuit rendue"))
        }
        let before = try await counts(in: world)
        let confirmed = try await there.submit(link, on: page, ["code": digits])
        #expect(confirmed.location == link && there.sessionCookie == nil)
        #expect(try await counts(in: world) == before)
        let shown = try await there.follow(confirmed)
        #expect(shown.text.contains("La nuit rendue"))
        #expect(try await there.submit(link, on: shown, [:]).status == .seeOther)
        #expect(try await files(of: "nouvelle@example.org", in: world) == ["La nuit rendue"])
    }

    @Test(arguments: Engine.available)
    func `a link that is over begins nothing, and what was typed is not lost`(engine: Engine) async throws {
        let world = try await World(engine)
        _ = try await begin(world.stranger, email: "nouvelle@example.org")
        let link = try await link(to: "nouvelle@example.org", in: world)
        for _ in 0..<4 { #expect(try await world.elsewhere.post(link, ["code": "x"]).status == .unprocessableContent) }
        try await world.database.write { try $0.run("UPDATE file_beginning SET wrong_codes = 4") }
        let letter = try await letter(to: "nouvelle@example.org", in: world)
        let wrong = letter.contains(/six chiffres\s:\s0/) ? "111 111" : "000 000"
        for page in [
            try await world.elsewhere.post(link, ["code": wrong]), try await world.stranger.get(link),
            try await world.stranger.post(link, [:]),
        ] {
            #expect(page.status == .gone && page.text.contains("La nuit rendue"))
            #expect(page.html.contains("action=\"/dossiers/nouveau\"") && page.html.contains("name=\"again\""))
        }
        #expect(try await files(of: "nouvelle@example.org", in: world).isEmpty)
    }

    @Test(arguments: Engine.available)
    func `the link lives for ten minutes from when its letter leaves`(engine: Engine) async throws {
        let world = try await World(engine)
        _ = try await begin(world.stranger, email: "nouvelle@example.org")
        // Whole seconds, which no engine rounds.
        let leaving = Date(timeIntervalSince1970: (Date().timeIntervalSince1970 + 3 * 3_600).rounded())
        let store = SubmissionStore(database: world.database)
        let link = try await link(to: "nouvelle@example.org", in: world)
        let token = String(try #require(link.split(separator: "/").last))
        await #expect(throws: SignInLink.Refusal.expired) { try await store.beginning(token, at: leaving) }
        let row = try #require(
            try await world.database.read { try $0.row("SELECT link, link_life FROM message ORDER BY id DESC") })
        let (digest, life): (String, Int) = (try row["link"], try row["link_life"])
        #expect(life == 600)
        try await world.database.write {
            try SubmissionStore.beginLink(digest, endingAt: leaving + Double(life), in: $0)
        }
        #expect(try await store.beginning(token, at: leaving + 599).beginning.file.title == "La nuit rendue")
        await #expect(throws: SignInLink.Refusal.expired) { try await store.beginning(token, at: leaving + 600) }
    }

    @Test func `the letter has the program's words alone, and says until when its link works`() async throws {
        let world = try await World()
        _ = try await world.stranger.post(
            Self.path,
            ["email": "nouvelle@example.org", "organisation": "Gagnez https://evil.example", "title": "Cliquez ici"])
        let row = try #require(
            try await world.database.read { connection in
                try connection.row("SELECT subject, plain, html, is_private, send_before FROM message ORDER BY id DESC")
            })
        #expect(try row["subject"] == "Le lien qui commence votre dossier")
        for part in ["subject", "plain", "html"] {
            let text: String = try row[part]
            #expect(!text.contains("evil.example") && !text.contains("Cliquez"), "\(part)")
        }
        #expect(try (row["plain"] as String).contains("Ouvrez ce lien avant"))
        #expect(try row["is_private"] == true)
        let end: Date? = try row["send_before"]
        #expect(end != nil)
    }

    @Test func `a link opened after the call has ended begins nothing, and loses nothing`() async throws {
        let world = try await World()
        _ = try await begin(world.stranger, email: "a@example.org")
        let link = try await link(to: "a@example.org", in: world)
        try await world.database.write {
            try $0.run("UPDATE phase SET ends_at = \(World.monday - 1) WHERE id = \(World.call)")
        }
        let before = try await counts(in: world)
        let late = try await world.stranger.post(link, [:])
        #expect(late.status == .conflict)
        #expect(late.text.contains("La nuit rendue"))
        #expect(try await counts(in: world) == before)
    }

    @Test func `what was asked for and not opened is forgotten within a day`() async throws {
        let world = try await World()
        _ = try await begin(world.stranger, email: "a@example.org")
        let store = SubmissionStore(database: world.database)
        for (hours, left) in [(23.0, 1), (25, 0)] {
            try await store.forgetBeginnings(at: Date() + hours * 3_600)
            let count = try await world.database.read { try $0.count("SELECT count(*) AS count FROM file_beginning") }
            #expect(count == left)
        }
    }
}
