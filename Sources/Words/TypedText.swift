import Foundation

// What people typed or sent, as the program takes it.
extension String {
    public var isBlank: Bool { allSatisfy(\.isWhitespace) }

    /// Without spaces and line ends around it.
    public var trimmed: String { trimmingCharacters(in: .whitespacesAndNewlines) }

    /// Nil when empty.
    public var ifFilled: String? { isEmpty ? nil : self }

    /// Composed accents, line ends as `\n`, no space around, no control characters: as two sources of one text agree.
    public var tidied: String {
        let text = precomposedStringWithCanonicalMapping.replacing("\r\n", with: "\n").replacing("\r", with: "\n")
        let kept = text.unicodeScalars.filter { $0.value >= 0x20 && $0.value != 0x7F || $0 == "\n" || $0 == "\t" }
        return String(String.UnicodeScalarView(kept)).trimmed
    }
}
