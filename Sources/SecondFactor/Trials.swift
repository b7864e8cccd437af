import Foundation

/// How often somebody typed a wrong code of one kind in a row. Every fifth of an app begins a pause, each longer than the one
/// before, in which none is looked at: a code of six digits stands for too little to be tried for ever.
public struct Trials: Equatable, Sendable {
    public enum Kind: Equatable, Sendable, CaseIterable {
        case app
        /// Sixty bits: nobody comes upon one by trying. The pause only slows down who tries, and is short, so that somebody
        /// who types wrong ones keeps no owner out.
        case paper

        public var most: Int {
            switch self {
            case .app: Trials.most
            case .paper: Trials.mostOnPaper
            }
        }

        var pauses: [TimeInterval] {
            switch self {
            case .app: Trials.pauses
            case .paper: [60]
            }
        }
    }

    /// Nobody may try before that time.
    public struct Paused: Error, Equatable, Sendable {
        public let until: Date

        public init(until: Date) { self.until = until }
    }

    /// Wrong codes before each pause.
    public static let most = 5
    /// The same of codes on paper, before a pause of a minute.
    public static let mostOnPaper = 20
    /// In seconds: one minute, then five, fifteen, an hour, four hours, and a day from then on.
    static let pauses: [TimeInterval] = [60, 300, 900, 3_600, 14_400, 86_400]

    public let kind: Kind
    public private(set) var failures: Int
    public private(set) var pausedUntil: Date?

    public init(_ kind: Kind = .app, failures: Int = 0, pausedUntil: Date? = nil) {
        (self.kind, self.failures, self.pausedUntil) = (kind, failures, pausedUntil)
    }

    public func check(at time: Date) throws(Paused) {
        if let pausedUntil, time < pausedUntil { throw Paused(until: pausedUntil) }
    }

    /// Wrong codes that may still be typed before the next pause.
    public var left: Int { kind.most - failures % kind.most }

    public mutating func fail(at time: Date) {
        failures += 1
        guard failures.isMultiple(of: kind.most) else { return }
        pausedUntil = time + kind.pauses[min(failures / kind.most, kind.pauses.count) - 1]
    }
}
