import Awards
import Campaigns
import Foundation
import Grids
import Sheets
import Storage
import Submissions

/// Reads published sheets into segments of the index.
struct CatalogueStore: Sendable {
    /// Sheets that are read at once, whatever their number.
    private static let chunk = 200
    /// Sheets of one segment while all are read.
    private static let segment = 5000

    let database: any Database
    let grids: GridStore
    let words: SheetWords

    /// Some sheets as they are now.
    struct Sheets: Sendable {
        var segments: [Segment] = []
        var profiles: [SheetKey: Profile] = [:]
    }

    var changes: ChangeStore { ChangeStore(database: database) }
    var snapshots: SnapshotStore { SnapshotStore(database: database, form: words.form) }

    /// All of them. What changes while they are read comes after the position, and is read again.
    func everything() async throws -> (index: CatalogueIndex, position: Int) {
        if let snapshot = try await snapshots.find() {
            return (CatalogueIndex(snapshot.segment, profiles: try await allProfiles()), snapshot.position)
        }
        let (position, keys) = try await database.read { connection in
            (try ChangeStore.position(in: connection), try PublishedSheets.all(in: connection))
        }
        let segments = try await segments(of: keys)
        let parts = segments.map { SegmentMerge.Part(segment: $0, live: SheetSet(all: $0.count)) }
        let whole = parts.count == 1 ? parts[0].segment : SegmentMerge(parts).segment()
        return (CatalogueIndex(whole, profiles: try await allProfiles()), position)
    }

    /// Those of some keys that the public may read.
    func published(_ keys: [Sheet.ID]) async throws -> Sheets {
        let marks = try await database.read { connection in
            try Self.chunks(of: keys, by: Self.chunk).flatMap { try SentMarks.of($0, in: connection) }
        }
        return Sheets(segments: try await segments(of: keys), profiles: try await profiles(of: marks))
    }

    /// Those of some keys that the public may no longer read.
    func withdrawn(among keys: [Sheet.ID]) async throws -> Set<SheetKey> {
        try await database.read { connection in
            let visible = try Self.chunks(of: keys, by: 500).flatMap { try PublishedSheets.visible($0, in: connection) }
            return Set(keys.map { SheetKey($0) }).subtracting(visible.map { SheetKey($0) })
        }
    }

    private func segments(of keys: [Sheet.ID]) async throws -> [Segment] {
        try await withThrowingTaskGroup(of: (Int, Segment).self) { group in
            let stretches = Self.chunks(of: keys, by: Self.segment)
            var segments: [(Int, Segment)] = []
            for (number, stretch) in stretches.enumerated() {
                // Two at a time: while one reads the database, the other counts words.
                if number >= 2, let one = try await group.next() { segments.append(one) }
                group.addTask { (number, try await segment(of: stretch)) }
            }
            for try await one in group { segments.append(one) }
            return segments.sorted { $0.0 < $1.0 }.map(\.1)
        }
    }

    private func segment(of keys: [Sheet.ID]) async throws -> Segment {
        var sheets: [IndexedSheet] = []
        for some in Self.chunks(of: keys, by: Self.chunk) {
            let read = try await database.read { try PublishedSheets(some, in: $0) }
            sheets += read.sheets.map { words.indexed($0, in: read) }
        }
        return Segment(sheets)
    }

    private func allProfiles() async throws -> [SheetKey: Profile] {
        try await profiles(of: database.read { try SentMarks.all(in: $0) })
    }

    private func profiles(of files: [SentMarks.OfFile]) async throws -> [SheetKey: Profile] {
        var profiles: [SheetKey: Profile] = [:]
        for (edition, files) in Dictionary(grouping: files, by: \.edition) {
            guard let grid = try await grids.grid(of: edition) else { continue }
            for file in files { profiles[SheetKey(file.sheet)] = Profile.mean(of: file.assessments.map(grid.profile)) }
        }
        return profiles
    }

    private static func chunks(of keys: [Sheet.ID], by size: Int) -> [[Sheet.ID]] {
        stride(from: 0, to: keys.count, by: size).map { Array(keys[$0..<min($0 + size, keys.count)]) }
    }
}
