import Campaigns
import Foundation
import Identifiers
import Storage
import Submissions
import Web

// More time to read: jurors who have something left to send are told, in the transaction that gives it.
extension JurorStore {
    /// Writes to each of them once. Answers how many letters.
    func follow(_ dates: ChangedDates, in connection: any Connection) throws -> Int {
        let edition = dates.change.edition
        let gains = try Self.gaining(by: dates.change, at: dates.now, "1 = 1", in: connection)
        return try gains.reduce(0) { count, gain in
            let message = try correspondence.write(
                to: gain.person, Self.manner(edition), now: dates.time, in: connection
            ) { $0.moreTimeLetter(to: gain.name, edition: edition.name, until: gain.end) }
            return message == nil ? count : count + 1
        }
    }

    /// How many jurors a change of dates gives time to, for somebody who runs the edition: of what they are bound to, nothing
    /// counts.
    func gaining(by change: PhaseChange, at now: Date, for staff: Person.ID) async throws -> Int {
        let isSeen: SQL = "NOT \(Ties.binds(staff, to: "submission.id"))"
        return try await database.read { try Self.gaining(by: change, at: now, isSeen, in: $0).count }
    }

    private struct Gain {
        let person: Person.ID
        let name: String
        let end: Date
    }

    private static func gaining(
        by change: PhaseChange, at now: Date, _ condition: SQL, in connection: any Connection
    ) throws -> [Gain] {
        let (before, after) = (change.edition, change.edition.with(change.phases))
        let rows = try connection.rows(
            """
            SELECT DISTINCT person.id, person.name FROM juror JOIN person ON person.id = juror.person
            JOIN assessment ON assessment.juror = juror.id JOIN submission ON submission.id = assessment.submission
            WHERE juror.edition = \(before.id) AND \(Seats.isHeld()) AND assessment.state = 'draft'
            AND assessment.ended_at IS NULL AND \(Ties.isInCompetition) AND \(condition) ORDER BY person.id
            """)
        return try rows.compactMap { row in
            let person: Person.ID = try row["id"]
            let was = try ReadingWindow.of(before, for: person, in: connection)
            let will = try ReadingWindow.of(after, for: person, in: connection)
            guard let will, will.state(at: now) == .open, will.closesAt > was?.closesAt ?? .distantPast else {
                return nil
            }
            return Gain(person: person, name: try row["name"], end: will.closesAt)
        }
    }
}
