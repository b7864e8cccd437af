import Grids
import Identifiers

/// What an edition asks of those who present a practice, and what of it a public sheet tells: data, like the grid.
public struct Form: Equatable, Sendable {
    public typealias ID = Identifier<Form>
    public typealias Name = Slug<Form>

    public let name: Name
    public let version: String
    public let title: Localized
    /// One page each, in order.
    public let sections: [FormSection]
    /// In the order of a sheet.
    public let sheet: [SheetPart]
    /// In the order of the form.
    public let fields: [FormField]
    private let places: [String: Int]

    /// The fields that have a condition, each after those that it looks at; those of a circle come last.
    let conditional: [FormField]

    /// Whether it can be used is `flaws`'s to say.
    public init(name: Name, version: String, title: Localized, sections: [FormSection], sheet: [SheetPart]) {
        (self.name, self.version, self.title) = (name, version, title)
        let fields = sections.flatMap(\.fields)
        let places = Dictionary(fields.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
        (self.sections, self.fields, self.places) = (sections, fields, places)
        self.sheet = sheet.map { $0.following { id in places[id].map { fields[$0] } } }
        conditional = ConditionOrder(fields).sorted
    }

    public subscript(id id: String) -> FormField? { places[id].map { fields[$0] } }

    /// Those that are columns where files are exported.
    public var columns: [FormField] { fields.filter { $0.isInTables && $0.kind.isAsked } }

    /// Those without which a file can't be sent.
    public var needed: [FormField] { fields.filter(\.isNeeded) }
}

// Its pages.
extension Form {
    public func section(word: String) -> FormSection? { sections.first { $0.word == word } }

    public func section(of field: FormField) -> FormSection? { sections.first { $0.id == field.section } }

    public func section(after section: FormSection) -> FormSection? {
        sections.drop { $0.id != section.id }.dropFirst().first
    }

    /// Where writing begins.
    public var start: FormSection { sections[0] }
}

/// A part of the form: who, then what the grid asks, then what is agreed to.
public struct FormSection: Equatable, Sendable {
    public var id: String
    /// In addresses.
    public var word: String
    /// The dimension of the grid that it tells; titles are the grid's then, where the edition has one.
    public var dimension: Dimension.ID?
    public var title: Localized
    public var lead: Localized?
    /// Its answers are part of what the file tells; agreements are not.
    public var isTold: Bool
    public var fields: [FormField]
    /// Its questions say at once whether a file may take part.
    public var isEligibility: Bool
    /// The codes of the categories whose files are asked it; empty for all files.
    public var only: [String] = []

    public init(
        id: String, word: String, dimension: Dimension.ID? = nil, title: Localized, lead: Localized? = nil,
        isTold: Bool = true, isEligibility: Bool = false, fields: [FormField]
    ) {
        (self.id, self.word, self.dimension, self.title, self.lead) = (id, word, dimension, title, lead)
        (self.isTold, self.isEligibility, self.fields) = (isTold, isEligibility, fields)
    }
}
