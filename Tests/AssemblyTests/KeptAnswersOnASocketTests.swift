import NIOCore
import Testing
import WebTesting
import World

@testable import Assembly

struct KeptAnswersOnASocketTests {
    private static let kept = "GET /donnees-personnelles HTTP/1.1\r\nHost: rallynov.test\r\n\r\n"
    private static let other = "GET /healthz HTTP/1.1\r\nHost: rallynov.test\r\n\r\n"

    /// The bodies that come for requests sent at once by somebody who says no more afterwards, and the kept page itself.
    private func bodies(_ requests: String) async throws -> (bodies: [Substring], page: Substring) {
        let house = try await World().house
        let page = try await Visitor(house.site).get("/donnees-personnelles")
        let (ports, opened) = AsyncStream.makeStream(of: Int.self)
        let running = Task {
            defer { opened.finish() }
            try await Server(house: house, listen: "127.0.0.1:0").run { opened.yield($0) }
        }
        defer { running.cancel() }
        let port = try #require(await ports.first { _ in true })
        let answer = try await Wire.answer(port: port) { wire in
            try await wire.write(ByteBuffer(string: requests))
            wire.finish()
        }
        return (answer.split(separator: /HTTP\/1.1 200 OK\r\n.*?\r\n\r\n/.dotMatchesNewlines()), page.html[...])
    }

    @Test func `kept answers and others come in the order they were asked for, also when the visitor says no more`()
        async throws
    {
        let (bodies, page) = try await bodies(Self.kept + Self.other + Self.kept + Self.kept + Self.other)
        #expect(bodies == [page, "ok\n", page, page, "ok\n"])
    }
}
