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

struct NewFilePagesTests {
    private static let path = "/dossiers/nouveau"

    @Test(arguments: Engine.available)
    func `nothing exists before the link of the letter is opened, and pressed`(engine: Engine) async throws {
        let world = try await World(engine)
        let before = try await counts(in: world)
        let answer = try await begin(world.stranger, email: "nouvelle@example.org")
        #expect(answer.location == "/dossiers/courriel")
        #expect(try await world.stranger.follow(answer).text.contains("Regardez votre messagerie"))
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
            #expect(page.html.contains("href=\"/dossiers/nouveau\""))
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

    @Test func `a known address is treated like an unknown one, until its link is opened`() async throws {
        let world = try await World()
        let (known, unknown) = (
            try await begin(world.stranger, email: "Romain@example.org"),
            try await begin(world.stranger, email: "inconnue@example.org")
        )
        #expect((known.status, known.location, known.bytes) == (unknown.status, unknown.location, unknown.bytes))
        #expect(try await files(of: "romain@example.org", in: world).count == 1)
    }

    @Test func `whoever has begun a draft goes on with it, or begins another one`() async throws {
        let world = try await World()
        for goesOn in [true, false] {
            _ = try await begin(world.stranger, email: "romain@example.org")
            let (reader, link) = (world.stranger, try await link(to: "Romain@example.org", in: world))
            let page = try await reader.get(link)
            #expect(
                page.text.contains("Continuer « Un pain qui attend le matin »")
                    || page.text.contains("Un pain qui attend le matin"))
            let chosen = goesOn ? World.ovens.description : ""
            let begun = try await reader.post(link, [("file", chosen)])
            #expect((begun.location == "/dossiers/\(World.ovens)/parties/organisation") == goesOn)
            #expect(reader.sessionCookie != nil)
            #expect(try await files(of: "romain@example.org", in: world).count == (goesOn ? 1 : 2))
        }
        // Somebody else's draft is no choice.
        _ = try await begin(world.stranger, email: "autre@example.org")
        let other = try await world.stranger.post(
            try await link(to: "autre@example.org", in: world), [("file", "\(World.ovens)")])
        #expect(other.location?.contains("\(World.ovens)") == false)
    }

    @Test(arguments: Engine.available)
    func `a form that comes four times from one browser is one letter, and another browser has its own`(engine: Engine)
        async throws
    {
        let world = try await World(engine)
        for visitor in [world.elsewhere] + Array(repeating: world.stranger, count: 4) {
            #expect(try await begin(visitor, email: "a@example.org").location == "/dossiers/courriel")
        }
        #expect(try await letters(in: world) == 2)
        let link = try await link(to: "a@example.org", in: world)
        #expect(try await world.stranger.post(link, [:]).status == .seeOther)
        #expect(try await files(of: "a@example.org", in: world).count == 1)
        // With something else in it, or once its link was used, it is another one.
        _ = try await begin(world.stranger, email: "a@example.org", title: "Une autre")
        _ = try await begin(world.stranger, email: "a@example.org")
        #expect(try await letters(in: world) == 4)
    }

    @Test(arguments: Engine.available)
    func `a letter that has left is followed by another one, asked for a minute later`(engine: Engine) async throws {
        let world = try await World(engine)
        _ = try await begin(world.stranger, email: "a@example.org")
        for (age, state, count) in [(120.0, "waiting", 1), (0, "sent", 1), (120, "sent", 2)] {
            try await world.database.write { connection in
                try connection.run("UPDATE file_beginning SET created_at = \(Date() - age)")
                try connection.run("UPDATE message SET state = \(state)")
            }
            _ = try await begin(world.stranger, email: "a@example.org")
            #expect(try await letters(in: world) == count, "\(age) \(state)")
        }
    }

