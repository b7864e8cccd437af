import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore

/// What travels with a request through the router.
public struct SiteContext: RequestContext {
    public var coreContext: CoreRequestContextStorage
    let peer: String
    var log: Logger
    var request = RequestFacts()
    /// Whoever asks is told of what is there, and is sent nothing of it.
    var isHead = false

    public init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
        log = source.logger
        peer = source.channel.remoteAddress?.ipAddress ?? "unknown"
    }

    /// A context without a connection, for tests.
    public init(peer: String = "127.0.0.1", log: Logger = NoConnection.log) {
        coreContext = .init(source: NoConnection())
        (self.log, self.peer) = (log, peer)
    }

    public struct NoConnection: RequestContextSource {
        public static let log = Logger(label: "site")
        public var logger: Logger { Self.log }
    }
}

/// What the site found out about a request before it reached its route.
struct RequestFacts: Sendable {
    var language = Language.french
    var path = "/"
    var query = ""
    var session: Session?
    /// Of whoever has not shown their second factor: nobody, for every page but those that ask for it.
    var half: Session?
    var cookie: String?
    var asker: String?
    /// What pages for somebody without a session give to the browser.
    var stranger: Stranger?
    var address = ""
    var frame = Frame()
    var body = ""
    var time = Date.distantPast
    /// The nearest page above what takes files, without language: where a refused one is sent again.
    var above: String?

    /// What the browser keeps of this site.
    mutating func read(_ headers: HTTPFields, _ site: SiteSettings) {
        (cookie, asker) = (headers.cookie(site.cookieName), headers.cookie(site.askerName))
        stranger = Stranger(cookie: asker)
    }

    mutating func greet(_ found: Session?) {
        if found?.isHalf == true { half = found } else { session = found }
    }
}
