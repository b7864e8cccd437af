import Campaigns
import Foundation
import Identifiers
import Journal
import Storage
import Web

/// The shortlist of an edition with a second round. Who may read and change it is said by whoever asks, in the query.
public enum ShortlistStore {
    /// What is chosen in an edition, told or not, of files that `isSeen` is true of, as `submission`: how many there are would tell of
    /// the others. The caller knows that whoever asks may decide there.
    public static func all(
        of edition: Edition.ID, where isSeen: SQL, in connection: any Connection
    ) throws -> [Submission.ID: Shortlisted] {
        let found = try rows("submission.edition = \(edition) AND \(isSeen)", in: connection)
        return Dictionary(uniqueKeysWithValues: found.map { ($0.submission, $0) })
    }

    /// Takes in what was ticked, of files for which `mayChoose` is true of `submission`; answers how many changed. What is told stays,
    /// and what somebody else changed meanwhile is left to them.
    public static func change(
        _ choice: ShortlistChoice, in edition: Edition.ID, where mayChoose: SQL, by person: Person.ID, now: Date,
        in connection: any Connection
    ) throws -> Int {
        guard let round = try EditionStore.round(of: edition, in: connection) else {
            throw ShortlistChoice.Refusal.noRound
        }
        var count = 0
        for line in choice.lines {
            let isTheirs: SQL =
                "submission.id = \(line.submission) AND submission.edition = \(edition) AND \(mayChoose)"
            let changed =
                try line.isChosen
                ? choose(line, for: round.id, where: isTheirs, by: person, now: now, in: connection)
                : line.wasChosen && leave(line.submission, where: isTheirs, in: connection)
            guard changed else { continue }
            count += 1
            try Journal.write(
                line.isChosen ? .fileShortlisted : .fileUnlisted, by: person, of: .file(line.submission),
                edition: edition, details: ["reason": line.reason], in: connection)
        }
        return count
    }

    private static func choose(
        _ line: ShortlistChoice.Line, for round: Edition.ID, where isTheirs: SQL, by person: Person.ID, now: Date,
        in connection: any Connection
    ) throws -> Bool {
        guard try connection.row("SELECT submission.id FROM submission WHERE \(isTheirs)") != nil else { return false }
        // Of a file that somebody took out meanwhile, a page that showed it chosen says nothing new.
        if line.wasChosen {
            return try connection.run(
                """
                UPDATE shortlisted SET reason = \(line.reason)
                WHERE submission = \(line.submission) AND told_at IS NULL AND reason <> \(line.reason)
                """) == 1
        }
        return try connection.run(
            """
            INSERT INTO shortlisted (submission, round, reason, person, chosen_at)
            VALUES (\(line.submission), \(round), \(line.reason), \(person), \(now)) ON CONFLICT (submission) DO NOTHING
            """) == 1
    }

    private static func leave(_ file: Submission.ID, where isTheirs: SQL, in connection: any Connection) throws -> Bool
    {
        try connection.run(
            """
            DELETE FROM shortlisted WHERE submission = \(file) AND told_at IS NULL
            AND EXISTS (SELECT 1 FROM submission WHERE \(isTheirs))
            """) == 1
    }

    /// Whether an award may go to a file: to any while no shortlist of its edition is told, then to one that is on it.
    public static func mayBeAwarded(_ file: Submission.ID, in connection: any Connection) throws -> Bool {
        try connection.row(
            """
            SELECT submission.id FROM submission WHERE submission.id = \(file) AND COALESCE(\(standing), 1) = 1
            """) != nil
    }

    /// Of `submission`: 1 on a shortlist that is told, 0 where that of its edition is told without it, NULL while none is.
    public static let standing: SQL = """
        CASE WHEN EXISTS (SELECT 1 FROM shortlisted WHERE shortlisted.submission = submission.id AND shortlisted.told_at IS NOT NULL)
            THEN 1
            WHEN EXISTS (SELECT 1 FROM edition AS second_round JOIN shortlisted ON shortlisted.round = second_round.id
                WHERE second_round.round_of = submission.edition AND shortlisted.told_at IS NOT NULL) THEN 0 END
        """

