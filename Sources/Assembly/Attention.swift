import Accounts
import NIOCore
import NIOHTTP1
import Web

/// Stands on a connection between what is kept and the server, and minds how long the visitor makes the house wait: a
/// form has its time, a file its least rate, and in a crowd whoever waits gives way. It also refuses the heads that no server
/// should guess about: those that name two hosts, none or another site's, or whose body is in a coding that nobody here reads.
final class Attention: ChannelDuplexHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart
    typealias OutboundIn = HTTPServerResponsePart
    typealias OutboundOut = HTTPServerResponsePart

    private struct Body {
        let network: String
        let kind: BodyPatience.Kind
        let begun: NIODeadline
        var received = 0
        /// The server has begun to answer before it had heard all.
        var isAnswered = false
        /// It has answered, and reads no more than whoever sends needs to see that.
        var answered: NIODeadline?
    }

    private let site: Site
    private let crowd: Crowd
    private let guest: Crowd.Guest
    /// Ends the connection, also for a visitor who takes nothing of what was sent.
    private let cut: () -> Void
    private var body: Body?
    /// Requests whose answers have not ended.
    private var underWay = 0
    private var isClosing = false
    private var check: Scheduled<Void>?

    init(site: Site, crowd: Crowd, guest: Crowd.Guest, cut: @escaping () -> Void) {
        (self.site, self.crowd, self.guest, self.cut) = (site, crowd, guest, cut)
    }

    func handlerAdded(context: ChannelHandlerContext) {
        if context.channel.isActive { enter(context) }
    }

    func channelActive(context: ChannelHandlerContext) {
        enter(context)
        context.fireChannelActive()
    }

    private func enter(_ context: ChannelHandlerContext) {
        guest.rest(at: context.eventLoop.now)
        let (own, loop) = (NIOLoopBound((self, context), eventLoop: context.eventLoop), context.eventLoop)
        guest.onGivingWay { loop.execute { own.value.0.giveWay(own.value.1) } }
        crowd.enter(guest)
    }

    func channelInactive(context: ChannelHandlerContext) {
        leave()
        context.fireChannelInactive()
    }

    func handlerRemoved(context: ChannelHandlerContext) { leave() }

    private func leave() {
        endBody()
        guest.onGivingWay(nil)
        crowd.leave(guest)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !isClosing else { return }
        switch unwrapInboundIn(data) {
        case .head(let head):
            underWay += 1
            if let refusal = refusal(of: head) { return refuse(refusal, context) }
            begin(head, context)
        case .body(let part): body?.received += part.readableBytes
        case .end:
            endBody()
            if underWay > 0 { guest.work() } else { guest.rest(at: context.eventLoop.now) }
        }
        context.fireChannelRead(data)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        switch unwrapOutboundIn(data) {
        case .head(let head):
            body?.isAnswered = true
            if let safe = safe(head) { return context.write(wrapOutboundOut(.head(safe)), promise: promise) }
        case .body: break
        case .end:
            underWay -= 1
            if underWay == 0, body == nil { guest.rest(at: context.eventLoop.now) }
            if underWay == 0, body != nil { linger(context) }
        }
        context.write(data, promise: promise)
    }

    /// The head of an answer that the site did not make, as of a refusal to read on, with what all of its own say to the
    /// browser; nil for those.
    private func safe(_ head: HTTPResponseHead) -> HTTPResponseHead? {
        guard head.status.code >= 200, !head.headers.contains(name: "x-content-type-options") else { return nil }
        var head = head
        head.headers.add(contentsOf: site.safety)
        return head
    }

    private func refusal(of head: HTTPRequestHead) -> HTTPResponseStatus? {
        if !head.namesItsHost { return .badRequest }
        if let host = head.hostOfTarget, !site.isOwn(host) { return .misdirectedRequest }
        return head.isCodedOtherwise ? .notImplemented : nil
    }

    private func begin(_ head: HTTPRequestHead, _ context: ChannelHandlerContext) {
        guard head.announcesBody else { return guest.work() }
        let forwarded = head.headers["x-forwarded-for"].joined(separator: ",")
        let address = site.client(
            forwarded: forwarded.isEmpty ? nil : forwarded, peer: context.channel.remoteAddress?.ipAddress ?? "unknown")
        let network = ClientNetwork(address).description
        let now = context.eventLoop.now
        body = Body(network: network, kind: .init(contentType: head.headers.first(name: "content-type")), begun: now)
        guest.beginBody(at: now)
        crowd.begin(bodyOf: guest, from: network, body?.kind ?? .form)
        watch(context)
    }

    private func endBody() {
        check?.cancel()
        guard let ended = body else { return }
        body = nil
        crowd.end(bodyOf: guest, from: ended.network, ended.kind)
    }

    private func watch(_ context: ChannelHandlerContext) {
        guard let body else { return }
        check = context.eventLoop.assumeIsolated().scheduleTask(deadline: end(of: body)) {
            guard let body = self.body else { return }
            guard context.eventLoop.now >= self.end(of: body) else { return self.watch(context) }
            self.refuse(.requestTimeout, context)
        }
    }

    private func end(of body: Body) -> NIODeadline {
        let end = body.begun + crowd.limits.patience.time(for: body.kind, received: body.received)
        return body.answered.map { min(end, $0 + crowd.limits.patience.afterAnswer) } ?? end
    }

    /// A browser reads an answer once it has sent all, or finds that it cannot: what was refused without being read is not read for long.
    private func linger(_ context: ChannelHandlerContext) {
        check?.cancel()
        body?.answered = context.eventLoop.now
        watch(context)
    }

    /// Unless the house has begun to work for it meanwhile.
    private func giveWay(_ context: ChannelHandlerContext) {
        if body != nil { return refuse(.requestTimeout, context) }
        if underWay == 0 { cut() }
    }

    /// Says why, where that can still be said, and ends the connection.
    private func refuse(_ status: HTTPResponseStatus, _ context: ChannelHandlerContext) {
        isClosing = true
        if underWay == 1, body?.isAnswered != true {
            let headers = HTTPHeaders([("content-length", "0"), ("connection", "close")])
            let head = HTTPResponseHead(version: .http1_1, status: status, headers: headers)
            write(context: context, data: wrapOutboundOut(.head(head)), promise: nil)
            write(context: context, data: wrapOutboundOut(.end(nil)), promise: nil)
            context.flush()
        }
        endBody()
        context.channel.close(promise: nil)
    }
}

extension HTTPRequestHead {
    fileprivate var announcesBody: Bool {
        headers.contains(name: "transfer-encoding") || headers.first(name: "content-length").map { $0 != "0" } ?? false
    }

    /// Of a target in its whole form, `http://a.example/b`: it counts, whatever the header says (RFC 9112, 3.2.2).
    fileprivate var hostOfTarget: String? {
        guard !uri.hasPrefix("/"), let scheme = uri.firstRange(of: "://") else { return nil }
        return String(uri[scheme.upperBound...].prefix { $0 != "/" && $0 != "?" && $0 != "#" })
    }

    /// Parts are put together here and nothing else is undone (RFC 9112, 6.1).
    fileprivate var isCodedOtherwise: Bool {
        let codings = headers[canonicalForm: "transfer-encoding"]
        return !codings.isEmpty && codings.map { $0.lowercased() } != ["chunked"]
    }

    /// Once, as HTTP/1.1 has it (RFC 9112, 3.2).
    fileprivate var namesItsHost: Bool {
        let count = headers["host"].count
        return count == 1 || count == 0 && version != .http1_1
    }
}
