import Campaigns
import Identifiers
import Sheets
import Storage
import Submissions

extension ReleaseStore {
    /// Files that get what another one gets, each with the numbers of the others.
    static func sharing(
        in edition: Edition.ID, for person: Person.ID, _ connection: any Connection
    ) throws -> [Submission.ID: [String]] {
        let rows = try connection.rows(
            """
            SELECT given.submission, other.number FROM decision AS given
            JOIN decision AS same ON same.award = given.award AND same.submission <> given.submission
            JOIN submission ON submission.id = given.submission JOIN submission AS other ON other.id = same.submission
            WHERE submission.edition = \(edition) AND NOT \(Ties.binds(person, to: "submission.id"))
            AND NOT \(Ties.binds(person, to: "other.id")) ORDER BY other.number, other.id
            """)
        var numbers: [Submission.ID: [String]] = [:]
        for row in rows {
            let number: String? = try row["number"]
            numbers[try row["submission"], default: []].append(number ?? "")
        }
        return numbers
    }

    /// As many as a page names.
    private static let shownSheets = 200

    /// Approved sheets that are not out, without those of files that the person is tied to.
    static func sheets(
        of edition: Edition.ID, for person: Person.ID, _ connection: any Connection
    ) throws -> [ReleaseSheet] {
        try connection.rows(
            """
            SELECT sheet.id, submission.number, sheet.title, sheet.state, decision.outcome, decision.is_left_out,
                CASE WHEN \(Ties.isInCompetition) THEN 1 ELSE 0 END AS is_in
            FROM sheet JOIN submission ON submission.id = sheet.submission
            LEFT JOIN decision ON decision.submission = submission.id
            WHERE sheet.edition = \(edition) AND sheet.state IN ('approved', 'published')
                AND NOT \(EmbargoStore.isSheetReleased) AND NOT \(Ties.binds(person, to: "submission.id"))
            ORDER BY submission.number, sheet.id LIMIT \(shownSheets)
            """
        ).map { row in
            let (number, isKeptBack): (String?, Bool?) = (try row["number"], try row["is_left_out"])
            let state: Sheet.State = try row["state"]
            let fate = ReleaseSheet.Fate(
                isInCompetition: try row["is_in"], outcome: try row["outcome"], isKeptBack: isKeptBack ?? false,
                isReady: state == .published)
            return ReleaseSheet(sheet: try row["id"], number: number ?? "", title: try row["title"], fate: fate)
        }
    }
}
