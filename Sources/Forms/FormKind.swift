import Grids

extension FormField {
    /// How a question is answered. The first fourteen are those of the first forms; what a kind needs beside its word goes with it.
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
        case number(Figures)
        /// A day.
        case date
        /// From one day to another.
        case period
        /// Euros, with cents or without.
        case money(Bounds)
        /// Expenses and income, one a row, with their totals.
        case budget
        /// Street, postcode and a commune of the bundled list.
        case address
        /// Rows of small questions of the form's own.
        case block(Block)
        case file(Papers)
        /// So many pictures at most.
        case picture(Int)
        /// The address of a page on which a film is seen.
        case film
        case consent(Consent)
        /// Somebody: name, function, mail address, telephone.
        case person
        /// The applicant's own level on one checkpoint of the grid, and a sentence that says why.
        case checkpoint(String)
        /// Asks nothing: its label is a heading, its hint what is read under it.
        case explanation
    }

    /// The least and the most that may be answered; nil where there is no bound.
    public struct Bounds: Equatable, Sendable {
        public var least: Double?
        public var most: Double?

        public init(least: Double? = nil, most: Double? = nil) { (self.least, self.most) = (least, most) }
    }

    /// A number, and what it counts.
    public struct Figures: Equatable, Sendable {
        public var unit: Localized?
        public var bounds: Bounds

        public init(unit: Localized? = nil, _ bounds: Bounds = Bounds()) { (self.unit, self.bounds) = (unit, bounds) }
    }

    /// Rows of small questions, as partners or sites.
    public struct Block: Equatable, Sendable {
        /// What one row is: «Partenaire» gives «Partenaire 2».
        public var row: Localized
        /// How many rows are needed, where the block is; at least one is.
        public var least: Int
        public var most: Int
        public var cells: [Cell]

        public init(row: Localized, least: Int = 1, most: Int = 12, cells: [Cell]) {
            (self.row, self.least, self.most, self.cells) = (row, least, most, cells)
        }
    }

    /// A small question of a block. Its kind is one of `Kind.small`.
    public struct Cell: Equatable, Sendable {
        public var id: String
        public var kind: Kind
        public var label: Localized
        public var hint: Localized?
        /// Without it a row that is begun is not complete.
        public var isNeeded: Bool
        public var choices: [Choice]

        public init(
            id: String, kind: Kind, label: Localized, hint: Localized? = nil, isNeeded: Bool = false,
            choices: [Choice] = []
        ) {
            (self.id, self.kind, self.label, self.hint) = (id, kind, label, hint)
            (self.isNeeded, self.choices) = (isNeeded, choices)
        }
    }

    /// What papers may be handed in.
    public struct Papers: Equatable, Sendable {
        public enum Kind: String, CaseIterable, Sendable { case pdf, document, table, slides }

        /// In the order in which they are named.
        public var kinds: [Kind]
        public var most: Int

        public init(kinds: [Kind] = [.pdf], most: Int = 1) { (self.kinds, self.most) = (kinds, most) }
    }

    /// What is agreed to: an answer keeps the version of the text that was read.
    public struct Consent: Equatable, Sendable {
        public var text: Localized
        /// `1`, `2014-10`: another text has another version, and is asked again.
        public var version: String

        public init(text: Localized, version: String) { (self.text, self.version) = (text, version) }
    }
}

extension FormField.Kind {
    /// In a form's file.
    public var word: String {
        switch self {
        case .line: "line"
        case .text: "text"
        case .siret: "siret"
        case .rna: "rna"
        case .email: "email"
        case .website: "website"
        case .choice: "choice"
        case .choices: "choices"
        case .terms: "terms"
        case .list: "list"
        case .steps: "steps"
        case .indicators: "indicators"
        case .cost: "cost"
        case .quote: "quote"
        case .tick: "tick"
        default: newerWord
        }
    }

    private var newerWord: String {
        switch self {
        case .number: "number"
        case .date: "date"
        case .period: "period"
        case .money: "money"
        case .budget: "budget"
        case .address: "address"
        case .block: "block"
        case .file: "file"
        case .picture: "picture"
        case .film: "film"
        case .consent: "consent"
        case .person: "person"
        case .checkpoint: "checkpoint"
        default: "explanation"
        }
    }

    /// A question of each kind as it is when somebody adds one, in the order in which they are offered. What has no sense alone (the
    /// vocabulary, the checkpoint, the cells of a block) is empty, which `Form.flaws` then says.
    public static let fresh: [FormField.Kind] = [
        .line(150), .text(1_500), .choice, .choices, .list, .tick, .number(FormField.Figures()),
        .money(FormField.Bounds()),
        .date, .period, .email, .website, .address, .person, .siret, .rna, .terms(""), .checkpoint(""), .steps,
        .indicators,
        .cost, .budget, .quote, .block(FormField.Block(row: Localized(""), cells: [])), .file(FormField.Papers()),
        .picture(6), .film, .consent(FormField.Consent(text: Localized(""), version: "1")), .explanation,
    ]

    /// The words of all kinds, as a form's file may use them.
    public static let words = fresh.map(\.word)

    /// Those that a cell of a block may have.
    public static let small = ["line", "text", "number", "money", "date", "choice", "tick", "email", "website"]

    /// It has a list of choices of its own.
    public var hasChoices: Bool { self == .choice || self == .choices }

    /// One of those that the first forms did not have.
    public var isNewer: Bool {
        switch self {
        case .line, .text, .siret, .rna, .email, .website, .choice, .choices, .terms, .list, .steps, .indicators: false
        case .cost, .quote, .tick: false
        default: true
        }
    }

    /// It is answered by files that people send.
    public var isOfMedia: Bool {
        switch self {
        case .file, .picture: true
        default: false
        }
    }

    /// It asks something.
    public var isAsked: Bool { self != .explanation }
}
