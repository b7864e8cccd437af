import Campaigns
import Foundation
import Identifiers
import Storage

/// A list that was taken in from a file.
public struct ImportRun: Equatable, Sendable {
    public typealias ID = Identifier<ImportRun>

    public enum Kind: String, Storable, CaseIterable { case initiatives, organisations, partners, people }

    public let id: ID
    public let kind: Kind
    public let edition: Edition.ID?
    /// The file's own name; empty of a list that was pasted.
    public let file: String
    public let startedAt: Date
    public var undoneAt: Date?
}

/// What is done with rows under new keys whose practice is known by its title, and with rows of other lists whose name is nearly that
/// of something known.
public enum KnownTitles: String, Sendable, CaseIterable {
    /// Another one of the same name.
    case new
    /// The same one. The sheet of a practice takes the row's content and key; of anything else, what was missing is filled.
    case same
    /// The row is left out.
    case leave
}

/// What keeping rows has done, and what there is to say of the row in hand.
struct ImportNotes {
    private(set) var changes: [ImportChange] = []
    var remarks: [ImportRemark] = []

    mutating func append(_ change: ImportChange) { changes.append(change) }

    mutating func takeRemarks() -> [ImportRemark] {
        defer { remarks = [] }
        return remarks
    }
}

/// One thing that an import made or changed.
struct ImportChange: Sendable {
    enum Kind: String, Storable { case sheet, organisation, partner, engagement, person, role }

    /// Why it stays when its import is taken back.
    enum Reason: String, Storable {
        /// It was changed or used since.
        case used
        /// The role stands for a file that the person writes, or for a seat in the jury.
        case writes, sits
        /// The role was taken back since, and somebody gave it again.
        case givenAgain = "given-again"
    }

    let kind: Kind
    let subject: String
    var isNew = true
    /// What stood there before, as JSON.
    var was = ""
    var revision = 1
}

/// One thing that stayed when its import was taken back.
struct KeptChange: Sendable {
    let kind: ImportChange.Kind
    /// Of the person, the partner, the organisation or the sheet.
    let name: String
    /// Of a role.
    let role: String
    let reason: ImportChange.Reason
}
