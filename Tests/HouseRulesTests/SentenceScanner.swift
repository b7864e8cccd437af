/// A sentence of the code, as a PO file has it.
struct UsedSentence: Hashable {
    var context: String?
    var id: String
    var plural: String?
}

/// Finds the sentences said through `t("…")` in a Swift file: `t("\(n) file waits", "\(n) files wait", count: n)`,
/// `t("Open", as: "state")`, over several lines, and inside the interpolations of other texts.
///
/// `bin/words` compiles this file as well, so it needs nothing but Swift.
struct SentenceScanner {
    struct Found: Equatable {
        let sentence: UsedSentence
        let line: Int
    }

    /// What no translator could ever see, or what would be read back wrongly.
    struct Problem: Equatable {
        let line: Int
        let reason: String
    }

    private(set) var found: [Found] = []
    private(set) var problems: [Problem] = []
    private let code: [Character]
    private var at = 0

    init(_ source: String) {
        // Swift reads \r\n as one character.
        code = source.map { $0.isNewline ? "\n" : $0 }
        scan(until: nil)
    }

    /// Reads code up to the bracket that closes what was opened before, which it takes too.
    private mutating func scan(until close: Character?) {
        while let character = peek() {
            if let end = endOfRegex() {
                at = end
            } else if skipComment() {
                continue
            } else if startsText() {
                _ = text()
            } else if isSentence() {
                sentence()
            } else if let inner = Self.closing[character] {
                at += 1
                scan(until: inner)
            } else {
                at += 1
                if character == close { return }
            }
        }
    }

    private static let closing: [Character: Character] = ["(": ")", "[": "]", "{": "}"]

    private func peek(_ offset: Int = 0) -> Character? { code.indices.contains(at + offset) ? code[at + offset] : nil }

    private func stands(_ text: String) -> Bool {
        for (offset, character) in text.enumerated() where peek(offset) != character { return false }
        return true
    }

    private mutating func take(_ text: String) -> Bool {
        guard stands(text) else { return false }
        at += text.count
        return true
    }

    private mutating func skipComment() -> Bool {
        if stands("//") {
            at = code[at...].firstIndex(of: "\n") ?? code.count
            return true
        }
        guard take("/*") else { return false }
        var depth = 1
        while depth > 0, peek() != nil {
            if take("/*") { depth += 1 } else if take("*/") { depth -= 1 } else { at += 1 }
        }
        return true
    }

    private mutating func skipBlanks() {
        while let character = peek() {
            if character.isWhitespace { at += 1 } else if !skipComment() { return }
        }
    }

    private func line(at place: Int) -> Int { code[..<place].count { $0 == "\n" } + 1 }

    private mutating func refuse(_ reason: String, at place: Int) {
        problems.append(Problem(line: line(at: place), reason: reason))
    }
}

// Calls.
extension SentenceScanner {
    /// Whether a call of `t` starts here: not the end of a longer name, and not its declaration.
    private func isSentence() -> Bool {
        guard stands("t("), at == 0 || !Self.isName(code[at - 1]) else { return false }
        let before = code[..<at].reversed().drop { $0 == " " }.prefix(while: Self.isName)
        return at == 0 || code[at - 1] != " " || String(before.reversed()) != "func"
    }

    private mutating func sentence() {
        let start = at
        at += 2
        skipBlanks()
        var texts: [Text] = []
        var context: String?
        repeat {
            skipBlanks()
            if startsText() {
                texts.append(text())
            } else if take("as:") {
                skipBlanks()
                context = startsText() ? text().key : nil
                if context == nil { skipExpression() }
            } else {
                if texts.isEmpty || !stands("count:") { refuse("t( must be given its sentence itself", at: start) }
                skipExpression()
            }
            skipBlanks()
        } while take(",")
        if !take(")") {
            refuse("t( must be given its sentence itself", at: start)
            scan(until: ")")
        }
        keep(texts, context: context, start: start)
    }

    private mutating func keep(_ texts: [Text], context: String?, start: Int) {
        guard let one = texts.first, texts.count <= 2 else { return }
        if texts.contains(where: \.isUnclear) {
            refuse("% before a digit, a digit after a value or a tenth value cannot be read back", at: start)
        }
        let sentence = UsedSentence(context: context, id: one.key, plural: texts.count == 2 ? texts[1].key : nil)
        found.append(Found(sentence: sentence, line: line(at: start)))
    }

