import Awards
import Campaigns
import Web

struct LaureatePages: Sendable {
    let index: IndexKeeper
    let editions: EditionStore
    let laureates: LaureateStore
    let labels: TermLabels

    /// The edition that came out last; while none has, the page says so.
    func last(_ visit: Visit) async throws -> Answer {
        guard let edition = try await laureates.lastEdition() else { return .page(visit.reader.noLaureatesPage) }
        return try await page(visit, edition)
    }

    // An edition that is not out is like one that has no awards: nothing tells them apart.
    func ofEdition(_ visit: Visit) async throws -> Answer {
        try await page(visit, editions.find(visit.word("edition")).orNotFound())
    }

    private func page(_ visit: Visit, _ edition: Edition) async throws -> Answer {
        let all = try await laureates.laureates(of: edition.id)
        guard !all.isEmpty else { return .page(visit.reader.noLaureatesPage) }
        let entries = try await index.index().entries.filter { $0.edition == edition.slug && $0.source == nil }
        return .page(visit.reader.laureatesPage(edition, all, entries, labels))
    }
}
