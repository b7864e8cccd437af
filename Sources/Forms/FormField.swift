import Grids

/// One question of the form. Its identifier is the answer's key in the database and the control's name in the page.
public struct FormField: Equatable, Sendable {
    /// Something that can be chosen.
    public struct Choice: Equatable, Sendable {
        public var id: String
        public var label: Localized

        public init(id: String, label: Localized) { (self.id, self.label) = (id, label) }
    }

    public var id: String
    /// The identifier of its part of the form.
    public var section: String
    public var kind: Kind
    /// Without it the file can't be sent.
    public var isNeeded = false
    /// Not needed, but it is said that it helps.
    public var isWished = false
    /// The field whose answer makes this one unneeded.
    public var unless: String?
    /// The checkpoints that jurors mark with its help.
    public var feeds: [String] = []
    public var label: Localized
    public var hint: Localized?
    /// A good answer, to be laid open beside the question.
    public var example: Localized?
    public var choices: [Choice] = []
    public var isForJury = true
    /// A sheet may tell it, where the form's sheet has a place for it.
    public var isForSheet = true
    /// What a sheet tells of it may leave with an export of open data; there is none yet, so that no page speaks of it.
    public var isOpen = true
    /// It is a column where files are exported.
    public var isInTables = true
    /// What a sheet's card calls the terms.
    public var card: Localized?
    /// When it is asked; nil for always.
    public var when: Condition?
    /// It is asked only after that.
    public var from: FieldMoment?
    /// What is answered stands as it is after that.
    public var until: FieldMoment?
    /// In an eligibility section: the answer that passes.
    public var pass: EligibilityPass?

    public init(id: String, section: String, kind: Kind, label: Localized) {
        (self.id, self.section, self.kind, self.label) = (id, section, kind, label)
    }

    /// In letters: of one cell of a table, and of one entry of a list.
    static let cellLength = 1_000
    /// In letters: what is kept of one while it is written.
    static let mostKeptOfCell = 2 * cellLength
    public static let stepRows = 12
    public static let indicatorRows = 6
    public static let budgetRows = 40
    /// In words of their own that rows are preset with: a row that says nothing else is empty.
    static let presets: Set<String> = ["direction", "side"]

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
    public var columns: [String] {
        switch self {
        case .steps: ["date", "text"]
        case .indicators: ["name", "unit", "baseline", "baseline_date", "value", "date", "direction", "source"]
        case .cost: ["min", "max", "unit", "per", "note"]
        case .quote: ["text", "role"]
        case .period: ["from", "to"]
        case .budget: ["what", "side", "amount"]
        case .address: ["street", "postcode", "commune", "insee"]
        case .person: ["name", "role", "email", "phone"]
        case .checkpoint: ["level", "why"]
        case .block(let block): block.cells.map(\.id)
        case .file: ["id", "name", "about"]
        case .picture: ["id", "name", "alternative", "credit", "agreed"]
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

    /// Said to be without an answer where there is none: a box that is not ticked says so, and few have an RNA.
    public var mayBeMissed: Bool { kind != .tick && kind != .rna && kind.isAsked }

    public var isOfOrganisation: Bool { id.hasPrefix("organisation.") }
}
