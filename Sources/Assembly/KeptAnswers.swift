import HummingbirdCore
import NIOCore
import NIOHTTP1
import Web

/// Stands on a connection between the parser and the server: what is kept is answered here, at once, on the thread that
/// read the question. All else is let by, and so is everything while an answer of the server is under way, which keeps
/// answers in order, or while the visitor does not take what was sent, which the server knows how to wait for.
///
/// It also closes the connection on which nothing happens, as the server would: the server sees part of what happens only.
/// And it lets what was answered be sent before the server closes, which knows of its own answers only.
final class KeptAnswers: ChannelDuplexHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart
    typealias OutboundIn = HTTPServerResponsePart
    typealias OutboundOut = HTTPServerResponsePart

    private let site: Site
    private let patience: TimeAmount
    private let guest: Crowd.Guest?
    /// Where bytes are written that need no encoder any more.
    private var wire: ChannelHandlerContext?
    /// Requests let by whose answers have not ended.
    private var underWay = 0
    private var isReading = false
    private var isAnswered = false
    private var isWritten = false
    /// The visitor said that nothing comes after a request that was let by.
    private var isLast = false
    private var isClosing = false
    /// What was still to be sent when last looked at.
    private var unsent = Int.max
    private var lastSign = NIODeadline.uptimeNanoseconds(0)
    private var check: Scheduled<Void>?

    init(site: Site, patience: TimeAmount, guest: Crowd.Guest? = nil) {
        (self.site, self.patience, self.guest) = (site, patience, guest)
    }

    /// Puts it into the pipeline of a server that is built already.
    func stand(in pipeline: ChannelPipeline.SynchronousOperations) throws {
        wire = try pipeline.context(handlerType: HTTPResponseEncoder.self)
        let parser = try pipeline.handler(type: ByteToMessageHandler<HTTPRequestDecoder>.self)
        try pipeline.addHandler(self, position: .after(parser))
    }

    func handlerAdded(context: ChannelHandlerContext) {
        if context.channel.isActive { begin(context) }
    }

    func channelActive(context: ChannelHandlerContext) {
        begin(context)
        context.fireChannelActive()
    }

    private func begin(_ context: ChannelHandlerContext) {
        sign(context)
        if check == nil { watch(context) }
    }

    private func sign(_ context: ChannelHandlerContext) {
        (lastSign, unsent) = (context.eventLoop.now, .max)
        guest?.sign(at: lastSign)
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        check?.cancel()
        wire = nil
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !isClosing else { return }
        sign(context)
        switch unwrapInboundIn(data) {
        case .head(let head):
            isReading = true
            if underWay == 0, !isLast, context.channel.isWritable, answer(head) {
                isAnswered = true
            } else {
                underWay += 1
                isLast = isLast || !head.isKeepAlive
                context.fireChannelRead(data)
            }
        case .body:
            if !isAnswered { context.fireChannelRead(data) }
        case .end:
            isReading = false
            if !isAnswered { context.fireChannelRead(data) }
            isAnswered = false
        }
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        if isWritten { wire?.flush() }
        isWritten = false
        context.fireChannelReadComplete()
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        if case .end = unwrapOutboundIn(data) { underWay -= 1 }
        sign(context)
        context.write(data, promise: promise)
    }

    /// After what was answered is sent, at the pace of the visitor; `watch` gives up on one who takes nothing.
    func close(context: ChannelHandlerContext, mode: CloseMode, promise: EventLoopPromise<Void>?) {
        guard mode != .input, let wire, Self.unsent(context) > 0 else {
            return context.close(mode: mode, promise: promise)
        }
        isClosing = true
        let sent = context.eventLoop.makePromise(of: Void.self)
        sent.futureResult.assumeIsolated().whenComplete { _ in context.close(mode: mode, promise: promise) }
        wire.writeAndFlush(NIOAny(ByteBuffer()), promise: sent)
    }

    /// At once, whatever was still to be sent.
    func cut() { wire?.close(promise: nil) }

    private static func unsent(_ context: ChannelHandlerContext) -> Int {
        (try? context.channel.syncOptions?.getOption(.bufferedWritableBytes)) ?? 0
    }

    private func answer(_ head: HTTPRequestHead) -> Bool {
        guard let wire, let (form, time) = kept(for: head) else { return false }
        wire.write(NIOAny(form.head), promise: nil)
        wire.write(NIOAny(time.lines), promise: nil)
        if head.method == .GET, form.body.readableBytes > 0 { wire.write(NIOAny(form.body), promise: nil) }
        isWritten = true
        return true
    }

    /// Only for requests that leave nothing to think about: the connection stays open, and no body comes.
    private func kept(for head: HTTPRequestHead) -> (KeptForm, HTTPTime)? {
        guard head.version == .http1_1, head.method == .GET || head.method == .HEAD else { return nil }
        var wishes = site.wishes
        var host: String?
        for (name, value) in head.headers {
            if name.names("host") {
                guard host == nil else { return nil }
                host = value
            } else if name.names("connection") {
                guard value.names("keep-alive") else { return nil }
            } else if ["content-length", "transfer-encoding", "expect", "upgrade"].contains(where: name.names) {
                return nil
            } else {
                wishes.hear(name, value)
            }
        }
        return site.kept(for: head.uri, host: host, wishes)
    }

    /// Something happens while the server thinks, or while the visitor takes some of what was answered.
    private func watch(_ context: ChannelHandlerContext) {
        check = context.eventLoop.assumeIsolated().scheduleTask(deadline: lastSign + patience) {
            let left = Self.unsent(context)
            if left > 0 ? left < self.unsent : self.underWay > 0 && !self.isReading {
                self.sign(context)
                if left > 0 { self.unsent = left }
            } else if context.eventLoop.now - self.lastSign >= self.patience {
                return context.close(promise: nil)
            }
            self.watch(context)
        }
    }
}
