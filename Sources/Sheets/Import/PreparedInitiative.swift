import Forms
import Foundation
import Organisations
import Storage
import Submissions

/// An initiative about to be kept: its parts as the database has them, written out once, and a mark of its content: of the
/// sheet, then of those who carry it.
struct PreparedInitiative: Sendable {
    let told: ImportedInitiative
    /// The practice that it is, though it comes under a new key.
    var same: Initiative.ID?
    let content: String
    let tags: String
    let source: String
    let mark: String

    init(_ told: ImportedInitiative) throws {
        self.told = told
        (content, tags, source) = (try told.content.sheetJSON, try told.tags.sheetJSON, try told.source.sheetJSON)
        let sheet = Self.mark(
            language: told.language, title: told.title, strapline: told.strapline, content: content, tags: tags,
            source: source)
        mark = "\(sheet)/\(contentMark(told.organisations.map(\.contentText).joined(separator: "\u{1}")))"
    }

    /// Of a sheet as it is kept.
    static func sheetMark(_ row: Row) throws -> String {
        mark(
            language: try row["language"], title: try row["title"], strapline: try row["strapline"],
            content: try row["content"], tags: try row["tags"], source: try row["source"])
    }

    private static func mark(
        language: String, title: String, strapline: String, content: String, tags: String, source: String
    ) -> String {
        contentMark([language, title, strapline, content, tags, source].joined(separator: "\u{1}"))
    }
}

extension Organisation {
    fileprivate var contentText: String {
        let place = [place.communeCode, place.communeName, place.department, place.country]
        let point = [self.place.latitude, self.place.longitude].map { $0.map { "\($0)" } ?? "" }
        return
            ([name, kind.rawValue, siret?.description ?? "", rna?.description ?? "", sizeBracket, website] + place
            + point)
            .joined(separator: "\u{2}")
    }
}
