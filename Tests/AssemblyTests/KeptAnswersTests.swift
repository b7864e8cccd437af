import Foundation
import NIOCore
import NIOEmbedded
import NIOHTTP1
import Testing
import Web
import WebTesting
import World

@testable import Assembly

/// A connection without a socket, on one thread as they are: the parser, what is kept, and in place of the server
/// somebody who notes what arrives.
@MainActor struct KeptAnswersTests {
    private static let page = "/donnees-personnelles"
    private static let host = "Host: rallynov.test\r\n"

    private let site: Site
    private let channel = EmbeddedChannel()
    private let server = Server()
    private let visitor = Taking()

    private final class Server: ChannelInboundHandler {
        typealias InboundIn = HTTPServerRequestPart
        typealias OutboundOut = HTTPServerResponsePart
        var asked: [String] = []
        var context: ChannelHandlerContext?

        func handlerAdded(context: ChannelHandlerContext) { self.context = context }
        func handlerRemoved(context: ChannelHandlerContext) { self.context = nil }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            if case .head(let head) = unwrapInboundIn(data) { asked.append("\(head.method) \(head.uri)") }
        }

        func answer() {
            let head = HTTPResponseHead(
                version: .http1_1, status: .ok, headers: ["Content-Length": "0", "From": "server"])
            context?.write(wrapOutboundOut(.head(head)), promise: nil)
            context?.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
        }

