import Words

// Parts of a sheet from what people typed, row by row.

extension [String: String] {
    /// `2011-03` from `mars 2011`; what cannot be read stays as it was typed.
    func date(_ part: String) -> String {
        let typed = (self[part] ?? "").tidied
        return typedMonth(typed) ?? typed
    }

    func figure(_ part: String) -> Double? { self[part].flatMap(typedFigure) }
}

/// A day, a month or a year as people type them: `17/03/2011`, `mars 2011`, `03/2011`, `2011`. Nil for anything else.
func typedMonth(_ typed: String) -> String? {
    if let date = sheetDate(typed) { return date }
    let formats = Formats(language: "fr")
    if let day = formats.parseDay(typed) { return day.description }
    let first = formats.parseDay("1 " + typed) ?? formats.parseDay("1/" + typed)
    return first.map { String($0.description.prefix(7)) }
}

/// A number as people type it: `7,8 %`, `1 234`.
func typedFigure(_ typed: String) -> Double? {
    let kept = typed.filter { !$0.isWhitespace && $0 != "%" && $0 != "€" }.replacing(",", with: ".")
    guard kept.wholeMatch(of: /[+-]?[0-9]{1,15}(\.[0-9]{1,9})?/) != nil else { return nil }
    return Double(kept)
}

extension SheetContent.Indicator {
    init(typed row: [String: String]) {
        self.init(
            name: row["name"] ?? "", unit: row["unit"] ?? "", direction: row["direction"] == "down" ? .down : .up,
            baseline: row.figure("baseline"), baselineDate: row.date("baseline_date"), value: row.figure("value"),
            date: row.date("date"), source: row["source"] ?? "")
    }
}

extension SheetContent.Cost {
    /// Nil when nothing was typed.
    init?(parts: [String: String]) {
        let parts = parts.mapValues(\.tidied).filter { !$0.value.isEmpty }
        guard parts.contains(where: { $0.key != "unit" }) else { return nil }
        self.init(
            min: parts.figure("min"), max: parts.figure("max"), unit: parts["unit"], per: parts["per"],
            note: parts["note"])
    }
}

extension SheetContent.Quote {
    /// Nil without words.
    init?(parts: [String: String]) {
        guard let text = parts["text"]?.tidied.ifFilled else { return nil }
        self.init(text: text, role: parts["role"]?.tidied ?? "")
    }
}
