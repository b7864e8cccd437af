import Forms
import Foundation
import Grids
import Sheets

/// What the catalogue knows of one published sheet: enough to list it, find it and count it.
public struct CatalogueEntry: Sendable {
    public let sheet: Sheet.ID
    public let slug: String
    public let language: String
    public let title: String
    public let strapline: String
    public let organisations: [String]
    public let place: String
    public let edition: String
    public let awards: [AwardName]
    public let source: String?
    public let publishedAt: Date
    public let facets: [Facet: [String]]
    /// What the jury read, where there was one.
    public let profile: Profile?

    public struct AwardName: Equatable, Sendable {
        public let nameFR: String
        public let nameEN: String
        public let isMention: Bool
    }
}
