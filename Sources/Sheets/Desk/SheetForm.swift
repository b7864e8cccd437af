import Forms
import Organisations
import Submissions
import Web
import Words

/// The form of a sheet as it was typed: figures and dates that cannot be read are still there.
struct SheetForm: Sendable {
    /// One text each.
    enum Part: String, CaseIterable, Sendable {
        case title, strapline, need, before, response, effects, risk, reuse, description, website
        case whoWith = "who_with"
        case titleEN = "title_en"
        case summaryEN = "summary_en"
    }

    /// One entry a line.
    enum List: String, CaseIterable, Sendable {
        case difficulties, levers
        case reuseConditions = "reuse_conditions"
    }

    enum Fault: Equatable, Sendable {
        case titleMissing
        case notAnAddress
        /// Of a control.
        case notADate(String)
        case notAFigure(String)
    }

    static let indicatorParts = ["name", "unit", "direction", "baseline", "baseline_date", "value", "date", "source"]
    /// More rows than any sheet has; what comes after is a flood.
    static let mostRows = 60

    var texts: [Part: String] = [:]
    var lists: [List: String] = [:]
    var steps: [[String: String]] = []
    var indicators: [[String: String]] = []
    var cost: [String: String] = [:]
    var quote: [String: String] = [:]
    /// Terms by vocabulary; nil when the form did not ask for them.
    var tags: [String: [String]]?
    var revision: Int

    init(_ fields: Fields) {
        revision = fields.number("revision") ?? 0
        for part in Part.allCases { texts[part] = fields[part.rawValue] ?? "" }
        for list in List.allCases { lists[list] = fields[list.rawValue] ?? "" }
        func row(_ name: String, _ parts: [String]) -> [String: String] {
            Dictionary(parts.map { ($0, fields.text("\(name).\($0)") ?? "") }, uniquingKeysWith: { first, _ in first })
        }
        func rows(_ name: String, _ parts: [String]) -> [[String: String]] {
            (0..<Self.mostRows).prefix { fields["\(name).\($0).\(parts[0])"] != nil }.map {
                row("\(name).\($0)", parts)
            }
        }
        steps = rows("steps", ["date", "text"])
        indicators = rows("indicators", Self.indicatorParts)
        cost = row("cost", ["min", "max", "unit", "per", "note"])
        quote = row("quote", ["text", "role"])
        if let vocabularies = fields.text("vocabularies") {
            tags = vocabularies.split(separator: " ").reduce(into: [:]) { tags, name in
                tags[String(name)] = fields.ticked("tags.\(name)")
            }
        }
    }

    /// Everything that keeps it from being saved, in the order of the page.
    var faults: [Fault] {
        var faults: [Fault] = texts[.title]?.tidied.isEmpty == false ? [] : [.titleMissing]
        for (place, step) in steps.enumerated() where TypedMonth(step["date"] ?? "") == nil && isFilled(step) {
            faults.append(.notADate("steps.\(place).date"))
        }
        for (place, row) in indicators.enumerated() where isFilled(row) {
            for part in ["baseline", "value"] where isWrong(row[part], { TypedFigure($0) }) {
                faults.append(.notAFigure("indicators.\(place).\(part)"))
            }
            for part in ["baseline_date", "date"] where isWrong(row[part], { TypedMonth($0) }) {
                faults.append(.notADate("indicators.\(place).\(part)"))
            }
        }
        for part in ["min", "max"] where isWrong(cost[part], { TypedFigure($0) }) {
            faults.append(.notAFigure("cost.\(part)"))
        }
        let website = texts[.website]?.tidied.lowercased() ?? ""
        if !website.isEmpty, !website.hasPrefix("https://"), !website.hasPrefix("http://") {
            faults.append(.notAnAddress)
        }
        return faults
    }

    private func isWrong<Value>(_ typed: String?, _ read: (String) -> Value?) -> Bool {
        guard let typed = typed?.tidied.ifFilled else { return false }
        return read(typed) == nil
    }

    private func isFilled(_ row: [String: String]) -> Bool {
        row.contains { $0.key != "direction" && !$0.value.tidied.isEmpty }
    }

    var draft: SheetDraft {
        var content = SheetContent()
        (content.need, content.before, content.response) = (text(.need), text(.before), text(.response))
        (content.whoWith, content.effects, content.risk) = (text(.whoWith), text(.effects), text(.risk))
        (content.reuse, content.description, content.website) = (text(.reuse), text(.description), text(.website))
        (content.titleEN, content.summaryEN) = (text(.titleEN), text(.summaryEN))
        (content.difficulties, content.levers) = (list(.difficulties), list(.levers))
        content.reuseConditions = list(.reuseConditions)
        let steps = steps.filter(isFilled).map {
            SheetContent.Step(date: $0.date("date"), text: $0["text"]?.tidied ?? "")
        }
        content.steps = steps.isEmpty ? nil : steps
        let indicators = indicators.filter(isFilled).map(SheetContent.Indicator.init(typed:))
        content.indicators = indicators.isEmpty ? nil : indicators
        content.cost = SheetContent.Cost(parts: cost)
        content.quote = SheetContent.Quote(parts: quote)
        return SheetDraft(title: text(.title) ?? "", strapline: text(.strapline) ?? "", content: content, tags: tags)
    }

    private func text(_ part: Part) -> String? { texts[part]?.tidied.ifFilled }

    private func list(_ list: List) -> [String]? {
        let items = (lists[list] ?? "").split(separator: "\n").map { String($0).tidied }.filter { !$0.isEmpty }
        return items.isEmpty ? nil : items
    }
}

extension SheetForm {
    /// The form of what is saved; `figure` writes a number as people type it.
    init(_ sheet: Sheet, figure: (Double) -> String) {
        let content = sheet.content
        (revision, tags) = (sheet.revision, sheet.tags)
        texts = [
            .title: sheet.title, .strapline: sheet.strapline, .need: content.need ?? "", .before: content.before ?? "",
            .response: content.response ?? "", .whoWith: content.whoWith ?? "", .effects: content.effects ?? "",
            .risk: content.risk ?? "", .reuse: content.reuse ?? "", .description: content.description ?? "",
            .website: content.website ?? "", .titleEN: content.titleEN ?? "", .summaryEN: content.summaryEN ?? "",
        ]
        lists = [
            .difficulties: (content.difficulties ?? []).joined(separator: "\n"),
            .levers: (content.levers ?? []).joined(separator: "\n"),
            .reuseConditions: (content.reuseConditions ?? []).joined(separator: "\n"),
        ]
        steps = (content.steps ?? []).map { ["date": $0.date, "text": $0.text] }
        indicators = (content.indicators ?? []).map { one in
            [
                "name": one.name, "unit": one.unit, "direction": one.direction.rawValue,
                "baseline": one.baseline.map(figure) ?? "", "baseline_date": one.baselineDate,
                "value": one.value.map(figure) ?? "", "date": one.date, "source": one.source,
            ]
        }
        if let one = content.cost {
            cost = [
                "min": one.min.map(figure) ?? "", "max": one.max.map(figure) ?? "", "unit": one.unit ?? "",
                "per": one.per ?? "", "note": one.note ?? "",
            ]
        }
        if let one = content.quote { quote = ["text": one.text, "role": one.role] }
    }
}
