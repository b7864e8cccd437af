/// Out of 100, to one decimal. It informs; people decide.
public struct Score: Hashable, Comparable, Sendable {
    /// Counted in tenths, so that scores add up and compare exactly.
    public let tenths: Int

    public init(tenths: Int) { self.tenths = tenths }

    public var value: Double { Double(tenths) / 10 }

    public static func < (left: Score, right: Score) -> Bool { left.tenths < right.tenths }

    /// To one decimal, halves upward; nil of none.
    public static func mean(of scores: [Score]) -> Score? {
        guard !scores.isEmpty else { return nil }
        return Score(tenths: scores.map(\.tenths).reduce(0, +).dividedHalfUp(by: scores.count))
    }
}

/// The score of a set of marks, or what it waits for.
public enum Scoring: Equatable, Sendable {
    case score(Score)
    /// Missing, not documented, or a set of which nothing is said to be applicable.
    case open([Checkpoint.ID])

    public var score: Score? {
        if case .score(let score) = self { score } else { nil }
    }
}

extension Grid {
    /// `100 × Σ(w × x) ÷ (h × Σw)` over the applicable checkpoints, where `w` is a checkpoint's weight in points of 100,
    /// `x` how many steps its level stands above the lowest, and `h` the steps of the whole scale: 0 when every level is
    /// the lowest, 100 when every one is the highest. One decimal, halves upward. A weighted mean as the grid's file says
    /// it (`scoring`).
    public func scoring(of marks: Marks) -> Scoring {
        let open = openCheckpoints(in: marks)
        let applicable = weightedLevels(of: checkpoints, in: marks)
        let weight = applicable.map(\.weight).reduce(0, +)
        guard open.isEmpty, weight > 0 else { return .open(open) }
        let points = applicable.map { $0.weight * ($0.level - scale.lowest) }.reduce(0, +)
        return .score(Score(tenths: (1000 * points).dividedHalfUp(by: scale.steps * weight)))
    }

    private func openCheckpoints(in marks: Marks) -> [Checkpoint.ID] {
        let idle = Set(gaps(in: marks).setsNotApplicable.flatMap(\.members))
        let allIdle = checkpoints.allSatisfy { marks[$0.id] == .notApplicable }
        return checkpoints.map(\.id).filter { id in
            switch marks[id] {
            case .level(let level): !scale.levels.contains(level)
            case .notApplicable: allIdle || idle.contains(id)
            case .notDocumented, nil: true
            }
        }
    }

    func weightedLevels(of checkpoints: [Checkpoint], in marks: Marks) -> [(weight: Int, level: Int)] {
        checkpoints.compactMap { checkpoint in
            marks[checkpoint.id]?.level.flatMap { scale.levels.contains($0) ? (checkpoint.weight, $0) : nil }
        }
    }
}

extension Int {
    /// Of numbers that are not negative.
    fileprivate func dividedHalfUp(by divisor: Int) -> Int { (2 * self + divisor) / (2 * divisor) }
}
