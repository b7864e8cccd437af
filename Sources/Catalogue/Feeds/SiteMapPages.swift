import Awards
import Campaigns
import Grids
import Web

/// All that visitors may read, by parts.
struct SiteMapPages: Sendable {
    let index: IndexKeeper
    let editions: EditionStore
    let grids: GridStore
    let laureates: LaureateStore

    func show(_ visit: Visit) async throws -> Answer {
        let index = try await index.index()
        var lines: [SiteMapEdition] = []
        for edition in try await editions.all() where edition.status != .draft {
            lines.append(
                SiteMapEdition(
                    edition: edition, hasGrid: try await grids.grid(of: edition.id) != nil,
                    hasLaureates: try await !laureates.laureates(of: edition.id).isEmpty,
                    sheets: index.count(of: edition.slug, in: .edition)))
        }
        let isOpen = lines.contains { $0.edition.open(.call, at: visit.now) != nil }
        return .page(visit.reader.siteMapPage(lines, sheets: index.count, isCallOpen: isOpen))
    }
}

/// What there is to read of one edition.
struct SiteMapEdition: Sendable {
    let edition: Edition
    let hasGrid: Bool
    /// True once they are out.
    let hasLaureates: Bool
    let sheets: Int
}
