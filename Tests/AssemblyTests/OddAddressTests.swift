import StorageTesting
import Testing
import Web
import WebTesting
import World

/// Addresses that no page gives out.
struct OddAddressTests {
    @Test(arguments: [
        "/initiatives/%00", "/editions/2014%00", "/agence/editions/2014%00/dossiers", "/jury/2014%00/resultats",
    ])
    func `an address with U+0000 is that of no page`(path: String) async throws {
        let world = try await World()
        #expect(try await world.visitor(.genevieve).get(path).status != .internalServerError, "\(path)")
        #expect(try await world.visitor(.julien).get(path).status == .notFound, "\(path)")
    }

    /// As somebody sends it who is no browser: those write a slash for the other one.
    @Test(arguments: [
        "//catalogue", "/en//evil.example/x", "//evil.example/x", "/en//editions/2013", "/en/\\evil.example/x",
        "/\\evil.example",
        "/en/\\/evil.example", "/editions\\evil.example",
    ])
    func `an address with an empty part is no page, and is repeated in no link`(path: String) async throws {
        let world = try await World()
        let page = try await world.stranger.get(path)
        #expect(page.status == .notFound, "\(path)")
        #expect(!page.html.contains("\"//"), "\(path)")
        #expect(!page.html.contains("evil.example"), "\(path)")
    }

    @Test(arguments: [
        "//evil.example", "/en//evil.example/x", "/\\evil.example", "/%01/evil.example", "/%E2%80%AE/evil.example",
        "/%09/evil.example",
        "https://evil.example", "javascript:alert(1)", "/./%0A/evil.example", "evil.example",
    ])
    func `no address to come back to leads off the site`(next: String) async throws {
        let world = try await World()
        let there = next.contains("%") ? next : Fields.encoded(next)
        let page = try await world.stranger.get("/connexion?next=\(there)")
        #expect(page.html.contains("name=\"next\" value=\"/ma-page\""), "\(page.fields(of: "/connexion"))")
        #expect(try await world.visitor(.awa).get("/connexion?next=\(there)").location == "/ma-page")
        #expect(try await world.visitor(.awa).get("/en/connexion?next=\(there)").location == "/en/ma-page")
    }

    @Test(arguments: Engine.available)
    func `U+0000 in any part of any address is that of no page`(engine: Engine) async throws {
        let world = try await World.furnished(engine)
        for entry in world.house.site.entries {
            for place in Places.parameters(of: entry.path) {
                guard let path = Places.fill(entry.path) else { continue }
                let parts = zip(entry.path.split(separator: "/"), path.split(separator: "/"))
                for odd in ["%00", "2014%00", "%C3%28", "%"] {
                    let odd = parts.map { $0.0.hasPrefix(":\(place)") ? Substring(odd) : $0.1 }.joined(separator: "/")
                    for somebody in [Somebody.mireille, .genevieve] {
                        let visitor = world.visitor(somebody)
                        let answer =
                            try await entry.method == "GET"
                            ? visitor.get("/\(odd)") : visitor.post("/\(odd)", ["token": "token-of-\(somebody)"])
                        let refusals = entry.method == "GET" ? [303, 403, 404] : [303, 400, 403, 404, 422]
                        #expect(refusals.contains(answer.status.code), "\(entry.method) /\(odd): \(answer.status)")
                    }
                }
            }
        }
    }

    @Test(arguments: [
        "/agence/editions/2014/dossiers", "/agence/editions/2014/dossiers.csv", "/agence/editions/2014/fiches",
        "/agence/organisations", "/agence/messages", "/agence/personnes", "/agence/partenaires", "/catalogue",
    ])
    func `a search of thousands of words is answered as one of a dozen`(path: String) async throws {
        let world = try await World()
        let words = Array(repeating: "a", count: 3_000).joined(separator: "+")
        #expect(try await world.visitor(.mireille).get("\(path)?q=\(words)").status == .ok, "\(path)")
    }

    @Test func `a catalogue address full of terms gives a page that is no larger for it`() async throws {
        let world = try await World()
        let terms = (0..<300).map { "besoin=z\($0)&forme=y\($0)" }.joined(separator: "&")
        #expect(try await world.stranger.get("/catalogue?\(terms)").html.utf8.count < 150_000)
    }
}
