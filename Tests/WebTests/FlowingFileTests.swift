import HTTPTypes
import NIOConcurrencyHelpers
import Testing
import Web
import WebTesting

/// Files that are made while they are sent.
struct FlowingFileTests {
    @Test func `each share is sent as it is made, and the file is noted and kept by nobody`() async throws {
        let site = try SmallSite()
        let given = try await site.awa.get("/made")
        #expect(given.status == .ok && given.bytes == SmallSite.film + SmallSite.film)
        #expect(given.headers[.contentType] == "application/zip" && given.headers[.contentLength] == nil)
        #expect(given.headers[.contentDisposition] == "attachment; filename=\"_.zip\"; filename*=UTF-8''%C3%A9.zip")
        #expect(given.headers[.cacheControl] == "private, no-store")
        #expect(site.state.withLockedValue { $0.left } == ["made"])
        #expect(try await site.stranger.get("/made").status == .seeOther)
    }

    @Test func `one that fails in its midst has no end that looks whole`() async throws {
        await #expect(throws: SmallSite.Broken.self) { try await SmallSite().awa.get("/cut") }
    }
}
