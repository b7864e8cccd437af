import Foundation
import Storage
import StorageTesting
import Synchronization
import Testing
import Web
import WebTesting
import World

@testable import Assembly

/// What an operator looks for when somebody may have got in who should not.
struct SecurityLogTests {
    @Test func `who gets in, goes, is refused or changes rights stands in the log, by keys alone`() async throws {
        let database = try await World().database
        let (clock, lines) = (TurnedClock(), KeptLog())
        var settings = HouseSettings(root: World.root, address: World.address)
        settings.clock = SiteClock(real: { clock.time }, campaign: { World.monday })
        let site = try House(database: database, settings: settings).site
        let mireille = Visitor(site, log: lines.logger)
        _ = try await mireille.get("/connexion/abcdef")
        let link = try await mireille.signIn("mireille@example.org", in: database)
        let cookie = try #require(mireille.sessionCookie)
        #expect(try await mireille.get("/jury/2014/interets").status == .forbidden)
        try await act(mireille)
        clock.turn(by: Proof.life)
        let home = try await mireille.get("/agence/personnes/\(Somebody.damien.id)")
        let late = try await mireille.submit("/agence/personnes/\(Somebody.damien.id)/compte", on: home, [:])
        #expect(late.status == .unauthorized)
        _ = try await mireille.submit("/deconnexion", on: home, [:])
        let (own, damien) = (Somebody.mireille.id.description, Somebody.damien.id.description)
        #expect(
            lines.security == [
                "link-refused - -", "link-asked - -", "signed-in \(own) -", "permission-refused \(own) -",
                "role-given \(own) \(damien)", "role-taken \(own) \(damien)", "sessions-ended \(own) \(damien)",
                "account-disabled \(own) \(damien)", "account-enabled \(own) \(damien)", "proof-missing \(own) -",
                "signed-out \(own) -",
            ])
        let token = String(link.dropFirst("/connexion/".count))
        for secret in [token, cookie, "@example", "Damien", "127.0.0.1", "abcdef"] {
            #expect(!lines.all.contains { $0.contains(secret) }, "\(secret)")
        }
    }

    /// Gives and takes a role, ends sessions, disables an account and enables it.
    private func act(_ mireille: Visitor) async throws {
        let person = "/agence/personnes/\(Somebody.damien.id)"
        let hat: KeyValuePairs = ["role": "editor", "edition": World.edition2014.description]
        _ = try await mireille.submit(person + "/roles", on: mireille.get(person), hat)
        let asked = try await mireille.get(
            "\(person)/roles/retirer?role=editor&edition=\(World.edition2014)")
        _ = try await mireille.submit(person + "/roles/retirer", on: asked, [:])
        let page = try await mireille.get(person)
        let token = try #require(page.fields(of: person + "/compte")["token"])
        _ = try await mireille.post(person + "/sessions", ["token": token])
        _ = try await mireille.submit(person + "/compte", on: page, [:])
        _ = try await mireille.submit(person + "/compte", on: mireille.get(person), [:])
    }

    @Test func `each event has a word of its own`() {
        let words = SecurityEvent.allCases.map(\.rawValue)
        #expect(Set(words).count == words.count)
        for word in words { #expect(word.wholeMatch(of: /[a-z]+(-[a-z]+)+/) != nil, "\(word)") }
    }
}

extension Visitor {
    /// Asks for a link and uses it; answers its path.
    fileprivate func signIn(_ email: String, in database: any Database) async throws -> String {
        _ = try await submit("/connexion", on: get("/connexion"), ["email": email])
        let row = try await database.read { try $0.row("SELECT plain FROM message ORDER BY id DESC LIMIT 1") }
        let text: String = try #require(try row?["plain"])
        let link = String(try #require(text.firstMatch(of: /rallynov\.test(\/connexion\/\S+)/)).1)
        #expect(try await submit(link, on: get(link), [:]).status == .seeOther)
        return link
    }
}

private final class TurnedClock: Sendable {
    private let now = Mutex(World.monday)

    var time: Date { now.withLock { $0 } }

    func turn(by seconds: TimeInterval) { now.withLock { $0 += seconds } }
}
