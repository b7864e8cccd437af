import Forms
import Grids
import Identifiers
import Organisations
import Sheets
import Submissions
import Web

/// Insee's brackets of headcount, gathered as people speak of them.
enum SizeGroup: String, CaseIterable {
    case none = "0"
    case small = "1-9"
    case medium = "10-49"
    case large = "50-249"
    case huge = "250"

    /// Insee's code of a bracket: `03` is 6 to 9.
    init?(bracket: String) {
        switch bracket {
        case "NN", "00": self = .none
        case "01", "02", "03": self = .small
        case "11", "12": self = .medium
        case "21", "22", "31": self = .large
        case "32", "41", "42", "51", "52", "53": self = .huge
        default: return nil
        }
    }
}

extension Facet {
    /// The term of sheets that the campaign made itself.
    static let ownOrigin = "rallynov"

    /// Terms with an order of their own; the others go by how many there are.
    func rank(_ term: String) -> Int? {
        self == .size ? SizeGroup.allCases.firstIndex { $0.rawValue == term } : nil
    }
}

extension Reader {
    func title(of facet: Facet) -> String {
        switch facet {
        case .need: t("Need")
        case .topic: t("Working conditions")
        case .kind: t("What it is")
        case .sector: t("Sector")
        case .size: t("Size of the organisation")
        case .territory: t("Department")
        case .organisation: t("Kind of organisation")
        case .award: t("Award")
        case .category: t("Category")
        case .edition: t("Edition")
        case .origin: t("Where the sheet comes from")
        }
    }

    /// A term in words; one that nobody named stands as it is.
    func label(of term: String, in facet: Facet, _ labels: TermLabels) -> String {
        switch facet {
        case .need, .topic, .kind: labels.term(term, of: facet.vocabulary ?? "", in: phrasebook.language) ?? term
        case .sector: sectorName(term)
        case .size: sizeName(term)
        case .territory: (try? Department(term))?.name ?? term
        case .organisation: labels.term(term, of: "organisation.kind", in: phrasebook.language) ?? term
        case .category: labels.term(term, of: TermLabels.categories, in: phrasebook.language) ?? term
        case .award: term == "mention" ? t("Mention") : t("Award")
        case .edition: term
        case .origin: term == Facet.ownOrigin ? frame.campaign : term
        }
    }

    /// Where no title says that people are counted.
    func sizeInFull(_ term: String) -> String {
        switch SizeGroup(rawValue: term) {
        case .medium: t("10 to 49 people")
        case .large: t("50 to 249 people")
        case .huge: t("250 people and more")
        default: sizeName(term)
        }
    }

    private func sizeName(_ term: String) -> String {
        switch SizeGroup(rawValue: term) {
        case nil: term
        case .some(.none): t("Nobody employed")
        case .small: t("1 to 9 people")
        case .medium: t("10 to 49")
        case .large: t("50 to 249")
        case .huge: t("250 and more")
        }
    }

    private func sectorName(_ section: String) -> String {
        switch section {
        case "A": t("Farming, forestry, fishing")
        case "B", "C": t("Industry")
        case "D", "E": t("Energy, water, waste")
        case "F": t("Building")
        case "G": t("Trade")
        case "H": t("Transport and storage")
        case "I": t("Hotels and restaurants")
        case "J": t("Information and communication")
        case "K", "L": t("Finance and property")
        case "M", "N": t("Services to companies")
        case "O": t("Public administration")
        case "P": t("Education and training")
        case "Q": t("Health and social care")
        case "R", "S", "T": t("Culture, leisure, other services")
        default: section
        }
    }
}

/// The words for terms that grids and forms name, read once.
public struct TermLabels: Sendable {
    /// In the place of a vocabulary: no field and no vocabulary has a sign like it in its name.
    static let categories = "/category"

    /// By vocabulary of the grid, or field of the form.
    private var terms: [String: [String: Localized]]

    public init(grid: Grid, form: Form) {
        let choices = form.fields.reduce(into: [:]) { choices, field in
            choices[field.id] = Dictionary(field.choices.map { ($0.id, $0.label) }) { first, _ in first }
        }
        terms = grid.vocabularies.reduce(into: choices) { terms, vocabulary in
            terms[vocabulary.id.description] = vocabulary.terms.reduce(into: [:]) { $0[$1.id.description] = $1.label }
        }
    }

    /// With the names of categories, by their code: editions have them, no form does.
    func naming(_ categories: [String: Localized]) -> TermLabels {
        var labels = self
        labels.terms[Self.categories] = categories
        return labels
    }

    /// Every term that has a facet, in an order of its own.
    var all: [(facet: Facet, vocabulary: String, term: String)] {
        Facet.allCases.flatMap { facet in
            facet.vocabulary.map { vocabulary in
                (terms[vocabulary] ?? [:]).keys.sorted().map { (facet, vocabulary, $0) }
            } ?? []
        }
    }

    func term(_ term: String, of vocabulary: String, in language: String) -> String? {
        terms[vocabulary]?[term]?.wording(in: language).text
    }
}
