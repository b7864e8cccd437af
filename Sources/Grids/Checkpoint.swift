/// One thing to look for in an initiative, and what each level looks like. In French a «point de repère».
public struct Checkpoint: Equatable, Sendable {
    public typealias ID = Slug<Checkpoint>

    public let id: ID
    public let dimension: Grid.Dimension.ID
    /// Out of 100 for the whole grid.
    public let weight: Int
    /// Asked in the quick profile too.
    public let isCore: Bool
    /// «Not applicable» is an answer.
    public let isOptional: Bool
    public let oneOf: MarkingRules.OneOfSet.ID?
    /// The vocabularies that the answer fills.
    public let informs: [Vocabulary.ID]
    public let tags: [Tag]
    public let title: Localized
    public let question: Localized
    /// What to look for, and traps.
    public let guidance: Localized?
    public let evidence: [Localized]
    /// One for each value of the scale, in its order.
    public let levels: [Level]
    public let crosswalk: [Notion]
    /// The codes of the categories whose files are read by it; empty for all files.
    public var only: [String] = []

    /// Terms of one vocabulary that this checkpoint speaks of.
    public struct Tag: Hashable, Sendable {
        public let vocabulary: Vocabulary.ID
        public let terms: [Vocabulary.Term.ID]
    }

    /// The nearest notion in a public framework.
    public struct Notion: Hashable, Sendable {
        public let source: Grid.Source.ID
        public let text: String
    }
}
