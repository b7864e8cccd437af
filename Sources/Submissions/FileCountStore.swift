import Campaigns
import Identifiers
import Storage

/// How many files an edition has in each state: kept, so that no page counts them. See `FileLineStore`.
public enum FileCountStore {
    /// How many files of an edition are sent and found eligible. Whoever asks has been looked at by the caller.
    public static func eligible(in edition: Edition.ID, _ connection: any Connection) throws -> Int {
        try count("edition = \(edition) AND state = 'transmitted' AND eligibility = 'eligible'", in: connection)
    }

    static func count(_ condition: SQL, in connection: any Connection) throws -> Int {
        try connection.count("SELECT coalesce(sum(files), 0) AS count FROM file_count WHERE \(condition)")
    }

    /// By state, without those that somebody is bound to: they are few, and taken from what is kept.
    static func states(
        in edition: Edition.ID, seenBy person: Person.ID, _ condition: SQL, in connection: any Connection
    ) throws -> [Submission.State: Int] {
        let rows = try connection.rows(
            "SELECT state, sum(files) AS count FROM file_count WHERE \(condition) GROUP BY state")
        var states: [Submission.State: Int] = try rows.reduce(into: [:]) { $0[try $1["state"]] = try $1["count"] }
        for row in try bound(to: person, in: edition, connection) { states[try row["state"], default: 0] -= 1 }
        return states
    }

    /// The state and eligibility of each file of an edition that somebody is bound to, and when it was withdrawn.
    static func bound(to person: Person.ID, in edition: Edition.ID, _ connection: any Connection) throws -> [Row] {
        // From the few that bind: SQLite takes the tables of a CROSS JOIN in their order.
        try connection.rows(
            """
            SELECT submission.state, submission.eligibility, submission.withdrawn_at FROM (\(Ties.files(boundTo: person))) AS bound
            CROSS JOIN submission WHERE submission.id = bound.submission AND submission.edition = \(edition)
            """)
    }

    /// What the counts know of a file, whose line the caller holds: its state, or nothing yet.
    struct Known {
        let state: Submission.State
        let eligibility: Submission.Eligibility

        init?(_ file: Submission.ID, in connection: any Connection) throws {
            let row = try connection.row(
                "SELECT state, eligibility FROM file_progress WHERE submission = \(file) AND is_counted = 1")
            guard let row else { return nil }
            (state, eligibility) = (try row["state"], try row["eligibility"])
        }
    }

    /// Moves a file from one count to another; by one each time, so that two files may move at once.
    static func move(_ line: FileLine, from known: Known?, in connection: any Connection) throws {
        guard known?.state != line.state || known?.eligibility != line.eligibility else { return }
        if let known { try add(-1, line.id, known.state, known.eligibility, in: connection) }
        try add(1, line.id, line.state, line.eligibility, in: connection)
    }

    /// Takes a file out of the counts, before it is deleted.
    static func forget(_ file: Submission.ID, in connection: any Connection) throws {
        guard let known = try Known(file, in: connection) else { return }
        try add(-1, file, known.state, known.eligibility, in: connection)
    }

    private static func add(
        _ files: Int, _ file: Submission.ID, _ state: Submission.State, _ eligibility: Submission.Eligibility,
        in connection: any Connection
    ) throws {
        try connection.run(
            """
            INSERT INTO file_count (edition, state, eligibility, files)
            SELECT edition, \(state), \(eligibility), \(files) FROM submission WHERE id = \(file)
            ON CONFLICT (edition, state, eligibility) DO UPDATE SET files = file_count.files + excluded.files
            """)
    }
}
