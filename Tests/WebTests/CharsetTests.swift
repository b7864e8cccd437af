import HTTPTypes
import Testing
import Web
import WebTesting

/// What is text says how it is written, so that no browser guesses (ASVS 4.1.1).
struct CharsetTests {
    @Test func `pages, styles, pictures that are text, tables and plain words all say their signs`() async throws {
        let site = try SmallSite()
        let page = try await site.stranger.get("/page").html
        let style = String(try #require(page.firstMatch(of: /href="(\/s\/[0-9a-f]+\/site\.css)"/)).1)
        let root = String(style.dropLast("site.css".count))
        let paths = ["/page", "/nowhere", "/broken", "/mine", "/healthz", "/s/accent/0d5c4b.css", style]
        for path in paths + [root + "mark.svg", root + "post.js"] {
            let answer = try await site.awa.get(path)
            #expect(answer.headers[.contentType]?.hasSuffix("; charset=utf-8") == true, "\(path)")
        }
    }
}
