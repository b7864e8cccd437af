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

    public let edition: Edition
    public let before: Phase
    /// Nil when the phase is taken out.
    public let after: Phase?
    /// The phases that go along, by as many days.
    public let along: [Move]

    /// `isWithFollowing` moves every phase that starts once this one is over by as many days as its end moves.
    init(_ edition: Edition, _ before: Phase, to after: Phase?, isWithFollowing: Bool) {
        (self.edition, self.before, self.after) = (edition, before, after)
        let days = after.map { $0.lastDay.number - before.lastDay.number } ?? 0
        guard isWithFollowing, days != 0 else {
            along = []
            return
        }
        along = edition.phases.filter { $0.id != before.id && $0.startsAt >= before.endsAt }
            .map { Move(before: $0, after: $0.moved(days: days)) }
    }

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
}

extension Phase.Kind {
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
