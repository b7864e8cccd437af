import Identifiers
import Submissions

extension Identifier<Sheet> {
    /// Its desk, without language.
    public var path: String { "/agence/fiches/\(self)" }
}

extension Identifier<ImportRun> {
    /// Where what a list left is read again.
    var path: String { "/agence/listes/\(self)" }

    /// Where what a list made is taken back.
    var undoPath: String { "/agence/listes/\(self)/retirer" }
}

extension ListForm {
    static let path = "/agence/listes"
    /// Where a file is sent whose rows are read: proxies take any size there.
    static let filePath = "/agence/listes/fichiers"
}

extension Identifier<Submission> {
    /// The sheet of a file, for its owners.
    public var sheetPath: String { path + "/fiche" }
}
