import Identifiers
import Submissions
import Tables

/// Why a row was not taken, and which column says so.
public struct ImportFault: Error, Equatable, Sendable {
    /// Nil when the row as a whole is meant.
    public let column: String?
    public let reason: Reason

    public enum Reason: Equatable, Sendable {
        case row(RowFault)
        case missing
        case tooLong(limit: Int)
        /// The same key stands in an earlier line already.
        case duplicate(line: Int)
        case notADate(String)
        case notADepartment(String)
        case notACommune(String)
        case notACountry(String)
        case notASize(String)
        case notAKind(String)
        case notACoordinate(String)
        case notASiret(String)
        case notAnRna(String)
        /// Somebody has rewritten the sheet here since it was imported: a second import must not undo that.
        case rewrittenHere
        /// The database refused it; with its words.
        case notKept(String)
    }
}
