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
