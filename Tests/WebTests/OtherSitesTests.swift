import HTTPTypes
import Testing
import Web
import WebTesting

/// What other sites, other methods and doubled fields get from this one: nothing.
struct OtherSitesTests {
    @Test(arguments: ["/page", "/mine", "/nowhere", "/file", "/s/accent/0d5c4b.css"])
    func `no answer may be read by a page of another site`(path: String) async throws {
        let site = try SmallSite()
        for visitor in [site.stranger, site.awa] {
            for method in [HTTPRequest.Method.get, .options] {
                let answer = try await visitor.send(method, path, headers: [.origin: "https://evil.example"])
                let shared = answer.headers.map(\.name.canonicalName).filter { $0.hasPrefix("access-control-") }
                #expect(shared == [], "\(method) \(path)")
            }
        }
    }

    @Test(arguments: [HTTPRequest.Method.trace, .connect, .put, .patch, .delete, .options])
    func `a method that nothing here knows is refused, and repeats nothing of what was asked`(
        method: HTTPRequest.Method
    ) async throws {
        let answer = try await SmallSite().awa.send(method, "/mine", headers: [.userAgent: "a sign of the visitor"])
        #expect(answer.status == .methodNotAllowed)
        #expect(answer.headers[.allow] == "GET, HEAD")
        #expect(!answer.html.contains("a sign of the visitor") && !answer.html.contains("session=awa"))
    }

    @Test func `what stands in the address is no field of the form`() async throws {
        let site = try SmallSite()
        let answer = try await site.awa.post("/note?text=address", ["token": "token-of-awa", "text": "form"])
        #expect(answer.html.contains("<li>text=form</li>"))
        #expect(!answer.html.contains("address</li>"))
        let tokenInAddress = try await site.awa.post("/note?token=token-of-awa", ["text": "form"])
        #expect(tokenInAddress.status == .unprocessableContent)
        #expect(!tokenInAddress.html.contains("<li>text=form</li>"))
    }

    @Test func `a page of somebody who is in is kept by no browser and no proxy`() async throws {
        let site = try SmallSite()
        for path in ["/mine", "/page", "/staff", "/nowhere", "/file"] {
            #expect(try await site.awa.get(path).headers[.cacheControl] == "no-store", "\(path)")
        }
    }

    @Test(arguments: ["multipart/form-data; boundary=x", "application/json", "text/plain", "application/xml"])
    func `a file or anything else than a form is not taken`(type: String) async throws {
        let sent = try await SmallSite().awa.post("/note", ["token": "token-of-awa"], [.contentType: type])
        #expect(sent.status == .unsupportedMediaType)
    }
}
