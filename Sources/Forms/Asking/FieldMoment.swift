import Campaigns
import Foundation
import Words

/// After when a question is asked, or stands as it was answered: after a day, or after the last phase of a kind.
public enum FieldMoment: Equatable, Sendable {
    case day(Day)
    case phase(Phase.Kind)

    /// As a form's file writes it: `2014-09-30`, `call`.
    public init?(_ word: String) {
        if let day = Day(word) {
            self = .day(day)
        } else if let kind = Phase.Kind(rawValue: word) {
            self = .phase(kind)
        } else {
            return nil
        }
    }

    public var word: String {
        switch self {
        case .day(let day): day.description
        case .phase(let kind): kind.rawValue
        }
    }
}

/// The day on which a form is looked at, and the phases of its edition that are over by then.
public struct FormClock: Equatable, Sendable {
    public var today: Day
    public var over: Set<Phase.Kind>

    public init(today: Day, over: Set<Phase.Kind> = []) { (self.today, self.over) = (today, over) }

    /// A kind of phase is over when the last of that kind is; one that the edition does not have never is.
    public init(_ edition: Edition, at now: Date) {
        today = Formats(language: "fr").calendarDay(of: now)
        let kinds = Set(edition.phases.map(\.kind))
        over = kinds.filter { kind in edition.phases.allSatisfy { $0.kind != kind || $0.endsAt <= now } }
    }

    /// The day itself still belongs to before.
    public func isPast(_ moment: FieldMoment) -> Bool {
        switch moment {
        case .day(let day): today > day
        case .phase(let kind): over.contains(kind)
        }
    }
}

extension FormField {
    /// What is answered stands as it is.
    public func isFrozen(at clock: FormClock) -> Bool { until.map(clock.isPast) ?? false }

    /// Its time has not come.
    public func isEarly(at clock: FormClock) -> Bool { from.map { !clock.isPast($0) } ?? false }
}

extension FormSection {
    /// With the questions that may be answered on that day.
    public func open(at clock: FormClock) -> FormSection {
        var section = self
        section.fields.removeAll { $0.isEarly(at: clock) || $0.isFrozen(at: clock) }
        return section
    }
}
