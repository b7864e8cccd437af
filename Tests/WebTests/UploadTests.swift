import Foundation
import HTTPTypes
import NIOConcurrencyHelpers
import Testing
import Web
import WebTesting

struct UploadTests {
    private let file = Array(repeating: UInt8(ascii: "a"), count: 20_000)

    @Test func `a plain form sends a file with its fields`() async throws {
        let site = try SmallSite()
        let sent = try await site.awa.send(
            file, called: "café.pdf", to: "/mine/files", ["token": "token-of-awa", "title": "Un titre"])
        #expect(sent.status == .ok)
        #expect(sent.html.contains("<p>café.pdf: 20000 title=Un titre</p>"))
    }

    @Test func `a file is read before all of it was sent`() async throws {
        let site = try SmallSite()
        let body = FormBody.bytes([("token", "token-of-awa")], file, called: "a.pdf")
        let type: HTTPFields = [.contentType: "multipart/form-data; boundary=\(FormBody.boundary)"]
        let seen = NIOLockedValueBox(0)
        let answer = try await site.awa.stream("/mine/files", type) { line in
            await line.send(Array(body[..<10_000]))
            // The second half leaves only once the first was read.
            while site.state.withLockedValue({ $0.seen.isEmpty }) { await Task.yield() }
            seen.withLockedValue { $0 = site.state.withLockedValue { $0.seen[0] } }
            await line.send(Array(body[10_000...]))
        }
        #expect(answer.status == .ok)
        #expect((1..<10_000).contains(seen.withLockedValue { $0 }))
        #expect(site.state.withLockedValue { $0.seen.last } == file.count)
    }

    @Test(arguments: [[:], ["token": "token-of-somebody-else"]] as [KeyValuePairs<String, String>])
    func `a form without its token is refused, and its file is not read`(fields: KeyValuePairs<String, String>)
        async throws
    {
        let site = try SmallSite()
        let refused = try await site.awa.send(file, called: "a.pdf", to: "/mine/files", fields)
        #expect(refused.status == .unprocessableContent)
        #expect(refused.html.contains("href=\"/mine\""))
        #expect(site.state.withLockedValue { $0.seen } == [])
    }

    @Test func `a token that stands after the file is none`() async throws {
        let site = try SmallSite()
        let part = "\r\n--\(FormBody.boundary)\r\nContent-Disposition: form-data; name=\"token\"\r\n\r\ntoken-of-awa"
        let refused = try await site.awa.send(file + Array(part.utf8), called: "a.pdf", to: "/mine/files", [:])
        #expect(refused.status == .unprocessableContent)
        #expect(site.state.withLockedValue { $0.seen } == [])
    }

    @Test func `the page's script sends bytes alone, with its token beside them`() async throws {
        let site = try SmallSite()
        let sent = try await site.awa.send(bytes: file, to: "/mine/files", token: "token-of-awa")
        #expect(sent.html.contains("<p>none: 20000 </p>"))
        let refused = try await site.awa.send(bytes: file, to: "/mine/files", token: "another")
        #expect(refused.status == .unprocessableContent)
    }

    @Test func `nobody sends a file who may not, nor from another site`() async throws {
        let site = try SmallSite()
        #expect(try await site.stranger.send(bytes: file, to: "/mine/files", token: "").status == .unauthorized)
        for headers: HTTPFields in [[.origin: "https://evil.example"], [.secFetchSite: "cross-site"]] {
            let answer = try await site.awa.send(bytes: file, to: "/mine/files", token: "token-of-awa", headers)
            #expect(answer.status == .forbidden)
        }
        #expect(site.state.withLockedValue { $0.seen } == [])
    }

