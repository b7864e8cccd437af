import Campaigns
import Identifiers
import Storage
import Web

/// Editions under way that nobody is to judge.
struct EmptyJuryStore: Sendable {
    let database: any Database

    /// Of those that somebody runs: nobody sits in their jury, and nobody is invited to.
    func editions(runBy person: Person.ID) async throws -> Set<Edition.ID> {
        try await database.read { connection in
            let rows = try connection.rows(
                """
                SELECT edition.id FROM edition WHERE status = 'running' AND \(Rights.isStaff(person, of: "edition.id"))
                    AND NOT EXISTS (SELECT 1 FROM juror WHERE juror.edition = edition.id AND \(Seats.isHeld()))
                """)
            return Set(try rows.map { row -> Edition.ID in try row["id"] })
        }
    }
}