    /// Both parts of a file, asked by either; nil of one that is not on a shortlist. The caller knows that whoever asks may read
    /// the file; what is not told is for those who decide.
    public static func parts(of file: Submission.ID, in connection: any Connection) throws -> FileParts? {
        guard
            let told = try rows("shortlisted.submission = \(file) OR shortlisted.part = \(file)", in: connection).first
        else { return nil }
        let ids = [told.submission] + [told.part].compactMap(\.self)
        let rows = try connection.rows("SELECT id, number, state FROM submission WHERE id IN \(list: ids)")
        let parts = try rows.map { row in
            let number: String? = try row["number"]
            return FileParts.Part(id: try row["id"], number: number ?? "", state: try row["state"])
        }
        guard let first = parts.first(where: { $0.id == told.submission }) else { return nil }
        return FileParts(first: first, second: parts.first { $0.id == told.part }, told: told)
    }

    /// Chosen and not told, as `submission`: of a round, in competition still.
    static func waits(in edition: Edition.ID) -> SQL {
        """
        submission.edition = \(edition) AND \(Ties.isInCompetition) AND submission.announced_at IS NULL
            AND submission.id IN (SELECT shortlisted.submission FROM shortlisted WHERE shortlisted.told_at IS NULL)
        """
    }

    /// Whether an edition has a second round as the one it was made from; nothing where that one has none.
    static func legacies(
        _ earlier: Edition.ID, _ edition: Edition, _ reader: Reader, in connection: any Connection
    ) throws -> [Legacy] {
        guard try EditionStore.round(of: earlier, in: connection) != nil else { return [] }
        let isTaken = try EditionStore.round(of: edition.id, in: connection) != nil
        return [Legacy(reader.t("the second round"), path: edition.roundPath, isTaken: isTaken)]
    }

    /// Whoever has a tie with a file of the edition tells no shortlist: whether they may would tell them if that file is on it, so it is
    /// asked of all files in competition.
    static func isTied(_ person: Person.ID, in edition: Edition.ID, _ connection: any Connection) throws -> Bool {
        // From the few that bind: SQLite takes the tables of a CROSS JOIN in their order.
        try connection.row(
            """
            SELECT submission.id FROM (\(Ties.files(boundTo: person))) AS bound CROSS JOIN submission
            WHERE submission.id = bound.submission AND submission.edition = \(edition) AND \(Ties.isInCompetition)
            AND submission.announced_at IS NULL LIMIT 1
            """) != nil
    }

    /// How many files somebody may tell of; none for whoever leaves that to others.
    static func countWaiting(
        in edition: Edition.ID, for person: Person.ID, _ connection: any Connection
    ) throws -> Int {
        // From the few that are chosen: SQLite takes the tables of a CROSS JOIN in their order.
        let count = try connection.count(
            """
            SELECT count(*) AS count FROM shortlisted CROSS JOIN submission
            WHERE shortlisted.told_at IS NULL AND submission.id = shortlisted.submission AND \(waits(in: edition))
            """)
        return try count > 0 && isTied(person, in: edition, connection) ? 0 : count
    }

    private static func rows(_ condition: SQL, in connection: any Connection) throws -> [Shortlisted] {
        try connection.rows(
            """
            SELECT shortlisted.submission, shortlisted.reason, person.name, shortlisted.chosen_at, shortlisted.told_at,
                shortlisted.part
            FROM shortlisted JOIN submission ON submission.id = shortlisted.submission
            LEFT JOIN person ON person.id = shortlisted.person WHERE \(condition) ORDER BY submission.number
            """
        ).map { row in
            Shortlisted(
                submission: try row["submission"], reason: try row["reason"], person: try row["name"],
                chosenAt: try row["chosen_at"], toldAt: try row["told_at"], part: try row["part"])
        }
    }
}

extension SubmissionStore {
    /// What is chosen in an edition, of files that somebody has no tie with.
    func chosen(in edition: Edition.ID, for person: Person.ID) async throws -> [Submission.ID: Shortlisted] {
        let isSeen: SQL = "NOT \(Ties.binds(person, to: "submission.id"))"
        return try await database.read { try ShortlistStore.all(of: edition, where: isSeen, in: $0) }
    }
}
