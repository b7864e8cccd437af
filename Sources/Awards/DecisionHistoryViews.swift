import Foundation
import Jury
import Web

// What became of a decision, and of the readings behind it.
extension Reader {
    func decisionHistory(_ events: [DecisionEvent], _ changes: [ReadingChange], _ awards: [Award]) -> HTML {
        guard !events.isEmpty else { return "" }
        let decided = events.indices.map { (at: events[$0].at, line: line(of: $0, among: events, awards)) }
        let read = changes.map { (at: $0.at, line: line(of: $0)) }
        let lines = (read + decided).sorted { $0.at > $1.at }.map { $0.line }
        return """
            <section class="flow" aria-labelledby="history"><h2 class="h3" id="history">\(t("History of the decision"))</h2>\
            <ol class="steps">\(lines)</ol></section>
            """
    }

    private func line(of place: Int, among events: [DecisionEvent], _ awards: [Award]) -> HTML {
        let event = events[place]
        let award = awards.first { $0.id == event.award }.map { inEither($0.nameFR, $0.nameEN) }
        let none = event.outcome == .notRetained ? t("Not retained") : t("Retained, without an award")
        let outcome: HTML = award ?? "\(none)"
        let why: HTML = event.why.isEmpty ? "" : "<span class=\"sub\">\(inFrench(event.why))</span>"
        let before = events.dropFirst(place + 1).first
        let confirmable: [DecisionEvent.Kind] = [.recorded, .changed, .amended]
        let isConfirmed = event.kind == .recorded && before.map { confirmable.contains($0.kind) } ?? false
        return """
            <li><span class="date">\(formats.moment(event.at))</span>\
            \(isConfirmed ? t("Confirmed", as: "decision") : words(for: event.kind)) · \(outcome) \
            <span class="quiet small">\(event.person)</span>\(why)</li>
            """
    }

    private func line(of change: ReadingChange) -> HTML {
        let words =
            switch change.kind {
            case .came: t("Another reading counts since the decision: that of \(change.juror)")
            case .gone: t("The reading of \(change.juror) no longer counts since the decision")
            case .suspended: t("The reading of \(change.juror) is suspended since the decision")
            case .returned: t("The reading of \(change.juror) counts again")
            }
        return "<li><span class=\"date\">\(formats.moment(change.at))</span>\(words)</li>"
    }

    /// Above the form of a decision whose readings changed, which confirms or changes it.
    func otherReadings(_ line: DecisionStore.Line) -> HTML {
        guard line.isOnOtherReadings else { return "" }
        let words = t("The readings of this file have changed since the decision: what changed stands in its history.")
        return """
            <div class="notice warn"><p><strong>\(words)</strong></p>
            <p>\(t("Record the decision as it stands to confirm it, or change it. Either settles the question."))</p></div>
            """
    }

    private func words(for kind: DecisionEvent.Kind) -> String {
        switch kind {
        case .recorded: t("Recorded", as: "decision")
        case .changed: t("Changed", as: "decision")
        case .void: t("Void: the file was withdrawn")
        case .released: t("Out", as: "decision")
        case .amended: t("Changed after it was out")
        case .withdrawn: t("The file was withdrawn after it was out")
        }
    }
}
