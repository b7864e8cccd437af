import Foundation
import Identifiers
import Storage
import Web

/// A role that somebody had, and when it ended.
struct EndedRole: Equatable, Sendable {
    let hat: Hat
    let at: Date
}

/// Roles that have ended, from the journal: nothing else keeps when.
struct EndedRoleStore: Sendable {
    let database: any Database

    /// Of the last seconds or ever, the newest first, each once; not those that were given again. Told by the clock of the site, which
    /// stands on `now`: the journal has the machine's, and a demonstration is away from it.
    func roles(
        of person: Person.ID, within seconds: TimeInterval? = nil, now: Date, machine: Date = Date()
    ) async throws -> [EndedRole] {
        let shift = now.timeIntervalSince(machine).rounded()
        let isRecent: SQL = seconds.map { "journal.at >= \(machine - $0)" } ?? "1 = 1"
        return try await database.read { connection in
            let held = try RoleStore.grants(of: person, in: connection)
            let rows = try connection.rows(
                """
                SELECT journal.thing, journal.edition, journal.at FROM journal
                WHERE journal.whom = \(person) AND journal.act = 'role-revoked' AND \(isRecent)
                ORDER BY journal.position DESC LIMIT 20
                """)
            var ended: [EndedRole] = []
            for row in rows {
                // A role that only another version of the program knows says nothing here.
                guard let role = Role(rawValue: try row["thing"]) else { continue }
                let hat = Hat(role, in: try row["edition"])
                guard !held.contains(hat), !ended.contains(where: { $0.hat == hat }) else { continue }
                // What came with a file by itself goes by itself; what somebody took is kept.
                if Set<Role>.authors.contains(role), try !RoleStore.isTaken(hat, from: person, in: connection) {
                    continue
                }
                let at: Date = try row["at"]
                ended.append(EndedRole(hat: hat, at: at + shift))
            }
            return ended
        }
    }
}
