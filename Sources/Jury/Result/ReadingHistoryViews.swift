import Web

extension Reader {
    /// Nothing while nothing happened but what was meant to.
    func readingHistory(_ events: [ReadingEvent], namesJuror: Bool) -> HTML {
        guard events.contains(where: { $0.kind != .sent || $0.isByStaff }) else { return "" }
        let lines = events.map { event -> HTML in
            let juror: HTML = namesJuror ? "<strong>\(event.juror)</strong> " : ""
            let reason: HTML = event.reason.isEmpty ? "" : " <span class=\"sub\">\(inFrench(event.reason))</span>"
            return
                "<li><span class=\"date\">\(formats.moment(event.at))</span>\(juror)\(words(for: event))\(reason)</li>"
        }
        return """
            <section class="flow" aria-labelledby="readings-history"><h2 class="h3" id="readings-history">\
            \(t("History of the readings"))</h2><ol class="steps">\(lines)</ol></section>
            """
    }

    private func words(for event: ReadingEvent) -> String {
        let name = event.person ?? t("somebody who left")
        return switch event.kind {
        case .sent: event.isByStaff ? t("sent by \(name), of the agency") : t("sent", as: "reading")
        case .reopened: event.isByStaff ? t("reopened by \(name), of the agency") : t("reopened", as: "reading")
        case .ended: t("taken from its juror by \(name)")
        case .abstained: event.reason.isEmpty ? t("abstains") : t("abstains:")
        case .suspended: t("suspended: the agency is to say what stays of it")
        case .returned: t("counts again")
        }
    }

    func typistNotice(_ names: [String]) -> HTML {
        guard !names.isEmpty else { return "" }
        return "<div class=\"notice\"><p>\(t("Typed from paper by \(formats.list(names)), of the agency."))</p></div>"
    }
}
