import Foundation
import NIOCore
import NIOEmbedded
import NIOHTTP1
import Testing
import Web
import WebTesting
import World

@testable import Assembly

private let page = "/donnees-personnelles"
private let host = "Host: rallynov.test\r\n"

struct KeptAnswersTests {
    private let site: Site

    init() async throws {
        site = try await World().house.site
        try #require(try await Visitor(site).get(page).status == .ok)
    }

    @Test func `what is kept is answered whole, and the server hears nothing`() async throws {
        let screen = try await Visitor(site).get(page)
        let connection = try Connection(site)
        try connection.send("GET \(page) HTTP/1.1\r\n\(host)\r\n")
        let answer = try connection.received()
        #expect(connection.server.asked.isEmpty)
        #expect(answer.hasPrefix("HTTP/1.1 200 OK\r\n"))
        #expect(answer.hasSuffix("\r\n\r\n" + screen.html))
        #expect(answer.contains("\r\nContent-Length: \(screen.bytes.count)\r\n"))
        #expect(answer.contains("\r\nDate: "))
        #expect(answer.contains("\r\nETag: \(try #require(screen.headers[.eTag]))\r\n"))
    }

    @Test func `HEAD has the headers of GET and no body`() throws {
        let connection = try Connection(site)
        try connection.send("HEAD \(page) HTTP/1.1\r\n\(host)\r\n")
        let head = try connection.received()
        try connection.send("GET \(page) HTTP/1.1\r\n\(host)\r\n")
        #expect(try connection.received().contains("</html>"))
        #expect(connection.server.asked.isEmpty)
        #expect(head.hasSuffix("\r\n\r\n"))
        #expect(head.contains("\r\nContent-Length: "))
        #expect(head.firstRange(of: "\r\n\r\n")?.upperBound == head.endIndex)
    }

    @Test func `several at once are answered in their order, and again afterwards`() throws {
        let connection = try Connection(site)
        let head = "HEAD \(page) HTTP/1.1\r\n\(host)\r\n"
        try connection.send(head + head + head)
        #expect(try connection.received().matches(of: /HTTP\/1.1 200 OK/).count == 3)
        try connection.send(head)
        #expect(try connection.received().matches(of: /HTTP\/1.1 200 OK/).count == 1)
        #expect(connection.server.asked.isEmpty)
    }

    @Test func `nothing overtakes an answer of the server that is under way`() throws {
        let connection = try Connection(site)
        try connection.send("GET /readyz HTTP/1.1\r\n\(host)\r\nGET \(page) HTTP/1.1\r\n\(host)\r\n")
        #expect(connection.server.asked == ["GET /readyz", "GET \(page)"])
        #expect(try connection.received().isEmpty)
        connection.server.answer()
        connection.server.answer()
        #expect(try connection.received().matches(of: /From: server/).count == 2)
        try connection.send("GET \(page) HTTP/1.1\r\n\(host)\r\n")
        #expect(try connection.received().contains("\r\nExpires: "))
        #expect(connection.server.asked.count == 2)
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
        let connection = try Connection(site)
        try connection.send(request)
        #expect(connection.server.asked.count == 1)
        #expect(try connection.received().isEmpty)
    }

    @Test func `a browser that says the connection stays is answered, in whatever letters`() throws {
        let connection = try Connection(site)
        try connection.send("GET \(page) HTTP/1.1\r\nhOST: RALLYNOV.test\r\nCONNECTION: Keep-Alive\r\n\r\n")
        #expect(try connection.received().hasPrefix("HTTP/1.1 200 OK\r\n"))
    }

    @Test func `while a visitor does not take what was sent, the server is asked, which waits`() throws {
        let connection = try Connection(site)
        connection.channel.isWritable = false
        try connection.send("GET \(page) HTTP/1.1\r\n\(host)\r\n")
        #expect(connection.server.asked == ["GET \(page)"])
        #expect(try connection.received().isEmpty)
    }

    @Test func `a connection on which nothing happens is closed, and one that is used or waits for its answer is not`()
        throws
    {
        let connection = try Connection(site)
        let loop = connection.channel.embeddedEventLoop
        loop.advanceTime(by: .seconds(50))
        try connection.send("HEAD \(page) HTTP/1.1\r\n\(host)\r\n")
        loop.advanceTime(by: .seconds(50))
        #expect(connection.channel.isActive)
        try connection.send("GET /readyz HTTP/1.1\r\n\(host)\r\n")
        loop.advanceTime(by: .seconds(600))
        #expect(connection.channel.isActive)
        connection.server.answer()
        loop.advanceTime(by: .seconds(59))
        #expect(connection.channel.isActive)
        loop.advanceTime(by: .seconds(61))
        #expect(!connection.channel.isActive)
    }

