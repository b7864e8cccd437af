import Campaigns
import Identifiers
import Storage

// How many readers each file of an edition is to have.
extension AssignmentStore {
    /// As the last even share was asked for; the usual number before the first.
    static func readersWanted(in edition: Edition.ID, _ connection: any Connection) throws -> Int {
        let row = try connection.row("SELECT readers_each FROM edition WHERE id = \(edition)")
        return try row?["readers_each"] ?? EvenShare.usualReaders
    }

    static func keep(_ readers: Int, of edition: Edition.ID, by staff: Person.ID, in connection: any Connection) throws
    {
        try connection.run(
            """
            UPDATE edition SET readers_each = \(readers) WHERE id = \(edition) AND \(Rights.isStaff(staff, of: "edition.id"))
            """)
    }
}
