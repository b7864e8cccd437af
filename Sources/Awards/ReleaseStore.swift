import Campaigns
import Foundation
import Identifiers
import Journal
import Storage

/// The moment of an edition's release, locked while it is decided on.
public struct ReleaseStore: Sendable {
    let database: any Database

    public init(database: any Database) { self.database = database }

    public func find(_ edition: Edition.ID) async throws -> Release {
        try await database.read { try Self.find(edition, in: $0) }
    }

    /// Plans the moment, or takes it back. Nil when the edition isn't this person's to run.
    public func plan(_ edition: Edition.ID, for moment: Date?, at revision: Int, by person: Person.ID, now: Date)
        async throws
        -> Bool?
    {
        try await database.write { connection in
            guard try Self.isRun(edition, by: person, connection) else { return nil }
            var release = try Self.claim(edition, in: connection)
            guard release.revision - 1 == revision else { throw Release.Refusal.outdated }
            try release.plan(for: moment, now: now)
            try Journal.write(
                .releasePlanned, by: person, of: .edition(edition), edition: edition,
                details: ["moment": moment.map(Details.moment) ?? ""], in: connection)
            return try connection.run("UPDATE release SET planned_for = \(moment) WHERE edition = \(edition)") == 1
        }
    }

    /// Lets decisions, letters and sheets out together. Nil when the edition isn't this person's to run.
    ///
    /// `now` is the campaign's time, which is kept; `time` the real one, at which letters leave.
    public func letOut(
        _ edition: Edition.ID, by person: Person.ID, now: Date, sending letters: LetterStore, at time: Date
    ) async throws -> Release? {
        try await database.write { connection in
            guard try Self.isRun(edition, by: person, connection) else { return nil }
            return try Self.letOut(edition, by: person, now: now, letters, time, connection)
        }
    }

    /// Lets out every edition whose moment has come; run every minute. An edition that can't go out waits, and its page says why.
    public func letOutDue(now: Date, sending letters: LetterStore, at time: Date) async throws {
        let due = try await database.read { connection in
            try connection.rows(
                "SELECT edition FROM release WHERE released_at IS NULL AND planned_for <= \(now)"
            ).map { row -> Edition.ID in try row["edition"] }
        }
        for edition in due {
            do {
                _ = try await database.write { try Self.letOut(edition, by: nil, now: now, letters, time, $0) }
            } catch is Release.Refusal {
                continue
            }
        }
    }

    /// Locks the edition's release until the transaction ends, and counts its revision up.
    static func claim(_ edition: Edition.ID, in connection: any Connection) throws -> Release {
        try connection.run(
            """
            INSERT INTO release (edition, revision) VALUES (\(edition), 1)
            ON CONFLICT (edition) DO UPDATE SET revision = release.revision + 1
            """)
        return try find(edition, in: connection)
    }

    private static func find(_ edition: Edition.ID, in connection: any Connection) throws -> Release {
        let row = try connection.row(
            "SELECT planned_for, released_at, revision FROM release WHERE edition = \(edition)")
        guard let row else { return .none }
        return Release(
            plannedFor: try row["planned_for"], releasedAt: try row["released_at"], revision: try row["revision"])
    }

    private static func letOut(
        _ edition: Edition.ID, by person: Person.ID?, now: Date, _ letters: LetterStore, _ time: Date,
        _ connection: any Connection
    ) throws -> Release {
        var release = try claim(edition, in: connection)
        let decided = try connection.count(
            """
            SELECT count(*) AS count FROM decision JOIN submission ON submission.id = decision.submission
            WHERE submission.edition = \(edition)
            """)
        let stale = try LetterStore.stale(in: edition, connection)
        try release.letOut(decided: decided, staleLetters: stale, now: now)
        try connection.run(
            "UPDATE release SET released_at = \(now), released_by = \(person) WHERE edition = \(edition)")
        try letters.send(in: edition, now: time, connection)
        try Journal.write(.released, by: person, of: .edition(edition), edition: edition, in: connection)
        return release
    }

    private static func isRun(_ edition: Edition.ID, by person: Person.ID, _ connection: any Connection) throws -> Bool
    {
        try connection.row(
            "SELECT id FROM edition WHERE id = \(edition) AND \(Rights.isStaff(person, of: "edition.id"))")
            != nil
    }
}
