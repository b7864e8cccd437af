import Grids

/// One question of the form. Its identifier is the answer's key in the database and the control's name in the page.
public struct FormField: Equatable, Sendable {
    public enum Kind: Equatable, Sendable {
        /// One line, at most so many characters.
        case line(Int)
        case text(Int)
        case siret, rna, email, website
        /// One of the form's own list.
        case choice
        /// Several of it.
        case choices
        /// Terms of a vocabulary of the grid.
        case terms(String)
        /// One entry a line.
        case list
        case steps, indicators, cost, quote
        case tick
    }

    /// Something that can be chosen.
    public struct Choice: Equatable, Sendable {
        public let id: String
        public let label: Localized
    }

    public let id: String
    /// The identifier of its part of the form.
    public let section: String
    public let kind: Kind
    /// Without it the file can't be sent.
    public let isNeeded: Bool
    /// The field whose answer makes this one unneeded.
    public let unless: String?
    /// The checkpoints that jurors mark with its help.
    public let feeds: [String]
    public let label: Localized
    public let hint: Localized?
    public let choices: [Choice]
    public let isForJury: Bool
    /// It is a column where files are exported.
    public let isInTables: Bool
    /// What a sheet's card calls the terms.
    public let card: Localized?

    /// In letters: of one cell of a table, and of one entry of a list.
    static let cellLength = 1_000
    /// In letters: what is kept of one while it is written.
    static let mostKeptOfCell = 2 * cellLength
    public static let stepRows = 12
    public static let indicatorRows = 6

    /// In letters: what is kept of a text while it is written, so that nothing typed is lost that can still be shortened.
    var mostKept: Int {
        switch kind {
        case .line(let limit): max(4 * limit, 1_000)
        case .text(let limit): max(4 * limit, 20_000)
        default: 1_000
        }
    }
}

extension FormField.Kind {
    /// The parts of what one question asks for in several controls, as the page names them; nothing else is kept of it.
    var columns: [String] {
        switch self {
        case .steps: ["date", "text"]
        case .indicators: ["name", "unit", "baseline", "baseline_date", "value", "date", "direction", "source"]
        case .cost: ["min", "max", "unit", "per", "note"]
        case .quote: ["text", "role"]
        default: []
        }
    }
}

// What the program itself acts on, by its name.
extension FormField {
    /// That the agency may prepare a public sheet from the file.
    public static let publication = "publication_agreed"

    /// Whom the agency may call: for the agency alone.
    public var isContact: Bool { id.hasPrefix("contact.") }

    /// What it is of whoever writes, in the word that browsers fill it in by (WCAG 2.2, 1.3.5).
    public var autocomplete: String? {
        switch id {
        case "contact.name": "name"
        case "contact.role": "organization-title"
        case "contact.email": "email"
        case "contact.phone": "tel"
        case "organisation.name": "organization"
        case "organisation.commune": "address-level2"
        case "organisation.website": "url"
        default: nil
        }
    }

    public var isOfOrganisation: Bool { id.hasPrefix("organisation.") }
}
