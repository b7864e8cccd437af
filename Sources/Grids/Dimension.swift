extension Grid {
    /// A heading that groups checkpoints, and an axis of the profile. Inside `Grid`, since Foundation has a `Dimension` too.
    public struct Dimension: Hashable, Sendable {
        public typealias ID = Slug<Dimension>

        public let id: ID
        /// Out of 100 for the whole grid.
        public let weight: Int
        public let title: Localized
        /// Short enough for the profile; the title when the author gave none.
        public let label: Localized
        public let question: Localized?
    }
}

/// By its short name, where Foundation is not imported.
public typealias Dimension = Grid.Dimension
