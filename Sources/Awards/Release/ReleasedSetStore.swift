import Campaigns
import Foundation
import Identifiers
import Journal
import Jury
import Sheets
import Storage
import Submissions

/// Decisions that come out together, at one moment.
struct ReleasedSet: Sendable {
    let edition: Edition.ID
    let at: Date
    let by: Person.ID?
    /// The second person, where two are asked for.
    let confirmedBy: Person.ID?
}

extension ReleaseStore {
    /// Decisions of an edition that go out next: of files that are still in, and that nobody keeps back.
    static func isNext(in edition: Edition.ID) -> SQL {
        """
        submission.edition = \(edition) AND decision.release_set IS NULL AND decision.is_left_out = 0
        AND submission.announced_at IS NULL AND \(Ties.isInCompetition)
        """
    }

    static func readiness(of edition: Edition.ID, _ connection: any Connection) throws -> Readiness {
        let decided = try connection.count(
            """
            SELECT count(*) AS count FROM decision JOIN submission ON submission.id = decision.submission
            WHERE \(isNext(in: edition))
            """)
        return Readiness(decided: decided, staleLetters: try LetterStore.stale(in: edition, connection))
    }

    /// `actor` is whoever pressed the button; nil at a moment that was planned.
    static func send(
        _ set: ReleasedSet, by actor: Person.ID?, _ letters: LetterStore, _ time: Date, _ connection: any Connection
    ) throws {
        let files = try connection.rows(
            """
            SELECT submission.id FROM decision JOIN submission ON submission.id = decision.submission
            WHERE \(isNext(in: set.edition))
            """
        ).map { row -> Submission.ID in try row["id"] }
        try note(set, of: files, in: connection)
        try letters.send(of: files, now: time, connection)
        try SheetsFeature.tellReleased(files, by: letters.correspondence, now: time, in: connection)
        for file in files { try DecisionStore.note(.released, of: file, by: actor, at: set.at, in: connection) }
        try Journal.write(
            .released, by: actor, of: .edition(set.edition), edition: set.edition,
            details: ["decisions": files.map(\.description).joined(separator: " ")], in: connection)
    }

    private static func note(_ set: ReleasedSet, of files: [Submission.ID], in connection: any Connection) throws {
        let id = Release.ID.new(at: set.at)
        try connection.run(
            """
            INSERT INTO release_set (id, edition, released_at, released_by, confirmed_by)
            VALUES (\(id), \(set.edition), \(set.at), \(set.by), \(set.confirmedBy))
            """)
        for file in files {
            try connection.run("UPDATE decision SET release_set = \(id) WHERE submission = \(file)")
            try ToldReadingStore.tell(of: file, in: connection)
            try SubmissionStore.announce(file, at: set.at, in: connection)
        }
    }

    /// For whoever writes an edition all at once, past the desk, as a demonstration does: all that is decided is out.
    public static func noteReleased(
        _ edition: Edition.ID, at moment: Date, by person: Person.ID?, in connection: any Connection
    ) throws {
        let files = try connection.rows(
            """
            SELECT decision.submission FROM decision JOIN submission ON submission.id = decision.submission
            WHERE submission.edition = \(edition) AND decision.release_set IS NULL
            """
        ).map { row -> Submission.ID in try row["submission"] }
        try connection.run(
            """
            INSERT INTO release (edition, released_at, released_by) VALUES (\(edition), \(moment), \(person))
            ON CONFLICT (edition) DO UPDATE SET released_at = excluded.released_at
            """)
        try note(ReleasedSet(edition: edition, at: moment, by: person, confirmedBy: nil), of: files, in: connection)
    }
}
