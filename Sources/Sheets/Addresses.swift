import Identifiers
import Media
import Organisations
import Submissions

extension Identifier<Sheet> {
    /// Its desk, without language.
    public var path: String { "/agence/fiches/\(self)" }

    /// Where its pictures and papers are chosen.
    var imagesPath: String { path + "/images" }

    func imagePath(_ id: Medium.ID) -> String { "\(path)/image/\(id)" }
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

extension Initiative {
    /// Its public sheet as a paper, without language.
    public static func paperPath(_ slug: String) -> String { path(slug) + "/fiche.pdf" }
}

/// Under which path the files of a sheet are given to whoever reads it there.
public struct SheetFilePath: Equatable, Sendable {
    let base: String

    /// As the public reads it: gone with the sheet.
    public static func everyone(_ slug: String) -> SheetFilePath { SheetFilePath(base: Initiative.path(slug)) }
    /// At the sheet's desk.
    static func desk(_ id: Sheet.ID) -> SheetFilePath { SheetFilePath(base: id.path) }
    static func owner(_ submission: Submission.ID) -> SheetFilePath { SheetFilePath(base: submission.sheetPath) }

    /// The digest in it says which bytes: what is there never changes.
    public func path(_ digest: BlobDigest) -> String { "\(base)/fichiers/\(digest)" }
}
