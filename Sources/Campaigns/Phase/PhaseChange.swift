import Foundation
import Web
import Words

/// What changing the dates of a phase does to the edition. Shown before it is done.
public struct PhaseChange: Equatable, Sendable {
    /// One phase, before and after.
    public struct Move: Equatable, Sendable {
        public let before: Phase
        public let after: Phase
    }

    /// Two phases in their usual order, of which the first would start or end after the second.
    public struct Turn: Equatable, Sendable {
        public let earlier: Phase
        public let later: Phase
    }

    public let edition: Edition
    public let before: Phase
    /// Nil when the phase is taken out.
    public let after: Phase?
    /// The phases that go along, by whole weeks: each keeps its days of the week.
    public let along: [Move]

    /// `isWithFollowing` moves every phase that starts once this one is over, or on its last day, by the whole weeks that make
    /// room for the new end: five days later is a week, ten days earlier is one.
    init(_ edition: Edition, _ before: Phase, to after: Phase?, isWithFollowing: Bool) {
        (self.edition, self.before, self.after) = (edition, before, after)
        let weeks = after.map { Self.weeks($0.lastDay.number - before.lastDay.number) } ?? 0
        guard isWithFollowing, weeks != 0 else {
            along = []
            return
        }
        along = edition.phases.filter { $0.id != before.id && $0.firstDay >= before.lastDay }
            .map { Move(before: $0, after: $0.moved(days: 7 * weeks)) }
    }

    /// Rounded towards later, so that none starts before the new end that did not start before the old one.
    private static func weeks(_ days: Int) -> Int { days > 0 ? (days + 6) / 7 : days / 7 }

    /// Phases that kept the usual order and would not any longer.
    public var turns: [Turn] {
        let moved = Dictionary(uniqueKeysWithValues: (along + own).map { ($0.before.id, $0.after) })
        let usual = edition.phases.filter { $0.kind.rank != nil }.sorted { $0.kind.rank ?? 0 < $1.kind.rank ?? 0 }
        return usual.indices.flatMap { place in
            usual[(place + 1)...].compactMap { later in
                let earlier = usual[place]
                let (first, second) = (moved[earlier.id] ?? earlier, moved[later.id] ?? later)
                let isTurned = earlier.comes(before: later) && !first.comes(before: second)
                return isTurned ? Turn(earlier: first, later: second) : nil
            }
        }
    }

    private var own: [Move] { after.map { [Move(before: before, after: $0)] } ?? [] }

    /// Phases that came before or after this one, and would now overlap it.
    public var overlaps: [Phase] {
        guard let after else { return [] }
        let moved = Dictionary(uniqueKeysWithValues: along.map { ($0.before.id, $0.after) })
        return edition.phases.filter { $0.id != before.id }.filter { other in
            let now = moved[other.id] ?? other
            return !other.overlaps(before) && now.overlaps(after)
        }
    }

    /// The hats that have something to do in the phases that change.
    public var roles: [Role] {
        let concerned = Set(([before.kind] + along.map(\.before.kind)).flatMap(\.roles))
        return Role.allCases.filter(concerned.contains)
    }
}

/// Something a change of dates does that a higher feature knows of: files still in draft, readings not sent.
public struct Consequence: Equatable, Sendable {
    /// In the reader's language.
    public let sentence: String
    /// The list behind it, without language.
    public let path: String?

    public init(_ sentence: String, path: String? = nil) { (self.sentence, self.path) = (sentence, path) }
}

/// How a feature tells what a change of dates does in it, to somebody who runs the edition.
public typealias ConsequenceFinder = @Sendable (PhaseChange, Visit) async throws -> [Consequence]

extension Phase {
    func overlaps(_ other: Phase) -> Bool { startsAt < other.endsAt && other.startsAt < endsAt }

    fileprivate func comes(before other: Phase) -> Bool { startsAt <= other.startsAt && endsAt <= other.endsAt }

    func moved(days: Int) -> Phase { dated(from: startsAt.moved(days: days), to: endsAt.moved(days: days)) }

    func dated(from start: Date, to end: Date) -> Phase {
        Phase(id: id, kind: kind, nameFR: nameFR, nameEN: nameEN, note: note, startsAt: start, endsAt: end)
    }
}

/// A date at which something opens or closes.
struct PhaseMoment: Equatable, Sendable {
    enum Kind: Sendable { case start, end, wholeDay }

    let phase: Phase
    let kind: Kind
    let date: Date

    /// The end of a whole day is that day, not the midnight after it.
    var day: Day { kind == .end ? phase.lastDay : phase.firstDay }
}

extension Edition {
    /// All its dates in order; a phase of one day has one.
    var moments: [PhaseMoment] {
        phases.flatMap { phase in
            if phase.firstDay == phase.lastDay {
                return [PhaseMoment(phase: phase, kind: .wholeDay, date: phase.startsAt)]
            }
            return [
                PhaseMoment(phase: phase, kind: .start, date: phase.startsAt),
                PhaseMoment(phase: phase, kind: .end, date: phase.endsAt),
            ]
        }.sorted { $0.date < $1.date }
    }

    /// Those still to come; what takes a whole day is of that day until it ends.
    func coming(at now: Date) -> [PhaseMoment] {
        moments.filter { $0.date > now || $0.kind == .wholeDay && $0.phase.endsAt > now }
    }
}

extension Phase.Kind {
    /// Whether something can be done while it lasts that cannot at another time: the others are dates to know.
    public var isSwitch: Bool { [.call, .jury].contains(self) }

    /// Its place in the usual order of a campaign; nil for a date that has none.
    fileprivate var rank: Int? {
        [
            .framing, .coDesign, .preparation, .scouting, .call, .screening, .analysis, .jury, .deliberation,
            .production,
            .ceremony, .promotion, .review,
        ].firstIndex(of: self)
    }

    /// Whom a change of its dates concerns.
    public var roles: [Role] {
        switch self {
        case .framing: [.campaignLead, .funder]
        case .coDesign: [.campaignLead, .partner]
        case .preparation: [.campaignLead, .partner, .relay]
        case .scouting: [.partner, .relay, .coach]
        case .call: [.relay, .submitter, .coAuthor, .coach]
        case .screening: [.campaignLead, .submitter, .coAuthor]
        case .analysis: [.campaignLead, .coach, .submitter]
        case .jury: [.juror, .chair]
        case .deliberation: [.juror, .chair, .observer]
        case .production: [.editor, .submitter, .coAuthor]
        case .ceremony: [.editor, .partner, .relay, .submitter, .coAuthor, .juror, .chair, .funder]
        case .promotion: [.editor, .partner]
        case .review: [.campaignLead, .partner, .funder]
        case .other: [.campaignLead]
        }
    }
}
