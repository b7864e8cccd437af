import Awards
import Campaigns
import Web

struct LaureatePages: Sendable {
    let index: IndexKeeper
    let editions: EditionStore
    let laureates: LaureateStore

    /// The newest edition of which some are out; while none has, the page says so.
    func last(_ visit: Visit) async throws -> Answer {
        guard let last = try await laureates.years().first, let edition = try await editions.find(last.slug) else {
            return .page(visit.reader.noLaureatesPage([], try await gone(from: nil)))
        }
        return try await page(visit, edition)
    }

    // Awards that are not out are like none: nothing tells them apart.
    func ofEdition(_ visit: Visit) async throws -> Answer {
        let edition = try await editions.find(visit.word("edition")).orNotFound()
        // What is in preparation is nobody else's business yet.
        guard edition.status != .draft else { throw WebError.notFound }
        if let whole = try await editions.whole(of: edition) { return .movedTo(whole.publicPath("laureats")) }
        return try await page(visit, edition)
    }

    private func page(_ visit: Visit, _ edition: Edition) async throws -> Answer {
        let all = try await laureates.laureates(of: edition.id)
        let years = try await laureates.years()
        let gone = try await gone(from: edition.id)
        guard !all.isEmpty else { return .page(visit.reader.noLaureatesPage(years, gone)) }
        let own: [Facet: [String]] = [.edition: [edition.slug], .origin: [Facet.ownOrigin]]
        let entries = try await index.index().newest(.max, with: own)
        let retained = try await laureates.retained(of: edition.id)
        return .page(visit.reader.laureatesPage(edition, all, retained, entries, years, gone))
    }

    private func gone(from edition: Edition.ID?) async throws -> GoneLaureates {
        GoneLaureates(
            withdrawn: try await laureates.withdrawn(from: edition), amended: try await laureates.amended(from: edition)
        )
    }
}
