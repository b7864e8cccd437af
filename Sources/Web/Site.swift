import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import NIOHTTP1

/// The whole site as one responder: everything that holds for every request stands here, in order.
public struct Site: HTTPResponder {
    let settings: SiteSettings
    private let host: String
    private let routes: RouteTable
    private let router: any HTTPResponder<SiteContext>
    private let cache: PublicCache

    public init(_ settings: SiteSettings, _ addRoutes: (Routes) -> Void) {
        let routes = Routes(settings)
        addRoutes(routes)
        self.settings = settings
        host = settings.host.lowercased()
        self.routes = RouteTable(routes.entries)
        router = routes.router.buildResponder()
        cache = routes.cache
    }

    /// Every route with its policy.
    public var entries: [Routes.Entry] { routes.entries }

    public func respond(to request: Request, context: SiteContext) async throws -> Response {
        let isHead = request.method == .head
        if let kept = kept(for: request) { return isHead ? kept.createHeadResponse() : kept }
        var context = context
        context.isHead = isHead
        var head = request.head
        if isHead { head.method = .get }
        let id = String(UInt64.random(in: .min ... .max), radix: 36)
        context.log[metadataKey: "request"] = "\(id)"
        var response = await answer(Request(head: head, body: request.body), &context)
        response.headers.addSafety(isSecure: settings.isSecure)
        // A page that is the same for all is nobody's request.
        if !response.headers.contains(.expires) { response.headers[.requestID] = id }
        return isHead ? response.createHeadResponse() : response
    }

    /// What a GET or HEAD of an address is answered without a question to the rest of the site: the page as it was sent
    /// before, to somebody who is not signed in. Such answers are not logged.
    public func kept(for address: String, host: String?, _ wishes: RequestWishes) -> (KeptForm, HTTPTime)? {
        guard !wishes.hasSession, isOwn(host) else { return nil }
        // Read before the page is looked for, which then was good at that time.
        let time = cache.times.time(settings.clock.machine())
        return cache.kept(for: address, wishes, now: settings.clock.campaign()).map { ($0, time) }
    }

    /// Under which name a browser keeps what it is known by without a session.
    public var askerName: String { settings.askerName }

    /// Whose request it is, as far as trusted proxies tell (`X-Forwarded-For`).
    public func client(forwarded: String?, peer: String) -> String {
        settings.clientAddress(forwarded: forwarded, peer: peer)
    }

    /// To be told the headers of a request.
    public var wishes: RequestWishes { RequestWishes(sessionCookie: settings.cookieName) }

    private func kept(for request: Request) -> Response? {
        guard [.get, .head].contains(request.method), let address = request.head.path else { return nil }
        let wishes = RequestWishes(request.headers, sessionCookie: settings.cookieName)
        return kept(for: address, host: request.head.authority, wishes).map { form, time in form.response(at: time) }
    }

    private func answer(_ request: Request, _ context: inout SiteContext) async -> Response {
        var facts = RequestFacts()
        let (path, query) = (request.uri.path, request.uri.query ?? "")
        (facts.language, facts.path) = Language.split(path)
        (facts.query, facts.time) = (query, settings.clock.real())
        if let asset = asset(at: facts.path, for: request) { return asset }
        facts.read(request.headers, settings)
        // Asked by a monitor, under any name: the program runs, whatever has become of its database.
        if request.method == .get, facts.path == "/healthz" {
            return .bytes(Array("ok\n".utf8), type: "text/plain; charset=utf-8")
        }
        facts.frame.address = settings.address
        guard isOwn(request.head.authority) else { return refuse(.misdirectedRequest, facts) }
        facts.address = client(forwarded: request.headers[.forwardedFor], peer: context.peer)
        if let nowhere = refuseOddPath(&facts) { return nowhere }
        let started = ContinuousClock.now
        let known = routes.matching(facts.path)
        var response = await route(request, &context, &facts, known)
        // The pattern where a part of the path opens something: logs, a proxy's too, are read by more people than letters.
        let secret = routes.secret(in: facts.path)
        if secret != nil { response.headers[.referrerPolicy] = "no-referrer" }
        response = response.giving(facts.stranger?.given, settings)
        context.log.info(
            "\(request.method.rawValue) \(secret ?? facts.path)",
            metadata: [
                "status": "\(response.status.code)", "ms": "\((ContinuousClock.now - started).milliseconds)",
                "person": "\(facts.session?.person.description ?? "-")",
            ])
        return response
    }

    /// No page has an address with an empty part, nor with what browsers take for a slash, and a link that repeats it would
    /// lead to another site.
    private func refuseOddPath(_ facts: inout RequestFacts) -> Response? {
        guard facts.path.contains("//") || facts.path.contains("\\") || !facts.path.hasPrefix("/") else { return nil }
        facts.path = "/"
        return refuse(.notFound, facts)
    }

    private func route(
        _ request: Request, _ context: inout SiteContext, _ facts: inout RequestFacts, _ known: [Routes.Entry]
    ) async -> Response {
        do {
            if let cookie = facts.cookie { facts.greet(try await settings.sessions(cookie, facts.time)) }
            facts.frame = try await settings.frame(settings.reader(for: facts), settings.clock.campaign())
            facts.frame.address = settings.address
            guard !known.isEmpty else { return refuse(.notFound, facts) }
            let methods = known.map(\.method)
            guard methods.contains(request.method.rawValue) else {
                if request.method == .get, let back = routes.wayBack(from: facts, settings) { return back }
                return refuse(.methodNotAllowed, facts, allow: methods)
            }
            if let refused = try await takeIn(request, &facts, known, context.log) { return refuse(refused, facts) }
            if request.method == .post, facts.session?.isDue == true, let cookie = facts.cookie {
                try await settings.sessionUsed(cookie, facts.time)
            }
            context.request = facts
            var head = request.head
            head.path = facts.path + (facts.query.isEmpty ? "" : "?" + facts.query)
            return try await router.respond(to: Request(head: head, body: request.body), context: context)
        } catch {
            return page(for: error, facts, context.log)
        }
    }

