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
        isRounded = Self.isPower(of: text.utf8)
        self.text = Self.withoutDecimals(text) ?? String(text)
    }

    // Read byte by byte, as long lists have several such cells a row: `[+-]?\d+([.,]\d+)?[eE]\+?\d+`.
    private static func isPower(of bytes: Substring.UTF8View) -> Bool {
        var rest = bytes[...]
        if let sign = rest.first, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") { rest = rest.dropFirst() }
        guard takeDigits(&rest) > 0 else { return false }
        if let mark = rest.first, isDecimalMark(mark) {
            rest = rest.dropFirst()
            guard takeDigits(&rest) > 0 else { return false }
        }
        guard let letter = rest.first, letter | 0x20 == UInt8(ascii: "e") else { return false }
        rest = rest.dropFirst()
        if rest.first == UInt8(ascii: "+") { rest = rest.dropFirst() }
        return takeDigits(&rest) > 0 && rest.isEmpty
    }

    /// The digits before `,0…` of a long number, or before one or two zeros of the code of a place: `1.0` is `1`, and not the tenth.
    private static func withoutDecimals(_ text: Substring) -> String? {
        guard text.utf8.contains(where: isDecimalMark) else { return nil }
        let close = text.filter { !$0.isWhitespace }
        var rest = close.utf8[...]
        let digits = takeDigits(&rest)
        guard let mark = rest.first, isDecimalMark(mark) else { return nil }
        let zeros = rest.dropFirst()
        guard !zeros.isEmpty, zeros.allSatisfy({ $0 == UInt8(ascii: "0") }) else { return nil }
        guard digits >= 9 || (1...5).contains(digits) && zeros.count <= 2 else { return nil }
        return String(decoding: close.utf8.prefix(digits), as: UTF8.self)
    }

    private static func isDecimalMark(_ byte: UInt8) -> Bool { byte == UInt8(ascii: ".") || byte == UInt8(ascii: ",") }

    private static func takeDigits(_ rest: inout Substring.UTF8View) -> Int {
        let digits = rest.prefix(while: \.isDigit).count
        rest = rest.dropFirst(digits)
        return digits
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
