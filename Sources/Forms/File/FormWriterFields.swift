import Grids

// The parts of a form, each key in its place.
extension FormLines {
    mutating func section(_ section: FormSection) {
        add("id: \(Self.name(section.id))")
        add("address: \(Self.name(section.word))")
        if let dimension = section.dimension { add("dimension: \(Self.name(dimension.description))") }
        add("title", section.title)
        add("lead", section.lead)
        add("told", section.isTold, unless: true)
        add("eligibility", section.isEligibility, unless: false)
        add("only", section.only)
        list("fields", section.fields) { $0.field($1) }
    }

    mutating func part(_ part: SheetPart) {
        // An item begins with a key that it always has.
        list("fields", part.lines) { $0.line($1, under: part.title) }
        add("title", part.title)
        add("stands_out", part.standsOut, unless: false)
    }

    /// Its label is written out: where it is that of its part, reading makes it so again.
    private mutating func line(_ line: SheetPart.Line, under title: Localized?) {
        add("id: \(Self.name(line.id))")
        add("label", line.label == title ? nil : line.label)
        add("before_each", line.beforeEach)
        add("missed", line.missed)
        add("needed", line.isNeeded, unless: false)
    }

    private mutating func field(_ field: FormField) {
        add("id: \(Self.name(field.id))")
        add("kind: \(field.kind.word)")
        kind(field.kind)
        add("label", field.label)
        add("hint", field.hint)
        add("example", field.example)
        if field.kind.hasChoices { choices(field.choices) }
        add("needed", field.isNeeded, unless: false)
        add("wished", field.isWished, unless: false)
        if let unless = field.unless { add("unless: \(Self.name(unless))") }
        add("feeds", field.feeds)
        add("jury", field.isForJury, unless: true)
        add("sheet", field.isForSheet, unless: true)
        add("open", field.isOpen, unless: true)
        add("tables", field.isInTables, unless: true)
        add("card", field.card)
        add("only", field.only)
        times(field)
    }

    private mutating func times(_ field: FormField) {
        if let condition = field.when {
            list("when", condition.parts) { lines, part in
                lines.add("field: \(FormLines.name(part.field))")
                lines.add("test: \(part.test.rawValue)")
                lines.add("value", part.values)
            }
            if condition.joint != .all { add("join: \(condition.joint.rawValue)") }
        }
        if let from = field.from { add("from: \(from.word)") }
        if let until = field.until { add("until: \(until.word)") }
        guard let pass = field.pass else { return }
        add("passes:")
        nested {
            $0.add("test: \(pass.test.rawValue)")
            $0.add("value", pass.values)
        }
        add("otherwise", pass.otherwise)
    }

    private mutating func choices(_ choices: [FormField.Choice]) {
        list("choices", choices) { lines, choice in
            let english = choice.label.english.map { ", en: \(Self.quoted($0))" } ?? ""
            lines.add("{id: \(Self.quoted(choice.id)), fr: \(Self.quoted(choice.label.french))\(english)}")
        }
    }

    private mutating func kind(_ kind: FormField.Kind) {
        switch kind {
        case .line(let limit), .text(let limit): add("limit: \(limit)")
        case .terms(let vocabulary): add("vocabulary: \(Self.quoted(vocabulary))")
        case .checkpoint(let checkpoint): add("checkpoint: \(Self.quoted(checkpoint))")
        case .number(let figures):
            add("unit", figures.unit)
            bounds(figures.bounds)
        case .money(let amounts): bounds(amounts)
        case .picture(let most): add("most: \(most)")
        case .file(let papers):
            add("kinds", papers.kinds.map(\.rawValue))
            add("most: \(papers.most)")
        case .consent(let consent):
            add("version: \(Self.quoted(consent.version))")
            add("text", consent.text)
        case .block(let block): self.block(block)
        default: break
        }
    }

    private mutating func bounds(_ bounds: FormField.Bounds) {
        add("least", bounds.least)
        add("most", bounds.most)
    }

    private mutating func block(_ block: FormField.Block) {
        add("row", block.row)
        add("least: \(block.least)")
        add("most: \(block.most)")
        list("cells", block.cells) { lines, cell in
            lines.add("id: \(FormLines.name(cell.id))")
            lines.add("kind: \(cell.kind.word)")
            lines.kind(cell.kind)
            lines.add("label", cell.label)
            lines.add("hint", cell.hint)
            lines.add("needed", cell.isNeeded, unless: false)
            if cell.kind.hasChoices { lines.choices(cell.choices) }
        }
    }
}
