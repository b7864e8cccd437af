import Campaigns
import Crypto
import Foundation
import Identifiers
import Storage
import Synchronization

/// Grids as they were given, and which edition uses which.
public struct GridStore: Sendable {
    let database: any Database

    public init(database: any Database) { self.database = database }

    public enum Refusal: Error, Equatable, Sendable {
        /// The version exists with other content: a change makes another version.
        case versionTaken(String)
        /// The first mark has fixed the edition's grid.
        case frozen(since: Date)
    }

    /// A grid as lists show it.
    public struct Record: Equatable, Sendable {
        public let id: Grid.ID
        public let name: String
        public let version: String
        public let title: String
        public let addedAt: Date
        public let uses: [Use]
    }

    /// An edition that uses a grid.
    public struct Use: Equatable, Sendable {
        public let edition: Edition.ID
        public let slug: String
        public let name: String
        /// When the first mark fixed it.
        public let frozenAt: Date?
    }

    /// Takes a grid in. Given again unchanged, it is the same one.
    public func adopt(_ yaml: String, now: Date) async throws -> Grid.ID {
        // Read before the transaction: nobody waits for it.
        let grid = try GridFile.grid(from: yaml)
        return try await database.write(for: .insiders) { try Self.adopt(grid, yaml, now: now, in: $0) }
    }

    /// The same among other things that belong to one transaction.
    public static func adopt(_ yaml: String, now: Date, in connection: any Connection) throws -> Grid.ID {
        try adopt(GridFile.grid(from: yaml), yaml, now: now, in: connection)
    }

    static func adopt(_ grid: Grid, _ yaml: String, now: Date, in connection: any Connection) throws -> Grid.ID {
        let id = Grid.ID.new(at: now)
        let (name, version) = (grid.name.description, grid.version)
        let added = try connection.run(
            """
            INSERT INTO grid (id, slug, version, title, source, digest, created_at)
            VALUES (\(id), \(name), \(version), \(grid.title.french), \(yaml), \(digest(of: yaml)), \(now))
            ON CONFLICT (slug, version) DO NOTHING
            """)
        if added == 1 { return id }
        // Comments and line ends may differ: what counts is what it says.
        guard let row = try connection.row("SELECT id FROM grid WHERE slug = \(name) AND version = \(version)"),
            try Self.grid(row["id"], in: connection) == grid
        else { throw Refusal.versionTaken(version) }
        return try row["id"]
    }

    private static func digest(of yaml: String) -> String {
        SHA256.hash(data: Data(yaml.utf8)).map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
    }

    /// The newest first.
    public func all() async throws -> [Record] {
        try await database.read { connection in
            let uses = try Self.uses(in: connection)
            let rows = try connection.rows(
                "SELECT id, slug, version, title, created_at FROM grid ORDER BY created_at DESC, slug, version")
            return try rows.map { row in
                let id: Grid.ID = try row["id"]
                return Record(
                    id: id, name: try row["slug"], version: try row["version"], title: try row["title"],
                    addedAt: try row["created_at"], uses: uses[id] ?? [])
            }
        }
    }

    private static func uses(in connection: any Connection) throws -> [Grid.ID: [Use]] {
        let rows = try connection.rows(
            """
            SELECT grid, frozen_at, edition.id, edition.slug, edition.name FROM edition_grid
            JOIN edition ON edition.id = edition_grid.edition ORDER BY \(EditionStore.newestFirst())
            """)
        let pairs = try rows.map { row -> (Grid.ID, Use) in
            let use = Use(
                edition: try row["id"], slug: try row["slug"], name: try row["name"], frozenAt: try row["frozen_at"])
            return (try row["grid"], use)
        }
        return Dictionary(grouping: pairs) { $0.0 }.mapValues { $0.map(\.1) }
    }

    public func find(_ id: Grid.ID) async throws -> Grid? {
        try await database.read { try Self.grid(id, in: $0) }
    }

    /// The YAML as it was given.
    public func source(of id: Grid.ID) async throws -> String? {
        try await database.read { connection in
            try connection.row("SELECT source FROM grid WHERE id = \(id)").map { try $0["source"] }
        }
    }

    static func grid(_ id: Grid.ID, in connection: any Connection) throws -> Grid? {
        guard let row = try connection.row("SELECT digest FROM grid WHERE id = \(id)") else { return nil }
        let digest: String = try row["digest"]
        if let known = shelf.withLock({ $0[digest] }) { return known }
        guard let row = try connection.row("SELECT source FROM grid WHERE id = \(id)") else { return nil }
        let grid = try GridFile.grid(from: row["source"] as String)
        shelf.withLock { $0[digest] = grid }
        return grid
    }

    // Read once a process: what a digest stands for never changes.
    private static let shelf = Mutex<[String: Grid]>([:])
}
