/// The tags of a page, and those that have no name where they need one.
struct Markup {
    struct Tag {
        let name: String
        let attributes: Substring
        let place: String.Index

        func value(of attribute: String) -> String? {
            guard let start = attributes.firstRange(of: " \(attribute)=\"")?.upperBound else { return nil }
            return String(attributes[start...].prefix { $0 != "\"" })
        }

        var hasName: Bool {
            ["aria-label", "aria-labelledby"].contains { !(value(of: $0) ?? "").isEmpty }
        }
    }

    let html: String
    private let tags: [Tag]

    init(_ html: String) {
        let shown = html.replacing(/<(script|style)\b[\s\S]*?<\/\1>/, with: "")
        self.html = shown
        tags = shown.matches(of: /<([a-z][a-z0-9]*)\b([^>]*)>/).map { match in
            Tag(name: String(match.1), attributes: match.2, place: match.range.lowerBound)
        }
    }

    /// What is wrong, each with its tag.
    var faults: [String] {
        let found = tags.flatMap { tag in
            Self.rules.filter { $0.of(tag, self) }.map { "\($0.name): <\(tag.name)\(tag.attributes)>" }
        }
        return found + repeatedNames + lostLabels + partsWithinLines + looseWords
    }

    /// Markup that was taken for a text, and stands there as the program calls it.
    private var looseWords: [String] { html.contains("HTML(bytes") ? ["markup as a text"] : [] }

    /// What takes lines of its own, where a line of text is not over.
    private var partsWithinLines: [String] {
        let lines: Set = ["span", "button", "p"]
        let parts: Set = ["div", "form", "ul", "ol", "dl", "p", "table", "section", "header", "h1", "h2", "h3"]
        var open: [Substring] = []
        var found: [String] = []
        for tag in html.matches(of: /<(\/?)([a-z][a-z0-9]*)\b[^>]*>/) {
            let (ends, name) = (!tag.1.isEmpty, tag.2)
            if !ends, parts.contains(String(name)), let line = open.last { found.append("in a \(line): \(tag.0)") }
            guard lines.contains(String(name)) else { continue }
            if ends { _ = open.popLast() } else { open.append(name) }
        }
        return found
    }

    private struct Rule: Sendable {
        let name: String
        /// Whether it is broken there.
        let of: @Sendable (Tag, Markup) -> Bool
    }

    private static let rules: [Rule] = [
        Rule(name: "a th without scope") { tag, _ in tag.name == "th" && tag.value(of: "scope") == nil },
        Rule(name: "a table without caption") { tag, page in
            tag.name == "table" && !tag.hasName && !page.begins(after: tag, with: "<caption")
        },
        Rule(name: "a scroll that the keyboard does not reach") { tag, _ in
            guard tag.value(of: "class")?.split(separator: " ").contains("scroll") ?? false else { return false }
            return tag.value(of: "role") != "region" || tag.value(of: "tabindex") != "0" || !tag.hasName
        },
        Rule(name: "a nav without name") { tag, _ in tag.name == "nav" && !tag.hasName },
        Rule(name: "an iframe without title") { tag, _ in tag.name == "iframe" && tag.value(of: "title") == nil },
        Rule(name: "an img without alt") { tag, _ in tag.name == "img" && tag.value(of: "alt") == nil },
        Rule(name: "an svg without name") { tag, _ in
            tag.name == "svg" && !tag.hasName && tag.value(of: "aria-hidden") != "true"
        },
        Rule(name: "a field without label") { tag, page in
            let isField = ["input", "select", "textarea"].contains(tag.name)
            let isUnseen = ["hidden", "submit"].contains(tag.value(of: "type") ?? "")
            return isField && !isUnseen && !tag.hasName && !page.isLabelled(tag)
        },
    ]

    private func begins(after tag: Tag, with text: String) -> Bool {
        guard let end = html[tag.place...].firstIndex(of: ">") else { return false }
        return html[html.index(after: end)...].drop { $0.isWhitespace }.hasPrefix(text)
    }

    private func isLabelled(_ tag: Tag) -> Bool {
        if let key = tag.value(of: "id"), html.contains("for=\"\(key)\"") { return true }
        let before = html[..<tag.place]
        guard let open = before.ranges(of: "<label").last?.lowerBound else { return false }
        return !before[open...].contains("</label>")
    }

    /// Two ways through the page by one name: whoever hears them cannot tell them apart.
    private var repeatedNames: [String] {
        let names = tags.filter { $0.name == "nav" }.compactMap { $0.value(of: "aria-label") }
        return Dictionary(grouping: names) { $0 }.filter { $0.value.count > 1 }.map { "nav \($0.key) more than once" }
    }

    /// Names that lead to nothing, or to more than one thing.
    private var lostLabels: [String] {
        let keys = Dictionary(grouping: tags.compactMap { $0.value(of: "id") }) { $0 }.mapValues(\.count)
        let wanted = tags.flatMap { tag in
            ["aria-labelledby", "aria-describedby"].flatMap { attribute in
                (tag.value(of: attribute) ?? "").split(separator: " ").map { (attribute, String($0)) }
            }
        }
        return Set(wanted.filter { keys[$0.1] != 1 }.map { "\($0.0) \($0.1)" }).sorted()
    }
}
