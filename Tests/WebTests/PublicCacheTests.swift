import Foundation
import HTTPTypes
import Testing
import Web
import WebTesting

struct PublicCacheTests {
    @Test func `a page is made once and kept`() async throws {
        let site = try SmallSite()
        let (first, second) = try await (site.stranger.get("/page"), site.stranger.get("/page"))
        #expect(first.bytes == second.bytes)
        #expect(site.made == 1)
        #expect(first.headers[.cacheControl] == "public, no-cache")
        #expect(first.headers[.vary] == "Accept-Encoding, Cookie")
    }

    @Test func `a browser that has the page is told so`() async throws {
        let site = try SmallSite()
        let tag = try #require(try await site.stranger.get("/page").headers[.eTag])
        for known in [tag, "\"other\", \(tag)", "W/\(tag)"] {
            let answer = try await site.stranger.get("/page", [.ifNoneMatch: known])
            #expect(answer.status == .notModified)
            #expect(answer.bytes.isEmpty)
            #expect(answer.headers[.eTag] == tag)
        }
        #expect(try await site.stranger.get("/page", [.ifNoneMatch: "\"other\""]).status == .ok)
        site.state.withLockedValue { $0.version += 1 }
        #expect(try await site.stranger.get("/page", [.ifNoneMatch: tag]).status == .ok)
    }

    @Test func `it is sent compressed to those who take it`() async throws {
        let site = try SmallSite()
        let plain = try await site.stranger.get("/page")
        let packed = try await site.stranger.get("/page", [.acceptEncoding: "gzip, deflate"])
        #expect(packed.headers[.contentEncoding] == "gzip")
        #expect(packed.bytes.starts(with: [0x1F, 0x8B]))
        #expect(packed.bytes.count < plain.bytes.count)
        #expect(packed.headers[.eTag] != plain.headers[.eTag])
        for refusal in ["identity", "gzip;q=0", "gzip; q=0.0", "br"] {
            #expect(try await site.stranger.get("/page", [.acceptEncoding: refusal]).headers[.contentEncoding] == nil)
        }
    }

    @Test func `a change of the data shows at once`() async throws {
        let site = try SmallSite()
        #expect(try await site.stranger.get("/page").html.contains("made 1 "))
        site.state.withLockedValue { $0.version += 1 }
        #expect(try await site.stranger.get("/page").html.contains("made 2 "))
    }

    @Test func `a minute of the campaign's clock makes it anew`() async throws {
        let site = try SmallSite()
        _ = try await site.stranger.get("/page")
        site.state.withLockedValue { $0.now += 59 }
        _ = try await site.stranger.get("/page")
        #expect(site.made == 1)
        site.state.withLockedValue { $0.now += 1 }
        _ = try await site.stranger.get("/page")
        #expect(site.made == 2)
    }

    @Test func `what somebody sees who is in is nobody else's`() async throws {
        let site = try SmallSite()
        let own = try await site.awa.get("/page")
        #expect(own.html.contains("for Awa"))
        #expect(own.headers[.cacheControl] == "no-store")
        #expect(own.headers[.eTag] == nil)
        #expect(try await site.stranger.get("/page").html.contains("for nobody"))
        #expect(try await site.awa.get("/page").html.contains("for Awa"))
        #expect(try await Visitor(site.site, cookie: "forged").get("/page").html.contains("for nobody"))
    }

    @Test func `each language and each query has its own`() async throws {
        let site = try SmallSite()
        #expect(try await site.stranger.get("/page").html.contains("<html lang=\"fr\">"))
        #expect(try await site.stranger.get("/en/page").html.contains("<html lang=\"en\">"))
        #expect(try await site.stranger.get("/page").html.contains("<html lang=\"fr\">"))
        _ = try await site.stranger.get("/page?a=1")
        #expect(site.made == 3)
    }

    @Test func `a refusal is not kept`() async throws {
        let site = try SmallSite()
        let missing = try await site.stranger.get("/thing/%FF")
        #expect(missing.status == .notFound)
        #expect(missing.headers[.cacheControl] == "no-store")
    }
}
