import Campaigns
import Storage

/// What is decided comes out at one moment. Until then nothing of it exists for anybody outside.
public enum EmbargoStore {
    /// True once the edition's decisions are out. `edition` is a column or a value.
    public static func isLifted(_ edition: SQL) -> SQL {
        "EXISTS (SELECT 1 FROM release WHERE release.edition = \(edition) AND release.released_at IS NOT NULL)"
    }

    /// Sheets that the public may read: published ones, and of an edition's own files only those that are out.
    public static let isSheetVisible: SQL =
        "(sheet.state = 'published' AND (sheet.submission IS NULL OR \(isLifted("sheet.edition"))))"
}
