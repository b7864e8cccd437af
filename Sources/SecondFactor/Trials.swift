import Foundation

/// How often somebody typed a wrong code in a row. Every fifth begins a pause, each longer than the one before, in which no
/// code is looked at: a code of six digits stands for too little to be tried for ever.
public struct Trials: Equatable, Sendable {
    /// Nobody may try before that time.
    public struct Paused: Error, Equatable, Sendable {
        public let until: Date

        public init(until: Date) { self.until = until }
    }

    /// Wrong codes before each pause.
    public static let most = 5
    /// In seconds: one minute, then five, fifteen, an hour, four hours, and a day from then on.
    static let pauses: [TimeInterval] = [60, 300, 900, 3_600, 14_400, 86_400]

    public private(set) var failures: Int
    public private(set) var pausedUntil: Date?

    public init(failures: Int = 0, pausedUntil: Date? = nil) {
        (self.failures, self.pausedUntil) = (failures, pausedUntil)
    }

    public func check(at time: Date) throws(Paused) {
        if let pausedUntil, time < pausedUntil { throw Paused(until: pausedUntil) }
    }

    /// Wrong codes that may still be typed before the next pause.
    public var left: Int { Self.most - failures % Self.most }

    public mutating func fail(at time: Date) {
        failures += 1
        guard failures.isMultiple(of: Self.most) else { return }
        pausedUntil = time + Self.pauses[min(failures / Self.most, Self.pauses.count) - 1]
    }
}
