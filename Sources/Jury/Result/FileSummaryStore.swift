import Campaigns
import Foundation
import Grids
import Identifiers
import Storage
import Submissions

/// Keeps what the assessments of each file come to, for lists. Written in the transaction of whatever changes it; read again
/// from the marks wherever a list finds that it cannot be relied upon.
enum FileSummaryStore {
    /// Reckons some files again. The caller has just changed their assessments.
    ///
    /// A juror whom something outside the jury ties to the file meanwhile (one who writes for its organisation now) is
    /// counted here and left out by whoever reads: see `ResultsStore.doubtful`.
    static func keep(_ files: Set<Submission.ID>, in connection: any Connection) throws {
        for file in files.sorted(by: { $0.description < $1.description }) { try keep(file, in: connection) }
    }

    private static func keep(_ file: Submission.ID, in connection: any Connection) throws {
        // First, so that on PostgreSQL two changes of one file come one after the other.
        try connection.run(
            """
            INSERT INTO file_result (submission, edition) SELECT id, edition FROM submission WHERE id = \(file)
            ON CONFLICT (submission) DO UPDATE SET is_stale = 0
            """)
        let row = try connection.row(
            """
            SELECT count(*) AS readers, count(CASE WHEN assessment.state = 'sent' THEN 1 END) AS sent
            FROM assessment JOIN juror ON juror.id = assessment.juror
            JOIN submission ON submission.id = assessment.submission
            WHERE assessment.submission = \(file) AND \(Seats.isReckoned)
            """)
        var summary = FileSummary(readers: try row?["readers"] ?? 0, sent: try row?["sent"] ?? 0)
        // Marks that nobody has sent count nowhere: they are not read.
        if summary.sent > 0, let grid = try grid(of: file, in: connection) {
            let counted = try ResultsStore.counted("submission.id = \(file)", tied: true, in: connection)
            summary = FileSummary(counted, on: grid)
        }
        try save(summary, of: file, in: connection)
        try ReadingStandStore.note(file, in: connection)
    }

    private static func save(_ summary: FileSummary, of file: Submission.ID, in connection: any Connection) throws {
        let (lowest, highest) = (summary.spread?.lowerBound.tenths, summary.spread?.upperBound.tenths)
        let width = summary.spread.map { $0.upperBound.tenths - $0.lowerBound.tenths }
        try connection.run(
            """
            UPDATE file_result SET readers = \(summary.readers), sent = \(summary.sent), mean = \(summary.mean?.tenths),
                lowest = \(lowest), highest = \(highest), spread = \(width), open = \(summary.open),
                profile = \(summary.profile?.stored ?? "")
            WHERE submission = \(file)
            """)
        try SubmissionStore.note(readers: summary.readers, of: file, in: connection)
    }

    private static func grid(of file: Submission.ID, in connection: any Connection) throws -> Grid? {
        let row = try connection.row(
            """
            SELECT submission.edition, code FROM submission LEFT JOIN category ON category.id = submission.category
            WHERE submission.id = \(file)
            """)
        return try row.flatMap { try GridStore.grid(of: $0["edition"], for: $0["code"], in: connection) }
    }

    /// How many are reckoned in one transaction: others write in between.
    private static let share = 100

    /// Reckons what is not known yet, as after the program was brought up to date. Lists read it from the marks meanwhile.
    static func refresh(_ database: any Database) async throws {
        let stale: SQL = "SELECT submission FROM file_result WHERE is_stale = 1 LIMIT \(share)"
        while try await database.read({ try $0.row(stale) }) != nil {
            try await database.write(for: .insiders) { connection in
                try keep(Set(connection.rows(stale).map { try $0["submission"] }), in: connection)
            }
        }
    }
}

extension FileSummary {
    /// From the columns of `file_result`; nil when it is not there, or not known yet.
    init?(_ row: Row, on grid: Grid) throws {
        let (readers, isStale): (Int?, Bool?) = (try row["readers"], try row["is_stale"])
        guard let readers, isStale == false else { return nil }
        let (sent, text): (Int, String) = (try row["sent"], try row["profile"])
        let (mean, lowest, highest): (Int?, Int?, Int?) = (try row["mean"], try row["lowest"], try row["highest"])
        self.init(
            readers: readers, sent: sent, mean: mean.map(Score.init),
            spread: lowest.flatMap { low in highest.map { Score(tenths: low)...Score(tenths: $0) } },
            open: try row["open"], profile: grid.profile(stored: text, readings: sent))
    }
}
