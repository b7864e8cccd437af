import Campaigns
import Storage

/// What is decided comes out in releases. Until then nothing of it exists for anybody outside.
public enum EmbargoStore {
    /// True once the decision on a file is out. `submission` is a column or a value.
    public static func isAnnounced(_ submission: SQL) -> SQL {
        """
        EXISTS (SELECT 1 FROM submission AS announced WHERE announced.id = \(submission)
            AND announced.announced_at IS NOT NULL)
        """
    }

    /// What a withdrawn file was given is no longer told to anybody outside.
    static func isAwarded(_ submission: SQL) -> SQL {
        """
        EXISTS (SELECT 1 FROM submission AS announced WHERE announced.id = \(submission)
            AND announced.announced_at IS NOT NULL AND announced.state <> 'withdrawn')
        """
    }

    /// True of a sheet whose file's decision is out, or which has no file.
    public static let isSheetReleased: SQL = """
        (sheet.submission IS NULL OR \(isAnnounced("sheet.submission")) OR \(cameOutAsAWhole))
        """

    /// Sheets that the public may read: published ones, and of an edition's own files only those that are out.
    public static let isSheetVisible: SQL = "(sheet.state = 'published' AND \(isSheetReleased))"

    /// Once an edition came out all at once, with the sheets of files that nobody had decided on.
    private static let cameOutAsAWhole: SQL = """
        EXISTS (SELECT 1 FROM release WHERE release.edition = sheet.edition AND release.is_whole = 1
            AND NOT EXISTS (SELECT 1 FROM decision WHERE decision.submission = sheet.submission))
        """

    /// Which awards the public may read, beside a row of `decision`.
    public static let isAwardPublic: SQL = isAwarded("decision.submission")
}
