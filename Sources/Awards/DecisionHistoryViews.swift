import Web

// What became of a decision.
extension Reader {
    func decisionHistory(_ events: [DecisionEvent], _ awards: [Award]) -> HTML {
        guard !events.isEmpty else { return "" }
        let lines = events.map { event -> HTML in
            let award = awards.first { $0.id == event.award }.map { inEither($0.nameFR, $0.nameEN) }
            let none = event.outcome == .notRetained ? t("Not retained") : t("Retained, without an award")
            let outcome: HTML = award ?? "\(none)"
            let why: HTML = event.why.isEmpty ? "" : "<span class=\"sub\">\(inFrench(event.why))</span>"
            return """
                <li><span class="date">\(formats.moment(event.at))</span>\(words(for: event.kind)) · \(outcome) \
                <span class="quiet small">\(event.person)</span>\(why)</li>
                """
        }
        return """
            <section class="flow" aria-labelledby="history"><h2 class="h3" id="history">\(t("History of the decision"))</h2>\
            <ol class="steps">\(lines)</ol></section>
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
