/// Words in braces that are filled in for each reader: `{nom}`, or `{ nom }`. Double braces are only text.
public enum Placeholders {
    /// Longer ones are text that happens to stand in braces.
    private static let longest = 40

    /// Those that a text holds, each once, without braces and in the order they come.
    public static func found(in text: String) -> [String] {
        var names: [String] = []
        for part in parts(of: text) {
            if case .name(let name, _) = part, !names.contains(name) { names.append(name) }
        }
        return names
    }

    /// The text with each name replaced; a name without value stays as it was typed. What is filled in is not looked at again.
    public static func filled(_ text: String, with values: [String: String]) -> String {
        parts(of: text).map { part in
            switch part {
            case .text(let text): text
            case .name(let name, let typed): values[name] ?? "{\(typed)}"
            }
        }.joined()
    }

    /// A name as it is known, and as it stands between the braces.
    private enum Part { case text(String), name(String, typed: String) }

    private static func parts(of text: String) -> [Part] {
        var (parts, rest, plain) = ([Part](), text[...], "")
        while let open = rest.firstIndex(of: "{") {
            plain += rest[..<open]
            let run = rest[open...].prefix { $0 == "{" }
            let after = rest[run.endIndex...]
            if run.count == 1, let typed = name(at: after) {
                let name = typed.split(whereSeparator: \.isWhitespace).joined(separator: " ")
                parts += [.text(plain), .name(name, typed: typed)]
                plain = ""
                rest = after.dropFirst(typed.count + 1)
            } else {
                plain += run
                rest = after
            }
        }
        return parts + [.text(plain + rest)]
    }

    /// What stands before a single closing brace, when it reads like a name.
    private static func name(at text: Substring) -> String? {
        let name = text.prefix(longest).prefix { $0 != "}" && $0 != "{" && !$0.isNewline }
        let end = text[name.endIndex...].prefix { $0 == "}" }
        guard end.count == 1, name.first(where: { !$0.isWhitespace })?.isLetter == true else { return nil }
        return name.allSatisfy { $0.isLetter || $0.isNumber || $0.isWhitespace || "_-.’'".contains($0) }
            ? String(name) : nil
    }
}
