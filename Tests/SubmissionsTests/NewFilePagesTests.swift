import Foundation
import Storage
import Testing
import WebTesting
import World

@testable import Submissions

struct NewFilePagesTests {
    private static let path = "/dossiers/nouveau"

    @Test func `three lines and an address begin a file, and the link goes by mail`() async throws {
        let world = try await World()
        let stranger = world.stranger
        let answer = try await begin(stranger, email: "nouvelle@example.org")
        #expect(answer.location == "/dossiers/courriel")
        #expect(try await stranger.follow(answer).text.contains("Regardez votre messagerie"))
        let (letter, isPrivate) = try await lastLetter(in: world)
        #expect(letter.contains("/connexion/"))
        #expect(letter.contains("Brouillon, non transmis"))
        #expect(isPrivate)
        #expect(try await files(of: "nouvelle@example.org", in: world) == ["La nuit rendue"])
    }

    @Test func `a known address is treated like an unknown one`() async throws {
        let world = try await World()
        let (known, unknown) = (
            try await begin(world.stranger, email: "Romain@example.org"),
            try await begin(world.stranger, email: "inconnue@example.org")
        )
        #expect((known.status, known.location, known.bytes) == (unknown.status, unknown.location, unknown.bytes))
        #expect(try await files(of: "romain@example.org", in: world).count == 2)
    }

    @Test func `somebody signed in goes straight to the form`() async throws {
        let world = try await World()
        let romain = world.visitor(.romain)
        let page = try await romain.get(Self.path)
        #expect(!page.html.contains("name=\"email\""))
        let answer = try await romain.submit(Self.path, on: page, ["organisation": "Levain", "title": "Autre"])
        let form = try await romain.follow(answer)
        #expect(form.html.contains("name=\"organisation.name\" type=\"text\" value=\"Levain\""))
    }

    @Test func `what is wrong is said, and what was typed stays`() async throws {
        let answer = try await begin(try await World().stranger, email: "nouvelle", title: "")
        #expect(answer.status == .unprocessableContent)
        #expect(answer.html.contains("href=\"#email\""))
        #expect(answer.html.contains("href=\"#title\""))
        #expect(answer.html.contains("value=\"nouvelle\""))
    }

    @Test func `one address begins so many files in an hour, and no more`() async throws {
        let world = try await World()
        for _ in 0..<BeginRequest.mostOfOneAddress {
            #expect(try await begin(world.stranger, email: "a@example.org").status == .seeOther)
        }
        let refused = try await begin(world.stranger, email: "A@example.org")
        #expect(refused.status == .tooManyRequests)
        #expect(try await files(of: "a@example.org", in: world).count == BeginRequest.mostOfOneAddress)
        #expect(try await begin(world.stranger, email: "b@example.org").status == .seeOther)
    }

    @Test func `without an open call the page says when, and a form that comes late loses nothing`() async throws {
        let before = try await World(now: World.monday - 200 * 86_400).stranger.get(Self.path)
        #expect(before.text.contains("L’appel ouvre le"))
        let after = try await World(now: World.monday + 25 * 86_400).stranger
        #expect(try await after.get(Self.path).text.contains("L’appel a été clos le vendredi 17 octobre 2014 à 9 h."))
        let late = try await begin(after, email: "x@example.org")
        #expect(late.status == .conflict)
        #expect(late.text.contains("La nuit rendue"))
    }

    private func begin(_ visitor: Visitor, email: String, title: String = "La nuit rendue") async throws -> Screen {
        try await visitor.post(Self.path, ["email": email, "organisation": "Levain", "title": title])
    }

    private func lastLetter(in world: World) async throws -> (String, Bool) {
        try await world.database.read { connection in
            let row = try connection.row("SELECT plain, is_private FROM message ORDER BY id DESC")
            return (try row?["plain"] ?? "", try row?["is_private"] ?? false)
        }
    }

    private func files(of email: String, in world: World) async throws -> [String] {
        try await world.database.read { connection in
            try connection.rows(
                """
                SELECT title FROM submission JOIN submission_author ON submission = submission.id
                JOIN person ON person.id = submission_author.person WHERE email_key = \(email)
                """
            ).map { try $0["title"] }
        }
    }
}
