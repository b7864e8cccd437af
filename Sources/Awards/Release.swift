import Foundation

/// The one moment at which an edition's decisions, letters and sheets come out.
public struct Release: Equatable, Sendable {
    public enum Refusal: Error, Equatable {
        case alreadyOut
        /// A moment that has passed can't be planned.
        case past
        case nothingDecided
        /// Letters are missing, or say something else than the decision.
        case lettersOutOfDate(Int)
        case outdated
    }

    public var plannedFor: Date?
    public var releasedAt: Date?
    public let revision: Int

    public static let none = Release(plannedFor: nil, releasedAt: nil, revision: 0)

    public var isOut: Bool { releasedAt != nil }

    /// Sets the moment, or takes it back.
    public mutating func plan(for moment: Date?, now: Date) throws(Refusal) {
        guard !isOut else { throw .alreadyOut }
        if let moment, moment <= now { throw .past }
        plannedFor = moment
    }

    /// Lets everything out.
    public mutating func letOut(decided: Int, staleLetters: Int, now: Date) throws(Refusal) {
        guard !isOut else { throw .alreadyOut }
        guard decided > 0 else { throw .nothingDecided }
        guard staleLetters == 0 else { throw .lettersOutOfDate(staleLetters) }
        releasedAt = now
    }

    public func isDue(at now: Date) -> Bool { !isOut && (plannedFor.map { $0 <= now } ?? false) }
}
