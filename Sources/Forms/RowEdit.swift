import Web

/// A row taken out or moved by a button of the page, as `partners.2.remove` says it.
struct RowEdit: Equatable {
    enum Act: String { case remove, up, down }

    /// The control's name of such a button.
    static let control = "row"

    let place: Int
    let act: Act

    /// Nil when no such button of that question was pressed.
    init?(_ fields: Fields, of field: FormField) {
        guard let pressed = fields[Self.control], pressed.hasPrefix(field.id + ".") else { return nil }
        let path = pressed.dropFirst(field.id.count + 1).split(separator: ".", omittingEmptySubsequences: false)
        guard path.count == 2, let place = Int(path[0]), let act = Act(rawValue: String(path[1])) else { return nil }
        (self.place, self.act) = (place, act)
    }

    /// The same of files and pictures, whose buttons name them by their identifiers: in an old page, the third may be another.
    init?(_ fields: Fields, of field: FormField, among rows: [[String: String]]) {
        guard let pressed = fields[Self.control], pressed.hasPrefix(field.id + ".") else { return nil }
        let path = pressed.dropFirst(field.id.count + 1).split(separator: ".", omittingEmptySubsequences: false)
        guard path.count == 2, let act = Act(rawValue: String(path[1])),
            let place = rows.firstIndex(where: { $0["id"] == String(path[0]) })
        else { return nil }
        (self.place, self.act) = (place, act)
    }

    func applied(to rows: [[String: String]]) -> [[String: String]] {
        guard rows.indices.contains(place) else { return rows }
        var rows = rows
        switch act {
        case .remove: rows.remove(at: place)
        case .up: if place > 0 { rows.swapAt(place, place - 1) }
        case .down: if place + 1 < rows.count { rows.swapAt(place, place + 1) }
        }
        return rows
    }
}

extension FormField {
    /// As many rows as a form may ever hold.
    public var mostRows: Int {
        switch kind {
        case .indicators: Self.indicatorRows
        case .budget: Self.budgetRows
        case .block(let block): block.most
        case .file(let papers): papers.most
        case .picture(let most): most
        default: Self.stepRows
        }
    }

    /// As many as an empty form shows.
    public var firstRows: Int {
        switch kind {
        case .indicators: 1
        case .budget: 3
        case .block(let block): min(max(1, block.least), block.most)
        case .file, .picture: 0
        default: 3
        }
    }

    /// What is typed there is a number, in which a comma is read by the language of the page.
    func hasFigures(in part: String) -> Bool {
        switch kind {
        case .budget: part == "amount"
        case .block(let block): block.cells.first { $0.id == part }?.kind.isFigure ?? false
        case .indicators, .cost: TypedFigure.parts.contains(part)
        default: false
        }
    }
}

extension FormField.Kind {
    /// It is answered in rows.
    public var hasRows: Bool {
        if case .rows = AnswerValue.empty(self) { return true }
        return false
    }

    var isFigure: Bool {
        switch self {
        case .number, .money: true
        default: false
        }
    }
}
