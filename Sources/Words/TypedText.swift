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
        if isTidy { return self }
        let text = precomposedStringWithCanonicalMapping.replacing("\r\n", with: "\n").replacing("\r", with: "\n")
        let kept = text.unicodeScalars.filter { $0.value >= 0x20 && $0.value != 0x7F || $0 == "\n" || $0 == "\t" }
        return String(String.UnicodeScalarView(kept)).trimmed
    }

    /// Nothing to be done, as with most texts: known from letters and signs that have one form, without composing them.
    private var isTidy: Bool {
        let scalars = unicodeScalars
        guard let first = scalars.first, let last = scalars.last else { return true }
        guard !first.properties.isWhitespace, !last.properties.isWhitespace else { return false }
        return scalars.allSatisfy { scalar in
            switch scalar.value {
            case 0x0A, 0x09, 0x20...0x7E, 0xA0...0x2FF, 0x2010...0x2027, 0x202F...0x205E, 0x20AC: true
            default: false
            }
        }
    }
}
