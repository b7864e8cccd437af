import Foundation

/// How much a run of letters tells of its text, by how many other texts hold it too.
///
/// What a form or a charter puts into every text makes none of them the copy of another. Of a pair, count the *other* texts
/// that hold the run, k of n; up to k = 3, or one in twenty, it tells all it can (a text may have a few copies), from half of
/// them on nothing, and in between ln(½ / share) / ln(½ / one in twenty).
struct RunRarity: Sendable {
    static let fewestOthers = 4
    static let usualShare = 0.05
    static let commonShare = 0.5

    /// Only of runs that tell less than all.
    private let weights: [UInt64: Double]

    init(_ texts: [LetterRuns]) {
        var runs: [UInt64] = []
        runs.reserveCapacity(texts.reduce(0) { $0 + $1.count })
        for text in texts { runs += text.hashes }
        runs.sort()
        var (weights, start) = ([UInt64: Double](), 0)
        for place in runs.indices where place + 1 == runs.count || runs[place + 1] != runs[place] {
            let weight = Self.weight(texts: place + 1 - start, of: texts.count)
            if weight < 1 { weights[runs[place]] = weight }
            start = place + 1
        }
        self.weights = weights
    }

    static func weight(texts: Int, of count: Int) -> Double {
        let (others, all) = (texts - 2, count - 2)
        guard others >= fewestOthers else { return 1 }
        let share = Double(others) / Double(all)
        guard share > usualShare else { return 1 }
        return max(0, log(commonShare / share) / log(commonShare / usualShare))
    }

    func weigh(_ runs: LetterRuns) -> WeighedRuns { WeighedRuns(runs, runs.hashes.map { weights[$0] ?? 1 }) }
}

/// The runs of a text with what each tells.
struct WeighedRuns: Sendable {
    let runs: LetterRuns
    private let weights: [Double]
    /// All weights together: as many runs as tell all they can.
    let size: Double

    init(_ runs: LetterRuns, _ weights: [Double]) {
        (self.runs, self.weights) = (runs, weights)
        size = weights.reduce(0, +)
    }

    /// The runs by which copies are looked for: those of which half is left at least.
    var telling: LetterRuns {
        let told = zip(runs.hashes, weights).filter { $0.1 >= 0.5 }.map(\.0)
        return LetterRuns(sorted: told)
    }

    /// What the runs weigh that both have.
    func shared(with other: WeighedRuns) -> Double {
        let (first, second) = (runs.hashes, other.runs.hashes)
        var (one, two, shared) = (0, 0, 0.0)
        while one < first.count, two < second.count {
            let (left, right) = (first[one], second[two])
            if left == right { shared += weights[one] }
            if left <= right { one += 1 }
            if right <= left { two += 1 }
        }
        return shared
    }
}
