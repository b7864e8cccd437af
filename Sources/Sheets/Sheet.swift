import Campaigns
import Forms
import Foundation
import Identifiers
import Organisations
import Storage
import Submissions

/// The public sheet of an initiative in an edition: its story as others may read it, once it is published.
public struct Sheet: Equatable, Sendable {
    public typealias ID = Identifier<Sheet>

    public enum State: String, Storable, CaseIterable {
        case draft, approved, published, unpublished
        case awaitingApproval = "awaiting-approval"
    }

    public let id: ID
    public let initiative: Initiative.ID
    public let edition: Edition.ID
    /// Nil for one that was imported.
    public let submission: Submission.ID?
    public var state: State
    /// What it is written in.
    public var language: String
    public var title: String
    public var strapline: String
    public var content: SheetContent
    /// Terms by vocabulary: `["need": ["health"]]`.
    public var tags: [String: [String]]
    public var source: SheetSource?
    public var version: Int
    public let revision: Int

    public init(
        id: ID, initiative: Initiative.ID, edition: Edition.ID, submission: Submission.ID?, state: State,
        language: String, title: String, strapline: String, content: SheetContent, tags: [String: [String]],
        source: SheetSource?, version: Int, revision: Int
    ) {
        (self.id, self.initiative, self.edition, self.submission) = (id, initiative, edition, submission)
        (self.state, self.language, self.title, self.strapline) = (state, language, title, strapline)
        (self.content, self.tags, self.source) = (content, tags, source)
        (self.version, self.revision) = (version, revision)
    }
}

/// Where an imported sheet was taken from; always shown with it.
public struct SheetSource: Codable, Equatable, Sendable {
    public var name: String
    public var address: String
    public var licence: String

    public init(name: String, address: String, licence: String) {
        (self.name, self.address, self.licence) = (name, address, licence)
    }
}

extension Sheet {
    /// From a row with every column of a sheet.
    public init(_ row: Row) throws {
        let source: String = try row["source"]
        self.init(
            id: try row["id"], initiative: try row["initiative"], edition: try row["edition"],
            submission: try row["submission"], state: try row["state"], language: try row["language"],
            title: try row["title"], strapline: try row["strapline"],
            content: try SheetContent(sheetJSON: row["content"]),
            tags: try [String: [String]](sheetJSON: row["tags"]),
            source: source.isEmpty ? nil : try SheetSource(sheetJSON: source), version: try row["version"],
            revision: try row["revision"])
    }
}
