import Campaigns
import Grids
import Identifiers
import Storage
import Submissions
import Web

/// Points that jurors found not documented: the agency asks the organisation, and writes down what it found.
struct OpenPointStore: Sendable {
    let database: any Database

    struct Line: Sendable {
        let files: Int
        /// The only one; nil when there are several.
        let file: Submission.ID?
    }

    /// The points of one file that are open, by their names in the grid: none unless the jury reads it.
    static func names(of file: Submission.ID, in connection: any Connection) throws -> Set<String> {
        let isSent: SQL = "submission.id = \(file) AND \(Ties.isInCompetition) AND assessment.state = 'sent'"
        let read = try ResultsStore.counted(isSent, in: connection)
        return Set(read.flatMap { one in one.marks.filter { $0.value == .notDocumented }.keys.map(\.description) })
    }

    /// Files of an edition with such a point, as one of its staff may see them: those whose owners were asked about it, or the
    /// others.
    func count(in edition: Edition.ID, for person: Person.ID, areAsked: Bool) async throws -> Line {
        let asked = SubmissionStore.hasAskedPrecisions("submission.id")
        let condition: SQL = areAsked ? asked : "NOT \(asked)"
        return try await database.read { connection in
            let row = try connection.row(
                """
                SELECT count(*) AS files, min(submission.id) AS first FROM file_result
                JOIN submission ON submission.id = file_result.submission
                WHERE file_result.edition = \(edition) AND file_result.open > 0 AND \(Work.isOpen) AND \(condition)
                    AND \(Rights.isStaff(person, of: "submission.edition")) AND NOT \(Ties.binds(person, to: "submission.id"))
                """)
            let files: Int = try row?["files"] ?? 0
            return Line(files: files, file: files == 1 ? try row?["first"] : nil)
        }
    }
}
