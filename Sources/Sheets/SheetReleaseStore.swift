import Storage

/// Which sheets are out: what was decided of their file is known to everybody.
public enum SheetReleaseStore {
    /// True of a sheet whose file's decision is out, or which has no file.
    public static let isReleased: SQL = """
        (sheet.submission IS NULL OR EXISTS (SELECT 1 FROM submission AS announced
            WHERE announced.id = sheet.submission AND announced.announced_at IS NOT NULL) OR \(cameOutAsAWhole))
        """

    /// Once an edition came out all at once, with the sheets of files that nobody had decided on.
    private static let cameOutAsAWhole: SQL = """
        EXISTS (SELECT 1 FROM release WHERE release.edition = sheet.edition AND release.is_whole = 1
            AND NOT EXISTS (SELECT 1 FROM decision WHERE decision.submission = sheet.submission))
        """
}
