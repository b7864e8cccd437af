import Foundation
import Storage

/// An edition that somebody has just closed.
public struct ClosedEdition: Sendable {
    public let edition: Edition
    /// By the campaign's clock; letters leave by the real one.
    public let now: Date
    public let time: Date

    public init(_ edition: Edition, now: Date, time: Date) {
        (self.edition, self.now, self.time) = (edition, now, time)
    }
}

/// How a feature tells whoever has something unfinished in an edition that closes, in the transaction that closes it.
public typealias ClosingFollower = @Sendable (ClosedEdition, any Connection) throws -> Void
