import Foundation
import Web
import Words

/// The six steps that the public reads in an edition, whatever its phases are called.
enum Stage: CaseIterable, Sendable {
    case define, spot, present, evaluate, award, promote

    var kinds: Set<Phase.Kind> {
        switch self {
        case .define: [.framing, .coDesign, .preparation]
        case .spot: [.scouting]
        case .present: [.call]
        case .evaluate: [.screening, .analysis, .jury, .deliberation]
        case .award: [.production, .ceremony]
        case .promote: [.promotion, .review]
        }
    }
}

extension Reader {
    /// Where an edition stands: its steps in a line, with what is open now. Empty for an edition without phases.
    public func phaseLine(_ edition: Edition, now: Date) -> HTML {
        let stages = Stage.allCases.map { stage in (stage, edition.phases.filter { stage.kinds.contains($0.kind) }) }
            .filter { !$0.1.isEmpty }
        guard !stages.isEmpty else { return "" }
        // Steps overlap; the one to look at is the one whose open phase ends first.
        let open = edition.phases(at: now).filter { $0.kind != .other }.min { $0.endsAt < $1.endsAt }
        return """
            <ol class="phases" aria-label="\(t("Steps of the edition"))">
            \(stages.map { stageItem($0.0, $0.1, isStep: $0.1.contains { $0.id == open?.id }, now: now) })</ol>
            """
    }

    private func stageItem(_ stage: Stage, _ phases: [Phase], isStep: Bool, now: Date) -> HTML {
        let isOpen = phases.contains { $0.isOpen(at: now) }
        let isPast = phases.allSatisfy { $0.endsAt <= now }
        let state: HTML =
            isStep
            ? " class=\"now at-\(share(of: phases, now))\" aria-current=\"step\""
            : isOpen ? " class=\"now at-\(share(of: phases, now))\"" : isPast ? " class=\"past\"" : ""
        return "<li\(state)><b>\(name(of: stage))</b>\(dates(of: phases, now))</li>"
    }

    /// How far inside, in tens of a hundred: a style may not carry the number itself.
    private func share(of phases: [Phase], _ now: Date) -> Int {
        let start = phases.map(\.startsAt).min() ?? now
        let end = phases.map(\.endsAt).max() ?? now
        let share = now.timeIntervalSince(start) / max(end.timeIntervalSince(start), 1)
        return min(max(Int((share * 10).rounded()), 0), 10) * 10
    }

    /// Phases of one step that are open at once and end apart are named, each with its own end: one date would speak for both.
    private func dates(of phases: [Phase], _ now: Date) -> HTML {
        let open = phases.filter { $0.isOpen(at: now) }.sorted { $0.endsAt < $1.endsAt }
        guard Set(open.map(\.endsAt)).count > 1 else {
            return "<span class=\"sub\">\(date(of: phases, open.first, now))</span>"
        }
        return .joined(
            open.map { phase -> HTML in "<span class=\"sub\">\(name(of: phase)) · \(until(phase))</span>" }, by: "\n")
    }

    private func date(of phases: [Phase], _ open: Phase?, _ now: Date) -> String {
        if let open { return until(open) }
        if let next = phases.filter({ $0.startsAt > now }).min(by: { $0.startsAt < $1.startsAt }) {
            return next.firstDay == next.lastDay
                ? formats.shortDay(next.firstDay) : t("from \(formats.shortDay(next.firstDay))")
        }
        return phases.map(\.lastDay).max().map { t("until \(formats.shortDay($0))") } ?? ""
    }

    private func name(of stage: Stage) -> String {
        switch stage {
        case .define: t("Define")
        case .spot: t("Spot")
        case .present: t("Present")
        case .evaluate: t("Evaluate")
        case .award: t("Award", as: "step")
        case .promote: t("Make known")
        }
    }

    /// «until 17 Oct. 2014», or «until Friday 17 October 2014 at 18:00» when it closes at an hour.
    public func until(_ phase: Phase) -> String {
        phase.endsAt.isMidnight
            ? t("until \(formats.shortDay(phase.lastDay))")
            : t("until \(formats.shortDay(phase.lastDay)), \(formats.clock(phase.endsAt))")
    }

    /// Its first and its last day, with the hour of closing where one counts.
    public func period(of phase: Phase) -> String {
        let days = formats.period(phase.firstDay, phase.lastDay)
        return phase.endsAt.isMidnight ? days : t("\(days), closing at \(formats.clock(phase.endsAt))")
    }

    /// Its name in the reader's language, or the French one marked as French.
    public func name(of phase: Phase) -> HTML {
        guard language == .english else { return "\(phase.nameFR)" }
        return phase.nameEN.isEmpty ? "<span lang=\"fr\">\(phase.nameFR)</span>" : "\(phase.nameEN)"
    }

    /// The same for places where no markup goes.
    public func plainName(of phase: Phase) -> String {
        language == .english && !phase.nameEN.isEmpty ? phase.nameEN : phase.nameFR
    }
}
