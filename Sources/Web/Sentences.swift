import Words

// What people typed once, in French, within a sentence of a page in another language.
extension Reader {
    /// A sentence that says titles and other words that people typed between quotation marks, or `typed` without any: these
    /// are marked as French on a page in another language.
    public func sentence(_ words: String, saying typed: String = "") -> HTML {
        guard language != .french else { return "\(words)" }
        let said = typed.isEmpty ? nil : words.firstRange(of: typed)
        guard let range = said ?? Self.quoted(in: words) else { return "\(words)" }
        let (before, after) = (String(words[..<range.lowerBound]), String(words[range.upperBound...]))
        return "\(before)<span lang=\"fr\">\(String(words[range]))</span>\(sentence(after, saying: typed))"
    }

    /// A name for a sentence: in the reader's language, where somebody wrote it, or else between quotation marks, by which
    /// `sentence` knows that it is in French.
    public func cited(_ french: String, _ english: String) -> String {
        if language == .english, !english.isEmpty { return typeset(english) }
        return language == .french ? typeset(french) : "“\(typeset(french))”"
    }

    /// Between a thing and what is said of it, where both are markup; a sentence has its own.
    public var colon: HTML { language == .french ? "\u{A0}: " : ": " }

    /// The same of two texts: «Budget : 12 000 €».
    public func labelled(_ label: String, _ words: String) -> String {
        "\(label)\(language == .french ? "\u{A0}" : ""): \(words)"
    }

    /// Between the outermost marks: a title may have some of its own.
    private static func quoted(in words: String) -> Range<String.Index>? {
        var (start, depth) = (words.startIndex, 0)
        for index in words.indices {
            switch words[index] {
            case "“", "«":
                if depth == 0 { start = words.index(after: index) }
                depth += 1
            case "”", "»":
                guard depth > 0 else { continue }
                depth -= 1
                if depth == 0 { return start..<index }
            default: continue
            }
        }
        return nil
    }
}
