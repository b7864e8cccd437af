import Campaigns
import Storage
import Web

/// The grid as the public reads it.
struct GridPages: Sendable {
    private let grids: GridStore
    private let editions: EditionStore

    init(database: any Database) {
        (grids, editions) = (GridStore(database: database), EditionStore(database: database))
    }

    /// That of the edition under way, or of the last one.
    func current(_ visit: Visit) async throws -> Answer {
        guard let edition = try await editions.shown(at: visit.now),
            let grid = try await grids.grid(of: edition.id)
        else {
            return .page(visit.reader.noGridPage)
        }
        return .page(visit.reader.gridPage(grid, of: edition))
    }

    func show(_ visit: Visit) async throws -> Answer {
        let edition = try await editions.find(visit.word("edition")).orNotFound()
        // What is in preparation is nobody else's business yet.
        guard edition.status != .draft, let grid = try await grids.grid(of: edition.id) else { throw WebError.notFound }
        return .page(visit.reader.gridPage(grid, of: edition))
    }
}