    /// Up to the comma or the bracket that ends an argument.
    private mutating func skipExpression() {
        while let character = peek(), character != ",", character != ")" {
            if skipComment() { continue }
            if startsText() {
                _ = text()
            } else if isSentence() {
                sentence()
            } else {
                at += 1
                if let close = Self.closing[character] { scan(until: close) }
            }
        }
    }

    private static func isName(_ character: Character) -> Bool {
        character.isLetter || character.isNumber || character == "_" || character == "`"
    }
}

// Texts in quotes.
extension SentenceScanner {
    private struct Text {
        var key = ""
        var values = 0
        var isUnclear = false
    }

    // Where a line of a text in three quotes ends, and where it goes on after a backslash.
    private static let (lineEnd, lineGoesOn): (Character, Character) = ("\u{1}", "\u{2}")

    private func startsText() -> Bool {
        guard let first = peek(), first == "\"" || first == "#" else { return false }
        var offset = 0
        while peek(offset) == "#" { offset += 1 }
        return peek(offset) == "\""
    }

    /// The text as a key: its values become `%1`, `%2`…
    private mutating func text() -> Text {
        let hashes = String(code[at...].prefix { $0 == "#" })
        at += hashes.count
        let quotes = stands("\"\"\"") ? "\"\"\"" : "\""
        at += quotes.count
        var text = Text()
        while let character = peek(), !stands(quotes + hashes) {
            if take("\\" + hashes) {
                escape(in: &text)
            } else {
                if character == "%" && peek(1)?.isNumber == true { text.isUnclear = true }
                text.key.append(character == "\n" ? Self.lineEnd : character)
                at += 1
            }
        }
        at += quotes.count + hashes.count
        if quotes.count == 3 { text.key = Self.unindented(text.key) }
        return text
    }

    private mutating func escape(in text: inout Text) {
        guard let character = peek() else { return }
        at += 1
        switch character {
        case "(":
            scan(until: ")")
            text.values += 1
            text.key += "%\(text.values)"
            if text.values > 9 || peek()?.isNumber == true { text.isUnclear = true }
        case "n": text.key += "\n"
        case "t": text.key += "\t"
        case "r": text.key += "\r"
        case "0": text.key += "\0"
        case "u": text.key += scalar()
        case "\n": text.key.append(Self.lineGoesOn)
        default: text.key.append(character)
        }
    }

    private mutating func scalar() -> String {
        let digits = code[at...].dropFirst().prefix { $0 != "}" }
        at += digits.count + 2
        return UInt32(String(digits), radix: 16).flatMap(UnicodeScalar.init).map { String($0) } ?? ""
    }

    /// As the compiler reads three quotes: without the first and the last line end, nor the indent of the last line.
    private static func unindented(_ raw: String) -> String {
        let indent = raw.reversed().prefix { $0 == " " || $0 == "\t" }.count
        var (plain, toSkip) = ("", 0)
        for character in raw {
            if toSkip > 0, character == " " || character == "\t" {
                toSkip -= 1
            } else {
                let endsLine = character == lineEnd || character == lineGoesOn
                toSkip = endsLine ? indent : 0
                if character != lineGoesOn { plain.append(character == lineEnd ? "\n" : character) }
            }
        }
        return String(plain.dropFirst().dropLast())
    }
}

// Regular expressions, whose quotes are not those of a text.
extension SentenceScanner {
    private func endOfRegex() -> Int? {
        if stands("#/") { return end(of: "/#", from: at + 2) }
        guard stands("/"), let next = peek(1), !"/* \n".contains(next) else { return nil }
        let before = code[..<at].last { $0 != " " } ?? "\n"
        return "(,=:[{!&|?;\n".contains(before) ? end(of: "/", from: at + 1) : nil
    }

    private func end(of mark: String, from start: Int) -> Int? {
        var place = start
        while place + mark.count <= code.count, code[place] != "\n" {
            if String(code[place..<(place + mark.count)]) == mark { return place + mark.count }
            place += code[place] == "\\" ? 2 : 1
        }
        return nil
    }
}
