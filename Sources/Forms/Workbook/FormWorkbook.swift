import Campaigns
import Grids
import Tables

/// A form as its workbook says it, over the form that it was written from: what has no column, and what nobody changed, stays as it was.
struct FormWorkbook {
    private struct Entry {
        let row: TableRow
        let id: String
        /// As it was; nil of a question that is new.
        let before: FormField?
    }

    /// Questions and parts of the longest form do not fill as many.
    private static let mostRows = 1_000

    let base: Form
    /// Of the edition.
    private let categories: [Category]
    private let sheet: QuestionSheet
    private(set) var draft: FormDraft
    private(set) var faults: [QuestionFault] = []
    private var entries: [Entry] = []
    /// The parts in the order in which the rows name them, each with its questions.
    private var order: [(part: String, questions: [String])] = []

    init(_ sheet: QuestionSheet, over base: Form, categories: [Category] = []) {
        (self.sheet, self.base, self.categories, draft) = (sheet, base, categories, FormDraft(base))
        guard sheet.rows.count <= Self.mostRows else {
            note(sheet.rows[Self.mostRows], nil, .refusal(.tooManyQuestions(most: Form.mostFields)))
            return
        }
        for row in sheet.rows { place(row) }
        arrange()
        for entry in entries { word(entry) }
        for entry in entries { use(entry) }
        if faults.isEmpty { faults = newFlaws }
    }

    var form: Form { draft.form }

    // MARK: parts and questions

    private mutating func place(_ row: TableRow) {
        if let fault = row.fault { return note(row, nil, .row(fault)) }
        guard let said = sheet.cell(.part, row), !said.isEmpty else { return note(row, .part, .partMissing) }
        guard let part = attempt(row, .part, { form throws(FormDraft.Refusal) in try form.part(called: said) }) else {
            return
        }
        let place = order.firstIndex { $0.part == part } ?? order.count
        if place == order.count { order.append((part, [])) }
        guard !sheet.isEmpty(row, apartFrom: .part) else { return }
        let key = sheet.cell(.key, row) ?? ""
        guard !entries.contains(where: { $0.id == key }) else { return note(row, .key, .doubled(key)) }
        let before = base[id: key]
        guard let id = before?.id ?? add(row, key, to: part) else { return }
        entries.append(Entry(row: row, id: id, before: before))
        order[place].questions.append(id)
    }

    /// A question that is new, under its key or one that is made of its label.
    private mutating func add(_ row: TableRow, _ key: String, to part: String) -> String? {
        let said = sheet.cell(.kind, row) ?? ""
        guard let kind = sheet.kind(said) else {
            note(row, .kind, .notKind(said))
            return nil
        }
        guard key.isEmpty || draft.mayName(key) else {
            note(row, .key, .notName(key))
            return nil
        }
        let label = Localized(sheet.cell(.label, row) ?? "")
        return attempt(row, .label) { form throws(FormDraft.Refusal) in
            try form.add(kind, label, to: part, named: key.isEmpty ? nil : key)
        }
    }

