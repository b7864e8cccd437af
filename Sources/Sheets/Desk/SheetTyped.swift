import Forms
import Words

// Parts of a sheet from what people typed, row by row.

extension [String: String] {
    /// `2011-03` from `mars 2011`; what cannot be read stays as it was typed.
    func date(_ part: String) -> String {
        let typed = (self[part] ?? "").tidied
        return TypedMonth(typed)?.text ?? typed
    }

    func figure(_ part: String) -> Double? { self[part].flatMap { TypedFigure($0)?.value } }
}

extension Told.Indicator {
    init(typed row: [String: String]) {
        self.init(
            name: row["name"] ?? "", unit: row["unit"] ?? "", direction: row["direction"] == "down" ? .down : .up,
            baseline: row.figure("baseline"), baselineDate: row.date("baseline_date"), value: row.figure("value"),
            date: row.date("date"), source: row["source"] ?? "")
    }
}

extension Told.Cost {
    /// Nil when nothing was typed.
    init?(parts: [String: String]) {
        let parts = parts.mapValues(\.tidied).filter { !$0.value.isEmpty }
        guard parts.contains(where: { $0.key != "unit" }) else { return nil }
        self.init(
            min: parts.figure("min"), max: parts.figure("max"), unit: parts["unit"], per: parts["per"],
            note: parts["note"])
    }
}

extension Told.Quote {
    /// Nil without words.
    init?(parts: [String: String]) {
        guard let text = parts["text"]?.tidied.ifFilled else { return nil }
        self.init(text: text, role: parts["role"]?.tidied ?? "")
    }
}

// And the other way: what is kept, as people type it.

extension Told.Indicator {
    func typed(_ figure: (Double) -> String, _ month: (String) -> String) -> [String: String] {
        [
            "name": name, "unit": unit, "direction": direction.rawValue, "baseline": baseline.map(figure) ?? "",
            "baseline_date": month(baselineDate), "value": value.map(figure) ?? "", "date": month(date),
            "source": source,
        ]
    }
}

extension Told.BudgetEntry {
    func typed(_ figure: (Double) -> String) -> [String: String] {
        ["what": what, "side": side.rawValue, "amount": cents.map { figure(Double($0) / 100) } ?? ""]
    }
}

extension Told.Cost {
    func typed(_ figure: (Double) -> String) -> [String: String] {
        [
            "min": min.map(figure) ?? "", "max": max.map(figure) ?? "", "unit": unit ?? "", "per": per ?? "",
            "note": note ?? "",
        ]
    }
}
