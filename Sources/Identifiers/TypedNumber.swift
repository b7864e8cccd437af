/// A number as people type it, without the spaces, dots and hyphens that group its digits.
struct TypedNumber {
    let text: String

    init(_ typed: String) {
        let kept = typed.unicodeScalars.filter { !$0.properties.isWhitespace && !Self.groupings.contains($0) }
        text = String(kept).uppercased()
    }

    private static let groupings: Set<Unicode.Scalar> = [
        ".", "-", "\u{2010}", "\u{2011}", "\u{2012}", "\u{2013}",
        // Nobody sees them: they come along from pages and printed documents.
        "\u{AD}", "\u{200B}", "\u{200C}", "\u{200D}", "\u{2060}", "\u{FEFF}",
    ]

    /// The value of each digit; nil when there is anything but the digits 0 to 9.
    var digits: [Int]? {
        let bytes = text.utf8
        return bytes.allSatisfy(\.isDigit) ? bytes.map { Int($0 - 0x30) } : nil
    }
}

extension Collection<Int> {
    /// The key that company registers use: every second digit from the right counts double.
    var passesLuhn: Bool {
        let sum = reversed().enumerated().reduce(0) { sum, digit in
            guard !digit.offset.isMultiple(of: 2) else { return sum + digit.element }
            return sum + (digit.element > 4 ? digit.element * 2 - 9 : digit.element * 2)
        }
        return sum.isMultiple(of: 10)
    }
}

extension UInt8 {
    var isDigit: Bool { (0x30...0x39).contains(self) }
    var isCapital: Bool { (0x41...0x5A).contains(self) }
}

extension String {
    /// The text in groups, between them the narrow space that French typography wants and that never breaks a line.
    func grouped(_ sizes: Int...) -> String {
        var rest = self[...]
        return sizes.map { size in
            defer { rest = rest.dropFirst(size) }
            return String(rest.prefix(size))
        }.joined(separator: "\u{202F}")
    }
}