    /// In the order of the rows; what no row names is gone.
    private mutating func arrange() {
        guard faults.isEmpty else { return }
        let known = Dictionary(draft.form.fields.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        let parts = Dictionary(draft.form.sections.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        let sections = order.compactMap { part, questions -> FormSection? in
            guard var section = parts[part] else { return nil }
            section.fields = questions.compactMap { known[$0] }.map { field in
                var field = field
                field.section = part
                return field
            }
            return section
        }
        let gone = Set(known.keys).subtracting(order.flatMap(\.questions))
        for name in Form.indispensable.sorted() where gone.contains(name) {
            faults.append(QuestionFault(line: 0, column: nil, kind: .refusal(.actedOn(name))))
        }
        let told = gone.isEmpty ? draft.form.sheet : draft.form.sheet.map { $0.without(gone) }
        draft.form = draft.form.with(sections: sections, sheet: told)
    }

    // MARK: what each says

    private mutating func word(_ entry: Entry) {
        if let said = changed(.kind, entry), !said.isEmpty, entry.before != nil { kind(said, entry) }
        guard let field = draft.form[id: entry.id] else { return }
        if let label = text(.label, .labelEnglish, over: field.label, entry) {
            word(entry, .label) { $0.label = label }
        }
        if let hint = text(.hint, .hintEnglish, over: field.hint, entry) { word(entry, .hint) { $0.hint = hint } }
        if let example = text(.example, .exampleEnglish, over: field.example, entry) {
            word(entry, .example) { $0.example = example }
        }
        answer(entry)
    }

    private mutating func kind(_ said: String, _ entry: Entry) {
        guard let word = sheet.kind(said) else { return note(entry.row, .kind, .notKind(said)) }
        attempt(entry.row, .kind) { form throws(FormDraft.Refusal) in try form.change(entry.id, toKind: word) }
    }

    private mutating func word(_ entry: Entry, _ column: QuestionColumn, _ change: (inout QuestionWords) -> Void) {
        attempt(entry.row, column) { form throws(FormDraft.Refusal) in
            let field = try form.question(entry.id)
            var words = QuestionWords(label: field.label, hint: field.hint, example: field.example, card: field.card)
            change(&words)
            try form.word(entry.id, words)
        }
    }

    /// Nil where neither of the two cells was changed.
    private func text(
        _ french: QuestionColumn, _ english: QuestionColumn, over before: Localized?, _ entry: Entry
    ) -> Localized? {
        let (one, other) = (changed(french, entry), changed(english, entry))
        guard one != nil || other != nil else { return nil }
        return Localized(one ?? before?.french ?? "", english: other ?? before?.english)
    }

    private mutating func answer(_ entry: Entry) {
        guard let field = draft.form[id: entry.id] else { return }
        var cells = KindCells(of: field)
        var first: QuestionColumn?
        for column in KindCells.columns {
            guard let said = changed(column, entry) else { continue }
            first = first ?? column
            do throws(QuestionFault.Kind) { try cells.take(said, column) } catch { note(entry.row, column, error) }
        }
        guard let first else { return }
        attempt(entry.row, first) { form throws(FormDraft.Refusal) in
            try form.answer(entry.id, by: cells.kind, choices: cells.choices)
        }
    }

    private mutating func use(_ entry: Entry) {
        guard let field = draft.form[id: entry.id] else { return }
        var cells = UseCells(use: QuestionUse(of: field), sheet: sheet, categories: categories)
        var first: QuestionColumn?
        for column in UseCells.columns {
            guard let said = changed(column, entry) else { continue }
            first = first ?? column
            do throws(QuestionFault.Kind) { try cells.take(said, column) } catch { note(entry.row, column, error) }
        }
        if let first {
            attempt(entry.row, first) { form throws(FormDraft.Refusal) in try form.use(entry.id, cells.use) }
        }
        guard let said = changed(.condition, entry) else { return }
        do throws(QuestionFault.Kind) {
            let condition = try ConditionCell(readers: sheet.readers).condition(said, in: draft.form)
            attempt(entry.row, .condition) { form throws(FormDraft.Refusal) in
                try form.ask(entry.id, when: condition)
            }
        } catch {
            note(entry.row, .condition, error)
        }
    }

    private func changed(_ column: QuestionColumn, _ entry: Entry) -> String? {
        sheet.changed(column, entry.row, from: entry.before, in: base)
    }

    // MARK: what stands against it

    /// What the form could not be before, and a cell can put right. What else is missing is told where the form is shaped.
    private var newFlaws: [QuestionFault] {
        let codes = categories.map(\.code)
        let before = base.flaws + base.categoryFlaws(among: codes)
        let flaws = draft.form.flaws + draft.form.categoryFlaws(among: codes)
        return flaws.filter { !before.contains($0) }.compactMap { flaw in
            guard let entry = entries.first(where: { $0.id == flaw.field }), let column = Self.column(flaw.key) else {
                return nil
            }
            return QuestionFault(line: entry.row.line, column: column, kind: .flaw(flaw.kind))
        }
    }

    private static func column(_ key: String) -> QuestionColumn? {
        switch key {
        case "when": .condition
        case "vocabulary", "checkpoint": .grid
        case "needed": .asking
        case "id": .key
        case "label", "unless", "only", "hint", "example", "choices", "kind", "limit", "least", "most", "until":
            QuestionColumn(rawValue: key)
        default: nil
        }
    }

    private mutating func note(_ row: TableRow, _ column: QuestionColumn?, _ kind: QuestionFault.Kind) {
        faults.append(QuestionFault(line: row.line, column: column, kind: kind))
    }

    @discardableResult
    private mutating func attempt<Thing>(
        _ row: TableRow, _ column: QuestionColumn,
        _ verb: (inout FormDraft) throws(FormDraft.Refusal) -> Thing
    ) -> Thing? {
        do throws(FormDraft.Refusal) {
            return try verb(&draft)
        } catch {
            note(row, column, .refusal(error))
            return nil
        }
    }
}
