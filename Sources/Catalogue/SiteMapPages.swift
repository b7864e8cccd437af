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
        let entries = try await index.index().entries
        var lines: [SiteMapEdition] = []
        for edition in try await editions.all() where edition.status != .draft {
            lines.append(
                SiteMapEdition(
                    edition: edition, hasGrid: try await grids.grid(of: edition.id) != nil,
                    hasLaureates: try await !laureates.laureates(of: edition.id).isEmpty,
                    sheets: entries.count { $0.edition == edition.slug }))
        }
        let isOpen = lines.contains { $0.edition.open(.call, at: visit.now) != nil }
        return .page(visit.reader.siteMapPage(lines, sheets: entries.count, isCallOpen: isOpen))
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
