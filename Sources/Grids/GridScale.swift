/// The levels of a grid, from 0, with the word for each; and the two answers that are no level.
public struct GridScale: Equatable, Sendable {
    /// The word of each level; the first is that of 0.
    public let labels: [Localized]
    public let notApplicable: Localized
    public let notDocumented: Localized

    public var highest: Int { labels.count - 1 }
    public var levels: Range<Int> { labels.indices }

    /// The word of the level nearest to a mean, halves upward.
    public func label(nearest value: Double) -> Localized {
        // A mean of fractions may stand a hair under the half that it is.
        let level = Int((value + 0.5 + 1e-9).rounded(.down))
        return labels[min(max(0, level), highest)]
    }
}
