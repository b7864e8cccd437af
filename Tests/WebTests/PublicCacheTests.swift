import Foundation
import HTTPTypes
import NIOCore
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

    @Test func `a kept answer says what the first one said, and its time`() async throws {
        let site = try SmallSite()
        for headers: HTTPFields in [[:], [.acceptEncoding: "gzip"], [.ifNoneMatch: "\"other\""]] {
            let first = try await site.stranger.get("/page", headers)
            let fast = try #require(site.site.kept(for: "/page", host: "rallynov.test", site.wishes(headers)))
            let lines = String(buffer: fast.0.head) + String(buffer: fast.1.lines)
            #expect(
                Set(lines.split(separator: "\r\n").map(String.init)) == first.headers.lines.union(["HTTP/1.1 200 OK"]))
            #expect(Array(buffer: fast.0.body) == first.bytes)
        }
    }

    @Test func `an answer that nothing changed has no body and no length`() async throws {
        let site = try SmallSite()
        let tag = try #require(try await site.stranger.get("/page").headers[.eTag])
        let (form, _) = try #require(
            site.site.kept(for: "/page", host: "rallynov.test", site.wishes([.ifNoneMatch: tag])))
        #expect(String(buffer: form.head).hasPrefix("HTTP/1.1 304 Not Modified\r\n"))
        #expect(!String(buffer: form.head).lowercased().contains("content-length"))
        #expect(form.body.readableBytes == 0)
    }

    @Test func `it expires with the second in which it was good`() async throws {
        let site = try SmallSite()
        #expect(try await site.stranger.get("/page").headers[.expires] == "Mon, 22 Sep 2014 07:00:00 GMT")
        site.state.withLockedValue { $0.now += 1.9 }
        #expect(try await site.stranger.get("/page").headers[.expires] == "Mon, 22 Sep 2014 07:00:01 GMT")
        #expect(site.made == 1)
        #expect(try await site.awa.get("/page").headers[.expires] == nil)
        #expect(try await site.stranger.get("/nowhere").headers[.expires] == nil)
    }

    @Test func `nothing kept is given to a session, another host, an old version or another address`() async throws {
        let site = try SmallSite()
        _ = try await site.stranger.get("/page")
        let plain = site.wishes([:])
        #expect(site.site.kept(for: "/page", host: "rallynov.test", plain) != nil)
        #expect(site.site.kept(for: "/page", host: "RALLYNOV.test", plain) != nil)
        #expect(site.site.kept(for: "/page", host: "evil.example", plain) == nil)
        #expect(site.site.kept(for: "/page", host: nil, plain) == nil)
        #expect(site.site.kept(for: "/page", host: "rallynov.test", site.wishes([.cookie: "a=b; session=x"])) == nil)
        #expect(site.site.kept(for: "/page?a=1", host: "rallynov.test", plain) == nil)
        #expect(site.site.kept(for: "/en/page", host: "rallynov.test", plain) == nil)
        // The compressed form is made for the first who asks.
        #expect(site.site.kept(for: "/page", host: "rallynov.test", site.wishes([.acceptEncoding: "gzip"])) == nil)
        site.state.withLockedValue { $0.version += 1 }
        #expect(site.site.kept(for: "/page", host: "rallynov.test", plain) == nil)
    }
}

extension SmallSite {
    /// As a connection tells them, in whatever letters the visitor wrote the names.
    fileprivate func wishes(_ headers: HTTPFields) -> RequestWishes {
        headers.reduce(into: site.wishes) { $0.hear($1.name.rawName.uppercased(), $1.value) }
    }
}

extension HTTPFields {
    fileprivate var lines: Set<String> {
        Set(map { "\($0.name): \($0.value)" } + ["Date: \(self[.expires] ?? "")"])
    }
}
