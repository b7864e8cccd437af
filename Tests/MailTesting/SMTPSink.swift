import NIOCore
import NIOPosix
import Synchronization

/// A mail server that keeps what it is given and refuses when told to, on a port of its own.
public final class SMTPSink: Sendable {
    /// What it does, beside taking every mail.
    public enum Manner: Sendable {
        case accepting
        /// Instead of a welcome.
        case closed(String)
        /// To the greeting of whoever comes.
        case unwilling(String)
        /// To `STARTTLS`, which it offers.
        case withoutCipher(String)
        /// To `RCPT`, whatever the mailbox.
        case refusing(String)
        /// To the mail itself.
        case refusingData(String)
        /// Instead of an answer to `DATA`, the line goes dead.
        case hangingUp
        /// It greets, then says nothing more.
        case silent
        /// It asks who one is, and believes nobody.
        case mistrusting
    }

    public struct Mail: Sendable, Equatable {
        public var from = ""
        public var to: [String] = []
        public var lines: [String] = []

        public init(from: String = "", to: [String] = [], lines: [String] = []) {
            (self.from, self.to, self.lines) = (from, to, lines)
        }
    }

    private struct State {
        var mails: [Mail] = []
        var commands: [String] = []
        var greeted: [CheckedContinuation<Void, Never>] = []
    }

    public let manner: Manner
    private let state = Mutex(State())
    private let channel = Mutex<(any Channel)?>(nil)

    public init(_ manner: Manner = .accepting) async throws {
        self.manner = manner
        let server = ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { [unowned self] child in
                child.eventLoop.makeCompletedFuture {
                    try child.pipeline.syncOperations.addHandlers(ByteToMessageHandler(Lines()), Talk(sink: self))
                }
            }
        let bound = try await server.bind(host: "127.0.0.1", port: 0).get()
        channel.withLock { $0 = bound }
    }

    deinit { channel.withLock { $0 }?.close(promise: nil) }

    public var port: Int { channel.withLock { $0?.localAddress?.port } ?? 0 }
    public var mails: [Mail] { state.withLock { $0.mails } }
    public var commands: [String] { state.withLock { $0.commands } }

    /// Returns when somebody has greeted.
    public func greeting() async {
        await withCheckedContinuation { continuation in
            let isThere = state.withLock { state in
                if state.commands.isEmpty { state.greeted.append(continuation) }
                return !state.commands.isEmpty
            }
            if isThere { continuation.resume() }
        }
    }

    fileprivate func hear(_ command: String) {
        let waiting = state.withLock { state in
            state.commands.append(command)
            defer { state.greeted = [] }
            return state.greeted
        }
        for continuation in waiting { continuation.resume() }
    }

    fileprivate func keep(_ mail: Mail) { state.withLock { $0.mails.append(mail) } }
}

private struct Lines: ByteToMessageDecoder {
    typealias InboundOut = String

    mutating func decode(context: ChannelHandlerContext, buffer: inout ByteBuffer) throws -> DecodingState {
        guard let end = buffer.readableBytesView.firstIndex(of: UInt8(ascii: "\n")) else { return .needMoreData }
        let line = buffer.readString(length: end - buffer.readerIndex + 1) ?? ""
        // A bare line feed is not SMTP: it stays visible.
        context.fireChannelRead(wrapInboundOut(line.hasSuffix("\r\n") ? String(line.dropLast()) : line))
        return .continue
    }
}

/// One conversation (RFC 5321).
private final class Talk: ChannelInboundHandler {
    typealias InboundIn = String
    typealias OutboundOut = ByteBuffer

    private let sink: SMTPSink
    private var mail = SMTPSink.Mail()
    private var isReadingMail = false

    init(sink: SMTPSink) { self.sink = sink }

    func channelActive(context: ChannelHandlerContext) {
        if case .closed(let answer) = sink.manner { return say(answer, context) }
        say("220 sink.test ready", context)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let line = unwrapInboundIn(data)
        if isReadingMail { return readMail(line, context) }
        sink.hear(line)
        if case .silent = sink.manner { return }
        switch line.prefix(4).uppercased() {
        case "EHLO": greet(context)
        case "STAR":
            if case .withoutCipher(let answer) = sink.manner { return say(answer, context) }
            say("502 5.5.1 unknown", context)
        case "HELO": greet(context)
        case "AUTH": say("535 5.7.8 nobody is believed here", context)
        case "MAIL":
            mail.from = Self.address(line)
            say("250 2.1.0 go on", context)
        case "RCPT": recipient(Self.address(line), context)
        case "DATA": begin(context)
        case "QUIT":
            say("221 bye", context)
            context.close(promise: nil)
        default: say("502 5.5.1 unknown", context)
        }
    }

    private func greet(_ context: ChannelHandlerContext) {
        if case .unwilling(let answer) = sink.manner { return say(answer, context) }
        if case .withoutCipher = sink.manner { return say("250-sink.test\r\n250 STARTTLS", context) }
        if case .mistrusting = sink.manner { return say("250-sink.test\r\n250 AUTH PLAIN LOGIN", context) }
        say("250-sink.test\r\n250 8BITMIME", context)
    }

    private func recipient(_ address: String, _ context: ChannelHandlerContext) {
        if case .refusing(let answer) = sink.manner { return say(answer, context) }
        mail.to.append(address)
        say("250 2.1.5 go on", context)
    }

    private func begin(_ context: ChannelHandlerContext) {
        if case .hangingUp = sink.manner { return context.close(promise: nil) }
        isReadingMail = true
        say("354 end with a dot", context)
    }

    private func readMail(_ line: String, _ context: ChannelHandlerContext) {
        guard line == "." else { return mail.lines.append(line.hasPrefix(".") ? String(line.dropFirst()) : line) }
        isReadingMail = false
        if case .refusingData(let answer) = sink.manner { return say(answer, context) }
        sink.keep(mail)
        say("250 2.0.0 kept", context)
    }

    private func say(_ line: String, _ context: ChannelHandlerContext) {
        context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: line + "\r\n")), promise: nil)
    }

    private static func address(_ line: String) -> String {
        String(line.drop { $0 != "<" }.dropFirst().prefix { $0 != ">" })
    }
}
