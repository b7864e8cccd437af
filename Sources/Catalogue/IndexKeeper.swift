import Storage

/// Keeps the index of the last state of the data; many visitors wait for one reading.
actor IndexKeeper {
    private let store: CatalogueStore
    private var kept: (version: Int, state: [Int], index: CatalogueIndex)?
    private var reading: Task<CatalogueIndex, any Error>?

    init(store: CatalogueStore) { self.store = store }

    func index() async throws -> CatalogueIndex {
        if let kept, kept.version == store.database.version.current { return kept.index }
        if let reading { return try await reading.value }
        let task = Task { try await self.refreshed() }
        reading = task
        defer { reading = nil }
        return try await task.value
    }

    private func refreshed() async throws -> CatalogueIndex {
        // Read before the data: what is written meanwhile makes this old.
        let version = store.database.version.current
        let state = try await store.state()
        // Most writes show on some public page, few in the catalogue.
        let index = if let kept, kept.state == state { kept.index } else { try await store.index() }
        kept = (version, state, index)
        return index
    }
}
