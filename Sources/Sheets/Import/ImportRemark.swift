/// What was left out of a row that was taken all the same, or was read otherwise than it stands there.
public struct ImportRemark: Equatable, Codable, Sendable {
    public let column: String
    /// As far as a report shows it.
    public let typed: String
    public let reason: Reason

    public enum Reason: Equatable, Codable, Sendable {
        /// It was taken, with the zeros that it began with: as this.
        case zerosBack(String)
        case notAnAddress, notADate, noSuchDay, notADepartment, notACommune, notACountry, notASize, notAKind
        /// Longer than its field: the beginning was taken.
        case cut(limit: Int)
        /// Of a mail address; `notAnAddress` is of a page.
        case notAMailAddress
        case notACoordinate, notASiret, notAnRna, notALanguage
        /// `01/04/18`, `avr-18`: of which century?
        case yearOfTwoDigits
        /// `43191`: how a spreadsheet counts days.
        case dayAsFigure
        /// `2015-2018`
        case period
        case farYear(Int)
        /// A month or a year, where a day is needed.
        case notAWholeDay
        /// A day to come, of what has been done.
        case toCome
        /// Nine digits: the number of the whole body, not of one of its places.
        case siren
        /// `9,99123E+13`: how a spreadsheet shows a figure that is too long for it.
        case rounded
        /// Several organisations carry the practice: nobody knows whose number or place it is.
        case ofSeveral
        /// The account that has the address says this instead, and keeps it.
        case accountSays(String)
        /// Another organisation has the number; its name.
        case ofAnother(String)
        /// The record of the organisation or the partner says this instead, and keeps it.
        case recordSays(String)
        /// The sheet of this key was called quite otherwise until now: a source that numbers its rows anew means another practice.
        case renamed(from: String)
    }

    public var isLeftOut: Bool {
        if case .zerosBack = reason { return false }
        return !isOfName
    }

    /// It was taken as it stands.
    var isOfName: Bool { if case .renamed = reason { true } else { false } }

    init(_ column: String, _ typed: String, _ reason: Reason) {
        (self.column, self.typed, self.reason) = (column, String(typed.prefix(80)), reason)
    }
}

/// A term of the source that the mapping does not know.
public struct UnknownTerm: Hashable, Codable, Sendable {
    public let column: String
    public let term: String
    /// It stood for what an organisation is, which is another one now; nil in what was kept before this was noted.
    var isKind: Bool?
}
