import Foundation
import Identifiers
import Storage

/// Initiatives with their lasting addresses and those who carry them.
public struct InitiativeStore: Sendable {
    /// A new one under an address that nobody has.
    public static func create(title: String, now: Date, in connection: any Connection) throws -> Initiative.ID {
        let id = Initiative.ID.new(at: now)
        try connection.run(
            """
            INSERT INTO initiative (id, slug, title, created_at)
            VALUES (\(id), \(try freeSlug(for: title, in: connection)), \(title), \(now))
            """)
        return id
    }

    /// Its address stays: others have linked to it.
    public static func rename(_ id: Initiative.ID, to title: String, in connection: any Connection) throws {
        try connection.run(
            "UPDATE initiative SET title = \(title), revision = revision + 1 WHERE id = \(id) AND title <> \(title)")
    }

    /// Takes away one that nothing tells of any more: its file was just deleted.
    public static func forget(_ id: Initiative.ID, in connection: any Connection) throws {
        let isTold: SQL = """
            EXISTS (SELECT 1 FROM submission WHERE initiative = \(id)) OR EXISTS (SELECT 1 FROM sheet WHERE initiative = \(id))
            """
        try connection.run("DELETE FROM initiative_organisation WHERE initiative = \(id) AND NOT (\(isTold))")
        try connection.run("DELETE FROM initiative WHERE id = \(id) AND NOT (\(isTold))")
    }

    /// Those who carry it, in this order, and nobody else.
    public static func carry(
        _ id: Initiative.ID, by organisations: [Organisation.ID], in connection: any Connection
    ) throws {
        try connection.run("DELETE FROM initiative_organisation WHERE initiative = \(id)")
        for (position, organisation) in organisations.enumerated() {
            try connection.run(
                """
                INSERT INTO initiative_organisation (initiative, organisation, position)
                VALUES (\(id), \(organisation), \(position))
                """)
        }
    }

    /// In their order.
    public static func carriers(of id: Initiative.ID, in connection: any Connection) throws -> [Organisation] {
        let rows = try connection.rows(
            "SELECT organisation FROM initiative_organisation WHERE initiative = \(id) ORDER BY position, organisation")
        return try rows.compactMap { try OrganisationStore.find($0["organisation"], in: connection) }
    }

    /// Those that are known by one of these titles, however it is spelt. Each title by `Organisation.nameKey`.
    public static func known(
        byTitles keys: Set<String>, in connection: any Connection
    ) throws -> [String: KnownInitiative] {
        guard !keys.isEmpty else { return [:] }
        var known: [String: KnownInitiative] = [:]
        for row in try connection.rows("SELECT id, slug, title FROM initiative ORDER BY created_at DESC, id DESC") {
            let title: String = try row["title"]
            let key = Organisation.nameKey(title)
            guard keys.contains(key) else { continue }
            known[key] = KnownInitiative(id: try row["id"], slug: try row["slug"], title: title)
        }
        return known
    }

    /// Removes one that no sheet and no file speaks of.
    public static func remove(_ id: Initiative.ID, in connection: any Connection) throws {
        let isAlone: SQL = """
            NOT EXISTS (SELECT 1 FROM sheet WHERE sheet.initiative = \(id))
            AND NOT EXISTS (SELECT 1 FROM submission WHERE submission.initiative = \(id))
            """
        try connection.run("DELETE FROM initiative_organisation WHERE initiative = \(id) AND \(isAlone)")
        try connection.run("DELETE FROM initiative WHERE id = \(id) AND \(isAlone)")
    }

    // Many practices may have one title: the number is found in steps that double, then halve, not one after the other.
    private static func freeSlug(for title: String, in connection: any Connection) throws -> String {
        let base = Initiative.slug(for: title)
        func isTaken(_ number: Int) throws -> Bool {
            try connection.row(
                "SELECT 1 AS one FROM initiative WHERE slug = \(Initiative.slug(base, number: number))") != nil
        }
        var (taken, free) = (0, 1)
        while try isTaken(free) { (taken, free) = (free, free * 2) }
        while free - taken > 1 {
            let middle = (taken + free) / 2
            if try isTaken(middle) { taken = middle } else { free = middle }
        }
        return Initiative.slug(base, number: free)
    }
}

/// A practice that is known already.
public struct KnownInitiative: Equatable, Sendable {
    public let id: Initiative.ID
    public let slug: String
    public let title: String
}
