import Testing
import WebTesting
import World

/// Links of letters, cut by a mail program before their secret.
struct CutLinkTests {
    @Test func `each address that ends in a secret answers in words without it, in both languages`() async throws {
        let world = try await World()
        let secret = world.house.site.entries.filter { $0.method == "GET" && $0.path.hasSuffix("/:token") }
        #expect(secret.count >= 3)
        for entry in secret {
            let cut = String(entry.path.dropLast("/:token".count))
            for path in [cut, cut + "/", "/en" + cut, "/en" + cut + "/"] {
                let page = try await world.stranger.get(path)
                #expect([200, 410].contains(page.status.code), "\(path) answers \(page.status.code)")
                #expect(page.html.contains("<h1"), "\(path)")
            }
        }
        #expect(try await world.stranger.get("/dossiers/commencer/").text.contains("Ce lien n’est pas entier"))
    }
}
