import Foundation
import Storage
import StorageTesting
import Testing
import WebTesting
import World

@testable import Accounts

/// The letter of an invitation holds a door: it lets nobody in, and sends a link to whoever the letter was written to.
struct DoorTests {
    private static let year: TimeInterval = 366 * 86_400

    @Test(arguments: Engine.available)
    func `a door says what its letter said, and sends a link that leads where it leads`(engine: Engine) async throws {
        let porch = try await Porch(engine)
        let door = try await porch.door(for: .awa, to: "/jury")
        let visitor = porch.elsewhere
        let page = try await visitor.get(door)
        #expect(page.status == .ok)
        #expect(page.text.contains("Le jury de rally’nov 2014") && page.text.contains("Recevoir mon lien de connexion"))
        // What was typed with a straight apostrophe is set as French is.
        #expect(!page.text.contains("rally'nov"))
        #expect(!page.text.contains("Awa") && !page.text.contains("awa@"))
        #expect(try await porch.sessions() == 0 && porch.letters.isEmpty)
        let asked = try await visitor.submit(door, on: page, [:])
        #expect(asked.status == .ok && asked.text.contains("Regardez votre messagerie"))
        #expect(try await porch.sessions() == 0 && visitor.sessionCookie == nil)
        let letter = try #require(porch.letters.last)
        #expect(letter.account.email == "awa@example.org" && !letter.isDoor)
        #expect(letter.endsAt == porch.time + 10 * 60)
        #expect(try await visitor.enter(letter.path).location == "/jury")
        // It is used up by nothing, and goes straight on for whoever is in.
        #expect(try await visitor.get(door).location == "/jury")
        #expect(try await porch.elsewhere.get(door).status == .ok)
    }

    @Test(arguments: Engine.available)
    func `a door never signs anybody in, whatever is sent to it, now or after a year`(engine: Engine) async throws {
        let porch = try await Porch(engine)
        let door = try await porch.door(for: .awa, to: "/jury")
        let attempts: [KeyValuePairs<String, String>] = [[:], ["code": "000000"], ["code": ""], ["again": "on"]]
        for _ in 0..<2 {
            for fields in attempts {
                let visitor = porch.stranger
                _ = try await visitor.get(door)
                _ = try await visitor.post(door, fields)
                #expect(visitor.sessionCookie == nil)
            }
            porch.wait(Self.year)
        }
        let token = String(door.dropFirst("/connexion/".count))
        let proof = LinkProof(token: token, asker: World.browser, typed: "000000")
        let links = SignInStore(database: porch.database)
        #expect(try await links.session(by: proof, at: World.monday) == nil)
        #expect(try await porch.sessions() == 0)
        // An invitation that is over sends nothing either.
        let before = porch.letters.count
        #expect(try await porch.stranger.post(door, ["again": "on"]).status == .gone)
        let over = try await porch.stranger.get(door)
        #expect(over.status == .gone && over.text.contains("Cette invitation est trop ancienne"))
        let forms = over.forms.map { $0.path }
        #expect(forms.contains("/connexion") && !forms.contains(door))
        #expect(porch.letters.count == before)
    }

    @Test(arguments: Engine.available)
    func `a door of what was taken back leads nowhere`(engine: Engine) async throws {
        let porch = try await Porch(engine)
        let door = try await porch.door(for: .awa, to: "/jury")
        let other = try await porch.door(for: .awa, to: "/dossiers")
        #expect(try await porch.stranger.get(door).status == .ok)
        try await porch.database.write(for: .insiders) {
            try SignInStore.forgetLinks(of: Somebody.awa.id, to: "/jury", in: $0)
        }
        #expect(try await porch.stranger.get(door).status == .gone)
        #expect(try await porch.stranger.post(door, [:]).status == .gone)
        #expect(porch.letters.isEmpty)
        #expect(try await porch.stranger.get(other).status == .ok)
    }

    @Test func `somebody else who is in is not taken for the one who was invited`() async throws {
        let porch = try await Porch()
        let door = try await porch.door(for: .awa, to: "/jury")
        let page = try await porch.visitor(.benoit).get(door)
        #expect(page.status == .ok && page.text.contains("Recevoir mon lien de connexion"))
    }

    @Test func `letters asked for by a door are counted with the others, and nothing tells`() async throws {
        let porch = try await Porch()
        let door = try await porch.door(for: .awa, to: "/jury")
        var answers: Set<String> = []
        for _ in 0...LinkRequest.mostLetters { answers.insert(try await porch.stranger.post(door, [:]).html) }
        #expect(porch.letters.count == LinkRequest.mostLetters && answers.count == 1)
        _ = try await porch.link(for: .awa)
        #expect(porch.letters.count == LinkRequest.mostLetters)
    }

    @Test func `signing out everywhere leaves doors, which let nobody in, and ends links`() async throws {
        let porch = try await Porch()
        let (door, link) = (try await porch.door(for: .awa, to: "/jury"), try await porch.link(for: .awa))
        try await SessionStore(database: porch.database).endAll(of: Somebody.awa.id)
        #expect(try await porch.stranger.get(door).status == .ok)
        #expect(try await porch.stranger.get(link).status == .gone)
    }
}

extension Porch {
    /// Of a letter about the jury, for two weeks.
    fileprivate func door(for somebody: Somebody, to page: String) async throws -> String {
        try await database.write(for: .insiders) { connection in
            let account = try #require(try AccountStore.find(somebody.id, in: connection))
            let door = try SignInStore.door(
                for: account, to: OwnPath(page), life: 14 * 86_400, at: World.monday, in: connection)
            try SignInStore.name(door, "Le jury de rally'nov 2014", in: connection)
            return door.path
        }
    }

    fileprivate func sessions() async throws -> Int {
        try await database.read { try $0.count("SELECT count(*) AS count FROM session") }
    }
}
