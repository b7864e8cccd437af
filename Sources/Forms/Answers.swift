import Foundation
import Organisations
import Web
import Words

/// Everything a file tells, by field.
public struct Answers: Equatable, Sendable {
    private var values: [String: AnswerValue]
    /// The last day that they may tell of as past; nil where any will do.
    public var until: Day?
    /// When they are looked at; nil where questions are not asked by date.
    public var clock: FormClock?
    /// Files and pictures that came and were not taken, by their identifiers: they answer nothing.
    public var refused: Set<String> = []

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

    public func rows(_ id: String) -> [[String: String]] {
        if case .rows(let rows) = values[id]?.tidied { rows } else { [] }
    }

    public func parts(_ id: String) -> [String: String] {
        if case .parts(let parts) = values[id] { parts } else { [:] }
    }

    public func isOn(_ id: String) -> Bool { !text(id).isEmpty }

    /// Terms by vocabulary: `["need": ["health"]]`.
    public func tags(of form: Form) -> [String: [String]] {
        var tags: [String: [String]] = [:]
        for field in form.fields {
            guard case .terms(let vocabulary) = field.kind else { continue }
            tags[vocabulary] = list(field.id).isEmpty ? nil : list(field.id)
        }
        return tags
    }

    /// The text of a field, nil when there is none.
    public func filled(_ id: String) -> String? { text(id).isEmpty ? nil : text(id) }
}

// What several controls tell together, once read.
extension AnswerValue {
    public var steps: [Told.Step] {
        filledRows.map { .init(date: $0.month("date"), text: $0["text"] ?? "") }
    }

    public var indicators: [Told.Indicator] {
        filledRows.map { row in
            Told.Indicator(
                name: row["name"] ?? "", unit: row["unit"] ?? "", direction: row["direction"] == "down" ? .down : .up,
                baseline: TypedFigure(row["baseline"] ?? "")?.value, baselineDate: row.month("baseline_date"),
                value: TypedFigure(row["value"] ?? "")?.value, date: row.month("date"), source: row["source"] ?? "")
        }
    }

    public var cost: Told.Cost? {
        let parts = filledParts
        guard !parts.isEmpty else { return nil }
        return Told.Cost(
            min: parts["min"].flatMap { TypedFigure($0)?.value }, max: parts["max"].flatMap { TypedFigure($0)?.value },
            unit: parts["unit"], per: parts["per"], note: parts["note"])
    }

    public var quote: Told.Quote? {
        let parts = filledParts
        guard let text = parts["text"] else { return nil }
        return Told.Quote(text: text, role: parts["role"] ?? "")
    }

    public var filledRows: [[String: String]] { if case .rows(let rows) = tidied { rows } else { [] } }

    private var filledParts: [String: String] {
        guard case .parts(let parts) = self else { return [:] }
        return parts.mapValues(\.trimmed).filter { !$0.value.isEmpty }
    }
}

extension [String: String] {
    /// What cannot be read stays as it was typed.
    fileprivate func month(_ part: String) -> String {
        let typed = self[part] ?? ""
        return TypedMonth(typed)?.text ?? typed
    }
}

/// A month or a day as people type it: `mars 2011`, `03/2011`, `2011-03`, `17/03/2011`, or a year alone.
public struct TypedMonth: Equatable, Sendable {
    /// `2011-03`, `2011-03-17` or `2011`.
    public let text: String
    /// The days it may mean.
    public let days: ClosedRange<Day>

    /// Nothing but a year was typed.
    public var isYear: Bool { text.utf8.count == 4 }

    /// Years in which somebody may have done what a file tells of, or plan it.
    private static let years = 1800...2200

