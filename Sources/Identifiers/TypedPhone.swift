/// A telephone number as people type it: `03 81 00 00 00`, `+33 (0)3 81…`, `06.12.34.56.78 (le matin)`.
public enum TypedPhone {
    /// Ten digits after a zero, or a number of another country, among whatever else is said.
    public static func isOne(_ typed: String) -> Bool {
        typed.split { !($0.isWhitespace || $0.isWholeNumber || marks.contains($0)) }.contains { run in
            // Of two numbers between which a bar stands, each is one.
            isWithin(run) || run.split(separator: "/").contains(where: isWithin)
        }
    }

    /// As it is read: the ten digits of a French number in pairs, `03 81 47 00 00`; whatever else was typed as it stands.
    public static func shown(_ typed: String) -> String {
        let digits = Array(typed.filter { !$0.isWhitespace && $0 != "." })
        guard digits.count == 10, digits[0] == "0", digits[1] != "0", digits.allSatisfy({ $0.isASCII && $0.isNumber })
        else {
            return typed
        }
        return stride(from: 0, to: 10, by: 2).map { String(digits[$0...($0 + 1)]) }.joined(separator: " ")
    }

    private static func isWithin(_ run: Substring) -> Bool {
        let digits = run.filter(\.isWholeNumber)
        guard digits.count <= longest else { return false }
        // No country begins with a zero.
        if digits.hasPrefix("00") { return digits.count >= 10 && !digits.dropFirst(2).hasPrefix("0") }
        return digits.count >= (digits.hasPrefix("0") ? 10 : 8)
    }

    /// Fifteen digits (ITU-T E.164), behind `00`, with the zero that is dialled within a country.
    private static let longest = 18

    /// What parts digits, the hyphens and points of word processors among them.
    private static let marks = "+.-()/_\u{B7}\u{2022}\u{2010}\u{2011}\u{2012}\u{2013}\u{200B}\u{2060}"
}
