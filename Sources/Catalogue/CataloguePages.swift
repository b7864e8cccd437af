import Web

struct CataloguePages: Sendable {
    let index: IndexKeeper
    let labels: TermLabels

    func list(_ visit: Visit) async throws -> Answer {
        let question = CatalogueQuestion(visit.query)
        let index = try await index.index()
        let answer = index.answer(question)
        return .page(visit.reader.cataloguePage(question, answer, total: index.entries.count, labels))
    }
}
