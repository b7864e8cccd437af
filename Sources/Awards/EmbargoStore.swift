import Campaigns
import Sheets
import Storage

/// What is decided comes out in releases. Until then nothing of it exists for anybody outside.
public enum EmbargoStore {
    /// What a withdrawn file was given is no longer told to anybody outside.
    static func isAwarded(_ submission: SQL) -> SQL {
        """
        EXISTS (SELECT 1 FROM submission AS announced WHERE announced.id = \(submission)
            AND announced.announced_at IS NOT NULL AND announced.state <> 'withdrawn')
        """
    }

    /// True of a sheet whose file's decision is out, or which has no file.
    public static let isSheetReleased: SQL = SheetReleaseStore.isReleased

    /// Sheets that the public may read: published ones, and of an edition's own files only those that are out.
    public static let isSheetVisible: SQL = "(sheet.state = 'published' AND \(isSheetReleased))"

    /// Which awards the public may read, beside a row of `decision`.
    public static let isAwardPublic: SQL = isAwarded("decision.submission")
}
