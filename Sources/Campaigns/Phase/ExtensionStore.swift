import Foundation
import Identifiers
import Journal
import Storage

/// Later ends for one file or one person. `EditionStore.end(of:for:in:)` reads them.
public struct ExtensionStore: Sendable {
    let database: any Database

    public init(database: any Database) { self.database = database }

    /// The newest first.
    public func all(of phase: Phase.ID) async throws -> [Extension] {
        try await database.read { connection in
            try connection.rows(
                """
                SELECT extension.id AS id, subject, ends_at, reason, name, granted_at
                FROM extension LEFT JOIN person ON person.id = granted_by
                WHERE phase = \(phase) ORDER BY granted_at DESC, extension.id
                """
            ).map { row in
                Extension(
                    id: try row["id"], subject: try row["subject"], endsAt: try row["ends_at"],
                    reason: try row["reason"],
                    grantedBy: try row["name"], grantedAt: try row["granted_at"])
            }
        }
    }

    /// What became of a later end that somebody grants.
    public struct Granted: Equatable, Sendable {
        /// False when the very same was granted before: nobody is told twice.
        public let isNew: Bool
        /// How many letters were left.
        public let letters: Int

        public var isSilent: Bool { isNew && letters == 0 }
    }

    /// Grants a later end, in place of an earlier one for the same. Nil for somebody who doesn't run the edition.
    ///
    /// `now` is the campaign's clock, `time` the real one. `then` tells whom it concerns, in the same transaction.
    public func grant(
        _ end: Date, of phase: Phase.ID, in edition: String, for subject: String, reason: String, by person: Person.ID,
        at now: Date, time: Date? = nil, then: @escaping TimeFollower.Own = { _, _ in 0 }
    ) async throws -> Granted? {
        try await database.write(for: .insiders) { connection in
            try Self.grant(
                end, of: phase, in: edition, for: subject, reason: reason, by: person, at: now, time: time ?? now,
                in: connection, then: then)
        }
    }

    /// The same as a part of an act: it stays or goes with the rest of it.
    public static func grant(
        _ end: Date, of phase: Phase.ID, in edition: String, for subject: String, reason: String, by person: Person.ID,
        at now: Date, time: Date, in connection: any Connection, then: TimeFollower.Own
    ) throws -> Granted? {
        guard let edition = try EditionStore.find(edition, runBy: person, in: connection),
            let phase = edition.phases.first(where: { $0.id == phase })
        else { return nil }
        // Locked, so that of many at once one goes on.
        try connection.run("UPDATE phase SET position = position WHERE id = \(phase.id)")
        let own = OwnEnd(
            edition: edition, phase: phase, subject: subject,
            before: try EditionStore.end(of: phase, for: subject, in: connection), after: end, reason: reason,
            by: person, now: now, time: time)
        guard try keep(own, in: connection) else { return Granted(isNew: false, letters: 0) }
        return Granted(isNew: true, letters: try then(own, connection))
    }

    /// False when it is there already, for the same reason.
    private static func keep(_ own: OwnEnd, in connection: any Connection) throws -> Bool {
        let key = Extension.ID.new(at: own.now)
        let kept = try connection.run(
            """
            INSERT INTO extension (id, phase, subject, ends_at, reason, granted_by, granted_at)
            VALUES (\(key), \(own.phase.id), \(own.subject), \(own.after), \(own.reason), \(own.by), \(own.now))
            ON CONFLICT (phase, subject) DO UPDATE SET ends_at = excluded.ends_at, reason = excluded.reason,
                granted_by = excluded.granted_by, granted_at = excluded.granted_at
            WHERE extension.ends_at <> excluded.ends_at OR extension.reason <> excluded.reason
            """)
        guard kept == 1 else { return false }
        try Journal.write(
            .extensionGranted, by: own.by, of: .phase(own.phase.id), edition: own.edition.id,
            details: ["subject": own.subject, "until": Details.moment(own.after), "reason": own.reason],
            in: connection)
        return true
    }

    /// Takes it back: the phase's own end holds again. Nil when it isn't there, or not this person's to take back.
    public func revoke(
        _ id: Extension.ID, of phase: Phase.ID, in edition: String, by person: Person.ID, at now: Date,
        time: Date? = nil,
        then: @escaping TimeFollower.Own = { _, _ in 0 }
    ) async throws -> Edition? {
        try await database.write(for: .insiders) { connection in
            guard let edition = try EditionStore.find(edition, runBy: person, in: connection),
                let phase = edition.phases.first(where: { $0.id == phase }),
                let row = try connection.row(
                    "SELECT subject, ends_at FROM extension WHERE id = \(id) AND phase = \(phase.id)")
            else { return nil }
            let revoked = try connection.run("DELETE FROM extension WHERE id = \(id) AND phase = \(phase.id)")
            guard revoked == 1 else { return nil }
            try Journal.write(
                .extensionRevoked, by: person, of: .phase(phase.id), edition: edition.id,
                details: ["extension": id.description], in: connection)
            let own = OwnEnd(
                edition: edition, phase: phase, subject: try row["subject"], before: try row["ends_at"],
                after: phase.endsAt, reason: "", by: person, now: now, time: time ?? now)
            _ = try then(own, connection)
            return edition
        }
    }
}
