import Identifiers

extension Identifier<Assessment> {
    /// Where a juror reads and marks, without language.
    public var path: String { "/jury/dossiers/\(self)" }
    /// The same for staff who look on.
    var deskPath: String { "/agence/lectures/\(self)" }
}