    /// What is sent along; answers the status it is refused with. The bytes of a file are left to its route, which asks first who sends
    /// them.
    private func takeIn(
        _ request: Request, _ facts: inout RequestFacts, _ known: [Routes.Entry], _ log: Logger
    ) async throws -> HTTPResponse.Status? {
        guard request.method == .post, known.contains(where: \.isUpload) else {
            return try await readBody(request, &facts, log)
        }
        facts.above = routes.pageAbove(facts.path)
        return isFromHere(request, facts.path) ? nil : .forbidden
    }

    /// Takes a form in; answers the status it is refused with.
    private func readBody(
        _ request: Request, _ facts: inout RequestFacts, _ log: Logger
    ) async throws -> HTTPResponse.Status? {
        guard request.method == .post else { return nil }
        guard isFromHere(request, facts.path) else { return .forbidden }
        let type = request.headers[.contentType]?.prefix { $0 != ";" }.trimmingCharacters(in: .whitespaces).lowercased()
        guard type == nil || type == "application/x-www-form-urlencoded" else { return .unsupportedMediaType }
        // Said before it is sent; a length beyond all numbers is too much as well.
        if let length = request.headers[.contentLength], (Int(length) ?? .max) > settings.bodyLimit {
            return .contentTooLarge
        }
        do {
            let body = try await request.body.collect(upTo: settings.bodyLimit)
            guard let text = String(validating: body.readableBytesView, as: UTF8.self) else { return .badRequest }
            facts.body = text
            return nil
        } catch is NIOTooManyBytesError {
            return .contentTooLarge
        } catch {
            // Its chunks do not fit together, or whoever sent it has left: nothing is amiss on this side.
            log.debug("a form that did not come whole: \(error)")
            throw VisitorLeft()
        }
    }

    private func page(for error: any Error, _ facts: RequestFacts, _ log: Logger) -> Response {
        if error is VisitorLeft || error as? UploadFailure == .cut { return Response(status: .badRequest) }
        if let failure = error as? UploadFailure { return refuse(failure.status, facts) }
        if let error = error as? WebError {
            var response = refuse(error.status, facts)
            if case .tooManyRequests(let seconds) = error { response.headers[.retryAfter] = "\(seconds)" }
            return response
        }
        if let error = error as? any HTTPResponseError { return refuse(error.status, facts) }
        if settings.isOvertaken(error) {
            log.notice("what was written into is gone: \(error)")
            return refuse(.conflict, facts)
        }
        let isPassing = settings.isPassing(error)
        if error.isOfVisitor { log.info("a visitor has left: \(error)") } else { log.error("\(error)") }
        var response = refuse(isPassing ? .serviceUnavailable : .internalServerError, facts)
        if isPassing { response.headers[.retryAfter] = "10" }
        return response
    }

    private func refuse(_ status: HTTPResponse.Status, _ facts: RequestFacts, allow: [String] = []) -> Response {
        let typed = Fields(urlEncoded: facts.body) ?? Fields()
        var response = settings.reader(for: facts).errorPage(status, typed: typed).response(status)
        if !allow.isEmpty {
            let methods = Set(allow + (allow.contains("GET") ? ["HEAD"] : []))
            response.headers[.allow] = methods.sorted().joined(separator: ", ")
        }
        return response
    }

    private func asset(at path: String, for request: Request) -> Response? {
        guard request.method == .get, path.hasPrefix("/s/") else { return nil }
        if let accent = Self.accent(path) { return .kept(accent, type: "text/css; charset=utf-8") }
        guard let asset = settings.assets.asset(at: path) else { return nil }
        guard let gzip = asset.gzip, RequestWishes(request.headers, sessionCookie: settings.cookieName).takesGzip else {
            return .kept(asset.bytes, type: asset.type)
        }
        var response = Response.kept(gzip, type: asset.type)
        response.headers[.contentEncoding] = "gzip"
        return response
    }

    /// The agency's colour as a style sheet of one line: its path says all of it, so nothing is looked up.
    private static func accent(_ path: String) -> [UInt8]? {
        // No expression is made for every other asset.
        guard path.hasPrefix("/s/accent/"), let match = path.wholeMatch(of: /\/s\/accent\/([0-9a-f]{6})\.css/) else {
            return nil
        }
        return Array(":root{--accent:#\(match.1)}".utf8)
    }

    /// Whether a request names this site.
    public func isOwn(_ host: String?) -> Bool { host == self.host || host?.lowercased() == self.host }

    /// A form is taken only from a page of this site. Programs that are no browsers send neither header.
    private func isFromHere(_ request: Request, _ path: String) -> Bool {
        if let site = request.headers[.secFetchSite] { return site == "same-origin" || site == "none" }
        guard let origin = request.headers[.origin] else { return true }
        // A page that is told not to say where it stands says this, to older browsers' forms too.
        if origin == "null", routes.secret(in: path) != nil { return true }
        return origin == settings.address
    }
}

extension Error {
    /// The connection is gone, or what came by it was no HTTP.
    fileprivate var isOfVisitor: Bool {
        self is CancellationError || self is ChannelError || self is IOError || self is HTTPParserError
    }
}

/// The line ended in the middle of a form, or what came is no HTTP: nobody is there to read a page, and it is no fault of ours.
private struct VisitorLeft: Error {}

extension Duration {
    fileprivate var milliseconds: Int64 { components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000 }
}
