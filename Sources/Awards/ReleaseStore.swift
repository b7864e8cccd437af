import Campaigns
import Foundation
import Identifiers
import Journal
import Jury
import Storage
import Submissions

/// The releases of an edition, locked while they are decided on.
public struct ReleaseStore: Sendable {
    let database: any Database

    public init(database: any Database) { self.database = database }

    public func find(_ edition: Edition.ID) async throws -> Release {
        try await database.read { try Self.find(edition, in: $0) }
    }

    /// Decisions wait to come out whose letters are not prepared.
    func areLettersMissing(in edition: Edition.ID) async throws -> Bool {
        try await database.read { try LetterStore.isAnyMissing(in: edition, $0) }
    }

    /// Plans the moment, or takes it back, and what one of two people asked for with it. Nil when the edition isn't this
    /// person's to run. `letters` tell whoever may be the second person, and whoever had planned or asked for it, at the real
    /// `time`.
    public func plan(
        _ edition: Edition.ID, for moment: Date?, at revision: Int, by person: Person.ID, now: Date,
        asking letters: LetterStore? = nil, at time: Date? = nil
    ) async throws -> Bool? {
        try await change(edition, at: revision, by: person) { release, connection in
            let confirmed = release.confirmedBy == person ? nil : release.confirmedBy
            let before = release
            try release.plan(for: moment, by: person, now: now)
            try letters?.forgetSecond(of: edition, in: connection)
            try letters?.tellTakenBack(before, for: moment, of: edition, by: person, now: time ?? now, in: connection)
            if release.needsTwo, let moment {
                try letters?.askSecond(of: edition, by: person, for: moment, now: time ?? now, in: connection)
            }
            try Journal.write(
                .releasePlanned, by: person, of: .edition(edition), to: confirmed, edition: edition,
                details: ["moment": moment.map(Details.moment) ?? ""], in: connection)
        }
    }

    /// A second person agrees to the moment that was planned.
    func confirm(_ edition: Edition.ID, at revision: Int, by person: Person.ID) async throws -> Bool? {
        try await change(edition, at: revision, by: person) { release, connection in
            try release.confirm(by: person)
            try Journal.write(.releaseConfirmed, by: person, of: .edition(edition), edition: edition, in: connection)
        }
    }

    /// Whether two people let it out.
    func ask(forTwo needsTwo: Bool, _ edition: Edition.ID, at revision: Int, by person: Person.ID) async throws -> Bool?
    {
        try await change(edition, at: revision, by: person) { release, connection in
            if needsTwo, !release.needsTwo, try LetterStore.others(than: person, in: edition, connection).isEmpty {
                throw Release.Refusal.nobodyElse
            }
            try release.ask(
                forTwo: needsTwo, byAdministration: try Self.isAdministration(person, of: edition, connection))
            try Journal.write(
                .releaseSet, by: person, of: .edition(edition), edition: edition,
                details: ["two": needsTwo ? "yes" : "no"], in: connection)
        }
    }

    /// Keeps a decision back from what goes out next, or takes it in again. Nil when there is none for this person.
    func leave(
        _ file: Submission.ID, out isLeftOut: Bool, of edition: Edition.ID, by person: Person.ID
    ) async throws -> Bool? {
        try await database.write(for: .insiders) { connection in
            guard try Self.isRun(edition, by: person, connection) else { return nil }
            let isTheirs: SQL = """
                release_set IS NULL AND submission IN (
                    SELECT submission.id FROM submission WHERE submission.id = \(file) AND submission.edition = \(edition)
                    AND NOT \(Ties.binds(person, to: "submission.id")))
                """
            // Asked before the release is locked: about a decision that there is not, nothing is written.
            let found = try connection.row("SELECT submission FROM decision WHERE \(isTheirs)")
            guard found != nil else { return nil }
            _ = try Self.claim(edition, by: person, in: connection)
            return try connection.run("UPDATE decision SET is_left_out = \(isLeftOut) WHERE \(isTheirs)") == 1
                ? true : nil
        }
    }

    /// Lets decisions, letters and sheets out together. Nil when the edition isn't this person's to run; false when it waits
    /// for a second person.
    ///
    /// `now` is the campaign's time, which is kept; `time` the real one, at which letters leave. `revision` is what the page
    /// showed, so that nothing else goes out than what was read.
    public func letOut(
        _ edition: Edition.ID, at revision: Int, by person: Person.ID, now: Date, sending letters: LetterStore,
        at time: Date
    ) async throws -> Bool? {
        try await database.write { connection in
            guard try Self.isRun(edition, by: person, connection) else { return nil }
            var release = try Self.claim(edition, keepsConfirmation: true, in: connection)
            guard release.revision == revision + 1 else { throw Release.Refusal.outdated }
            let first = release.askedBy
            let ready = try Self.readiness(of: edition, connection)
            let isOut = try release.letOut(by: person, ready: ready, now: now)
            try Self.save(release, of: edition, connection)
            guard isOut else {
                try letters.askSecond(of: edition, by: person, for: nil, now: time, in: connection)
                try Journal.write(.releaseAsked, by: person, of: .edition(edition), edition: edition, in: connection)
                return false
            }
            let set = ReleasedSet(
                edition: edition, at: now, by: first ?? person, confirmedBy: first.map { _ in person })
            try Self.send(set, by: person, letters, time, connection)
            return true
        }
    }

