import Foundation
import Identifiers
import Storage

/// What lets an edition's decisions, letters and sheets out: several times, each a dated set of decisions.
public struct Release: Equatable, Sendable {
    public typealias ID = Identifier<Release>

    public enum Refusal: Error, Equatable {
        /// A moment that has passed can't be planned.
        case past
        /// Nor one so far away that its year is a slip.
        case tooFar
        /// The words that confirm it were not typed.
        case notConfirmed
        /// The same for a moment that is planned.
        case momentNotConfirmed
        /// Nobody else could be the second person.
        case nobodyElse
        /// The same person can't be the second one.
        case samePerson
        case nothingDecided
        /// Letters are missing, or say something else than the decision.
        case lettersOutOfDate(Int)
        /// Of so many letters that were changed by hand nobody said whether they stay.
        case lettersByHand(Int)
        /// The moment had passed when the program could have let it out.
        case late
        /// Nobody else has confirmed it.
        case secondMissing
        /// That two people are needed is taken back by the agency's administration alone.
        case twoStand
        /// The day is none, or, on a day that there is, the hour.
        case noSuchMoment, noSuchHour
        case outdated
    }

    /// Why nothing went out at the moment that was planned, or will not: `changed` since the moment was confirmed.
    public enum Miss: String, Storable { case late, nothing, letters, second, changed }

    public var plannedFor: Date?
    public var plannedBy: Person.ID?
    /// The last time that something came out.
    public var releasedAt: Date?
    /// Two people let it out.
    public var needsTwo = false
    /// The first of two people, who asked for it to go out.
    public var askedBy: Person.ID?
    /// The second person of a moment that was planned.
    public var confirmedBy: Person.ID?
    public var missed: Miss?
    public let revision: Int

    public static let none = Release(revision: 0)

    public init(revision: Int) { self.revision = revision }

    /// A program that was stopped at the moment may still do it within that time, in seconds.
    static let grace: TimeInterval = 600

    /// Ten years, in seconds: what is further away is a slip of the year.
    static let farthest: TimeInterval = 10 * 366 * 86_400

    /// Sets the moment, or takes it back. What was missed is over.
    public mutating func plan(for moment: Date?, by person: Person.ID, now: Date) throws(Refusal) {
        if let moment, moment <= now { throw .past }
        if let moment, moment.timeIntervalSince(now) > Self.farthest { throw .tooFar }
        (plannedFor, plannedBy) = (moment, moment == nil ? nil : person)
        (confirmedBy, askedBy, missed) = (nil, nil, nil)
    }

    /// Asks for two people from now on, or not any more: then one of those whom the rule binds could lift it and release alone,
    /// so it takes the agency's administration. It does not change while one of two waits for the other.
    mutating func ask(forTwo isTwo: Bool, byAdministration isAdministration: Bool) throws(Refusal) {
        guard askedBy == nil, !isPlanned else { throw .outdated }
        guard isTwo || !needsTwo || isAdministration else { throw .twoStand }
        needsTwo = isTwo
    }

    /// A second person agrees to the moment that was planned. Where whoever planned it releases no more, it is the moment of whoever
    /// confirms it first; where two are asked for, it waits for somebody else.
    public mutating func confirm(by person: Person.ID) throws(Refusal) {
        guard plannedFor != nil, missed == nil else { throw .outdated }
        guard person != plannedBy else { throw .samePerson }
        if plannedBy == nil { plannedBy = person } else { confirmedBy = person }
    }

    /// Lets a set of decisions out. True when it is out; false when it now waits for a second person.
    public mutating func letOut(by person: Person.ID, ready: Readiness, now: Date) throws(Refusal) -> Bool {
        try ready.check()
        if needsTwo {
            guard let askedBy else {
                self.askedBy = person
                return false
            }
            guard askedBy != person else { throw .samePerson }
        }
        finish(now)
        return true
    }

    /// Lets out what was planned, at its moment.
    public mutating func letOutPlanned(ready: Readiness, now: Date) throws(Refusal) {
        guard isDue(at: now), let plannedFor else { throw .outdated }
        guard now.timeIntervalSince(plannedFor) <= Self.grace else { throw .late }
        // First what is missing itself: a letter that is dropped takes the second person's word along.
        try ready.check()
        guard needsTwo ? confirmedBy != nil : plannedBy != nil else { throw .secondMissing }
        finish(now)
    }

    /// A moment that was missed, or is void, is none.
    var isPlanned: Bool { plannedFor != nil && missed == nil }

    /// Its moment is planned, and waits for a second person.
    var waitsForSecond: Bool { needsTwo && isPlanned && confirmedBy == nil }

    /// Whoever planned it releases no more, and one person releases: it waits for somebody who still may.
    var waitsForPlanner: Bool { !needsTwo && plannedFor != nil && missed == nil && plannedBy == nil }

    /// The moment has come, what is asked for is confirmed, and the program is about to let it out: within a minute, as a rule.
    func isUnderWay(at now: Date) -> Bool {
        isDue(at: now) && !waitsForSecond && !waitsForPlanner && now.timeIntervalSince(plannedFor ?? now) <= Self.grace
    }

    /// The moment has come, and nobody has to confirm it again.
    public func isDue(at now: Date) -> Bool { missed == nil && (plannedFor.map { $0 <= now } ?? false) }

    private mutating func finish(_ now: Date) {
        releasedAt = now
        (plannedFor, plannedBy, askedBy, confirmedBy, missed) = (nil, nil, nil, nil, nil)
    }
}

/// Whether a set of decisions may go out.
public struct Readiness: Equatable, Sendable {
    public let decided: Int
    /// Letters that are missing, cancelled, or tell an earlier decision.
    public let staleLetters: Int

    public init(decided: Int, staleLetters: Int) {
        (self.decided, self.staleLetters) = (decided, staleLetters)
    }

    func check() throws(Release.Refusal) {
        guard decided > 0 else { throw .nothingDecided }
        guard staleLetters == 0 else { throw .lettersOutOfDate(staleLetters) }
    }
}

extension Release.Miss {
    init(_ refusal: Release.Refusal) {
        self =
            switch refusal {
            case .nothingDecided: .nothing
            case .lettersOutOfDate: .letters
            case .secondMissing, .samePerson: .second
            case .late, .past, .tooFar, .notConfirmed, .momentNotConfirmed, .nobodyElse, .outdated, .twoStand,
                .noSuchMoment, .noSuchHour, .lettersByHand:
                .late
            }
    }
}