    @Test func `more than a route takes is refused, said beforehand or not`() async throws {
        let site = try SmallSite()
        let large = Array(repeating: UInt8(0), count: 100_001)
        let fields: KeyValuePairs = ["token": "token-of-awa"]
        #expect(try await site.awa.send(large, called: "a", to: "/mine/files", fields).status == .contentTooLarge)
        #expect(
            try await site.awa.send(bytes: large, to: "/mine/files", token: "token-of-awa").status == .contentTooLarge)
        #expect(try await site.awa.send(Array(large.dropLast()), called: "a", to: "/mine/files", fields).status == .ok)
        let type: HTTPFields = [.contentType: "application/octet-stream", .contentLength: "1000000"]
        #expect(try await site.awa.stream("/mine/files", type) { _ in }.status == .contentTooLarge)
        let text = String(repeating: "a", count: 1_000)
        let answer = try await site.awa.send(
            file, called: "a", to: "/mine/files", ["token": "token-of-awa", "a": text])
        #expect(answer.status == .contentTooLarge)
    }

    @Test func `a line that breaks is no file`() async throws {
        let site = try SmallSite()
        let body = FormBody.bytes([("token", "token-of-awa")], file, called: "a.pdf")
        let form: HTTPFields = [.contentType: "multipart/form-data; boundary=\(FormBody.boundary)"]
        let broken = try await site.awa.stream("/mine/files", form) { line in
            await line.send(Array(body[..<9_000]))
            throw LineCut()
        }
        #expect(broken.status == .badRequest)
        // A line that ends as a body does, before its last boundary or its length.
        let short = try await site.awa.stream("/mine/files", form) { line in await line.send(Array(body.dropLast(9))) }
        #expect(short.status == .badRequest)
        let bytes: HTTPFields = [
            .contentType: "application/octet-stream", .formTokenInTest: "token-of-awa", .contentLength: "20000",
        ]
        let less = try await site.awa.stream("/mine/files", bytes) { line in await line.send(Array(file[..<10_000])) }
        #expect(less.status == .badRequest)
    }

    @Test func `a form in which nothing was chosen has no file, and one with two is refused`() async throws {
        let site = try SmallSite()
        let fields: KeyValuePairs = ["token": "token-of-awa"]
        let none = try await site.awa.send([], called: "", to: "/mine/files", fields)
        #expect(none.html.contains("<p>none: 0 </p>"))
        let second = "\r\n--\(FormBody.boundary)\r\nContent-Disposition: form-data; name=\"b\"; filename=\"b\"\r\n\r\nb"
        let two = try await site.awa.send(file + Array(second.utf8), called: "a", to: "/mine/files", fields)
        #expect(two.status == .badRequest)
        #expect(try await site.awa.post("/mine/files", ["token": "token-of-awa"]).html.contains("<p>none: 0 </p>"))
        #expect(try await site.awa.post("/mine/files", ["token": ""]).status == .unprocessableContent)
    }

    @Test func `what is no form and no bytes is refused`() async throws {
        let site = try SmallSite()
        for type in ["text/plain", "application/json", "multipart/mixed; boundary=x", "multipart/form-data"] {
            let answer = try await site.awa.stream("/mine/files", [.contentType: type]) { _ in }
            #expect(answer.status == .unsupportedMediaType, "\(type)")
        }
    }

    @Test func `a file is told apart from other routes, and is sent to one method`() async throws {
        let site = try SmallSite()
        #expect(site.site.entries.filter(\.isUpload).map(\.path) == ["/mine/files"])
        #expect(try await site.awa.send(.put, "/mine/files").status == .methodNotAllowed)
        #expect(try await site.awa.get("/mine/files").location == "/mine")
    }
}

struct StreamedFileTests {
    @Test func `a file that lies in a store is sent whole, with its tag and its own sandbox`() async throws {
        let whole = try await SmallSite().stranger.get("/film")
        #expect(whole.status == .ok && whole.bytes == SmallSite.film)
        #expect(whole.headers[.eTag] == "\"d1\"" && whole.headers[.contentLength] == "10")
        #expect(whole.headers[.xContentTypeOptions] == "nosniff")
        #expect(whole.headers[.contentSecurityPolicy]?.hasPrefix("sandbox; default-src 'none'") == true)
        #expect(whole.headers[.contentDisposition] == "inline; filename=\"_.jpg\"; filename*=UTF-8''%C3%A9.jpg")
        #expect(whole.headers[.cacheControl] == "private, no-store")
        let kept = try await SmallSite().stranger.get("/film/kept")
        #expect(kept.headers[.contentDisposition]?.hasPrefix("attachment; ") == true)
        let everyone = try await SmallSite().stranger.get("/film/everyone")
        #expect(everyone.headers[.cacheControl] == "public, max-age=31536000, immutable")
    }

    @Test func `a part of it is sent, or said not to be there`() async throws {
        let visitor = try SmallSite().stranger
        let part = try await visitor.get("/film", [.range: "bytes=3-5"])
        #expect(part.status == .partialContent && part.html == "345")
        #expect(part.headers[.contentRange] == "bytes 3-5/10" && part.headers[.contentLength] == "3")
        let outside = try await visitor.get("/film", [.range: "bytes=10-"])
        #expect(outside.status == .rangeNotSatisfiable && outside.headers[.contentRange] == "bytes */10")
        let old = try await visitor.get("/film", [.range: "bytes=3-5", .ifRange: "\"d0\""])
        #expect(old.status == .ok && old.bytes == SmallSite.film)
    }

    @Test func `that it leaves with somebody is told, whole or in part, and not where nothing leaves`() async throws {
        let site = try SmallSite()
        for headers: HTTPFields in [[:], [.range: "bytes=0-4"], [.range: "bytes=5-"]] {
            _ = try await site.awa.get("/film/kept", headers)
        }
        #expect(site.state.withLockedValue { $0.left } == ["film/kept", "film/kept", "film/kept"])
        for headers: HTTPFields in [[.ifNoneMatch: "\"d1\""], [.range: "bytes=99-"]] {
            _ = try await site.awa.get("/film/kept", headers)
        }
        _ = try await site.stranger.get("/film/kept")
        #expect(site.state.withLockedValue { $0.left.count } == 3)
    }

    @Test func `whoever has it is told so`() async throws {
        let visitor = try SmallSite().stranger
        for known in ["\"d1\"", "\"d0\", W/\"d1\"", "*"] {
            let answer = try await visitor.get("/film", [.ifNoneMatch: known])
            #expect(answer.status == .notModified && answer.bytes.isEmpty, "\(known)")
            #expect(answer.headers[.eTag] == "\"d1\"")
        }
        #expect(try await visitor.get("/film", [.ifNoneMatch: "\"d10\""]).status == .ok)
        let head = try await visitor.send(.head, "/film")
        #expect(head.status == .ok && head.bytes.isEmpty && head.headers[.contentLength] == "10")
    }
}
