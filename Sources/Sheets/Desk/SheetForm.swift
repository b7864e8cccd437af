import Forms
import Grids
import Identifiers
import Organisations
import Submissions
import Web
import Words

/// The form of a sheet as it was typed: figures and dates that cannot be read are still there.
struct SheetForm: Sendable {
    enum Fault: Equatable, Sendable {
        case titleMissing
        /// A site or a film.
        case notAnAddress(String)
        /// Of a control.
        case notADate(String)
        case notAFigure(String)
        /// Each can be read, and together they are impossible.
        case impossible(String, FormFault)
        /// Of a control, and how many signs it holds.
        case tooLong(String, most: Int)
    }

    /// A step may be planned; one of another generation is a slip of the finger: in days.
    private static let planned = 3 * 365

    /// One text each, whatever the form.
    static let own = ["title", "strapline", "description", "website", "title_en", "summary_en"]
    static let stepParts = ["date", "text"]
    static let indicatorParts = ["name", "unit", "direction", "baseline", "baseline_date", "value", "date", "source"]
    static let budgetParts = ["what", "side", "amount"]
    /// More rows than any sheet has; what comes after is a flood.
    static let mostRows = 60

    /// What the sheet tells, in its order.
    let lines: [SheetPart.Line]
    /// Texts, and lists one entry a line.
    var texts: [String: String] = [:]
    var picked: [String: [String]] = [:]
    var rows: [String: [[String: String]]] = [:]
    var parts: [String: [String: String]] = [:]
    /// Terms by vocabulary; nil when the form did not ask for them.
    var tags: [String: [String]]?
    var revision: Int
    /// How many signs the form asks for, where it says so: what was sent within them may be saved here.
    let asked: [String: Int]

    /// `language` is that of the page on which it was typed: it says what a comma means.
    init(_ fields: Fields, of form: Form, in language: Language = .french) {
        (lines, asked) = (form.sheetLines, Self.asked(by: form))
        revision = fields.revision()
        for id in Self.own { texts[id] = fields[id] ?? "" }
        texts["website"] = fields["website"].map { WebAddress.read($0) ?? $0 } ?? ""
        for line in lines { read(line, fields, language) }
        if let vocabularies = fields.text("vocabularies") {
            tags = vocabularies.split(separator: " ").reduce(into: [:]) { tags, name in
                tags[String(name)] = fields.ticked("tags.\(name)")
            }
        }
    }

    private mutating func read(_ line: SheetPart.Line, _ fields: Fields, _ language: Language) {
        func cell(_ name: String, _ part: String) -> String {
            let typed = fields.text("\(name).\(part)") ?? ""
            return TypedFigure.parts.contains(part) || part == "amount" ? TypedFigure.kept(typed, on: language) : typed
        }
        func row(_ name: String, _ parts: [String]) -> [String: String] {
            Dictionary(parts.map { ($0, cell(name, $0)) }, uniquingKeysWith: { first, _ in first })
        }
        func rows(_ parts: [String]) -> [[String: String]] {
            (0..<Self.mostRows).prefix { fields["\(line.id).\($0).\(parts[0])"] != nil }.map {
                row("\(line.id).\($0)", parts)
            }
        }
        switch line.kind {
        case .steps: self.rows[line.id] = rows(Self.stepParts)
        case .indicators: self.rows[line.id] = rows(Self.indicatorParts)
        case .budget: self.rows[line.id] = rows(Self.budgetParts)
        case .cost: parts[line.id] = row(line.id, ["min", "max", "unit", "per", "note"])
        case .quote: parts[line.id] = row(line.id, ["text", "role"])
        case .choices: picked[line.id] = fields.ticked(line.id)
        default: texts[line.id] = fields[line.id] ?? ""
        }
    }

    /// Everything that keeps it from being saved, in the order of the page. What was measured was so by `today`.
    func faults(today: Day) -> [Fault] {
        var faults: [Fault] = texts["title"]?.tidied.isEmpty == false ? [] : [.titleMissing]
        faults += lengths
        for line in lines { faults += self.faults(of: line) + dates(of: line, today) }
        let addresses = ["website"] + lines.filter { $0.kind == .film }.map(\.id)
        return faults + addresses.filter { isWrong(texts[$0], WebAddress.read) }.map(Fault.notAnAddress)
    }

    /// What had not come yet when it was typed.
    private func dates(of line: SheetPart.Line, _ today: Day) -> [Fault] {
        let last = line.kind == .steps ? today.adding(days: Self.planned) : today
        let asked = line.kind == .steps ? ["date"] : line.kind == .indicators ? ["baseline_date", "date"] : []
        return (rows[line.id] ?? []).enumerated().flatMap { place, row in
            asked.filter { part in TypedMonth(row[part] ?? "").map { $0.days.lowerBound > last } ?? false }
                .map { Fault.impossible("\(line.id).\(place).\($0)", .inFuture) }
        }
    }

