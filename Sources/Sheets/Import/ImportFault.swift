import Campaigns
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
        /// An earlier line has the same by which a row is known; as it is typed here.
        case duplicate(line: Int, typed: String)
        /// It adds up the rows above it.
        case total
        case notAnEmail(String)
        case notARole(String)
        /// Whoever judges must not be tied to the files of the same edition: with the role held already.
        case clash(with: String)
        /// Somebody who gives roles took it: a list does not give it back.
        case roleTaken
        /// Somebody has rewritten the sheet here since it was imported: a second import must not undo that.
        case rewrittenHere
        /// The sheet is public, and the list comes in as drafts: nobody has read what everybody would read.
        case publicSheet
        /// The edition tells this practice in a sheet of its own, made from a file.
        case ownSheet
        /// The practice is known under another key, and such rows are to be left out.
        case knownTitle
        /// Something of nearly the same name is known, by this one, or stands in that other line, and such rows are to be left out.
        case nearName(String, line: Int? = nil)
        /// Its number or its mail address is that of another name, by this one, and such rows are to be left out.
        case otherName(String, name: String)
        /// Its mail address is that of somebody else's account, by their name, and nobody can have it too.
        case addressTaken(String, name: String)
        /// The database refused it; with its words.
        case notKept(String)
    }
}

extension ImportFault {
    /// Why a role cannot be given.
    init(_ bar: Hat.Bar) {
        switch bar {
        case .clash(let role): self.init(column: nil, reason: .clash(with: role.description))
        case .taken: self.init(column: nil, reason: .roleTaken)
        }
    }
}