    @Test func `nothing is answered after a request that says it is the last`() throws {
        let connection = try Connection(site)
        try connection.send("GET /readyz HTTP/1.1\r\n\(host)Connection: close\r\n\r\n")
        connection.server.answer()
        _ = try connection.received()
        // The parser may refuse to read on, which is as good.
        try? connection.send("GET \(page) HTTP/1.1\r\n\(host)\r\n")
        #expect(connection.server.asked.first == "GET /readyz")
        #expect(try connection.received().isEmpty)
    }

    @Test func `a stop lets what was answered be taken, and nothing more is heard`() throws {
        let connection = try Connection(site)
        connection.visitor.takes = false
        try connection.send("GET \(page) HTTP/1.1\r\n\(host)\r\n")
        connection.server.close()
        #expect(connection.channel.isActive)
        try connection.send("GET /readyz HTTP/1.1\r\n\(host)\r\n")
        #expect(connection.server.asked.isEmpty)
        connection.visitor.takes = true
        connection.channel.flush()
        #expect(try connection.received().contains("</html>"))
        connection.channel.embeddedEventLoop.run()
        #expect(!connection.channel.isActive)
    }

    @Test(arguments: [false, true]) func `whoever takes nothing of an answer does not hold the connection`(
        isStopped: Bool
    )
        throws
    {
        let connection = try Connection(site)
        connection.visitor.takes = false
        try connection.send("GET \(page) HTTP/1.1\r\n\(host)\r\n")
        if isStopped { connection.server.close() }
        let loop = connection.channel.embeddedEventLoop
        loop.advanceTime(by: .seconds(61))
        #expect(connection.channel.isActive)
        loop.advanceTime(by: .seconds(61))
        #expect(!connection.channel.isActive)
    }

    @Test func `whoever takes an answer slowly keeps the connection`() throws {
        let connection = try Connection(site)
        connection.visitor.takes = false
        try connection.send(String(repeating: "GET \(page) HTTP/1.1\r\n\(host)\r\n", count: 2))
        let loop = connection.channel.embeddedEventLoop
        loop.advanceTime(by: .seconds(61))
        connection.visitor.takes = true
        connection.channel.flush()
        connection.visitor.takes = false
        #expect(try connection.received().matches(of: /HTTP\/1.1 200 OK/).count == 2)
        try connection.send("HEAD \(page) HTTP/1.1\r\n\(host)\r\n")
        loop.advanceTime(by: .seconds(61))
        #expect(connection.channel.isActive)
    }

    @Test func `a head that is said letter by letter does not hold the connection`() throws {
        let connection = try Connection(site)
        for letter in "GET /" {
            try connection.send(String(letter))
            connection.channel.embeddedEventLoop.advanceTime(by: .seconds(10))
        }
        #expect(connection.channel.isActive)
        try connection.send(" HTTP")
        connection.channel.embeddedEventLoop.advanceTime(by: .seconds(11))
        #expect(!connection.channel.isActive)
    }

    @Test func `a body that never comes does not hold the connection`() throws {
        let connection = try Connection(site)
        try connection.send("POST /connexion HTTP/1.1\r\n\(host)Content-Length: 9\r\n\r\nemail")
        connection.channel.embeddedEventLoop.advanceTime(by: .seconds(61))
        #expect(!connection.channel.isActive)
    }
}

/// A connection without a socket: the parser, what is kept, and in place of the server somebody who notes what arrives.
/// It is made, used and forgotten without a pause in between, so that it stays on its thread, as a real one does.
private final class Connection {
    let channel = EmbeddedChannel()
    let server = Server()
    let visitor = Taking()

    init(_ site: Site) throws {
        try channel.pipeline.syncOperations.addHandler(visitor)
        try channel.pipeline.syncOperations.configureHTTPServerPipeline(
            withPipeliningAssistance: false, withErrorHandling: false)
        try channel.pipeline.syncOperations.addHandler(server)
        try KeptAnswers(site: site, patience: .seconds(60)).stand(in: channel.pipeline.syncOperations)
        try channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 1)).wait()
    }

    // An open channel keeps its handlers, and with them the site and its database.
    deinit {
        visitor.takes = true
        channel.flush()
        channel.embeddedEventLoop.advanceTime(by: .hours(1))
        if channel.isActive { _ = try? channel.finish() }
    }

    func send(_ text: String) throws { try channel.writeInbound(ByteBuffer(string: text)) }

    func received() throws -> String {
        var all = ByteBuffer()
        while let part = try channel.readOutbound(as: ByteBuffer.self) { all.writeImmutableBuffer(part) }
        return String(buffer: all)
    }
}

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

/// What is sent stays where it is while the visitor does not take it.
private final class Taking: ChannelOutboundHandler {
    typealias OutboundIn = ByteBuffer
    var takes = true

    func flush(context: ChannelHandlerContext) { if takes { context.flush() } }
}
