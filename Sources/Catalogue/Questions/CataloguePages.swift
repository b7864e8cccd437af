import Web

struct CataloguePages: Sendable {
    let index: IndexKeeper
    let labels: TermLabels

    func list(_ visit: Visit) async throws -> Answer {
        let question = CatalogueQuestion(visit.query)
        let index = try await index.index()
        let labels = labels.naming(index.categoryNames)
        let answer = index.answer(question)
        let ways = answer.count == 0 ? index.waysOut(of: question) : []
        return .page(visit.reader.cataloguePage(question, answer, ways, total: index.count, labels))
    }
}