        func close() { context?.close(promise: nil) }
    }

    init() async throws {
        site = try await World().house.site
        let screen = try await Visitor(site).get(Self.page)
        try #require(screen.status == .ok)
        try channel.pipeline.syncOperations.addHandler(visitor)
        try channel.pipeline.syncOperations.configureHTTPServerPipeline(
            withPipeliningAssistance: false, withErrorHandling: false)
        try channel.pipeline.syncOperations.addHandler(server)
        try KeptAnswers(site: site, patience: .seconds(60)).stand(in: channel.pipeline.syncOperations)
        try channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 1)).wait()
    }

    private func send(_ text: String) throws { try channel.writeInbound(ByteBuffer(string: text)) }

    private func received() throws -> String {
        var all = ByteBuffer()
        while let part = try channel.readOutbound(as: ByteBuffer.self) { all.writeImmutableBuffer(part) }
        return String(buffer: all)
    }

    @Test func `what is kept is answered whole, and the server hears nothing`() async throws {
        let screen = try await Visitor(site).get(Self.page)
        try send("GET \(Self.page) HTTP/1.1\r\n\(Self.host)\r\n")
        let answer = try received()
        #expect(server.asked.isEmpty)
        #expect(answer.hasPrefix("HTTP/1.1 200 OK\r\n"))
        #expect(answer.hasSuffix("\r\n\r\n" + screen.html))
        #expect(answer.contains("\r\nContent-Length: \(screen.bytes.count)\r\n"))
        #expect(answer.contains("\r\nDate: "))
        #expect(answer.contains("\r\nETag: \(try #require(screen.headers[.eTag]))\r\n"))
    }

    @Test func `HEAD has the headers of GET and no body`() throws {
        try send("HEAD \(Self.page) HTTP/1.1\r\n\(Self.host)\r\n")
        let head = try received()
        try send("GET \(Self.page) HTTP/1.1\r\n\(Self.host)\r\n")
        let whole = try received()
        #expect(server.asked.isEmpty)
        #expect(head.hasSuffix("\r\n\r\n"))
        #expect(head.contains("\r\nContent-Length: "))
        #expect(head.split(separator: "\r\n").map { $0.prefix(4) }.count < whole.split(separator: "\r\n").count)
        #expect(head.firstRange(of: "\r\n\r\n")?.upperBound == head.endIndex)
    }

    @Test func `several at once are answered in their order, and again afterwards`() throws {
        let head = "HEAD \(Self.page) HTTP/1.1\r\n\(Self.host)\r\n"
        try send(head + head + head)
        #expect(try received().matches(of: /HTTP\/1.1 200 OK/).count == 3)
        try send(head)
        #expect(try received().matches(of: /HTTP\/1.1 200 OK/).count == 1)
        #expect(server.asked.isEmpty)
    }

    @Test func `nothing overtakes an answer of the server that is under way`() throws {
        try send("GET /readyz HTTP/1.1\r\n\(Self.host)\r\nGET \(Self.page) HTTP/1.1\r\n\(Self.host)\r\n")
        #expect(server.asked == ["GET /readyz", "GET \(Self.page)"])
        #expect(try received().isEmpty)
        server.answer()
        server.answer()
        #expect(try received().matches(of: /From: server/).count == 2)
        try send("GET \(Self.page) HTTP/1.1\r\n\(Self.host)\r\n")
        #expect(try received().contains("\r\nExpires: "))
        #expect(server.asked.count == 2)
    }

    @Test(arguments: [
        "GET /donnees-personnelles HTTP/1.0\r\nHost: rallynov.test\r\n\r\n",
        "GET /donnees-personnelles HTTP/1.1\r\nHost: evil.example\r\n\r\n",
        "GET /donnees-personnelles HTTP/1.1\r\n\r\n",
        "GET /donnees-personnelles HTTP/1.1\r\nHost: rallynov.test\r\nHost: rallynov.test\r\n\r\n",
        "GET /donnees-personnelles HTTP/1.1\r\nHost: rallynov.test\r\nConnection: close\r\n\r\n",
        "GET /donnees-personnelles HTTP/1.1\r\nHost: rallynov.test\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n",
        "GET /donnees-personnelles HTTP/1.1\r\nHost: rallynov.test\r\nContent-Length: 3\r\n\r\nabc",
        "GET /donnees-personnelles HTTP/1.1\r\nHost: rallynov.test\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "GET /donnees-personnelles HTTP/1.1\r\nHost: rallynov.test\r\nExpect: 100-continue\r\n\r\n",
        "GET /donnees-personnelles HTTP/1.1\r\nHost: rallynov.test\r\nCookie: session=x\r\n\r\n",
        "POST /donnees-personnelles HTTP/1.1\r\nHost: rallynov.test\r\nContent-Length: 0\r\n\r\n",
        "GET /nowhere HTTP/1.1\r\nHost: rallynov.test\r\n\r\n",
    ])
    func `whatever needs thought is the server's`(_ request: String) throws {
        try send(request)
        #expect(server.asked.count == 1)
        #expect(try received().isEmpty)
    }

    @Test func `a browser that says the connection stays is answered, in whatever letters`() throws {
        try send("GET \(Self.page) HTTP/1.1\r\nhOST: RALLYNOV.test\r\nCONNECTION: Keep-Alive\r\n\r\n")
        #expect(try received().hasPrefix("HTTP/1.1 200 OK\r\n"))
    }

    @Test func `while a visitor does not take what was sent, the server is asked, which waits`() throws {
        channel.isWritable = false
        try send("GET \(Self.page) HTTP/1.1\r\n\(Self.host)\r\n")
        #expect(server.asked == ["GET \(Self.page)"])
        #expect(try received().isEmpty)
    }

    @Test func `a connection on which nothing happens is closed, and one that is used or waits for its answer is not`()
        throws
    {
        let loop = channel.embeddedEventLoop
        loop.advanceTime(by: .seconds(50))
        try send("HEAD \(Self.page) HTTP/1.1\r\n\(Self.host)\r\n")
        loop.advanceTime(by: .seconds(50))
        #expect(channel.isActive)
        try send("GET /readyz HTTP/1.1\r\n\(Self.host)\r\n")
        loop.advanceTime(by: .seconds(600))
        #expect(channel.isActive)
        server.answer()
        loop.advanceTime(by: .seconds(59))
        #expect(channel.isActive)
        loop.advanceTime(by: .seconds(61))
        #expect(!channel.isActive)
    }

    @Test func `nothing is answered after a request that says it is the last`() throws {
        try send("GET /readyz HTTP/1.1\r\n\(Self.host)Connection: close\r\n\r\n")
        server.answer()
        _ = try received()
        // The parser may refuse to read on, which is as good.
        try? send("GET \(Self.page) HTTP/1.1\r\n\(Self.host)\r\n")
        #expect(server.asked.first == "GET /readyz")
        #expect(try received().isEmpty)
    }

    @Test func `a stop lets what was answered be taken, and nothing more is heard`() throws {
        visitor.takes = false
        try send("GET \(Self.page) HTTP/1.1\r\n\(Self.host)\r\n")
        server.close()
        #expect(channel.isActive)
        try send("GET /readyz HTTP/1.1\r\n\(Self.host)\r\n")
        #expect(server.asked.isEmpty)
        visitor.takes = true
        channel.flush()
        #expect(try received().contains("</html>"))
        channel.embeddedEventLoop.run()
        #expect(!channel.isActive)
    }

    @Test(arguments: [false, true]) func `whoever takes nothing of an answer does not hold the connection`(
        isStopped: Bool
    )
        throws
    {
        visitor.takes = false
        try send("GET \(Self.page) HTTP/1.1\r\n\(Self.host)\r\n")
        if isStopped { server.close() }
        let loop = channel.embeddedEventLoop
        loop.advanceTime(by: .seconds(61))
        #expect(channel.isActive)
        loop.advanceTime(by: .seconds(61))
        #expect(!channel.isActive)
    }

    @Test func `whoever takes an answer slowly keeps the connection`() throws {
        visitor.takes = false
        try send(String(repeating: "GET \(Self.page) HTTP/1.1\r\n\(Self.host)\r\n", count: 2))
        let loop = channel.embeddedEventLoop
        loop.advanceTime(by: .seconds(61))
        visitor.takes = true
        channel.flush()
        visitor.takes = false
        #expect(try received().matches(of: /HTTP\/1.1 200 OK/).count == 2)
        try send("HEAD \(Self.page) HTTP/1.1\r\n\(Self.host)\r\n")
        loop.advanceTime(by: .seconds(61))
        #expect(channel.isActive)
    }

    @Test func `a body that never comes does not hold the connection`() throws {
        try send("POST /connexion HTTP/1.1\r\n\(Self.host)Content-Length: 9\r\n\r\nemail")
        channel.embeddedEventLoop.advanceTime(by: .seconds(61))
        #expect(!channel.isActive)
    }
}

/// What is sent stays where it is while the visitor does not take it.
private final class Taking: ChannelOutboundHandler {
    typealias OutboundIn = ByteBuffer
    var takes = true

    func flush(context: ChannelHandlerContext) { if takes { context.flush() } }
}
