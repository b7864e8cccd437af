import Identifiers
import Storage
import Web

extension EditionStore {
    /// The edition by the word in its address, for somebody who holds one of the roles there; for others there is none.
    public func find(_ slug: String, for person: Person.ID, holding roles: Set<Role>) async throws -> Edition? {
        try await database.read { connection in
            let row = try connection.row(
                "SELECT id FROM edition WHERE slug = \(slug) AND \(Rights.holds(roles, person, in: "edition.id"))")
            return try row.flatMap { try Self.find(try $0["id"], in: connection) }
        }
    }
}

extension EditionStore {
    /// The edition that a second round belongs to, for pages that the public reads; nil of an edition itself.
    public func whole(of edition: Edition) async throws -> Edition? {
        guard let first = edition.firstRound else { return nil }
        return try await find(first).orNotFound()
    }

    /// The same for what is done once for all rounds, as awards and decisions: asked by the word of a second round, the edition is
    /// the one that it belongs to.
    public func findWhole(_ slug: String, for person: Person.ID, holding roles: Set<Role>) async throws -> Edition? {
        guard let found = try await find(slug, for: person, holding: roles), let first = found.firstRound else {
            return try await find(slug, for: person, holding: roles)
        }
        guard let whole = try await find(first) else { return nil }
        return try await find(whole.slug, for: person, holding: roles)
    }
}
