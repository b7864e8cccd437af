import Campaigns
import Forms
import Foundation
import Identifiers
import Media
import Sheets
import Storage
import Submissions
import Yams

/// Drawings and papers of the demonstration's files and sheets (`Reference/demo/pictures`), taken in when it first starts: their bytes
/// into the store of files, the rest as rows, as all of a past that nobody typed. They answer `pictures` and `papers` of the general form.
public struct DemonstrationPictures: Sendable {
    private let folder: String
    private let told: PicturesFile
    private let titles: [String: String]

    /// `root` is the folder with `Reference`.
    public init(root: String) throws {
        folder = root + "/Reference/demo/pictures"
        told = try YAMLDecoder().decode(
            PicturesFile.self, from: String(contentsOfFile: folder + "/pictures.yaml", encoding: .utf8))
        let files = try DemonstrationFiles(folder: root + "/Reference/demo")
        titles = Dictionary(files.initiatives.map { ($0.id, $0.title) }) { first, _ in first }
    }

    /// Once: a database in whose store something lies has them, or has had them. One whose editions were given another form stays as it is.
    public func take(into house: House, now: Date) async throws {
        guard try await house.database.read({ try Self.isNew($0) }) else { return }
        var kept: [String: KeptFile] = [:]
        for picture in told.pictures { kept[picture.name] = try await house.media.keep(drawing(picture.name)) }
        for paper in told.papers { kept[paper.name] = try await house.media.keep(self.paper(paper)) }
        let files = kept
        try await house.database.write { connection in
            // Its editions go on asking what they ask now, under a newer program too.
            for row in try connection.rows("SELECT id FROM edition") {
                try FormStore.settle(row["id"], in: connection)
            }
            for entry in told.shown { try show(entry, files, now, connection) }
            try SubmissionStore.noteFiles(in: connection)
        }
    }

    private static func isNew(_ connection: any Connection) throws -> Bool {
        try MediaStore.isEmpty(in: connection)
            && connection.count("SELECT count(*) AS count FROM edition_form") == 0
    }

    private func drawing(_ name: String) -> BroughtFile {
        let forms = [(400, 267), (960, 640)].map { size in
            BroughtFile.Form("\(size.0).jpg", at: "\(folder)/\(name)-\(size.0).jpg", width: size.0, height: size.1)
        }
        return BroughtFile("\(name).jpg", at: "\(folder)/\(name)-960.jpg", .jpeg, forms: forms)
    }

    private func paper(_ paper: PicturesFile.Paper) -> BroughtFile {
        BroughtFile("\(paper.name).pdf", at: "\(folder)/\(paper.name).pdf", .pdf, pages: paper.pages)
    }

    private func show(
        _ entry: PicturesFile.Shown, _ files: [String: KeptFile], _ now: Date, _ connection: any Connection
    ) throws {
        guard let title = titles[entry.initiative],
            let row = try connection.row(
                """
                SELECT submission.id, (SELECT sheet.id FROM sheet WHERE sheet.submission = submission.id AND sheet.state <> 'draft') AS sheet
                FROM submission WHERE submission.title = \(title)
                """)
        else { return }
        let (file, sheet): (Submission.ID, Sheet.ID?) = (try row["id"], try row["sheet"])
        let writer = PictureWriter(file: file, sheet: sheet, now: now, connection: connection)
        let pictures = told.pictures(entry.pictures).compactMap { one in files[one.name].map { (one, $0) } }
        try writer.write(pictures.map { PictureWriter.Entry($0.0, by: told.credit, $0.1) }, to: "pictures")
        let papers = told.papers(entry.papers ?? []).compactMap { one in files[one.name].map { (one, $0) } }
        try writer.write(papers.map { PictureWriter.Entry($0.0, $0.1) }, to: "papers")
    }
}

/// `pictures.yaml`.
struct PicturesFile: Decodable, Sendable {
    let credit: String
    let pictures: [Picture]
    let papers: [Paper]
    let shown: [Shown]

    struct Picture: Decodable, Sendable {
        let name: String
        let words: String
        let focus: [Int]
    }

    struct Paper: Decodable, Sendable {
        let name: String
        let words: String
        let pages: Int
    }

    struct Shown: Decodable, Sendable {
        let initiative: String
        let pictures: [String]
        let papers: [String]?
    }

    func pictures(_ names: [String]) -> [Picture] {
        names.compactMap { name in pictures.first { $0.name == name } }
    }

    func papers(_ names: [String]) -> [Paper] {
        names.compactMap { name in papers.first { $0.name == name } }
    }
}
