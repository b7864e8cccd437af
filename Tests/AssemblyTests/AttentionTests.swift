import Foundation
import NIOCore
import NIOEmbedded
import NIOHTTP1
import Testing
import Web
import World

@testable import Assembly

/// How long one visitor may make the house wait, by a clock that the test turns on.
struct AttentionTests {
    private let site: Site

    init() async throws { site = try await World().house.site }

    private static func form(_ length: Int) -> String { head("application/x-www-form-urlencoded", length) }

    private static func head(_ type: String, _ length: Int) -> String {
        "POST /connexion HTTP/1.1\r\nHost: rallynov.test\r\nContent-Type: \(type)\r\nContent-Length: \(length)\r\n\r\n"
    }

    @Test func `a form that is said letter by letter has no more time for that`() throws {
        let line = try Line(site, Crowd())
        try line.say(Self.form(1_000))
        for _ in 0..<59 {
            line.pass(.seconds(1))
            try line.say("a")
        }
        #expect(line.isOpen)
        #expect(try line.heard() == "")
        line.pass(.seconds(1))
        #expect(!line.isOpen)
        let answer = try line.heard()
        #expect(answer.hasPrefix("HTTP/1.1 408 "), "\(answer)")
        #expect(answer.lowercased().contains("\r\nconnection: close\r\n"))
        for said in [
            "x-content-type-options: nosniff", "content-security-policy: default-src 'none'", "cache-control: no-store",
            "referrer-policy: same-origin", "x-frame-options: sameorigin",
        ] {
            #expect(answer.lowercased().contains("\r\n\(said)"), "\(said)")
        }
    }

    @Test func `a file has more time the more of it has come, at a least rate`() throws {
        let line = try Line(site, Crowd(.init(patience: BodyPatience(form: .seconds(60), leastRate: 1_000))))
        try line.say(Self.head("multipart/form-data; boundary=x", 100_000))
        try line.say(String(repeating: "a", count: 10_000))
        line.pass(.seconds(69))
        #expect(line.isOpen)
        line.pass(.seconds(1))
        #expect(!line.isOpen)
        #expect(try line.heard().hasPrefix("HTTP/1.1 408 "))
    }

    @Test func `whoever has said all waits for the answer as long as it takes`() throws {
        let line = try Line(site, Crowd())
        try line.say(Self.form(3) + "a=1")
        line.pass(.seconds(600))
        #expect(line.isOpen)
        #expect(try line.heard() == "")
    }

    @Test func `beyond so many forms of one network its oldest is ended, and none of another`() throws {
        let crowd = Crowd(.init(bodiesOfOneNetwork: 2))
        let lines = try ["2001:db8::1", "198.51.100.7", "2001:db8::2", "2001:db8::3"].map { address in
            let line = try Line(site, crowd, from: address)
            try line.say(Self.form(9))
            return line
        }
        for line in lines { line.pass(.zero) }
        #expect(lines.map(\.isOpen) == [false, true, true, true])
        #expect(try lines[0].heard().hasPrefix("HTTP/1.1 408 "))
        #expect(crowd.givenWay == 1)
        // One that ends makes room for the next.
        try lines[2].say("a=1234567")
        let next = try Line(site, crowd, from: "2001:db8::4")
        try next.say(Self.form(9))
        for line in lines { line.pass(.zero) }
        #expect(lines.map(\.isOpen) == [false, true, true, true])
        #expect(crowd.givenWay == 1)
    }

    @Test func `of files of one network fewer are under way than of forms`() throws {
        let crowd = Crowd(.init(bodiesOfOneNetwork: 9, filesOfOneNetwork: 1))
        let form = try Line(site, crowd)
        try form.say(Self.form(9))
        let files = try (0..<2).map { _ in
            let line = try Line(site, crowd)
            try line.say(Self.head("application/octet-stream", 9))
            return line
        }
        for line in files + [form] { line.pass(.zero) }
        #expect(files.map(\.isOpen) == [false, true] && form.isOpen)
        #expect(crowd.givenWay == 1)
    }

    @Test func `what was answered without being read is not read for long`() throws {
        let line = try Line(site, Crowd())
        try line.say(Self.head("multipart/form-data; boundary=x", 1_000_000_000))
        try line.answer()
        for _ in 0..<9 {
            line.pass(.seconds(1))
            try line.say(String(repeating: "a", count: 1_000_000))
        }
        #expect(line.isOpen)
        line.pass(.seconds(1))
        #expect(!line.isOpen)
        // It was told once.
        #expect(try line.heard().components(separatedBy: "HTTP/1.1 ").count == 2)
    }

    @Test func `whoever leaves in the middle leaves nothing of the house behind`() throws {
        weak var left: Crowd?
        for said in [Self.form(3) + "a=1", Self.form(9), ""] {
            let crowd = Crowd()
            left = crowd
            let line = try Line(site, crowd)
            try line.say(said)
            #expect(line.isOpen && left != nil)
        }
        #expect(left == nil)
    }
}

/// A connection without a socket, from the parser to where the server would stand.
private final class Line {
    private let channel = EmbeddedChannel()

    // What stands on an open one holds the house, and its database, for good.
    deinit { _ = try? channel.finish(acceptAlreadyClosed: true) }

    init(_ site: Site, _ crowd: Crowd, from address: String = "192.0.2.1") throws {
        let pipeline = channel.pipeline.syncOperations
        try pipeline.configureHTTPServerPipeline(withPipeliningAssistance: false, withErrorHandling: false)
        try pipeline.addHandler(
            Attention(site: site, crowd: crowd, guest: Crowd.Guest(network: address)) { [channel] in
                channel.close(promise: nil)
            })
        try channel.connect(to: SocketAddress(ipAddress: address, port: 1)).wait()
    }

    var isOpen: Bool { channel.isActive }

    func say(_ text: String) throws { try channel.writeInbound(ByteBuffer(string: text)) }

    func pass(_ time: TimeAmount) { channel.embeddedEventLoop.advanceTime(by: time) }

    /// As the server does.
    func answer() throws {
        let head = HTTPResponseHead(version: .http1_1, status: .forbidden, headers: ["content-length": "0"])
        try channel.writeOutbound(HTTPServerResponsePart.head(head))
        try channel.writeOutbound(HTTPServerResponsePart.end(nil))
    }

    func heard() throws -> String {
        var all = ByteBuffer()
        while let part = try channel.readOutbound(as: ByteBuffer.self) { all.writeImmutableBuffer(part) }
        return String(buffer: all)
    }
}
