/// A gettext PO file, as `msgmerge`, Poedit and Weblate write it.
public struct POFile: Sendable {
    /// One sentence and its translations: one, or one a plural form.
    public struct Entry: Sendable, Equatable {
        public var comments: [String] = []
        public var isFuzzy = false
        public var context: String?
        public var id = ""
        public var plural: String?
        public var translations: [String] = []
        public var line = 0

        public init() {}
    }

    /// Why a file cannot be read, and where.
    public struct Problem: Error, Equatable, CustomStringConvertible {
        public let line: Int
        public let reason: String

        public var description: String { "line \(line): \(reason)" }
    }

    /// The fields of the file's first entry, `Language` and `Plural-Forms` among them.
    public let header: [String: String]
    /// The header as it stands, comments included, for whoever writes the file again.
    public let preamble: Entry?
    public let entries: [Entry]
    let plural: PluralRule

    public init(_ text: String) throws(Problem) {
        var reader = POReader(bytes: Array(text.utf8))
        var entries = try reader.entries()
        preamble = entries.first { $0.id.isEmpty && $0.context == nil }
        entries.removeAll { $0.id.isEmpty && $0.context == nil }
        self.entries = entries
        header = Self.fields(preamble?.translations.first ?? "")
        let top = preamble?.line ?? 1
        guard header["Content-Type"]?.lowercased().hasSuffix("charset=utf-8") ?? true else {
            throw Problem(line: top, reason: "the file must be in UTF-8")
        }
        guard let plural = header["Plural-Forms"].map(PluralRule.init(header:)) ?? .english else {
            throw Problem(line: top, reason: "this Plural-Forms cannot be read: \(header["Plural-Forms"] ?? "")")
        }
        self.plural = plural
        try check()
    }

    private func check() throws(Problem) {
        var seen: [String: Entry] = [:]
        for entry in entries {
            let forms = entry.plural == nil ? 1 : plural.forms
            guard entry.translations.count == forms else {
                throw Problem(line: entry.line, reason: "\(forms) msgstr expected, \(entry.translations.count) found")
            }
            let earlier = seen.updateValue(entry, forKey: "\(entry.context ?? "")\u{4}\(entry.id)")
            // Twice the same is what a merge of two people's work leaves, and does no harm.
            if let earlier, earlier.translations != entry.translations {
                throw Problem(line: entry.line, reason: "line \(earlier.line) translates the same sentence otherwise")
            }
        }
    }

    private static func fields(_ header: String) -> [String: String] {
        header.split(separator: "\n").reduce(into: [:]) { fields, line in
            guard let colon = line.firstIndex(of: ":") else { return }
            let value = line[colon...].dropFirst().drop { $0 == " " }
            fields[String(line[..<colon])] = String(value)
        }
    }
}
