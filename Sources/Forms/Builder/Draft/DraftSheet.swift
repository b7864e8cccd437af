import Grids

/// How a sheet tells a question.
public struct SheetTelling: Equatable, Sendable {
    /// What the desk calls it there; nil for what the question is called.
    public var label: Localized?
    /// What a reader would miss without it.
    public var missed: Localized?
    /// Without it, nor a presentation, nobody is asked to agree to the sheet.
    public var isNeeded: Bool

    public init(label: Localized? = nil, missed: Localized? = nil, isNeeded: Bool = false) {
        (self.label, self.missed, self.isNeeded) = (label, missed, isNeeded)
    }
}

// Where questions stand on a sheet.
extension FormDraft {
    /// At the end of a part of the sheet, or in its place where it stands there already; nil takes it off the sheet.
    public mutating func tell(_ id: String, in part: Int?, _ telling: SheetTelling = SheetTelling()) throws(Refusal) {
        let field = try question(id)
        guard let part else { return form = form.with(sheet: form.sheet.map { $0.without([id]) }) }
        guard field.kind.isTold else {
            throw .notThatKind(allowed: FormField.Kind.fresh.filter(\.isTold).map(\.word))
        }
        guard form.sheet.indices.contains(part) else { throw .noSuchPart }
        var sheet = form.sheet
        var line = SheetPart.Line(id: id, kind: field.kind, choices: field.choices, label: field.label)
        if let words = telling.label { line.label = try Self.line(words) }
        (line.missed, line.isNeeded) = (try Self.text(telling.missed), telling.isNeeded)
        if let place = sheet[part].lines.firstIndex(where: { $0.id == id }) {
            line.beforeEach = sheet[part].lines[place].beforeEach
            sheet[part].lines[place] = line
        } else {
            sheet = sheet.map { $0.without([id]) }
            sheet[part].lines.append(line)
        }
        form = form.with(sheet: sheet)
        try change(id) { field throws(Refusal) in field.isForSheet = true }
    }

    public mutating func addSheetPart(_ title: Localized) throws(Refusal) {
        guard form.sheet.count < Self.mostParts else { throw .tooManyParts(most: Self.mostParts) }
        form = form.with(sheet: form.sheet + [SheetPart(title: try Self.line(title), lines: [])])
    }

    /// A part without title has nothing but its first words for a heading.
    public mutating func change(sheetPart place: Int, title: Localized?, standsOut: Bool) throws(Refusal) {
        guard form.sheet.indices.contains(place) else { throw .noSuchPart }
        var sheet = form.sheet
        if let title { sheet[place].title = try Self.line(title) } else { sheet[place].title = nil }
        sheet[place].standsOut = standsOut
        form = form.with(sheet: sheet)
    }

    public mutating func move(sheetPart place: Int, _ way: DraftWay) throws(Refusal) {
        var sheet = form.sheet
        let other = way == .up ? place - 1 : place + 1
        guard sheet.indices.contains(place) else { throw .noSuchPart }
        guard sheet.indices.contains(other) else { throw .atEnd }
        sheet.swapAt(place, other)
        form = form.with(sheet: sheet)
    }

    /// Its questions stay in the form, and are told nowhere.
    public mutating func remove(sheetPart place: Int) throws(Refusal) {
        guard form.sheet.indices.contains(place) else { throw .noSuchPart }
        var sheet = form.sheet
        sheet.remove(at: place)
        form = form.with(sheet: sheet)
    }
}