    private func faults(of line: SheetPart.Line) -> [Fault] {
        var faults: [Fault] = []
        let filled = (rows[line.id] ?? []).enumerated().filter { isFilled($0.element) }
        for (place, row) in filled {
            let name = "\(line.id).\(place)."
            if line.kind == .steps, TypedMonth(row["date"] ?? "") == nil { faults.append(.notADate(name + "date")) }
            if line.kind == .budget, isWrong(row["amount"], { TypedFigure($0)?.cents }) {
                faults.append(.notAFigure(name + "amount"))
            }
            guard line.kind == .indicators else { continue }
            for part in ["baseline", "value"] where isWrong(row[part], { TypedFigure($0) }) {
                faults.append(.notAFigure(name + part))
            }
            for part in ["baseline", "value"] where TypedFigure.isUnclear(row[part] ?? "") {
                faults.append(.impossible(name + part, .unclearFigure))
            }
            for part in ["baseline_date", "date"] where isWrong(row[part], { TypedMonth($0) }) {
                faults.append(.notADate(name + part))
            }
            if FormField.isBackwards(row) { faults.append(.impossible(name + "date", .beforeStart)) }
        }
        return line.kind == .cost ? faults + costFaults(of: line) : faults
    }

    private func costFaults(of line: SheetPart.Line) -> [Fault] {
        var faults = ["min", "max"].filter { isWrong(parts[line.id]?[$0], { TypedFigure($0) }) }
            .map { Fault.notAFigure("\(line.id).\($0)") }
        for (part, fault) in Answers.costFaults(parts[line.id] ?? [:])
        where fault != .notFigure && !faults.contains(.notAFigure("\(line.id).\(part)")) {
            faults.append(.impossible("\(line.id).\(part)", fault))
        }
        return faults
    }

    private func isWrong<Value>(_ typed: String?, _ read: (String) -> Value?) -> Bool {
        guard let typed = typed?.tidied.ifFilled else { return false }
        return read(typed) == nil
    }

    private func isFilled(_ row: [String: String]) -> Bool {
        row.contains { !["direction", "side"].contains($0.key) && !$0.value.tidied.isEmpty }
    }
}

// What is typed, as a sheet, and a sheet as it is typed.
extension SheetForm {
    var draft: SheetDraft {
        var content = SheetContent()
        for line in lines { content[line.id] = value(of: line) }
        for id in SheetContent.own { content[text: id] = text(id) }
        return SheetDraft(title: text("title") ?? "", strapline: text("strapline") ?? "", content: content, tags: tags)
    }

    /// What was typed is what is saved. Terms are sorted by nobody, and those of no grid are not on the page.
    func saysAgain(_ saved: SheetForm, among vocabularies: [Vocabulary]) -> Bool {
        let (one, other) = (asShown.draft, saved.asShown.draft)
        guard one.title == other.title, one.strapline == other.strapline, one.content == other.content else {
            return false
        }
        guard let tags else { return true }
        return vocabularies.allSatisfy { vocabulary in
            let name = vocabulary.id.description
            let known = Set(vocabulary.terms.map(\.id.description))
            return Set(tags[name] ?? []).intersection(known) == Set(saved.tags?[name] ?? []).intersection(known)
        }
    }

    /// A choice that the form does not offer is not on its page, and the others stand in the form's order.
    private var asShown: SheetForm {
        var shown = self
        for line in lines {
            let offered = line.choices.map(\.id)
            switch line.kind {
            case .choice: shown.texts[line.id] = texts[line.id].flatMap { offered.contains($0) ? $0 : nil }
            case .choices: shown.picked[line.id] = offered.filter { (picked[line.id] ?? []).contains($0) }
            default: break
            }
        }
        return shown
    }

    private func value(of line: SheetPart.Line) -> SheetValue? {
        let rows = (rows[line.id] ?? []).filter(isFilled)
        let parts = parts[line.id] ?? [:]
        return switch line.kind {
        case .steps: .steps(rows.map { Told.Step(date: $0.date("date"), text: $0["text"]?.tidied ?? "") })
        case .indicators: .indicators(rows.map(Told.Indicator.init(typed:)))
        case .budget: .budget(rows.map(Told.BudgetEntry.init(typed:)))
        case .cost: Told.Cost(parts: parts).map(SheetValue.cost)
        case .quote: Told.Quote(parts: parts).map(SheetValue.quote)
        case .choices: .list(picked[line.id] ?? [])
        case .list, .block:
            .list((texts[line.id] ?? "").split(separator: "\n").map { String($0).tidied }.filter { !$0.isEmpty })
        case .film: text(line.id).map { .text(WebAddress.read($0) ?? $0) }
        default: text(line.id).map(SheetValue.text)
        }
    }

    private func text(_ id: String) -> String? { texts[id]?.tidied.ifFilled }

    /// The form of what is saved; `figure` and `month` write numbers and dates as people type them.
    init(_ sheet: Sheet, of form: Form, figure: (Double) -> String, month: (String) -> String) {
        (lines, asked, revision, tags) = (form.sheetLines, Self.asked(by: form), sheet.revision, sheet.tags)
        for id in SheetContent.own { texts[id] = sheet.content[text: id] ?? "" }
        texts["website"] = sheet.content.website.map { WebAddress.read($0) ?? $0 } ?? ""
        (texts["title"], texts["strapline"]) = (sheet.title, sheet.strapline)
        for line in lines {
            switch sheet.content[line.id] {
            case .text(let text): texts[line.id] = text
            case .list(let items): (texts[line.id], picked[line.id]) = (items.joined(separator: "\n"), items)
            case .steps(let steps): rows[line.id] = steps.map { ["date": month($0.date), "text": $0.text] }
            case .indicators(let figures): rows[line.id] = figures.map { $0.typed(figure, month) }
            case .budget(let entries): rows[line.id] = entries.map { $0.typed(figure) }
            case .cost(let cost): parts[line.id] = cost.typed(figure)
            case .quote(let quote): parts[line.id] = ["text": quote.text, "role": quote.role]
            case nil: break
            }
        }
    }
}
