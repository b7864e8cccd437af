import Campaigns
import Foundation
import Identifiers
import Storage
import Submissions
import Web

// More time to read, or less: jurors who have something left to send are told, in the transaction that changes it.
extension JurorStore {
    /// Writes to each of them once. Answers how many letters.
    func follow(_ dates: ChangedDates, in connection: any Connection) throws -> Int {
        let edition = dates.change.edition
        let moves = try Self.moved(by: dates.change, at: dates.now, "1 = 1", in: connection)
        return try moves.reduce(0) { count, move in
            let message = try correspondence.write(
                to: move.person, Self.manner(edition), now: dates.time, in: connection
            ) { reader in
                move.isGain
                    ? reader.moreTimeLetter(to: move.name, edition: edition.name, until: move.end)
                    : reader.lessTimeLetter(to: move.name, edition: edition.name, until: move.end, now: dates.now)
            }
            return message == nil ? count : count + 1
        }
    }

    /// How many jurors a change of dates gives time to, and how many it takes time from, for somebody who runs the edition: of
    /// what they are bound to, nothing counts.
    func concerned(by change: PhaseChange, at now: Date, for staff: Person.ID) async throws -> (
        gaining: Int, losing: Int
    ) {
        let isSeen: SQL = "NOT \(Ties.binds(staff, to: "submission.id"))"
        return try await database.read { connection in
            let moves = try Self.moved(by: change, at: now, isSeen, in: connection)
            return (gaining: moves.count { $0.isGain }, losing: moves.count { !$0.isGain })
        }
    }

    private struct Move {
        let person: Person.ID
        let name: String
        let isGain: Bool
        /// Until when they can send, or could.
        let end: Date
    }

    private static func moved(
        by change: PhaseChange, at now: Date, _ condition: SQL, in connection: any Connection
    ) throws -> [Move] {
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
            let name: String = try row["name"]
            if let will, will.state(at: now) == .open, will.closesAt > was?.closesAt ?? .distantPast {
                return Move(person: person, name: name, isGain: true, end: will.closesAt)
            }
            guard let was, was.state(at: now) == .open, (will?.closesAt ?? .distantPast) < was.closesAt else {
                return nil
            }
            return Move(person: person, name: name, isGain: false, end: will?.closesAt ?? now)
        }
    }
}
