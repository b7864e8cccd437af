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
        default: value
        }
    }

    private func offers(_ id: String) -> Bool { choices.contains { $0.id == id } }
}
