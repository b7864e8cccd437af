import Campaigns
import Foundation
import Identifiers
import Storage

// What one of two people learns of a release that the other one moved.
extension ReleaseStore {
    /// When what this person asked for, or planned, and somebody else confirmed, came out last: not before that moment.
    func cameOut(in edition: Edition.ID, askedBy person: Person.ID, since moment: Date) async throws -> Date? {
        try await database.read { connection -> Date? in
            let row = try connection.row(
                """
                SELECT released_at FROM release_set WHERE edition = \(edition) AND released_by = \(person)
                AND confirmed_by <> \(person) AND released_at >= \(moment) ORDER BY released_at DESC LIMIT 1
                """)
            guard let row else { return nil }
            return try row["released_at"]
        }
    }

    /// Whether a moment that this person had confirmed was taken back, or set anew, since that time of the machine. From the
    /// journal: nothing else keeps whose word it was.
    func isTakenBack(in edition: Edition.ID, confirmedBy person: Person.ID, since time: Date) async throws -> Bool {
        try await database.read { connection -> Bool in
            try connection.row(
                """
                SELECT position FROM journal WHERE whom = \(person) AND act = 'release-planned'
                AND edition = \(edition) AND at >= \(time) LIMIT 1
                """) != nil
        }
    }
}
