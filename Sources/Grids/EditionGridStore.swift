import Campaigns
import Foundation
import Identifiers
import Storage
import Web

/// An edition and the grid it uses, as those who run it see it.
public struct EditionGrid: Equatable, Sendable {
    public let edition: Edition
    public let grid: Grid.ID?
    /// That of the edition it was made from, to start with.
    public let suggested: Grid.ID?
    /// When the first mark fixed it.
    public let frozenAt: Date?
}

// Which edition uses which grid.
extension GridStore {
    /// The grid an edition uses; nil while none was chosen.
    public func grid(of edition: Edition.ID) async throws -> Grid? {
        try await database.read { try Self.grid(of: edition, in: $0) }
    }

    public static func grid(of edition: Edition.ID, in connection: any Connection) throws -> Grid? {
        let row = try connection.row("SELECT grid FROM edition_grid WHERE edition = \(edition)")
        return try row.flatMap { try grid($0["grid"], in: connection) }
    }

    /// As files of a category are read, by its code. What was marked before a file was given it is kept, and asked no more.
    public static func grid(of edition: Edition.ID, for category: String?, in connection: any Connection) throws
        -> Grid?
    {
        try grid(of: edition, in: connection)?.concerning(category)
    }

    /// For somebody who runs the edition; nil otherwise.
    func choice(of slug: String, by person: Person.ID) async throws -> EditionGrid? {
        try await database.read { try Self.choice(of: slug, by: person, in: $0) }
    }

    private static func choice(of slug: String, by person: Person.ID, in connection: any Connection) throws
        -> EditionGrid?
    {
        guard let edition = try EditionStore.find(slug, runBy: person, in: connection) else { return nil }
        let row = try connection.row("SELECT grid, frozen_at FROM edition_grid WHERE edition = \(edition.id)")
        let previous = try connection.row(
            """
            SELECT edition_grid.grid FROM edition JOIN edition_grid ON edition_grid.edition = edition.previous
            WHERE edition.id = \(edition.id)
            """)
        return EditionGrid(
            edition: edition, grid: try row?["grid"], suggested: try previous?["grid"], frozenAt: try row?["frozen_at"])
    }

    /// Those that are not over yet, whose files nobody could mark.
    func withoutGrid(_ editions: [Edition]) async throws -> [Edition] {
        let bound = try await database.read { connection in
            try connection.rows("SELECT edition FROM edition_grid").map { row -> Edition.ID in try row["edition"] }
        }
        return editions.filter { $0.status != .closed && !bound.contains($0.id) }
    }

    /// Gives an edition its grid. False when the edition isn't theirs or there is no such grid.
    func bind(_ grid: Grid.ID, to slug: String, by person: Person.ID) async throws -> Bool {
        try await database.write { connection in
            guard let choice = try Self.choice(of: slug, by: person, in: connection),
                try connection.row("SELECT id FROM grid WHERE id = \(grid)") != nil
            else { return false }
            try Self.bind(grid, to: choice.edition.id, in: connection)
            return true
        }
    }

    /// The same with a grid that is taken in first: one that the edition may not have is not kept either.
    func bind(adopting yaml: String, to slug: String, by person: Person.ID, now: Date) async throws -> Bool {
        // Read before the transaction: nobody waits for it.
        let grid = try GridFile.grid(from: yaml)
        return try await database.write { connection in
            guard let choice = try Self.choice(of: slug, by: person, in: connection) else { return false }
            try Self.bind(Self.adopt(grid, yaml, now: now, in: connection), to: choice.edition.id, in: connection)
            return true
        }
    }

    /// An edition made from another is read by the same version of the grid, until another one is chosen.
    static func takeOver(_ succession: Succession, in connection: any Connection) throws {
        let row = try connection.row("SELECT grid FROM edition_grid WHERE edition = \(succession.from)")
        if let row { try bind(row["grid"], to: succession.to, in: connection) }
    }

    /// Whether an edition reads by the grid of the one it was made from; nothing where that one has none.
    static func legacies(
        _ earlier: Edition.ID, _ edition: Edition, _ reader: Reader, in connection: any Connection
    ) throws -> [Legacy] {
        guard let grid = try grid(of: earlier, in: connection) else { return [] }
        let isTaken = try self.grid(of: edition.id, in: connection) == grid
        let name = reader.typeset(grid.title.wording(in: reader.language.rawValue).text)
        let title = reader.t("the grid “\(name)”, version \(grid.version)")
        return [Legacy(title, path: edition.path("grille"), isTaken: isTaken)]
    }

    /// The grid of an edition, where it has checkpoints for a category.
    static func uses(
        of category: Campaigns.Category, in edition: Edition, _ reader: Reader, _ connection: any Connection
    ) throws -> [String] {
        // A second round may be read by another grid than its edition.
        let editions = [edition.id] + [try EditionStore.round(of: edition.id, in: connection)?.id].compactMap(\.self)
        let codes = try editions.flatMap { try grid(of: $0, in: connection)?.categories ?? [] }
        guard codes.contains(category.code) else { return [] }
        return [reader.t("The grid of the edition has checkpoints for its files alone.")]
    }

    /// Gives an edition its grid, once the caller knows who asks: the program itself, or an edition made from another.
    public static func bind(_ grid: Grid.ID, to edition: Edition.ID, in connection: any Connection) throws {
        let bound = try connection.run(
            """
            INSERT INTO edition_grid (edition, grid) VALUES (\(edition), \(grid))
            ON CONFLICT (edition) DO UPDATE SET grid = excluded.grid WHERE edition_grid.frozen_at IS NULL
            """)
        guard bound == 0,
            let row = try connection.row("SELECT grid, frozen_at FROM edition_grid WHERE edition = \(edition)")
        else { return }
        let kept: Grid.ID = try row["grid"]
        if kept != grid { throw Refusal.frozen(since: try row["frozen_at"]) }
    }

    /// Fixes the grid of an edition, in the transaction of its first mark. Later marks change nothing.
    public static func freeze(_ edition: Edition.ID, at now: Date, in connection: any Connection) throws {
        try connection.run(
            "UPDATE edition_grid SET frozen_at = \(now) WHERE edition = \(edition) AND frozen_at IS NULL")
    }
}
