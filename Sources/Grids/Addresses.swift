import Identifiers

extension Identifier<Grid> {
    /// Its page for staff, without language.
    var path: String { "/agence/grilles/\(self)" }
}