    /// Lets out every edition whose moment has come; run every minute. One that can't go out is missed: its moment does not
    /// come again by itself. Where the database fails one of them, the others go out all the same, and it is tried again.
    public func letOutDue(now: Date, sending letters: LetterStore, at time: Date) async throws {
        let due = try await database.read { connection in
            try connection.rows(
                "SELECT edition FROM release WHERE missed_why IS NULL AND is_changed = 0 AND planned_for <= \(now)"
            ).map { row -> Edition.ID in try row["edition"] }
        }
        var failure: (any Error)?
        for edition in due {
            do {
                try await letOutOrMiss(edition, now: now, letters, time)
            } catch {
                failure = failure ?? error
            }
        }
        if let failure { throw failure }
    }

    private func letOutOrMiss(_ edition: Edition.ID, now: Date, _ letters: LetterStore, _ time: Date) async throws {
        do {
            try await letOutPlanned(edition, now: now, letters, time)
        } catch let refusal as Release.Refusal {
            try await miss(edition, Release.Miss(refusal), now: now)
        }
    }

    private func letOutPlanned(_ edition: Edition.ID, now: Date, _ letters: LetterStore, _ time: Date) async throws {
        try await database.write { connection in
            var release = try Self.claim(edition, keepsConfirmation: true, in: connection)
            // Taken back, or let out by hand, since it was looked for.
            guard release.isDue(at: now) else { return }
            let (planner, second) = (release.plannedBy, release.confirmedBy)
            try release.letOutPlanned(ready: Self.readiness(of: edition, connection), now: now)
            try Self.save(release, of: edition, connection)
            let set = ReleasedSet(edition: edition, at: now, by: planner, confirmedBy: second)
            try Self.send(set, by: nil, letters, time, connection)
        }
    }

    private func miss(_ edition: Edition.ID, _ why: Release.Miss, now: Date) async throws {
        try await database.write(for: .insiders) { connection in
            let missed = try connection.run(
                """
                UPDATE release SET missed_why = \(why), revision = revision + 1
                WHERE edition = \(edition) AND missed_why IS NULL AND is_changed = 0 AND planned_for <= \(now)
                """)
            guard missed == 1 else { return }
            try Journal.write(
                .releaseMissed, by: nil, of: .edition(edition), edition: edition, details: ["why": why.rawValue],
                in: connection)
        }
    }
}

// Locking, reading and saving.
extension ReleaseStore {
    /// Locks the edition's release until the transaction ends, and counts its revision up. Whoever changes what would go out
    /// takes back what was confirmed.
    static func claim(
        _ edition: Edition.ID, keepsConfirmation: Bool = false, by person: Person.ID? = nil,
        in connection: any Connection
    ) throws -> Release {
        try connection.run(
            """
            INSERT INTO release (edition, revision) VALUES (\(edition), 1)
            ON CONFLICT (edition) DO UPDATE SET revision = release.revision + 1
            """)
        if !keepsConfirmation { try takeBack(of: edition, by: person, in: connection) }
        return try find(edition, in: connection)
    }

    static func find(_ edition: Edition.ID, in connection: any Connection) throws -> Release {
        let row = try connection.row(
            """
            SELECT planned_for, released_at, needs_two, revision, \(words),
                CASE WHEN is_changed = 1 THEN 'changed' ELSE missed_why END AS missed_why
            FROM release WHERE edition = \(edition)
            """)
        guard let row else { return .none }
        var release = Release(revision: try row["revision"])
        (release.plannedFor, release.plannedBy) = (try row["planned_for"], try row["planned_by"])
        (release.releasedAt, release.needsTwo) = (try row["released_at"], try row["needs_two"])
        (release.askedBy, release.confirmedBy) = (try row["asked_by"], try row["confirmed_by"])
        release.missed = try row["missed_why"]
        return release
    }

    private static func save(_ release: Release, of edition: Edition.ID, _ connection: any Connection) throws {
        let isChanged = release.missed == .changed
        let missed = isChanged ? nil : release.missed
        try connection.run(
            """
            UPDATE release SET planned_for = \(release.plannedFor), planned_by = \(release.plannedBy),
                released_at = \(release.releasedAt), needs_two = \(release.needsTwo), asked_by = \(release.askedBy),
                confirmed_by = \(release.confirmedBy), is_changed = \(isChanged),
                missed_why = \(missed)
            WHERE edition = \(edition)
            """)
    }

    private func change(
        _ edition: Edition.ID, at revision: Int, by person: Person.ID,
        _ change: @escaping @Sendable (inout Release, any Connection) throws -> Void
    ) async throws -> Bool? {
        try await database.write(for: .insiders) { connection in
            guard try Self.isRun(edition, by: person, connection) else { return nil }
            var release = try Self.claim(edition, keepsConfirmation: true, in: connection)
            guard release.revision == revision + 1 else { throw Release.Refusal.outdated }
            try change(&release, connection)
            try Self.save(release, of: edition, connection)
            return true
        }
    }

    static func isAdministration(
        _ person: Person.ID, of edition: Edition.ID, _ connection: any Connection
    ) throws -> Bool {
        let holds = Rights.holds([.agencyAdministrator], person, in: "\(edition)")
        return try connection.row("SELECT 1 AS yes WHERE \(holds)") != nil
    }

    static func isRun(_ edition: Edition.ID, by person: Person.ID, _ connection: any Connection) throws -> Bool {
        try connection.row(
            "SELECT id FROM edition WHERE id = \(edition) AND \(Rights.isStaff(person, of: "edition.id"))")
            != nil
    }
}
