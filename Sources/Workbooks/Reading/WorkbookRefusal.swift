/// Why a workbook is not read. Nothing of it was taken.
public enum WorkbookRefusal: Error, Equatable, Sendable {
    /// Protected by a password.
    case locked
    /// A spreadsheet of before 2007, or of another program: to be saved as XLSX or CSV.
    case otherFormat
    /// An archive, but no workbook, or one whose parts cannot be found again.
    case damaged
    /// It unpacks to more than a list ever does: parts, bytes, or bytes for each byte sent.
    case tooLarge
    /// A cell stands further down or right than a list goes.
    case tooManyCells
    /// One of its parts declares a type of document, which workbooks never do.
    case suspicious
    /// No sheet of it has anything in it.
    case empty
    /// It took more time or memory than is given to it.
    case exhausted
    /// The reader of workbooks is not installed here: what is missing.
    case unavailable(String)
}

/// What a workbook may be before anything reads it.
public struct WorkbookLimits: Sendable {
    public var entries = 100
    /// Unpacked, in bytes, of all parts together.
    public var unpacked = 64 << 20
    /// Unpacked bytes for each byte sent, of any part of more than a megabyte.
    public var ratio = 100
    public var rows = 20_000
    public var columns = 200

    public init() {}
}
