import Web

// What came along with an edition that was made from another, while it is in preparation.
extension Reader {
    func inheritedPart(_ inherited: Inheritance) -> HTML {
        let came = inherited.came.map { line -> HTML in "<li>\(words(for: line.part, line.here))</li>" }
        let left = inherited.left.map { line -> HTML in "<li>\(words(for: line.part, line.there))</li>" }
        let rest: HTML =
            left.isEmpty ? "" : "<p>\(t("These did not, and can be added on their own pages:"))</p><ul>\(left)</ul>"
        return """
            <section class="notice flow flow-2" aria-labelledby="inherited"><h2 class="h4" id="inherited">\
            \(t("Made from \(typeset(inherited.earlier))"))</h2>
            <p>\(t("These came along:"))</p><ul>\(came)</ul>\(rest)
            <p class="quiet">\(t("Files, marks and decisions stay with the earlier edition."))</p></section>
            """
    }

    private func words(for part: EditionPlan.Part, _ count: Int) -> String {
        switch part {
        case .phases: t("\(count) phase", "\(count) phases", count: count)
        case .targets: t("\(count) target, without its figure", "\(count) targets, without their figures", count: count)
        case .awards: t("\(count) award, given to nobody yet", "\(count) awards, given to nobody yet", count: count)
        case .partners: t("\(count) partner, to sign anew", "\(count) partners, to sign anew", count: count)
        case .texts: t("\(count) text", "\(count) texts", count: count)
        case .jurors: t("\(count) juror, to be invited again", "\(count) jurors, to be invited again", count: count)
        }
    }
}
