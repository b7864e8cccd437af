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

    /// Grants a later end, in place of an earlier one for the same. Nil for somebody who doesn't run the edition.
    public func grant(
        _ end: Date, of phase: Phase.ID, in edition: String, for subject: String, reason: String, by person: Person.ID,
        at now: Date
    ) async throws -> Edition? {
        try await database.write(for: .insiders) { connection in
            guard let edition = try EditionStore.find(edition, runBy: person, in: connection),
                edition.phases.contains(where: { $0.id == phase })
            else { return nil }
            let key = Extension.ID.new(at: now)
            try connection.run(
                """
                INSERT INTO extension (id, phase, subject, ends_at, reason, granted_by, granted_at)
                VALUES (\(key), \(phase), \(subject), \(end), \(reason), \(person), \(now))
                ON CONFLICT (phase, subject) DO UPDATE SET ends_at = excluded.ends_at, reason = excluded.reason,
                    granted_by = excluded.granted_by, granted_at = excluded.granted_at
                """)
            try Journal.write(
                .extensionGranted, by: person, of: .phase(phase), edition: edition.id,
                details: ["subject": subject, "until": Details.moment(end), "reason": reason], in: connection)
            return edition
        }
    }

    /// Takes it back: the phase's own end holds again. Nil when it isn't there, or not this person's to take back.
    public func revoke(_ id: Extension.ID, of phase: Phase.ID, in edition: String, by person: Person.ID) async throws
        -> Edition?
    {
        try await database.write(for: .insiders) { connection in
            guard let edition = try EditionStore.find(edition, runBy: person, in: connection),
                edition.phases.contains(where: { $0.id == phase })
            else { return nil }
            let revoked = try connection.run("DELETE FROM extension WHERE id = \(id) AND phase = \(phase)")
            guard revoked == 1 else { return nil }
            try Journal.write(
                .extensionRevoked, by: person, of: .phase(phase), edition: edition.id,
                details: ["extension": id.description], in: connection)
            return edition
        }
    }
}
