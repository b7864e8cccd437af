import Foundation
import Words

/// Everything a file tells, by field.
public struct Answers: Equatable, Sendable {
    private var values: [String: AnswerValue]

    public init(_ values: [String: AnswerValue] = [:]) { self.values = values }

    public subscript(field: FormField) -> AnswerValue {
        get { values[field.id] ?? .empty(field.kind) }
        set { values[field.id] = newValue }
    }

    /// The text of a field, without spaces around it; empty when there is none.
    public func text(_ id: String) -> String {
        if case .text(let text) = values[id] { text.trimmed } else { "" }
    }

    /// The filled entries of a list.
    public func list(_ id: String) -> [String] {
        if case .list(let entries) = values[id] { entries.map(\.trimmed).filter { !$0.isEmpty } } else { [] }
    }

    func rows(_ id: String) -> [[String: String]] {
        if case .rows(let rows) = values[id]?.tidied { rows } else { [] }
    }

    func parts(_ id: String) -> [String: String] {
        if case .parts(let parts) = values[id] { parts } else { [:] }
    }

    public func isOn(_ id: String) -> Bool { !text(id).isEmpty }

    /// Terms by vocabulary: `["need": ["health"]]`.
    public var tags: [String: [String]] {
        var tags: [String: [String]] = [:]
        for field in FormField.all {
            guard case .terms(let vocabulary) = field.kind else { continue }
            tags[vocabulary] = list(field.id).isEmpty ? nil : list(field.id)
        }
        return tags
    }

    /// The parts of the file as a sheet tells them.
    public var content: SheetContent {
        var content = SheetContent()
        (content.need, content.before, content.response) = (filled("need"), filled("before"), filled("response"))
        (content.whoWith, content.effects, content.risk) = (filled("who_with"), filled("effects"), filled("risk"))
        (content.reuse, content.website) = (filled("reuse"), filled("organisation.website"))
        (content.difficulties, content.levers) = (list("difficulties"), list("levers"))
        content.reuseConditions = list("reuse_conditions")
        (content.steps, content.indicators) = (steps, indicators)
        (content.cost, content.quote) = (cost, quote)
        return content
    }

    var steps: [SheetContent.Step] {
        rows("steps").map {
            .init(date: TypedMonth($0["date"] ?? "")?.text ?? $0["date"] ?? "", text: $0["text"] ?? "")
        }
    }

    var indicators: [SheetContent.Indicator] {
        rows("indicators").map { row in
            SheetContent.Indicator(
                name: row["name"] ?? "", unit: row["unit"] ?? "", direction: row["direction"] == "down" ? .down : .up,
                baseline: TypedFigure(row["baseline"] ?? "")?.value,
                baselineDate: TypedMonth(row["baseline_date"] ?? "")?.text ?? row["baseline_date"] ?? "",
                value: TypedFigure(row["value"] ?? "")?.value,
                date: TypedMonth(row["date"] ?? "")?.text ?? row["date"] ?? "", source: row["source"] ?? "")
        }
    }

    private var cost: SheetContent.Cost? {
        let parts = parts("cost").mapValues(\.trimmed).filter { !$0.value.isEmpty }
        guard !parts.isEmpty else { return nil }
        return SheetContent.Cost(
            min: parts["min"].flatMap { TypedFigure($0)?.value }, max: parts["max"].flatMap { TypedFigure($0)?.value },
            unit: parts["unit"], per: parts["per"], note: parts["note"])
    }

    private var quote: SheetContent.Quote? {
        let parts = parts("quote").mapValues(\.trimmed)
        guard let text = parts["text"], !text.isEmpty else { return nil }
        return SheetContent.Quote(text: text, role: parts["role"] ?? "")
    }

    private func filled(_ id: String) -> String? { text(id).isEmpty ? nil : text(id) }
}

/// A month or a day as people type it: `mars 2011`, `03/2011`, `2011-03`, `17/03/2011`, or a year alone.
struct TypedMonth: Equatable {
    /// `2011-03`, `2011-03-17` or `2011`.
    let text: String

    init?(_ typed: String) {
        let typed = typed.trimmed
        let formats = Formats(language: "fr")
        if typed.utf8.count == 4, let year = Int(typed), (1800...2200).contains(year) {
            text = typed
        } else if let day = formats.parseDay(typed) {
            text = day.description
        } else if let day = formats.parseDay("1 " + typed) ?? formats.parseDay("1/" + typed) ?? Day(typed + "-01") {
            text = String(day.description.prefix(7))
        } else {
            return nil
        }
    }
}

/// A number as people type it: `7,8 %`, `1 234`, `-3.5`.
struct TypedFigure: Equatable {
    let value: Double

    init?(_ typed: String) {
        let kept = typed.unicodeScalars.filter { !$0.properties.isWhitespace && !"%€".unicodeScalars.contains($0) }
        let text = String(String.UnicodeScalarView(kept)).replacing(",", with: ".").replacing("\u{2212}", with: "-")
        guard text.wholeMatch(of: /[+-]?[0-9]{1,15}(\.[0-9]{1,9})?/) != nil, let value = Double(text) else {
            return nil
        }
        self.value = value
    }
}
