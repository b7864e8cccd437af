import Foundation
import Identifiers
import Web
import Words

/// A later end of a phase for one file or one person, with its reason.
public struct Extension: Equatable, Sendable {
    public typealias ID = Identifier<Extension>

    public let id: ID
    /// The key of the file or of the person it is for.
    public let subject: String
    public let endsAt: Date
    public let reason: String
    public let grantedBy: String?
    public let grantedAt: Date

    /// A later end within a year from when it is given, or from the phase's own end: another year was typed by mistake.
    public static func isTooFar(_ end: Date, beyond phase: Phase, now: Date) -> Bool {
        end.timeIntervalSince(max(phase.endsAt, now)) > 366 * 86_400
    }
}

/// One file or one person a phase may be extended for.
public struct ExtensionSubject: Equatable, Sendable {
    public let key: String
    /// In the reader's language: «2014-007, Composer les tournées en équipe».
    public let label: String
    public let standing: Standing

    public enum Standing: Sendable {
        case offered
        /// Time would be of no use to it any more.
        case over
        /// Whoever asks may not know of it.
        case hidden
    }

    public init(key: String, label: String, _ standing: Standing = .offered) {
        (self.key, self.label, self.standing) = (key, label, standing)
    }
}

/// How a feature tells for what or whom a phase of its own may be extended.
public typealias SubjectFinder = @Sendable (Edition, Phase, Visit) async throws -> [ExtensionSubject]

/// An extension as somebody types it.
struct ExtensionForm: Equatable, Sendable {
    enum Problem: Error, Hashable { case noSubject, noSuchEnd, noSuchHour, notLater, tooFar, reasonMissing }

    var subject = ""
    var day = ""
    var hour = ""
    var reason = ""

    init() {}

    init(_ fields: Fields) {
        (subject, reason) = (fields.text("subject") ?? "", fields.text("reason") ?? "")
        (day, hour) = (fields.text("end_day") ?? "", fields.text("end_hour") ?? "")
    }

    /// The later end, or all that stands against it.
    func end(of phase: Phase, subjects: [ExtensionSubject], now: Date) -> Result<Date, Problems> {
        var problems: Set<Problem> = reason.isEmpty ? [.reasonMissing] : []
        if !subjects.contains(where: { $0.key == subject && $0.standing == .offered }) { problems.insert(.noSubject) }
        let end = moment
        if end == nil { problems.insert(typedDay == nil ? .noSuchEnd : .noSuchHour) }
        if let end, end <= phase.endsAt { problems.insert(.notLater) }
        if let end, Extension.isTooFar(end, beyond: phase, now: now) { problems.insert(.tooFar) }
        guard problems.isEmpty, let end else { return .failure(Problems(all: problems)) }
        return .success(end)
    }

    struct Problems: Error, Equatable { let all: Set<Problem> }

    private var typedDay: Day? {
        EditionCalendar.paris.parseDay(day).flatMap { (1990...2200).contains($0.year) ? $0 : nil }
    }

    private var moment: Date? {
        let paris = EditionCalendar.paris
        guard let typed = typedDay else { return nil }
        return hour.isEmpty ? paris.start(of: typed.adding(days: 1)) : paris.parseMoment(typed, hour)
    }
}
