/// What each pair was worth when it was last asked for, row by row, one row an entry.
struct GainTable {
    private let entries: [Int]
    private let jurorCount: Int
    private var gains: [Double]
    private var rowBest: [Double]
    /// How many readings were planned when a row was last asked for, and how many are by now.
    private var asked: [Int]
    private var plans = 0

    /// What a closed pair is worth.
    private static let nothing = 0.0
    private static let tolerance = 1e-9

    init(_ entries: [Int], jurors: Int) {
        (self.entries, jurorCount) = (entries, jurors)
        gains = [Double](repeating: Self.nothing, count: entries.count * jurors)
        rowBest = [Double](repeating: Self.nothing, count: entries.count)
        asked = [Int](repeating: -1, count: entries.count)
    }

    func isFresh(_ row: Int) -> Bool { asked[row] == plans }

    /// One more reading is planned: everything may be worth something else.
    mutating func age() { plans += 1 }

    mutating func refresh(_ row: Int, isOpen: (Int, Int) -> Bool, _ gain: (Int, Int) -> Double) {
        let entry = entries[row]
        for juror in 0..<jurorCount {
            let worth = isOpen(entry, juror) ? gain(entry, juror) : Self.nothing
            gains[row * jurorCount + juror] = worth.isFinite ? max(worth, Self.nothing) : Self.nothing
        }
        asked[row] = plans
        findBest(of: row)
    }

    /// A juror whose load is full.
    mutating func close(juror: Int) {
        for row in entries.indices where gains[row * jurorCount + juror] > Self.nothing {
            let wasBest = gains[row * jurorCount + juror] >= rowBest[row]
            gains[row * jurorCount + juror] = Self.nothing
            if wasBest { findBest(of: row) }
        }
    }

    private mutating func findBest(of row: Int) {
        rowBest[row] = gains[row * jurorCount..<(row + 1) * jurorCount].max() ?? Self.nothing
    }

    /// The pair worth most; among equals the one that comes first. Nil when nothing is worth anything.
    func best(before comes: ((entry: Int, juror: Int), (entry: Int, juror: Int)) -> Bool)
        -> (row: Int, juror: Int, gain: Double)?
    {
        guard let most = rowBest.max(), most > Double.leastNormalMagnitude else { return nil }
        let least = most * (1 - Self.tolerance)
        var best: (row: Int, juror: Int)?
        for row in entries.indices where rowBest[row] >= least {
            for juror in 0..<jurorCount where gains[row * jurorCount + juror] >= least {
                if let held = best, !comes((entries[row], juror), (entries[held.row], held.juror)) { continue }
                best = (row, juror)
            }
        }
        return best.map { ($0.row, $0.juror, gains[$0.row * jurorCount + $0.juror]) }
    }
}

/// Which entries and jurors are linked by readings, directly or through others.
struct LinkedParts {
    private let entries: Int
    private var labels: [Int]
    private(set) var count: Int

    init(entries: Int, jurors: Int) {
        self.entries = entries
        labels = Array(0..<entries + jurors)
        count = labels.count
    }

    func links(_ entry: Int, _ juror: Int) -> Bool { root(entry) != root(entries + juror) }

    mutating func link(_ entry: Int, _ juror: Int) {
        let (one, other) = (root(entry), root(entries + juror))
        guard one != other else { return }
        labels[max(one, other)] = min(one, other)
        count -= 1
    }

    private func root(_ node: Int) -> Int {
        var node = node
        while labels[node] != node { node = labels[node] }
        return node
    }
}
