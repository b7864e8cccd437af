import Foundation
import Identifiers
import Storage
import Web

/// The end of a phase for one file or one person, which somebody has just set apart, or taken back.
public struct OwnEnd: Sendable {
    public let edition: Edition
    public let phase: Phase
    /// The key of the file or of the person it is for.
    public let subject: String
    /// The end that it had until now.
    public let before: Date
    public let after: Date
    /// Empty when a later end was taken back.
    public let reason: String
    public let by: Person.ID
    /// By the campaign's clock; letters leave by the real one.
    public let now: Date
    public let time: Date
}

/// Dates of an edition that somebody has just changed for everybody.
public struct ChangedDates: Sendable {
    public let change: PhaseChange
    public let now: Date
    public let time: Date

    public init(_ change: PhaseChange, now: Date, time: Date) {
        (self.change, self.now, self.time) = (change, now, time)
    }
}

/// How a feature tells whoever gains time, or loses some, in the transaction in which that changes; answers how
/// many letters it left.
public struct TimeFollower: Sendable {
    public typealias Own = @Sendable (OwnEnd, any Connection) throws -> Int
    public typealias Everybody = @Sendable (ChangedDates, any Connection) throws -> Int

    public let own: Own
    public let everybody: Everybody

    public init(own: @escaping Own = { _, _ in 0 }, everybody: @escaping Everybody) {
        (self.own, self.everybody) = (own, everybody)
    }
}

extension PhaseChange {
    /// The phases of the edition once it is done.
    public var phases: [Phase] {
        let moved = Dictionary(uniqueKeysWithValues: along.map { ($0.before.id, $0.after) })
        return edition.phases.compactMap { $0.id == before.id ? after : moved[$0.id] ?? $0 }
    }
}

extension Edition {
    /// The same edition with other phases.
    public func with(_ phases: [Phase]) -> Edition {
        Edition(
            id: id, campaign: campaign, slug: slug, name: name, status: status, phases: phases, revision: revision)
    }
}
