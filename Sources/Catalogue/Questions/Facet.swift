import Sheets

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
    case category = "categorie"
    case edition
    case origin = "origine"

    /// The grid's vocabulary whose terms it holds, if it holds any.
    var vocabulary: String? {
        switch self {
        case .need: "need"
        case .topic: "working_conditions_topic"
        case .kind: "kind"
        case .sector, .size, .territory, .organisation, .award, .category, .edition, .origin: nil
        }
    }
}

extension SheetRow {
    /// The terms of a sheet, where each facet has them from. The answers of its form stand in `content`, by field.
    func facets(
        _ organisations: [OrganisationRow], _ awards: [CatalogueEntry.AwardName]
    ) -> [Facet: [String]] {
        var facets: [Facet: [String]] = [.edition: [edition], .origin: [source?.name ?? Facet.ownOrigin]]
        for facet in Facet.allCases { if let vocabulary = facet.vocabulary { facets[facet] = tags[vocabulary] } }
        facets[.sector] = organisations.compactMap(\.sector)
        facets[.size] = organisations.compactMap { SizeGroup(bracket: $0.sizeBracket)?.rawValue }
        facets[.territory] = organisations.map(\.department).filter { !$0.isEmpty }
        facets[.organisation] = organisations.map(\.kind)
        facets[.category] = category.map { [$0.code] }
        facets[.award] = awards.map { $0.isMention ? "mention" : "award" }
        return facets.mapValues { Array(Set($0)).sorted() }
    }
}
