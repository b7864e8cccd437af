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

    /// Everybody reads it once it is published, or could read it before it was taken out: for the words of its state.
    static let isKnown: SQL = "(\(isReleased) AND NOT (sheet.state = 'unpublished' AND \(isUnread)))"

    /// Of a sheet that was taken out: it was only kept ready, and nobody outside has read it.
    public static let isUnread: SQL = """
        (sheet.submission IS NOT NULL AND (NOT \(isReleased) OR NOT \(cameOut) AND EXISTS (
            SELECT 1 FROM sheet_event AS ready WHERE ready.sheet = sheet.id AND ready.kind = 'published')))
        """

    /// It was published, and not taken out again before the decision on its file came out: everybody could read it then. One
    /// that is worked on again stays known by its trace.
    public static let cameOut: SQL = """
        EXISTS (SELECT 1 FROM sheet_event AS shown WHERE shown.sheet = sheet.id AND shown.kind = 'published'
            AND NOT EXISTS (SELECT 1 FROM sheet_event AS hidden WHERE hidden.sheet = sheet.id
                AND hidden.kind IN ('unpublished', 'consent-withdrawn') AND hidden.at >= shown.at
                AND hidden.at < \(releasedAt)))
        """

    /// Beside a sheet: when what was decided of its file came out.
    static let releasedAt: SQL = """
        coalesce((SELECT announced.announced_at FROM submission AS announced WHERE announced.id = sheet.submission), (
            SELECT whole.released_at FROM release AS whole WHERE whole.edition = sheet.edition AND whole.is_whole = 1
            AND sheet.submission IS NOT NULL
            AND NOT EXISTS (SELECT 1 FROM decision WHERE decision.submission = sheet.submission)))
        """

    /// True of a file whose owner agreed to a public sheet, and has not taken that back: its title may stand where others are named.
    /// `submission` is a column.
    public static func isAgreed(_ submission: SQL) -> SQL {
        """
        (\(SheetStore.isAgreed(submission)) AND NOT EXISTS (
            SELECT 1 FROM sheet AS kept JOIN sheet_event AS turn ON turn.sheet = kept.id
            WHERE kept.submission = \(submission) AND turn.kind = 'consent-withdrawn' AND NOT EXISTS (
                SELECT 1 FROM sheet_event AS later WHERE later.sheet = kept.id AND later.kind = 'consent-given'
                AND (later.at > turn.at OR later.at = turn.at AND later.id > turn.id))))
        """
    }

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
