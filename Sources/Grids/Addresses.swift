import Identifiers

extension Identifier<Grid> {
    /// Its page for staff, without language.
    var path: String { "/agence/grilles/\(self)" }
}

extension Grid {
    static let newPath = "/agence/grilles/nouvelle"
    /// Where the file of one is sent: proxies take any size there.
    static let filePath = "/agence/grilles/fichiers"
}
