import Foundation
import HTTPTypes
import Testing
import Web
import WebTesting

struct RequestTests {
    @Test func `a path nobody serves is not found, in the language of its address`() async throws {
        let site = try SmallSite()
        #expect(try await site.stranger.get("/nowhere").status == .notFound)
        let english = try await site.stranger.get("/en/nowhere")
        #expect(english.status == .notFound)
        #expect(english.html.contains("<html lang=\"en\">"))
        #expect(try await site.stranger.get("/english").html.contains("<html lang=\"fr\">"))
    }

    @Test func `a wrong method is told which ones there are`() async throws {
        let site = try SmallSite()
        let refused = try await site.stranger.post("/page", [:])
        #expect(refused.status == .methodNotAllowed)
        #expect(refused.headers[.allow] == "GET, HEAD")
        for method in [HTTPRequest.Method.put, .delete, .patch, .options, .trace] {
            #expect(try await site.stranger.send(method, "/note").headers[.allow] == "POST")
        }
        #expect(try await site.stranger.get("/note").status == .methodNotAllowed)
    }

    @Test func `what a form was sent to, opened again, leads to the page above it, in the same language`() async throws
    {
        let site = try SmallSite()
        for (language, method) in [("", HTTPRequest.Method.get), ("/en", .get), ("", .head)] {
            let answer = try await site.awa.send(method, language + "/mine/notes/add")
            #expect(answer.status == .seeOther, "\(language) \(method)")
            #expect(answer.location == language + "/mine")
        }
        #expect(try await site.awa.send(.put, "/mine/notes/add").status == .methodNotAllowed)
        // What nothing stands above is refused as ever.
        #expect(try await site.awa.get("/note").status == .methodNotAllowed)
    }

    @Test func `HEAD answers as GET does, without the page`() async throws {
        let site = try SmallSite()
        let (whole, head) = try await (site.stranger.get("/page"), site.stranger.send(.head, "/page"))
        #expect(head.status == .ok)
        #expect(head.bytes.isEmpty)
        #expect(head.headers[.contentLength] == "\(whole.bytes.count)")
        #expect(head.headers[.eTag] == whole.headers[.eTag])
        #expect(try await site.stranger.send(.head, "/nowhere").status == .notFound)
    }

    @Test func `whoever asks for too much at once has a page all the same, and is told when to ask again`()
        async throws
    {
        let many = try await SmallSite().stranger.get("/many")
        #expect(many.status == .tooManyRequests && many.headers[.retryAfter] == "10" && many.text.contains("To print"))
    }

    @Test func `a file that HEAD asks about leaves with nobody`() async throws {
        let site = try SmallSite()
        for path in ["/made", "/film/kept", "/file"] {
            let head = try await site.awa.send(.head, path)
            #expect(head.status == .ok && head.bytes.isEmpty, "\(path)")
        }
        #expect(site.state.withLockedValue { $0.left }.isEmpty)
        _ = try await site.awa.get("/film/kept")
        #expect(site.state.withLockedValue { $0.left } == ["film/kept"])
    }

    @Test func `a body that is too large is refused`() async throws {
        let site = try SmallSite(bodyLimit: 200)
        // Beside it goes the token of the form: 71 bytes with its name.
        #expect(try await site.stranger.post("/open", ["a": String(repeating: "x", count: 127)]).status == .ok)
        #expect(
            try await site.stranger.post("/open", ["a": String(repeating: "x", count: 128)]).status == .contentTooLarge)
    }

    @Test(arguments: [
        ("application/x-www-form-urlencoded", true), ("application/x-www-form-urlencoded; charset=UTF-8", true),
        ("Application/X-WWW-Form-URLencoded", true), ("application/json", false), ("text/plain", false),
        ("multipart/form-data; boundary=x", false),
    ])
    func `only forms are taken`(type: String, isTaken: Bool) async throws {
        let answer = try await SmallSite().stranger.post("/open", ["a": "1"], [.contentType: type])
        #expect(answer.status == (isTaken ? .ok : .unsupportedMediaType))
    }

    @Test(arguments: ["a=%FF", "a=%0", "a=%00", Array(repeating: "a", count: 2_001).joined(separator: "&")])
    func `what cannot be read is refused`(body: String) async throws {
        let site = try SmallSite(bodyLimit: 10_000)
        let type: HTTPFields = [.contentType: "application/x-www-form-urlencoded"]
        #expect(try await site.stranger.send(.post, "/open", headers: type, body: body).status == .badRequest)
        #expect(try await site.stranger.get("/where?" + body).status == .badRequest)
    }

    @Test func `another host is sent nowhere, but a monitor may ask by any name`() async throws {
        let site = try SmallSite()
        for path in ["/page", "/nowhere", "/mine"] {
            let refused = try await site.stranger.get(path, [.hostInTest: "evil.example"])
            #expect(refused.status == .misdirectedRequest)
            #expect(!refused.html.contains("evil.example"))
        }
        #expect(try await site.stranger.get("/page").status == .ok)
        #expect(try await site.stranger.get("/page", [.hostInTest: "evil.example"]).status == .misdirectedRequest)
        #expect(try await site.stranger.get("/page", [.hostInTest: "RALLYNOV.test"]).status == .ok)
        #expect(try await site.stranger.get("/healthz", [.hostInTest: "10.0.0.1:8080"]).status == .ok)
    }

    @Test func `what fails is said without its inside, and what passes may be tried again`() async throws {
        let site = try SmallSite()
        let broken = try await site.stranger.get("/broken")
        #expect(broken.status == .internalServerError)
        #expect(!broken.html.contains("Broken"))
        let busy = try await site.stranger.get("/busy")
        #expect(busy.status == .serviceUnavailable)
        #expect(busy.headers[.retryAfter] == "10")
        let slow = try await site.stranger.get("/slow-down")
        #expect(slow.status == .tooManyRequests)
        #expect(slow.headers[.retryAfter] == "60")
    }

    @Test(arguments: [
        ([], "203.0.113.9", "127.0.0.1"), (["127.0.0.1"], "203.0.113.9", "203.0.113.9"),
        (["127.0.0.1"], "198.51.100.1, 203.0.113.9", "203.0.113.9"),
        (["127.0.0.1", "203.0.113.9"], "198.51.100.1, 203.0.113.9", "198.51.100.1"),
        (["127.0.0.1"], "", "127.0.0.1"), (["10.0.0.1"], "203.0.113.9", "127.0.0.1"),
    ])
    func `only trusted proxies say where a request came from`(proxies: [String], chain: String, seen: String)
        async throws
    {
        let site = try SmallSite(proxies: Set(proxies))
        #expect(try await site.stranger.get("/where", [.forwardedFor: chain]).text == seen)
    }

    @Test func `a file is sent to be kept, under its own name`() async throws {
        let file = try await SmallSite().awa.get("/file")
        #expect(
            file.headers[.contentDisposition]
                == "attachment; filename=\"__x.csv\"; filename*=UTF-8''%C3%A9%22x.csv")
        #expect(file.headers[.cacheControl] == "no-store")
    }

    @Test func `a part of the path is text`() async throws {
        let page = try await SmallSite().stranger.get("/thing/%3Cscript%3E%22%CC%81")
        #expect(page.bytes.contains("<p>&lt;script&gt;&quot;\u{301}</p>".utf8))
        #expect(try await SmallSite().stranger.get("/thing/%FF").status == .notFound)
    }
}
