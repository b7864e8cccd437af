import Web

// What came along with an edition that was made from another, while it is in preparation.
extension Reader {
    func inheritedPart(_ inherited: Inheritance) -> HTML {
        let came = inherited.came.map(cameLine) + inherited.legacies.filter(\.isTaken).map(legacyLine)
        let left = inherited.left.map(leftLine) + inherited.legacies.filter { !$0.isTaken }.map(legacyLine)
        let rest: HTML =
            left.isEmpty ? "" : "<p>\(t("These did not, and can be added on their own pages:"))</p><ul>\(left)</ul>"
        return """
            <section class="notice flow flow-2" aria-labelledby="inherited"><h2 class="h4" id="inherited" tabindex="-1">\
            \(t("Made from \(typeset(inherited.earlier))"))</h2>
            <p>\(t("These came along:"))</p><ul>\(came)</ul>\(rest)
            <p class="quiet">\(t("Files, marks and decisions stay with the earlier edition, and so do the roles that were given for it."))</p></section>
            """
    }

    /// That there is such a list on the page of the edition, for the home page.
    func inheritedWords(_ inherited: Inheritance) -> String {
        t("What came along from \(typeset(inherited.earlier)), and what did not, stands on its page.")
    }

    private func cameLine(_ line: Inheritance.Line) -> HTML {
        let names = line.here.prefix(Self.mostNames).map { item -> HTML in
            "<a href=\"\(to(item.path))\">\(name(item.name, of: line.part))</a>"
        }
        let came = words(for: line.part, line.here.count)
        return "<li>\(came)\(colon)\(HTML.joined(names, by: ", "))\(others(line.here.count))</li>"
    }

    private func leftLine(_ line: Inheritance.Line) -> HTML {
        let title: HTML = "<a href=\"\(to(line.path))\">\(words(for: line.part, line.there))</a>"
        guard !line.missing.isEmpty else { return "<li>\(title)</li>" }
        let names = line.missing.prefix(Self.mostNames).map { one -> HTML in "\(name(one, of: line.part))" }
        return "<li>\(title)\(colon)\(HTML.joined(names, by: ", "))\(others(line.missing.count))</li>"
    }

    private func legacyLine(_ legacy: Legacy) -> HTML {
        guard let path = legacy.path else { return "<li>\(legacy.title)</li>" }
        return "<li><a href=\"\(to(path))\">\(legacy.title)</a></li>"
    }

    /// More names than that are on the pages they lead to.
    private static var mostNames: Int { 20 }

    private func others(_ count: Int) -> String {
        let others = count - Self.mostNames
        return others > 0 ? " " + t("and \(others) other", "and \(others) others", count: others) : ""
    }

    /// A person is called alike in every language.
    private func name(_ name: Inheritance.Name, of part: EditionPlan.Part) -> HTML {
        switch part {
        case .texts: "\(title(ofText: name.french))"
        case .jurors: "\(typeset(name.french))"
        case .phases, .targets, .awards, .partners: inEither(name.french, name.english)
        }
    }

    private func words(for part: EditionPlan.Part, _ count: Int) -> String {
        switch part {
        case .phases: t("\(count) phase, without its note", "\(count) phases, without their notes", count: count)
        case .targets: t("\(count) target, without its figure", "\(count) targets, without their figures", count: count)
        case .awards: t("\(count) award, given to nobody yet", "\(count) awards, given to nobody yet", count: count)
        case .partners: t("\(count) partner, to sign anew", "\(count) partners, to sign anew", count: count)
        case .texts: t("\(count) text of pages", "\(count) texts of pages", count: count)
        case .jurors: t("\(count) juror, to be invited again", "\(count) jurors, to be invited again", count: count)
        }
    }
}