    @Test(arguments: Engine.available)
    func `five letters of one form asked for again give one draft`(engine: Engine) async throws {
        let world = try await World(engine)
        var links: [String] = []
        for _ in 0..<5 {
            _ = try await begin(world.stranger, email: "a@example.org")
            links.append(try await link(to: "a@example.org", in: world))
            try await world.database.write { connection in
                try connection.run("UPDATE file_beginning SET created_at = \(Date() - 120)")
                try connection.run("UPDATE message SET state = 'sent'")
            }
        }
        #expect(Set(links).count == 5)
        for link in links { #expect(try await world.stranger.post(link, [:]).status == .seeOther) }
        #expect(try await files(of: "a@example.org", in: world).count == 1)
    }

    @Test(arguments: Engine.available)
    func `twenty posts at once of somebody signed in give one draft`(engine: Engine) async throws {
        let world = try await World(engine)
        let romain = world.visitor(.romain)
        let places = try await withThrowingTaskGroup(of: String?.self) { group in
            for _ in 0..<20 {
                group.addTask {
                    try await romain.post(
                        Self.path, ["token": "token-of-romain", "organisation": "Levain", "title": "Autre"]
                    ).location
                }
            }
            return try await group.reduce(into: Set<String?>()) { $0.insert($1) }
        }
        #expect(try await files(of: "romain@example.org", in: world).count == 2)
        #expect(places.compactMap(\.self).count == 1)
        #expect(try await romain.get(Self.path).html.contains("/parties/organisation\">"))
    }

    @Test func `somebody signed in goes straight to the form`() async throws {
        let world = try await World()
        let romain = world.visitor(.romain)
        let page = try await romain.get(Self.path)
        #expect(!page.html.contains("name=\"email\""))
        #expect(page.text.contains("Un pain qui attend le matin"))
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
        let long = try await World().stranger.post(
            Self.path,
            [
                "email": "a@example.org", "organisation": String(repeating: "é", count: 151),
                "title": String(repeating: "👩‍🌾", count: 150),
            ])
        #expect(long.html.contains("href=\"#organisation\"") && !long.html.contains("href=\"#title\""))
    }

    @Test func `one address gets so many letters in an hour, and no more`() async throws {
        let world = try await World()
        for number in 0..<BeginRequest.mostOfOneAddress {
            _ = try await begin(world.stranger, email: "a@example.org", title: "La nuit \(number)")
        }
        let before = try await letters(in: world)
        #expect(before == BeginRequest.mostOfOneAddress)
        let more = try await begin(world.stranger, email: "A@example.org")
        #expect((more.status, more.location) == (.seeOther, "/dossiers/courriel"))
        #expect(try await letters(in: world) == before)
        #expect(try await begin(world.stranger, email: "b@example.org").status == .seeOther)
        #expect(try await letters(in: world) == before + 1)
    }

    @Test(arguments: [
        (["192.0.2.7", "::ffff:192.0.2.7", "::ffff:c000:207"], "192.0.2.8"),
        (["2001:db8:1:2::1", "2001:db8:1:2:ffff::9", "2001:DB8:1:2:0:0:0:3"], "2001:db8:1:3::1"),
    ])
    func `one network begins so many files in an hour, however it writes its address`(origins: [String], other: String)
        async throws
    {
        let store = SubmissionStore(database: try await World().database)
        func ask(_ number: Int, from origin: String) async throws -> Bool {
            let file = NewFile(edition: World.edition2014, title: "Dossier \(number)", organisation: "Levain")
            let place = BeginRequest(origin: origin, now: World.monday, time: World.monday)
            let outcome = try await store.ask(
                for: file, by: EmailAddress("a\(number)@example.org"), in: .french, place
            ) { _, _, _ in }
            if case .asked = outcome { return true }
            return false
        }
        for number in 0..<BeginRequest.mostFromOnePlace {
            #expect(try await ask(number, from: origins[number % origins.count]))
        }
        for origin in origins { #expect(try await !ask(99, from: origin), "\(origin)") }
        #expect(try await ask(100, from: other))
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

    private func begin(_ visitor: Visitor, email: String, title: String = "La nuit rendue") async throws -> Screen {
        try await visitor.post(Self.path, ["email": email, "organisation": "Levain", "title": title])
    }

    private func link(to email: String, in world: World) async throws -> String {
        let link = try await letter(to: email, in: world).firstMatch(of: /\/dossiers\/commencer\/[0-9a-f]+/)
        return try #require(link.map { String($0.0) })
    }

    private func letter(to email: String, in world: World) async throws -> String {
        let text: String? = try await world.database.read { connection in
            try connection.row(
                "SELECT plain FROM message WHERE lower(address) = \(email.lowercased()) ORDER BY id DESC")?["plain"]
        }
        return try #require(text)
    }

    /// Somebody from the street who gets a session as in life.
    private func door(of world: World) throws -> Visitor {
        var settings = HouseSettings(root: World.root, address: World.address)
        settings.clock = SiteClock(campaign: { World.monday })
        return Visitor(try House(database: world.database, settings: settings).site, asker: World.browser)
    }

    private func letters(in world: World) async throws -> Int {
        try await world.database.read { try $0.count("SELECT count(*) AS count FROM message") }
    }

    /// People, files and initiatives.
    private func counts(in world: World) async throws -> [Int] {
        try await world.database.read { connection in
            [
                try connection.count("SELECT count(*) AS count FROM person"),
                try connection.count("SELECT count(*) AS count FROM submission"),
                try connection.count("SELECT count(*) AS count FROM initiative"),
            ]
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
