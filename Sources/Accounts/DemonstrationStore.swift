import Foundation
import Storage

/// The mark of a database that a demonstration made: nothing in it is anybody's, and links to sign in serve again.
public enum DemonstrationStore {
    /// The step that brings the mark.
    public static let step = 43

    public static func isMarked(in connection: any Connection) throws -> Bool {
        try connection.row("SELECT id FROM demonstration") != nil
    }

    /// In the transaction that makes it, and nowhere else.
    public static func mark(at now: Date, in connection: any Connection) throws {
        try connection.run("INSERT INTO demonstration (id, made_at) VALUES ('demonstration', \(now))")
    }
}
