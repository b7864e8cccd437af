/// An official number as a spreadsheet left it in a cell: protected by an apostrophe or a formula, with decimals of nothing, without
/// the zeros it began with, or rounded to `9,99123E+13`.
public struct SpreadsheetNumber: Sendable {
    /// The cell without what protects it and without decimals of nothing.
    public let text: String
    /// The spreadsheet kept six digits of it: the number is lost.
    public let isRounded: Bool

    public init(_ cell: String) {
        var text = cell[...]
        if text.hasPrefix("=\""), text.hasSuffix("\""), text.count > 2 { text = text.dropFirst(2).dropLast() }
        text = text.drop { "'’`".contains($0) || $0.isWhitespace }
        isRounded = text.wholeMatch(of: /[+-]?\d+(?:[.,]\d+)?[eE]\+?\d+/.asciiOnlyDigits()) != nil
        let close = String(text.filter { !$0.isWhitespace })
        let long = close.wholeMatch(of: /(\d{9,})[.,]0+/.asciiOnlyDigits()).map(\.1)
        // The code of a place: `1.0` is `1`, and not the tenth.
        let short = close.wholeMatch(of: /(\d{1,5})[.,]0{1,2}/.asciiOnlyDigits()).map(\.1)
        self.text = String(long ?? short ?? text)
    }

    /// A SIRET, and whether the zeros it began with had to be given back: only where the key then holds.
    public func siret() throws(SiretRefusal) -> (number: Siret, hasZerosBack: Bool) {
        do throws(SiretRefusal) {
            return (try Siret(text), false)
        } catch {
            guard let whole = filled(to: 14, from: 10...13), let siret = try? Siret(whole) else { throw error }
            return (siret, true)
        }
    }

    /// `1` is `01` once it was taken for a figure; a name stands for its code.
    public func department() throws(DepartmentRefusal) -> (code: Department, hasZerosBack: Bool) {
        guard let whole = filled(to: 2, from: 1...1) else { return (try Department(said: text), false) }
        return (try Department(whole), true)
    }

    /// `1004` is `01004` once it was taken for a figure.
    public func commune() throws(CommuneRefusal) -> (code: CommuneCode, hasZerosBack: Bool) {
        guard let whole = filled(to: 5, from: 4...4) else { return (try CommuneCode(text), false) }
        return (try CommuneCode(whole), true)
    }

    private func filled(to length: Int, from lengths: ClosedRange<Int>) -> String? {
        let digits = TypedNumber(text).text
        guard lengths.contains(digits.utf8.count), digits.utf8.allSatisfy(\.isDigit) else { return nil }
        return String(repeating: "0", count: length - digits.utf8.count) + digits
    }
}
