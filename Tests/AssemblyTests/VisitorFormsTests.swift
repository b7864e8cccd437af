import Foundation
import HTTPTypes
import Identifiers
import Storage
import StorageTesting
import Testing
import Web
import WebTesting
import World

/// No form of the site that somebody without a session may send is taken without the token of their browser.
struct VisitorFormsTests {
    @Test(arguments: ["", "/en"])
    func `each page with a form for whoever has no session gives it a token, and is kept by nobody`(language: String)
        async throws
    {
        let world = try await World.furnished()
        var seen: Set<String> = []
        for path in try await pages(of: world) {
            let visitor = world.elsewhere
            let page = try await visitor.get(language + path)
            for form in page.forms {
                seen.insert(form.path)
                let tokens = form.fields.filter { $0.0 == "token" }.map(\.1)
                #expect(
                    tokens.count == 1 && tokens.allSatisfy { Self.entropy(of: $0) > 3 && $0.count >= 20 }, "\(path)")
                #expect(BrowserMark(visitor.asker)?.formToken == tokens.first, "\(path)")
                #expect(page.headers[.cacheControl] == "no-store", "\(path)")
                let forged = form.fields.map { $0.0 == "token" ? ("token", "forged") : $0 }
                #expect(try await visitor.post(form.path, forged).status == .forbidden, "\(form.path)")
            }
            // Who only reads gets no cookie, and what is kept for all is.
            #expect(page.forms.isEmpty == (page.headers[.setCookie] == nil), "\(path)")
        }
        #expect(seen.contains(language + "/connexion") && seen.contains(language + "/dossiers/nouveau"))
        #expect(seen.contains { $0.hasPrefix(language + "/connexion/") })
        #expect(seen.contains { $0.hasPrefix(language + "/dossiers/commencer/") })
    }

    @Test func `nothing is done of what comes without a token, whatever route it is sent to`() async throws {
        let world = try await World.furnished()
        let changes = try await Changes.watching(world.database)
        // What these are for has ended with the session, or is of one that is half open: without it they do nothing.
        let apart = ["/deconnexion", "/second-facteur"]
        var refused = 0
        for entry in world.house.site.entries where entry.method == "POST" && !entry.policy.isForSomebody {
            let path = entry.path.replacing(":token", with: World.browser)
            for fields in [[], [("token", "forged")], [("token", BrowserMark().formToken)]] {
                let typed = fields + [("email", "nadia@example.org"), ("title", "La nuit rendue")]
                let answer = try await world.stranger.postAsGiven(path, typed)
                guard !apart.contains(where: { path.hasPrefix($0) }) else {
                    #expect([303, 403].contains(answer.status.code), "\(path): \(answer.status)")
                    continue
                }
                #expect(answer.status == .forbidden && answer.html.contains("La nuit rendue"), "\(path)")
                refused += 1
            }
        }
        #expect(refused >= 12)
        #expect(try await changes.seen() == [])
    }

    @Test(arguments: [
        ("", "Rien n’est encore fait", "Votre navigateur ne garde pas les cookies"),
        ("/en", "Nothing is done yet", "Your browser does not keep cookies"),
    ])
    func `a file that is begun on a page of yesterday is begun by pressing once more`(
        language: String, words: String, blocked: String
    ) async throws {
        let world = try await World()
        let page = try await world.elsewhere.get(language + "/dossiers/nouveau")
        let visitor = world.elsewhere
        let typed: KeyValuePairs = ["email": "nadia@example.org", "organisation": "Levain", "title": "La nuit rendue"]
        let late = try await visitor.submit(language + "/dossiers/nouveau", on: page, typed)
        #expect(late.status == .forbidden && late.text.contains(words))
        let kept = late.fields(of: language + "/dossiers/nouveau")
        for (name, value) in typed { #expect(kept[name] == value) }
        #expect(try await letters(in: world) == 0)
        // Where the cookie is never kept the page says what is amiss.
        let without = try await world.elsewhere.submit(language + "/dossiers/nouveau", on: late, [:])
        #expect(without.text.contains(blocked))
        let sent = try await visitor.submit(language + "/dossiers/nouveau", on: late, [:])
        #expect(sent.status == .seeOther)
        #expect(try await letters(in: world) == 1)
    }

    /// Everything that may be read without a session, with the pages that letters lead to.
    private func pages(of world: World) async throws -> [String] {
        let open = world.readableRoutes.filter { !$0.entry.policy.isForSomebody }.map(\.path)
        _ = try await world.stranger.post("/connexion", ["email": "awa@example.org"])
        _ = try await world.stranger.post(
            "/dossiers/nouveau",
            [
                "email": "nadia@example.org", "organisation": "Levain", "title": "La nuit rendue",
                "category": World.thing("0a18", 14),
            ])
        let texts: [String] = try await world.database.read { connection in
            try connection.rows("SELECT plain FROM message").map { try $0["plain"] }
        }
        let links = texts.joined(separator: "\n").matches(
            of: /rallynov\.test(\/(?:connexion|dossiers\/commencer)\/\w+)/)
        #expect(links.count >= 2)
        return open + links.map { String($0.1) } + ["/connexion/\(World.browser)", "/dossiers/commencer"]
    }

    private func letters(in world: World) async throws -> Int {
        try await world.database.read { try $0.count("SELECT count(*) AS count FROM message") }
    }

    /// In bits a sign (Shannon), of which programs that look for such tokens ask for three.
    private static func entropy(of text: String) -> Double {
        var counts: [Character: Double] = [:]
        for sign in text { counts[sign, default: 0] += 1 }
        return counts.values.reduce(0) { sum, count in
            let share = count / Double(text.count)
            return sum - share * log2(share)
        }
    }
}
