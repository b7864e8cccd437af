import Grids
import Organisations

/// A part of the form, one page each: who, then the grid's dimensions, then what is agreed to.
public enum FormSection: String, CaseIterable, Sendable {
    case organisation, initiative, need, novelty, participation, qualityOfLife, effects, future, agreement

    /// In addresses.
    public var word: String {
        switch self {
        case .organisation: "organisation"
        case .initiative: "initiative"
        case .need: "besoin"
        case .novelty: "nouveaute"
        case .participation: "demarche"
        case .qualityOfLife: "qualite-de-vie"
        case .effects: "effets"
        case .future: "avenir"
        case .agreement: "accords"
        }
    }

    public init?(word: String) {
        guard let section = Self.allCases.first(where: { $0.word == word }) else { return nil }
        self = section
    }

    /// The dimension of the grid that it tells.
    public var dimension: Dimension.ID? {
        switch self {
        case .need: Dimension.ID("need")
        case .novelty: Dimension.ID("novelty")
        case .participation: Dimension.ID("participation")
        case .qualityOfLife: Dimension.ID("quality-of-life")
        case .effects: Dimension.ID("effects")
        case .future: Dimension.ID("risk-future")
        case .organisation, .initiative, .agreement: nil
        }
    }

    public var fields: [FormField] { FormField.all.filter { $0.section == self } }

    public var next: FormSection? { neighbour(1) }
    public var previous: FormSection? { neighbour(-1) }

    private func neighbour(_ step: Int) -> FormSection? {
        guard let place = Self.allCases.firstIndex(of: self) else { return nil }
        let other = place + step
        return Self.allCases.indices.contains(other) ? Self.allCases[other] : nil
    }
}
