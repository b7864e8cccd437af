import Foundation

// Numbers, in figures.
extension Formats {
    /// `1 234`
    public func number(_ number: Int) -> String { Self.grouped(number, language: language) }

    /// `3,5` with one decimal; a half of the last one goes away from zero, everywhere. A value that is not a number is written «–».
    public func number(_ number: Double, decimals: Int) -> String {
        guard number.isFinite, abs(number) < 1e15 else { return "–" }
        let decimals = max(0, min(decimals, 9))
        let scale = (0..<decimals).reduce(1.0) { scale, _ in scale * 10 }
        // 2.675 is a little less in binary: what a person would call a half is one.
        let scaled = abs(number) * scale
        let rounded = (scaled + 0.5 + 1e-9 + scaled * 1e-15).rounded(.down) / scale
        let parts = String(format: "%.\(decimals)f", rounded).split(separator: ".")
        let whole = Self.grouped(Int(parts[0]) ?? 0, language: language)
        let isNegative = number < 0 && parts.contains { $0.contains { $0 != "0" } }
        return ([(isNegative ? "-" : "") + whole] + parts.dropFirst().map(String.init))
            .joined(separator: isFrench ? "," : ".")
    }

    /// `87,5 %` from 0.875.
    public func percent(_ share: Double, decimals: Int = 0) -> String {
        number(share * 100, decimals: decimals) + (isFrench ? "\u{A0}%" : "%")
    }

    /// `1 234 €`; cents are written only when there are some.
    public func money(cents: Int) -> String {
        let euros = number(Double(cents) / 100, decimals: cents % 100 == 0 ? 0 : 2)
        if isFrench { return euros + "\u{A0}€" }
        return cents < 0 ? "-€" + euros.dropFirst() : "€" + euros
    }

    /// The same of an amount that somebody gave; «–» for one that nobody has.
    public func money(euros: Double) -> String {
        let cents = (euros * 100).rounded()
        return abs(cents) < 1e15 ? money(cents: Int(cents)) : "–"
    }

    public func money(_ euros: Int) -> String {
        isFrench ? number(euros) + "\u{A0}€" : (euros < 0 ? "-€" : "€") + number(abs(euros))
    }

    /// `1er`, `1re`, `2e`; `1st`, `2nd`, `3rd`, `11th`.
    public func ordinal(_ number: Int, isFeminine: Bool = false) -> String {
        if isFrench { return number == 1 ? (isFeminine ? "1re" : "1er") : self.number(number) + "e" }
        let ending =
            switch (number % 10, number % 100) {
            case (_, 11...13): "th"
            case (1, _): "st"
            case (2, _): "nd"
            case (3, _): "rd"
            default: "th"
            }
        return self.number(number) + ending
    }

    /// `Besançon, Dole et Vesoul`
    public func list(_ items: [String]) -> String {
        guard let last = items.last, items.count > 1 else { return items.first ?? "" }
        return items.dropLast().joined(separator: ", ") + (isFrench ? " et " : " and ") + last
    }

    static func grouped(_ number: Int, language: String) -> String {
        let digits = String(number.magnitude)
        let separator = language.hasPrefix("fr") ? "\u{202F}" : ","
        var grouped = number < 0 ? "-" : ""
        for (index, digit) in digits.enumerated() {
            if index > 0 && (digits.count - index) % 3 == 0 { grouped += separator }
            grouped.append(digit)
        }
        return grouped
    }
}
