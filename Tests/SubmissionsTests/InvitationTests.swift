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
        for other in [Somebody.coralie, .helene] {
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
            try $0.run("UPDATE person SET name = 'Hélène Secret' WHERE id = \(Somebody.helene.id)")
        }
        let link = try await world.inviteForLink("helene@example.org")
        let page = try await romain.get(Self.path)
        #expect(page.text.contains("helene@example.org") && !page.text.contains("Secret"))
        let taken = try await romain.submit(
            Self.path + "/reprendre", on: page, ["email": "helene@example.org"])
        #expect(taken.location?.hasSuffix("ok=taken-back") == true)
        #expect(try await !romain.get(Self.path).text.contains("helene@example.org"))
        #expect(try await world.stranger.get(link).status == .gone)
        #expect(try await world.stranger.post(link, [:]).status == .gone)
        #expect(try await world.visitor(.helene).get(Self.file).status == .notFound)
        // Neither a co-author nor a stranger to the file takes one back.
        _ = try await world.invite("helene@example.org")
        let stranger = try await world.visitor(.coralie).post(
            Self.path + "/reprendre", ["token": "token-of-coralie", "email": "helene@example.org"])
        #expect(stranger.status == .notFound)
        #expect(try await romain.get(Self.path).text.contains("helene@example.org"))
    }

    @Test(arguments: Engine.available)
    func `whoever runs the edition or judges in it is not invited, and what was typed stays`(engine: Engine)
        async throws
    {
        let world = try await World(engine)
        let romain = world.visitor(.romain)
        let page = try await romain.get(Self.path)
        for somebody in [Somebody.mireille, .julien, .sabine, .awa, .genevieve] {
            let answer = try await romain.submit(Self.path, on: page, ["email": somebody.email.uppercased()])
            #expect(answer.status == .unprocessableContent, "\(somebody)")
            #expect(answer.text.contains("dirige cette édition ou y juge"), "\(somebody)")
            #expect(answer.html.contains("value=\"\(somebody.email.uppercased())\""), "\(somebody)")
        }
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
            try connection.run("UPDATE person SET language = 'en' WHERE id = \(Somebody.helene.id)")
        }
        for email in ["zoe@example.org", "helene@example.org"] { _ = try await world.invite(email) }
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
        let link = try await world.inviteForLink("helene@example.org")
        try await world.database.write { connection in
            try connection.run("UPDATE role_grant SET role = 'juror' WHERE person = \(Somebody.helene.id)")
        }
        #expect(try await !world.visitor(.helene).get("/ma-page").text.contains("Répondre à l’invitation"))
        let answer = try await world.stranger.post(link, [:])
        #expect(answer.status == .unprocessableContent)
        #expect(answer.text.contains("vous ne pouvez pas écrire"))
        let lines = try await world.database.read {
            try $0.count("SELECT count(*) AS count FROM submission_author WHERE person = \(Somebody.helene.id)")
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
        let link = try await world.inviteForLink("helene@example.org")
        let helene = world.visitor(.helene)
        #expect(try await world.stranger.get(link).text.contains("Recevoir mon lien"))
        #expect(try await helene.get(link).location == Self.file + "/invitation")
        #expect(try await helene.get("/ma-page").text.contains("Répondre à l’invitation"))
        try await world.database.write { connection in
            try connection.run("DELETE FROM role_grant WHERE person = \(Somebody.helene.id) AND role = 'co-author'")
            try connection.run(
                """
                INSERT INTO role_taken (person, role, edition)
                VALUES (\(Somebody.helene.id), 'co-author', \(World.edition2014))
                """)
        }
        for page in [try await world.stranger.get(link), try await helene.get(Self.file + "/invitation")] {
            #expect(page.text.contains("L’agence a repris le rôle"))
            #expect(
                !page.text.contains("Accepter") && !page.text.contains("Recevoir mon lien")
                    && page.html.contains("/mentions-legales"))
        }
        #expect(try await !helene.get("/ma-page").text.contains("Répondre à l’invitation"))
        #expect(try await world.stranger.post(link, [:]).text.contains("L’agence a repris le rôle"))
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
        for visitor in [try door(of: world), world.visitor(.helene)] {
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

    /// Somebody from the street who gets a session as in life.
    private func door(of world: World) throws -> Visitor {
        var settings = HouseSettings(root: World.root, address: World.address)
        settings.clock = SiteClock(campaign: { World.monday })
        return Visitor(try House(database: world.database, settings: settings).site)
    }
}

extension World {
    /// Romain invites somebody to his file.
    fileprivate func invite(_ email: String) async throws -> Screen {
        try await visitor(.romain).post(
            "/dossiers/\(World.ovens)/auteurs", ["token": "token-of-romain", "email": email])
    }

    fileprivate func inviteForLink(_ email: String) async throws -> String {
        #expect(try await invite(email).status == .seeOther)
        return try await invitation(to: email)
    }

    /// The link of the last letter that invites this address.
    fileprivate func invitation(to email: String) async throws -> String {
        let link = try await plain(to: email).firstMatch(of: /\/dossiers\/invitation\/[0-9a-f]+/)
        return try #require(link.map { String($0.0) })
    }

    /// Whoever was invited presses the button of the page, and opens the link that this sends: what they come to.
    fileprivate func comeIn(by link: String, as email: String, _ reader: Visitor) async throws -> Screen {
        #expect(try await reader.submit(link, on: reader.get(link), [:]).status == .ok)
        let way = try await signInLink(to: email)
        return try await reader.follow(reader.submit(way, on: reader.get(way), [:]))
    }

    fileprivate func signInLink(to email: String) async throws -> String {
        let link = try await plain(to: email).firstMatch(of: /\/connexion\/[0-9a-f]+/)
        return try #require(link.map { String($0.0) })
    }

    private func plain(to email: String) async throws -> String {
        let row = try await database.read { connection in
            try connection.row(
                "SELECT plain FROM message WHERE lower(address) = \(email.lowercased()) ORDER BY id DESC")
        }
        return try #require(row)["plain"]
    }

    fileprivate func invitationCount() async throws -> Int {
        try await database.read { try $0.count("SELECT count(*) AS count FROM author_invitation") }
    }

    /// People, roles, and lines of authors.
    fileprivate func footprint() async throws -> [Int] {
        try await database.read { connection in
            [
                try connection.count("SELECT count(*) AS count FROM person"),
                try connection.count("SELECT count(*) AS count FROM role_grant"),
                try connection.count("SELECT count(*) AS count FROM submission_author"),
            ]
        }
    }
}
