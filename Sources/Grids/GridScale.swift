/// The levels of a grid, whole numbers from the lowest, with the word for each; and the two answers that are no level.
public struct GridScale: Equatable, Sendable {
    public let lowest: Int
    /// The word of each level; the first is that of the lowest.
    public let labels: [Localized]
    public let notApplicable: Localized
    public let notDocumented: Localized

    public var highest: Int { lowest + labels.count - 1 }
    public var levels: ClosedRange<Int> { lowest...highest }
    /// How many steps lead from the lowest level to the highest.
    public var steps: Int { labels.count - 1 }

    /// The word of a level; beyond an end, that of the end.
    public func label(of level: Int) -> Localized { labels[min(max(0, level - lowest), steps)] }

    /// Where a value stands on the scale: 0 at the lowest level, 1 at the highest.
    public func share(of value: Double) -> Double { (value - Double(lowest)) / Double(steps) }

    /// The word of the level nearest to a mean as it is shown, to one decimal, halves upward: one figure has one word.
    public func label(nearest value: Double) -> Localized {
        // A mean of fractions may stand a hair under the half that it is.
        let tenths = (value * 10 + 0.5 + 1e-9).rounded(.down)
        return label(of: Int(((tenths + 5) / 10).rounded(.down)))
    }
}
