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

/// What becomes of the link of an invitation, and what it says once it opens no more.
struct InvitationLinkTests {
    private static let file = "/dossiers/\(World.ovens)"
    private static let path = file + "/auteurs"

    @Test(arguments: Engine.available)
    func `a link ends with what it serves`(engine: Engine) async throws {
        let world = try await World(engine)
        let (romain, julien) = (world.visitor(.romain), world.visitor(.julien))
        let link = try await world.inviteForLink("zoe@example.org")
        // Whoever invited owns the file no more.
        let desk = "/agence/dossiers/\(World.ovens)"
        _ = try await julien.submit(
            desk + "/porteur", on: julien.get(desk), ["email": "odile@example.org", "owner-reason": "Départ"])
        #expect(try await romain.get(Self.file).status == .notFound)
        #expect(try await world.stranger.get(link).status == .gone)
        let owner = try await world.signInLink(to: "odile@example.org")
        #expect(try await world.stranger.get(owner).status == .ok)
        // Nor does the next owner's link outlive them.
        _ = try await julien.submit(
            desk + "/porteur", on: julien.get(desk), ["email": "paul@example.org", "owner-reason": "Départ"])
        #expect(try await world.stranger.get(owner).status == .gone)
        #expect(try await world.stranger.post(owner, [:]).status == .gone)
    }

    @Test(arguments: Engine.available)
    func `what changed since the invitation is looked at when it is accepted`(engine: Engine) async throws {
        let world = try await World(engine)
        let link = try await world.inviteForLink("thierry@example.org")
        try await world.database.write { connection in
            try connection.run("UPDATE role_grant SET role = 'juror' WHERE person = \(Somebody.thierry.id)")
        }
        #expect(try await !world.visitor(.thierry).get("/ma-page").text.contains("Répondre à l’invitation"))
        let answer = try await world.stranger.post(link, [:])
        #expect(answer.status == .unprocessableContent)
        #expect(answer.text.contains("vous ne pouvez pas écrire"))
        let lines = try await world.database.read {
            try $0.count("SELECT count(*) AS count FROM submission_author WHERE person = \(Somebody.thierry.id)")
        }
        #expect(lines == 0)
    }

    @Test(arguments: Engine.available)
    func `a link that no longer opens says what happened, and what to do`(engine: Engine) async throws {
        let world = try await World(engine)
        let link = try await world.inviteForLink("edith@example.org")
        let romain = world.visitor(.romain)
        let taken = { (words: String) in
            let shown = try await world.stranger.get(link)
            #expect(shown.status == .gone && shown.text.contains(words), "\(words): \(shown.text)")
            let posted = try await world.stranger.post(link, [:])
            #expect(posted.status == .gone && posted.text.contains(words), "\(words)")
        }
        let edith = world.visitor(.edith)
        let answer = Self.file + "/invitation"
        #expect(try await edith.submit(answer, on: edith.get(answer), [:]).status == .seeOther)
        try await taken("Elle a été acceptée : le dossier est parmi vos dossiers")
        let own = try await edith.get(answer)
        #expect(own.status == .gone && own.html.contains("href=\"/dossiers\""))
        try await world.database.write { connection in
            try connection.run(
                """
                UPDATE role_grant SET edition = \(World.edition2013)
                WHERE person = \(Somebody.edith.id) AND role = 'co-author'
                """)
        }
        try await taken("l’agence a repris depuis le rôle")
        try await world.database.write { connection in
            try connection.run(
                "DELETE FROM submission_author WHERE submission = \(World.ovens) AND person = \(Somebody.edith.id)")
        }
        try await taken("vous n’écrivez plus dans ce dossier")
        try await world.database.write { connection in
            try connection.run("UPDATE author_invitation SET accepted_at = NULL, ends_at = \(World.monday)")
        }
        try await taken("Personne n’y a répondu à temps")
        _ = try await romain.post(
            Self.path + "/reprendre", ["token": "token-of-romain", "email": "edith@example.org"])
        try await taken("Elle a été reprise")
    }

    @Test(arguments: Engine.available)
    func `somebody whose role was taken is told before they would accept`(engine: Engine) async throws {
        let world = try await World(engine)
        let link = try await world.inviteForLink("thierry@example.org")
        let thierry = world.visitor(.thierry)
        #expect(try await world.stranger.get(link).text.contains("Recevoir mon lien"))
        #expect(try await thierry.get(link).location == Self.file + "/invitation")
        #expect(try await thierry.get("/ma-page").text.contains("Répondre à l’invitation"))
        try await world.database.write { connection in
            try connection.run("DELETE FROM role_grant WHERE person = \(Somebody.thierry.id) AND role = 'co-author'")
            try connection.run(
                """
                INSERT INTO role_taken (person, role, edition)
                VALUES (\(Somebody.thierry.id), 'co-author', \(World.edition2014))
                """)
        }
        for page in [try await world.stranger.get(link), try await thierry.get(Self.file + "/invitation")] {
            #expect(page.text.contains("L’agence a repris le rôle"))
            #expect(
                !page.text.contains("Accepter") && !page.text.contains("Recevoir mon lien")
                    && page.html.contains("/mentions-legales"))
        }
        #expect(try await !thierry.get("/ma-page").text.contains("Répondre à l’invitation"))
        #expect(try await world.stranger.post(link, [:]).text.contains("L’agence a repris le rôle"))
    }

    @Test(arguments: Engine.available)
    func `a draft is deleted with its invitations, and what ended is forgotten`(engine: Engine) async throws {
        let world = try await World(engine)
        _ = try await world.invite("zoe@example.org")
        let store = SubmissionStore(database: world.database)
        for (days, left) in [(20.0, 1), (22, 0)] {
            try await store.forgetInvitations(at: Date() + days * 86_400)
            #expect(try await world.invitationCount() == left)
        }
        let link = try await world.inviteForLink("yves@example.org")
        let romain = world.visitor(.romain)
        let deleted = try await romain.submit(
            Self.file + "/supprimer", on: romain.get(Self.file + "/supprimer"), [:])
        #expect(deleted.status == .seeOther)
        #expect(try await world.invitationCount() == 0)
        #expect(try await world.stranger.get(link).status == .gone)
    }
}
