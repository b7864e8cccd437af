import Forms
import Foundation
import Grids
import Organisations
import Submissions
import Web
import Words

/// A sheet with what must stand beside it to be read: who carries it, and the words for its terms.
public struct ShownSheet: Equatable, Sendable {
    public let sheet: Sheet
    /// Of its edition: which parts a sheet has.
    public let form: Form
    /// None when the source does not say.
    public let organisations: [Organisation]
    public let vocabularies: [Vocabulary]
    /// `rally'nov 2014`.
    public let editionName: String
    /// The edition's word in addresses.
    public let editionSlug: String
    /// When another version than the first came out, after its file's decision was out.
    public var changedAt: Date?
    /// Its pictures and papers, and where whoever reads it here is given them; none where it has none.
    public var album = SheetAlbum()
    public var files: SheetFilePath?
    /// The category of its file; empty where its edition has none, or nobody wrote one in English.
    public var categoryFR = ""
    public var categoryEN = ""

    public init(
        sheet: Sheet, form: Form, organisations: [Organisation], vocabularies: [Vocabulary], editionName: String,
        editionSlug: String
    ) {
        self.form = form
        (self.sheet, self.organisations, self.vocabularies) = (sheet, organisations, vocabularies)
        (self.editionName, self.editionSlug) = (editionName, editionSlug)
    }
}

/// A sheet as its public page shows it, with what the jury and the decision add once they are out: made by who makes that
/// page, so that whoever agrees to it reads the same.
public typealias SheetArticle = @Sendable (ShownSheet, Reader) async throws -> HTML

/// Plain text with a little structure, as sheets keep it: paragraphs, lists, headings.
public enum TextBlock: Equatable, Sendable {
    case paragraph([String])
    case list([String])
    case heading(String)

    /// `## ` begins a heading, `- ` an item; an empty line parts paragraphs.
    public static func blocks(of text: String) -> [TextBlock] {
        var blocks: [TextBlock] = []
        var isFresh = true
        for line in text.split(separator: "\n", omittingEmptySubsequences: false).map({ $0.trimmed }) {
            switch (blocks.last, line) {
            case (_, ""): break
            case (_, _) where line.hasPrefix("## "): blocks.append(.heading(line.dropFirst(3).trimmed))
            case (.list(let items), _) where line.hasPrefix("- "):
                blocks[blocks.count - 1] = .list(items + [line.dropFirst(2).trimmed])
            case (_, _) where line.hasPrefix("- "): blocks.append(.list([line.dropFirst(2).trimmed]))
            case (.paragraph(let lines), _) where !isFresh: blocks[blocks.count - 1] = .paragraph(lines + [line])
            default: blocks.append(.paragraph([line]))
            }
            isFresh = line.isEmpty
        }
        return blocks
    }
}

extension Substring {
    fileprivate var trimmed: String { trimmingCharacters(in: .whitespaces) }
}
