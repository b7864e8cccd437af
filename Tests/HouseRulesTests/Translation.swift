import Foundation

#if canImport(Words)
    import Words
#endif

/// A PO file brought up to date with the code: in the order of the source files, then of the sentences, so that two
/// people who add sentences rarely touch the same lines.
struct Translation {
    private(set) var entries: [POFile.Entry] = []
    private(set) var references: [[String]] = []
    private let preamble: POFile.Entry
    let dropped: [POFile.Entry]

    init(_ file: POFile, for code: SentencesOfTheCode) {
        let known = Dictionary(file.entries.map { (Self.key($0.context, $0.id), $0) }) { first, _ in first }
        let forms = file.header["Plural-Forms"]?.contains("nplurals=1") == true ? 1 : 2
        preamble = file.preamble ?? POFile.Entry()
        for (sentence, files) in code.files.sorted(by: { Self.order($0) < Self.order($1) }) {
            var entry = known[Self.key(sentence.context, sentence.id)] ?? POFile.Entry()
            (entry.context, entry.id, entry.plural) = (sentence.context, sentence.id, sentence.plural)
            let count = sentence.plural == nil ? 1 : max(forms, entry.translations.count)
            entry.translations = (entry.translations + Array(repeating: "", count: count)).prefix(count).map { $0 }
            entries.append(entry)
            references.append(files)
        }
        let used = Set(code.files.keys.map { Self.key($0.context, $0.id) })
        dropped = file.entries.filter { !used.contains(Self.key($0.context, $0.id)) }
    }

    /// Those that nobody has translated, or that wait for a check.
    var missing: [POFile.Entry] { entries.filter { $0.isFuzzy || $0.translations.contains("") } }

    /// The file, ready to be written.
    var text: String {
        ([written(preamble, references: [])] + zip(entries, references).map(written)).joined(separator: "\n")
    }

    private func written(_ entry: POFile.Entry, references: [String]) -> String {
        var lines = entry.comments + references.map { "#: \($0)" }
        let flags =
            (entry.isFuzzy ? ["fuzzy"] : [])
            + (Self.placeholders(entry.id + (entry.plural ?? "")).isEmpty ? [] : ["qt-format"])
        if !flags.isEmpty { lines.append("#, " + flags.joined(separator: ", ")) }
        if let context = entry.context { lines.append("msgctxt \(Self.quoted(context))") }
        lines.append("msgid \(Self.quoted(entry.id))")
        if let plural = entry.plural { lines.append("msgid_plural \(Self.quoted(plural))") }
        for (form, text) in entry.translations.enumerated() {
            lines.append("msgstr\(entry.plural == nil ? "" : "[\(form)]") \(Self.quoted(text))")
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// `%1`, `%2`… of a sentence.
    static func placeholders(_ text: String) -> Set<Character> {
        Set(zip(text, text.dropFirst()).filter { $0 == "%" && "123456789".contains($1) }.map(\.1))
    }

    private static func quoted(_ text: String) -> String {
        let escaped = text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\t", with: "\\t")
        let lines = escaped.split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.count > 1 else { return "\"\(escaped)\"" }
        // As gettext writes texts of several lines.
        let ended = lines.dropLast().map { "\($0)\\n" } + (lines.last == "" ? [] : [String(lines[lines.count - 1])])
        return (["\"\""] + ended.map { "\"\($0)\"" }).joined(separator: "\n")
    }

    private static func key(_ context: String?, _ id: String) -> String { "\(context ?? "")\u{4}\(id)" }

    private static func order(_ used: (key: UsedSentence, value: [String])) -> (String, String, String) {
        (used.value[0], used.key.id, used.key.context ?? "")
    }
}
