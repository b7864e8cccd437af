import Grids

extension FormField {
    /// What of an answer to this question can't stand under the newer one: all of it where that is gone or asked in another way,
    /// the choices and the cells of rows that it no longer has. Nil where everything can.
    public func remainder(of value: AnswerValue, under newer: FormField?) -> (field: FormField, value: AnswerValue)? {
        guard !value.isEmpty else { return nil }
        guard let newer, newer.kind.likeness == kind.likeness else { return (self, value) }
        switch (kind, newer.kind, value) {
        case (.block(let block), .block(let kept), .rows(let rows)):
            let gone = block.cells(goneIn: kept)
            var field = self
            field.kind = .block(Block(row: block.row, least: block.least, most: block.most, cells: gone))
            let names = gone.map(\.id)
            let left = AnswerValue.rows(rows.map { row in row.filter { names.contains($0.key) } })
            return left.isEmpty ? nil : (field, left)
        case (.choice, _, .text(let chosen)): return newer.choices.contains { $0.id == chosen } ? nil : (self, value)
        case (.choices, _, .list(let chosen)):
            let gone = chosen.filter { id in !newer.choices.contains { $0.id == id } }
            return gone.isEmpty ? nil : (self, .list(gone))
        default: return nil
        }
    }
}

extension FormField.Block {
    /// Its cells that another one does not have, or asks for in another way.
    func cells(goneIn newer: FormField.Block) -> [FormField.Cell] {
        cells.filter { cell in !newer.cells.contains { $0.id == cell.id && $0.kind.likeness == cell.kind.likeness } }
    }
}