    public init?(_ typed: String) {
        let typed = typed.trimmed
        let formats = Formats(language: "fr")
        if typed.utf8.count == 4, let first = Day(typed + "-01-01"), let last = Day(typed + "-12-31") {
            (text, days) = (typed, first...last)
        } else if let day = formats.parseDay(typed) {
            (text, days) = (day.description, day...day)
        } else if let day = formats.parseDay("1 " + typed) ?? formats.parseDay("1/" + typed)
            ?? formats.parseDay(typed + "/1")
        {
            (text, days) = (String(day.description.prefix(7)), day...Self.end(ofMonth: day))
        } else {
            return nil
        }
        guard Self.years.contains(days.lowerBound.year) else { return nil }
    }

    private static func end(ofMonth first: Day) -> Day {
        (28...31).compactMap { Day(year: first.year, month: first.month, day: $0) }.last ?? first
    }
}

/// A number as people type it: `7,8 %`, `1 234`, `-3.5`.
public struct TypedFigure: Equatable, Sendable {
    public let value: Double

    public init?(_ typed: String) {
        guard let plain = PlainFigure.text(of: typed), let value = Double(plain) else { return nil }
        self.value = value
    }

    /// In hundredths, where it has no more decimals and is not beyond what an amount may be.
    public var cents: Int? {
        let cents = (value * 100).rounded()
        guard cents.magnitude <= Double(Answers.mostCost) * 100, (cents / 100 - value).magnitude < 1e-9 else {
            return nil
        }
        return Int(cents)
    }

    /// As many digits as a number keeps without losing any.
    static let most = 999_999_999_999_999

    /// Whether it would be a number, were it shorter.
    static func hasTooMany(_ typed: String) -> Bool {
        let bare = typed.filter { !$0.isWhitespace && !"%€".contains($0) }
        return bare.wholeMatch(of: /[+\u{2212}-]?[0-9]{16,}([.,][0-9]+)?/) != nil
    }

    /// The parts of an answer that are figures.
    public static let parts: Set<String> = ["baseline", "value", "min", "max"]

    /// What was typed on a page of that language, as it is kept for readers of both: on an English page a comma before exactly three
    /// figures stands between thousands, as in `1,234` and `1,234,567.5`; on a French one it is the decimal sign. `0,125` has no
    /// thousands, and `7,5` is seven and a half on either. `1.234.567` and `1.234,5` have points between thousands on a French page;
    /// what `1.234` says there is asked (`isUnclear`), so on an English one, where it is a decimal, it is kept as `1,234`.
    public static func kept(_ typed: String, on language: Language) -> String {
        let bare = Self.bare(typed)
        guard language == .english else {
            let grouped = /[1-9][0-9]{0,2}((\.[0-9]{3}){2,}(,[0-9]+)?|(\.[0-9]{3})+,[0-9]+)/
            return bare.wholeMatch(of: grouped) != nil ? typed.replacing(".", with: "") : typed
        }
        if isUnclear(typed) { return typed.replacing(".", with: ",") }
        let grouped = /[1-9][0-9]{0,2}(,[0-9]{3})+(\.[0-9]+)?/
        return bare.wholeMatch(of: grouped) != nil ? typed.replacing(",", with: "") : typed
    }

    /// Twelve and a half, or twelve thousand five hundred? `12.500`, as it is kept, may have been meant either way.
    public static func isUnclear(_ kept: String) -> Bool {
        guard kept.utf8.contains(UInt8(ascii: ".")) else { return false }
        let parts = bare(kept).split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy(PlainFigure.isFigures) else { return false }
        return (1...3).contains(parts[0].utf8.count) && parts[0].first != "0" && parts[1].utf8.count == 3
    }

    /// Signs and spaces may stand anywhere, as `-€1,234` of the page itself does: they decide nothing.
    private static func bare(_ typed: String) -> String {
        typed.filter { !$0.isWhitespace && !"%€+-\u{2212}".contains($0) }
    }

    /// What is kept, on a page of that language: on an English one without a comma that would be read otherwise there.
    public static func shown(_ kept: String, on language: Language) -> String {
        guard language == .english, TypedFigure(kept) != nil else { return kept }
        return kept.replacing(",", with: ".")
    }
}
