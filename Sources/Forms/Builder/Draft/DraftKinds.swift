import Grids
import Words

// How a question is answered.
extension FormDraft {
    /// What goes with its kind (limits, unit, choices, cells…), the kind itself staying the same.
    public mutating func answer(_ id: String, by kind: FormField.Kind, choices: [FormField.Choice] = [])
        throws(Refusal)
    {
        let field = try question(id)
        guard field.kind.word == kind.word else { throw .notThatKind(allowed: [field.kind.word]) }
        let sound = try Self.sound(kind)
        let named = try Self.named(choices)
        try change(id) { field throws(Refusal) in
            field.kind = sound
            field.choices = kind.hasChoices ? named : []
        }
    }

    /// Another kind: what the new one has no use for goes. Conditions that look at it stay, and are flaws where they say nothing any more.
    public mutating func change(_ id: String, toKind word: String) throws(Refusal) {
        let allowed = FormFile.known.first { $0.key == id }?.value ?? FormField.Kind.words
        guard allowed.contains(word), let fresh = FormField.Kind.fresh.first(where: { $0.word == word }) else {
            throw .notThatKind(allowed: allowed)
        }
        try change(id) { field throws(Refusal) in
            guard field.kind.word != word else { return }
            field.kind = fresh.keeping(field.kind)
            if !fresh.hasChoices { field.choices = [] }
            if !fresh.isAsked { (field.isNeeded, field.isWished, field.unless, field.pass) = (false, false, nil, nil) }
            field.isForSheet = field.isForSheet && fresh.goesToSheets
            if case .terms = fresh {} else { field.card = nil }
        }
        if !fresh.isTold { form = form.with(sheet: form.sheet.map { $0.without([id]) }) }
    }

    /// Each has a name; one that is new is named by its label.
    private static func named(_ choices: [FormField.Choice]) throws(Refusal) -> [FormField.Choice] {
        guard choices.count <= mostChoices else { throw .outOfRange(least: 0, most: mostChoices) }
        var (taken, named): (Set<String>, [FormField.Choice]) = (Set(choices.map(\.id)), [])
        for choice in choices {
            let label = try line(choice.label)
            let id = choice.id.isEmpty ? name(from: label.french, unlike: taken) : choice.id
            taken.insert(id)
            if !named.contains(where: { $0.id == id }) { named.append(FormField.Choice(id: id, label: label)) }
        }
        return named
    }

    public static let mostChoices = 200

    private static func sound(_ kind: FormField.Kind) throws(Refusal) -> FormField.Kind {
        switch kind {
        case .line(let limit), .text(let limit):
            try check(limit, in: 1...FormFile.mostCharacters)
            return kind
        case .number(let figures):
            try check(figures.bounds)
            return .number(FormField.Figures(unit: try figures.unit.flatMap(optionalLine), figures.bounds))
        case .money(let bounds):
            try check(bounds)
            return kind
        case .picture(let most):
            try check(most, in: 1...FormField.mostFiles)
            return kind
        case .file(let papers):
            try check(papers.most, in: 1...FormField.mostFiles)
            return kind
        case .consent(let consent): return .consent(try sound(consent))
        case .block(let block): return .block(try sound(block))
        default: return kind
        }
    }

    private static func optionalLine(_ text: Localized) throws(Refusal) -> Localized? {
        text.french.isBlank && (text.english ?? "").isBlank ? nil : try line(text)
    }

    private static func sound(_ consent: FormField.Consent) throws(Refusal) -> FormField.Consent {
        let version = consent.version.asLine.trimmed
        guard !version.isBlank else { throw .wordsMissing }
        guard version.count <= 20 else { throw .tooLong(most: 20) }
        guard let text = try text(consent.text) else { throw .wordsMissing }
        return FormField.Consent(text: text, version: version)
    }

    private static func sound(_ block: FormField.Block) throws(Refusal) -> FormField.Block {
        try check(block.most, in: 1...FormField.mostBlockRows)
        try check(block.least, in: 0...FormField.mostBlockRows)
        guard block.least <= block.most else { throw .leastOverMost }
        guard block.cells.count <= FormField.mostCells else { throw .outOfRange(least: 1, most: FormField.mostCells) }
        var cells: [FormField.Cell] = []
        var taken = Set(block.cells.map(\.id)).union(FormField.presets)
        for cell in block.cells {
            guard FormField.Kind.small.contains(cell.kind.word) else {
                throw .notThatKind(allowed: FormField.Kind.small)
            }
            var cell = cell
            cell.label = try line(cell.label)
            if cell.id.isEmpty { cell.id = name(from: cell.label.french, unlike: taken) }
            taken.insert(cell.id)
            (cell.kind, cell.choices) = (try sound(cell.kind), cell.kind.hasChoices ? try named(cell.choices) : [])
            cells.append(cell)
        }
        return FormField.Block(row: try line(block.row), least: block.least, most: block.most, cells: cells)
    }

    private static func check(_ bounds: FormField.Bounds) throws(Refusal) {
        let most = 999_999_999
        for bound in [bounds.least, bounds.most].compactMap(\.self) {
            guard bound.magnitude <= Double(most) else { throw .outOfRange(least: -most, most: most) }
        }
        guard !bounds.isBackwards else { throw .leastOverMost }
    }

    private static func check(_ number: Int, in range: ClosedRange<Int>) throws(Refusal) {
        guard range.contains(number) else { throw .outOfRange(least: range.lowerBound, most: range.upperBound) }
    }
}

extension FormField.Kind {
    /// What it takes over from the kind that was there: how long a text may be, what a number may be.
    fileprivate func keeping(_ former: FormField.Kind) -> FormField.Kind {
        switch (self, former) {
        case (.line, .text(let limit)): .line(min(limit, 300))
        case (.text, .line(let limit)): .text(max(limit, 300))
        case (.number, .money(let bounds)): .number(FormField.Figures(bounds))
        case (.money, .number(let figures)): .money(figures.bounds)
        default: self
        }
    }

    /// Whether what was answered under the former kind is an answer still: the same kind alone.
    public func follows(_ former: FormField.Kind) -> Bool { word == former.word }
}
