import Grids

extension FormField {
    /// An answer without the choices and terms that neither the form nor the grid offers: pages send none.
    public func offered(_ value: AnswerValue, by grid: Grid?) -> AnswerValue {
        switch (kind, value) {
        case (.choice, .text(let id)): offers(id) ? value : .text("")
        case (.choices, .list(let ids)): .list(ids.filter(offers))
        case (.terms(let vocabulary), .list(let ids)):
            if let terms = Vocabulary.ID(vocabulary).flatMap({ grid?.vocabulary($0) })?.terms {
                .list(ids.filter { id in terms.contains { $0.id.description == id } })
            } else {
                value
            }
        case (.budget, .rows(let rows)): .rows(rows.map { $0.keeping(["expense", "income"], of: "side") })
        case (.block(let block), .rows(let rows)): .rows(rows.map { block.offered($0) })
        case (.checkpoint, .parts(let parts)):
            .parts(grid.map { parts.keeping($0.scale.levels.map(String.init), of: "level") } ?? parts)
        case (.picture, .rows(let rows)): .rows(rows.map { $0.keeping(Self.agreements, of: "agreed") })
        default: value
        }
    }

    /// Of the people that a picture shows: there are none, or they agree.
    public static let agreements = ["nobody", "agreed"]

    private func offers(_ id: String) -> Bool { choices.contains { $0.id == id } }
}

extension FormField.Block {
    fileprivate func offered(_ row: [String: String]) -> [String: String] {
        cells.reduce(row) { row, cell in cell.kind == .choice ? row.keeping(cell.choices.map(\.id), of: cell.id) : row }
    }
}

extension [String: String] {
    fileprivate func keeping(_ offered: [String], of part: String) -> [String: String] {
        guard let said = self[part], !said.isEmpty, !offered.contains(said) else { return self }
        var row = self
        row[part] = ""
        return row
    }
}
