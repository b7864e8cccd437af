import Foundation
import Words

/// Campaign rules read the campaign's clock, which a test may stop; tokens, sessions, letters and jobs read the one that goes on.
/// A demonstration shifts both by the same: people are told times by one clock.
public struct SiteClock: Sendable {
    public var real: @Sendable () -> Date
    public var campaign: @Sendable () -> Date
    /// The machine's own, for HTTP alone: caches elsewhere reckon with it.
    public private(set) var machine: @Sendable () -> Date

    public init(real: @escaping @Sendable () -> Date = { Date() }, campaign: (@Sendable () -> Date)? = nil) {
        (self.real, self.campaign, machine) = (real, campaign ?? real, real)
    }

    /// Stands on that moment now, and goes on from there.
    public static func starting(at start: Date) -> SiteClock {
        let shift = start.timeIntervalSince(Date())
        var clock = SiteClock(real: { Date() + shift })
        clock.machine = { Date() }
        return clock
    }
}

/// What the site needs from the rest of the house, put together once.
public struct SiteSettings: Sendable {
    /// The public address, as `https://rallynov.example`. Requests for other hosts are refused.
    public var address: String
    /// Proxies whose `X-Forwarded-For` is believed.
    public var trustedProxies: Set<String> = []
    public var clock = SiteClock()
    public var phrasebooks: [Language: Phrasebook]
    public var assets: Assets
    public var frame: @Sendable (Reader, _ now: Date) async throws -> Frame
    public var sessions: SessionFinder
    /// Told when something is sent by somebody signed in; never for a page that is only read.
    public var sessionUsed: @Sendable (_ cookie: String, _ now: Date) async throws -> Void = { _, _ in }
    /// Told before a file leaves with somebody signed in, by the route it was asked for; what it throws keeps the file here.
    public var fileLeaves: @Sendable (LeavingFile, _ route: String, Visit) async throws -> Void = { _, _, _ in }
    /// Moves when what the public sees may have changed.
    public var version: @Sendable () -> Int
    /// True for a failure that passes: the database is busy, full or away.
    public var isPassing: @Sendable (any Error) -> Bool
    /// True where what a form was about is removed at the same moment.
    public var isOvertaken: @Sendable (any Error) -> Bool = { _ in false }
    /// In bytes; what is larger answers 413.
    public var bodyLimit = 1 << 20

    public init(
        address: String, phrasebooks: [Language: Phrasebook], assets: Assets,
        frame: @escaping @Sendable (Reader, Date) async throws -> Frame, sessions: @escaping SessionFinder,
        version: @escaping @Sendable () -> Int, isPassing: @escaping @Sendable (any Error) -> Bool
    ) {
        self.address = address.hasSuffix("/") ? String(address.dropLast()) : address
        (self.phrasebooks, self.assets, self.frame) = (phrasebooks, assets, frame)
        (self.sessions, self.version, self.isPassing) = (sessions, version, isPassing)
    }

    var host: String {
        address.split(separator: "/", maxSplits: 1).last.map { $0.drop { $0 == "/" } }.map(String.init) ?? ""
    }
    var isSecure: Bool { address.hasPrefix("https:") }
    /// Under https the browser itself keeps the cookie to this host and to encrypted requests.
    var cookieName: String { isSecure ? "__Host-session" : "session" }
    /// Of what a browser is known by that was given a form, or asked for a link.
    var askerName: String { isSecure ? "__Host-asker" : "asker" }
}

extension SiteSettings {
    /// The nearest address that no trusted proxy has put there itself.
    func clientAddress(forwarded: String?, peer: String) -> String {
        guard trustedProxies.contains(peer), let forwarded else { return peer }
        let chain = forwarded.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
        return chain.last { !trustedProxies.contains($0) } ?? peer
    }
}
