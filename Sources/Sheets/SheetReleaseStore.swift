import Identifiers
import Storage
import Submissions

/// Which sheets are out: what was decided of their file is known to everybody.
public enum SheetReleaseStore {
    /// True of a sheet whose file's decision is out, or which has no file.
    public static let isReleased: SQL = """
        (sheet.submission IS NULL OR EXISTS (SELECT 1 FROM submission AS announced
            WHERE announced.id = sheet.submission AND announced.announced_at IS NOT NULL) OR \(cameOutAsAWhole))
        """

    /// Of the initiative whose sheet everybody reads; nil while that of the file is not such a one.
    static func slug(ofSheetOf file: Submission.ID, _ isPublic: SQL, in connection: any Connection) throws -> String? {
        try connection.row(
            """
            SELECT initiative.slug FROM sheet JOIN initiative ON initiative.id = sheet.initiative
            WHERE sheet.submission = \(file) AND \(isPublic)
            """
        ).map { try $0["slug"] }
    }

    /// Once an edition came out all at once, with the sheets of files that nobody had decided on.
    private static let cameOutAsAWhole: SQL = """
        EXISTS (SELECT 1 FROM release WHERE release.edition = sheet.edition AND release.is_whole = 1
            AND NOT EXISTS (SELECT 1 FROM decision WHERE decision.submission = sheet.submission))
        """
}
