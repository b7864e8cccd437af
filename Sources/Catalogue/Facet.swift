/// A way to narrow the catalogue. Its name is the word in the address: `?besoin=health`.
public enum Facet: String, CaseIterable, Sendable {
    case need = "besoin"
    case topic = "theme"
    case kind = "forme"
    case sector = "secteur"
    case size = "taille"
    case territory = "departement"
    case organisation = "organisation"
    case award = "prix"
    case edition
    case origin = "origine"

    /// The grid's vocabulary whose terms it holds, if it holds any.
    var vocabulary: String? {
        switch self {
        case .need: "need"
        case .topic: "working_conditions_topic"
        case .kind: "kind"
        case .sector, .size, .territory, .organisation, .award, .edition, .origin: nil
        }
    }
}

/// What a visitor asks of the catalogue; all of it stands in the address.
public struct CatalogueQuestion: Equatable, Sendable {
    public enum Order: String, CaseIterable, Sendable {
        /// By how well they answer the words, or the newest where there are none.
        case best = "pertinence"
        case newest = "recents"
        case title = "titre"
    }

    public var words = ""
    /// Terms of one facet widen, facets narrow.
    public var terms: [Facet: [String]] = [:]
    public var order = Order.best
    /// From 1.
    public var page = 1

    public init() {}

    public var isOpen: Bool { words.isEmpty && terms.isEmpty }
}
