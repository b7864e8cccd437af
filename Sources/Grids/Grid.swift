import Identifiers

/// What an edition looks for in an initiative: dimensions, their checkpoints, and the levels each may reach.
///
/// A value read from a YAML file and never changed: a change makes another version.
public struct Grid: Equatable, Sendable {
    public typealias ID = Identifier<Grid>
    public typealias Name = Slug<Grid>

    public let name: Name
    public let version: String
    public let languages: [String]
    public let title: Localized
    public let summary: Localized?
    public let definition: Localized?
    public let scale: GridScale
    public let rules: MarkingRules
    public let gates: [EligibilityGate]
    public let vocabularies: [Vocabulary]
    /// The public frameworks that checkpoints are compared with: for display, never for the score.
    public let sources: [Source]
    public let dimensions: [Grid.Dimension]
    /// In the order of their dimensions.
    public let checkpoints: [Checkpoint]

    /// A public framework.
    public struct Source: Hashable, Sendable {
        public typealias ID = Slug<Source>

        public let id: ID
        public let title: String
    }

    public subscript(checkpoint: Checkpoint.ID) -> Checkpoint? { checkpoints.first { $0.id == checkpoint } }

    public func checkpoints(of dimension: Grid.Dimension.ID) -> [Checkpoint] {
        checkpoints.filter { $0.dimension == dimension }
    }

    public func vocabulary(_ id: Vocabulary.ID) -> Vocabulary? { vocabularies.first { $0.id == id } }
}

/// What a mark must respect, whoever gives it.
public struct MarkingRules: Equatable, Sendable {
    /// The levels that need a written reason.
    public let levelsNeedingReason: Set<Int>
    public let oneOfSets: [OneOfSet]

    /// Checkpoints of which at least one must be applicable.
    public struct OneOfSet: Hashable, Sendable {
        public typealias ID = Slug<OneOfSet>

        public let id: ID
        public let members: [Checkpoint.ID]
    }
}

/// A yes or no that the agency answers before any mark; never part of the score.
public struct EligibilityGate: Hashable, Sendable {
    public typealias ID = Slug<EligibilityGate>

    public let id: ID
    public let text: Localized
}
