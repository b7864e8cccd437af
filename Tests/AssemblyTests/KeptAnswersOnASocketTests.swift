import HTTPTypes
import NIOCore
import Testing
import WebTesting
import World

@testable import Assembly

/// The house behind a socket, asked byte by byte for a page that it keeps.
@Suite(.timeLimit(.minutes(5)))
struct KeptAnswersOnASocketTests {
    private static let other = request("GET /healthz")

    private static func page(_ headers: String = "", method: String = "GET") -> String {
        request("\(method) /donnees-personnelles", headers)
    }

    private static func request(_ line: String, _ headers: String = "") -> String {
        "\(line) HTTP/1.1\r\nHost: rallynov.test\r\n\(headers)\r\n"
    }

    private func served(_ test: (Socket) async throws -> Void) async throws {
        let house = try await World().house
        // In both forms, so that both are kept.
        for wish in ["", "gzip"] {
            let screen = try await Visitor(house.site).get("/donnees-personnelles", [.acceptEncoding: wish])
            try #require(screen.status == .ok)
        }
        let (ports, opened) = AsyncStream.makeStream(of: Int.self)
        let running = Task {
            defer { opened.finish() }
            try await Server(house: house, listen: "127.0.0.1:0").run(started: { opened.yield($0) }, overdue: {})
        }
        do {
            try await test(Socket(port: try #require(await ports.first { _ in true })))
        } catch {
            running.cancel()
            throw error
        }
        running.cancel()
        _ = await running.result
    }

    @Test func `kept answers and others come in the order they were asked for, also when the visitor says no more`()
        async throws
    {
        try await served { socket in
            let page = try #require(try await socket.answers(Self.page()).first?.body)
            #expect(page.readableBytes > 1000)
            let ok = ByteBuffer(string: "ok\n")
            let all = try await socket.answers(Self.page() + Self.other + Self.page() + Self.page() + Self.other)
            #expect(all.map(\.body) == [page, ok, page, page, ok])
        }
    }

    @Test(arguments: ["", "Accept-Encoding: gzip\r\n", "If-None-Match: \"other\"\r\n"], ["GET", "HEAD"])
    func `what is kept has the very headers of what is not`(_ wish: String, _ method: String) async throws {
        try await served { socket in
            let isHead = method == "HEAD"
            // Whoever says that this is the last request is answered by the library.
            let slow = try await socket.answers(
                Self.page(wish + "Connection: close\r\n", method: method), isHead: isHead)
            let fast = try await socket.answers(Self.page(wish, method: method), isHead: isHead)
            try #require(slow.count == 1 && fast.count == 1)
            #expect(fast[0].lines == slow[0].lines)
            #expect(fast[0].body == slow[0].body)
            #expect(fast[0].body.readableBytes > 0 || isHead)
        }
    }

    @Test func `what the visitor has already is not sent again, in either way`() async throws {
        try await served { socket in
            let tag = try #require(
                try await socket.answers(Self.page()).first?.lines.first { $0.hasPrefix("etag: ") }?.dropFirst(6))
            let slow = try await socket.answers(Self.page("If-None-Match: \(tag)\r\nConnection: close\r\n"))
            let fast = try await socket.answers(Self.page("If-None-Match: \(tag)\r\n") + Self.other)
            #expect(fast.map(\.body.readableBytes) == [0, 3])
            #expect(fast.first?.lines == slow.first?.lines)
            #expect(fast.first?.lines.contains("http/1.1 304 not modified") == true)
        }
    }

    @Test func `whoever asks for much and reads late gets all of it, in order`() async throws {
        try await served { socket in
            let part = Self.page() + Self.page() + Self.other
            let bytes = try await Wire.bytes(port: socket.port) { wire in
                for _ in 0..<400 { try await wire.write(ByteBuffer(string: part)) }
                wire.finish()
            }
            let sizes = try WireAnswer.all(in: bytes).map(\.body.readableBytes)
            #expect(sizes.count == 1200)
            #expect(sizes.enumerated().allSatisfy { place, size in (size == 3) == (place % 3 == 2) })
        }
    }
}

private struct Socket {
    let port: Int

    /// What comes for requests sent at once by somebody who says no more afterwards.
    func answers(_ requests: String, isHead: Bool = false) async throws -> [WireAnswer] {
        let bytes = try await Wire.bytes(port: port) { wire in
            try await wire.write(ByteBuffer(string: requests))
            wire.finish()
        }
        return try WireAnswer.all(in: bytes, isHead: isHead)
    }
}

/// One answer of several, cut out by its own length.
private struct WireAnswer {
    /// First line and headers in small letters and sorted, without what changes with the second or says whether more may come.
    let lines: [String]
    let body: ByteBuffer

    static func all(in bytes: ByteBuffer, isHead: Bool = false) throws -> [WireAnswer] {
        var (rest, all) = (bytes, [WireAnswer]())
        while rest.readableBytes > 0 { all.append(try WireAnswer(next: &rest, isHead: isHead)) }
        return all
    }

    private init(next rest: inout ByteBuffer, isHead: Bool) throws {
        let end = try #require(rest.readableBytesView.firstRange(of: Array("\r\n\r\n".utf8))?.upperBound)
        let head = rest.readString(length: end - rest.readerIndex)
        let said = try #require(head).lowercased().split(separator: "\r\n").map(String.init)
        let length = said.first { $0.hasPrefix("content-length: ") }.flatMap { Int($0.dropFirst(16)) }
        let whole = rest.readSlice(length: isHead ? 0 : length ?? 0)
        body = try #require(whole)
        lines = said.filter { line in !["date: ", "expires: ", "connection: "].contains(where: line.hasPrefix) }
            .sorted()
    }
}
