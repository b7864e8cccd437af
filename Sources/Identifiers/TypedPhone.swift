/// A telephone number as people type it: `03 81 00 00 00`, `+33 (0)3 81…`, `06.12.34.56.78 (le matin)`.
public enum TypedPhone {
    /// Ten digits after a zero, or a number of another country, among whatever else is said.
    public static func isOne(_ typed: String) -> Bool {
        typed.split { !($0.isWhitespace || $0.isWholeNumber || "+.-()/".contains($0)) }.contains { run in
            let digits = run.filter(\.isWholeNumber)
            return digits.count >= (digits.hasPrefix("0") && !digits.hasPrefix("00") ? 10 : 8)
        }
    }
}
