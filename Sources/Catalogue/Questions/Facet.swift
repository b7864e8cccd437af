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
