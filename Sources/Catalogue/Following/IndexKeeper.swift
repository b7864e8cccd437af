import Foundation
import Sheets
import Storage
import Submissions

/// Keeps the index at the last position of the changes.
///
/// A few changed sheets are read before the answer. Many are read in the background: meanwhile the index of before answers,
/// without what was withdrawn.
actor IndexKeeper {
    /// Sheets that are read while somebody waits.
    private static let few = 50
    /// A catalogue that is read in no time needs no snapshot.
    private static let many = 500

    private struct Kept {
        var index: CatalogueIndex
        var position: Int
    }

    private let store: CatalogueStore
    private var kept: Kept?
    /// Somebody is reading, and the others wait for it.
    private var reading: Task<Void, any Error>?
    /// Many sheets are being read; up to where what was withdrawn since is known, and what that was.
    private var catchingUp: Task<Void, any Error>?
    private var withdrawn: (upTo: Int, keys: Set<SheetKey>) = (0, [])

    init(store: CatalogueStore) { self.store = store }

    /// The index as everything committed before the call has it; while it catches up, without what was withdrawn by then.
    func index() async throws -> CatalogueIndex {
        let before = kept?.position ?? 0
        let position = try await store.changes.position()
        // Another database has taken the place of this one.
        if position < before, kept?.position == before { kept = nil }
        while true {
            // A reading that began before may not know what this caller knows, so it is waited for and looked at again.
            if let kept, kept.position >= position || (catchingUp != nil && withdrawn.upTo >= position) {
                return kept.index
            }
            let task =
                reading
                ?? Task {
                    defer { reading = nil }
                    try await read(upTo: position)
                }
            reading = task
            try await task.value
        }
    }

    /// Follows what is written while nobody asks, brings segments together, and keeps a snapshot, until the task is cancelled.
    func follow(every interval: Duration) async {
        while !Task.isCancelled {
            // A database that is away for a moment is asked again.
            _ = try? await index()
            try? await tend()
            try? await Task.sleep(for: interval)
        }
    }

    /// What is done in the background, once and to its end.
    func tend() async throws {
        // Right after a start, before what can wait.
        if let index = kept?.index, index.unprepared > 0 { await Self.prepare(index.parts.map(\.segment)) }
        try await catchingUp?.value
        try await bringTogether()
        try await keepSnapshot()
    }

    /// So that no visitor who mistypes a word waits for it.
    private static func prepare(_ segments: [Segment]) async {
        await Task.detached { for segment in segments { segment.prepareSpellings() } }.value
    }

    private func read(upTo position: Int) async throws {
        guard let known = kept, known.position <= position else { return try await readEverything() }
        let isCatchingUp = catchingUp != nil
        let start = isCatchingUp ? max(known.position, withdrawn.upTo) : known.position
        let changed = try await store.database.read { connection in
            try ChangeStore.sheets(after: start, upTo: position, in: connection)
        }
        guard let changed else { return try await readEverything() }
        if !isCatchingUp, changed.count <= Self.few {
            let sheets = try await store.published(changed)
            kept?.index.replace(changed.map { SheetKey($0) }, by: sheets)
            kept?.position = position
            if !changed.isEmpty { announce() }
        } else {
            let gone = try await store.withdrawn(among: changed.filter { kept?.index.entry($0) != nil })
            kept?.index.withdraw(gone)
            // It may have caught up meanwhile: then these changes are looked at again from there.
            guard isCatchingUp == (catchingUp != nil) else { return }
            withdrawn = (position, withdrawn.keys.union(gone))
            if !isCatchingUp { catchUp(on: changed, upTo: position) }
        }
    }

    private func readEverything() async throws {
        let all = try await store.everything()
        kept = Kept(index: all.index, position: all.position)
        announce()
    }

    private func catchUp(on changed: [Sheet.ID], upTo position: Int) {
        let start = kept?.position
        catchingUp = Task {
            defer { (catchingUp, withdrawn) = (nil, (0, [])) }
            let sheets = try await store.published(changed)
            await Self.prepare(sheets.segments)
            guard kept?.position == start else { return }
            kept?.index.replace(changed.map { SheetKey($0) }, by: sheets)
            // What was withdrawn since stands after this position in the changes, and is read again from there.
            kept?.index.withdraw(withdrawn.keys)
            kept?.position = position
            announce()
        }
    }

    /// Pages that were kept show the index of before. Writes for everyone have dropped them; others, and what was read in the
    /// background, have not.
    private func announce() { store.database.version.advance() }

    private func bringTogether() async throws {
        guard let parts = kept?.index.parts, let base = parts.first else { return }
        let fresh = parts.dropFirst().reduce(0) { $0 + $1.segment.count } + base.segment.count - base.count
        let isMuch = fresh > max(1000, base.segment.count / 10)
        guard isMuch || parts.count > 6, let held = kept?.index.hold() else { return }
        let old = isMuch ? held : Array(held.dropFirst())
        let merged = await Task.detached {
            let merged = SegmentMerge(old.map { SegmentMerge.Part(segment: $0.segment, live: $0.live) }).segment()
            merged.prepareSpellings()
            return merged
        }.value
        kept?.index.exchange(old, for: merged)
    }

    private func keepSnapshot() async throws {
        guard let kept, kept.index.count >= Self.many else { return }
        let last = try await store.snapshots.position()
        guard last.map({ kept.position - $0 > max(2000, kept.index.count / 20) }) ?? true else { return }
        let parts = kept.index.parts.map { SegmentMerge.Part(segment: $0.segment, live: $0.live) }
        let whole = await Task.detached {
            parts.count == 1 && parts[0].live == SheetSet(all: parts[0].segment.count)
                ? parts[0].segment : SegmentMerge(parts).segment()
        }.value
        // It spares work the next time, no more: a full disk keeps nobody from reading.
        try? await store.snapshots.keep(SnapshotStore.Snapshot(segment: whole, position: kept.position))
    }
}
