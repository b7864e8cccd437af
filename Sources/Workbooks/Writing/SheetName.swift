/// Names of sheets as every spreadsheet takes them: at most 31 units of UTF-16, without the signs that formulas need, no two alike.
struct SheetNames {
    private static let longest = 31
    private static let forbidden: Set<Character> = ["[", "]", ":", "*", "?", "/", "\\"]

    private var taken: Set<String> = []

    /// The nearest name that is still free.
    mutating func name(for wish: String) -> String {
        let clean = Self.clean(wish)
        var (name, number) = (clean, 1)
        while !taken.insert(name.lowercased()).inserted {
            number += 1
            let tail = " (\(number))"
            name = Self.cut(clean, to: Self.longest - tail.utf16.count) + tail
        }
        return name
    }

    private static func clean(_ wish: String) -> String {
        let words = CellText.clean(wish).map { forbidden.contains($0) ? "-" : $0.isWhitespace ? " " : $0 }
        let plain = String(words).split(separator: " ").joined(separator: " ")
        // An apostrophe at an end would close the name in a formula; one word is the spreadsheet's own.
        let name = trimmed(cut(trimmed(plain), to: longest))
        return name.isEmpty ? "1" : name.lowercased() == "history" ? "\(name)-" : name
    }

    private static func trimmed(_ name: String) -> String {
        func isEdge(_ sign: Character) -> Bool { sign == "'" || sign == " " }
        return String(name.drop(while: isEdge).reversed().drop(while: isEdge).reversed())
    }

    /// Never within a letter.
    private static func cut(_ name: String, to limit: Int) -> String { CellText.cut(name[...], to: limit).description }
}
