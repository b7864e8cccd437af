/// Schulze's method («A new monotonic, clone-independent, reversal symmetric, and Condorcet-consistent single-winner
/// election method», Social Choice and Welfare, 2011) with winning votes.
///
/// The rank of a mark may be shared within a ballot: those who share it are not compared.
public struct Schulze: Sendable {
    public let ballots: Int
    /// The entries that are compared, and those that too few ranked.
    public let compared: [Int]
    public let unranked: [Int]
    public let threshold: Int?
    /// `preferences[a, b]`: how many rank a above b, by place in `compared`.
    public let preferences: Square
    /// The strongest beatpath from a to b: the least of its winning votes. 0 where there is none.
    public let strengths: Square
    /// Layers of what nobody left beats by beatpath. Each such layer is Schulze's set of winners once those above are out.
    public let ranking: Ranking

    /// A table of numbers by two places.
    public struct Square: Sendable, Equatable {
        public let side: Int
        public internal(set) var cells: [Int32]

        init(side: Int) { (self.side, cells) = (side, Array(repeating: 0, count: side * side)) }

        public subscript(row: Int, column: Int) -> Int { Int(cells[row * side + column]) }
    }

    /// The work grows with the cube of the number of entries.
    public static let entryLimit = 1_500

    public enum Refusal: Error, Equatable, Sendable {
        case tooManyEntries(Int)
    }

    public init(_ ballots: Ballots, missing: Missing = .unseen(minimumExposure: .half)) throws(Refusal) {
        guard ballots.entries.count <= Self.entryLimit else { throw .tooManyEntries(ballots.entries.count) }
        self.ballots = ballots.count
        (compared, threshold) = missing.comparable(ballots)
        unranked = Set(ballots.entries.indices).subtracting(compared).sorted()
        preferences = Self.preferences(ballots, compared, missing)
        strengths = Self.strengths(preferences)
        let (compared, strengths) = (compared, strengths)
        ranking = Self.layers(strengths).map { $0.map { compared[$0] } }
    }

    private static func preferences(_ ballots: Ballots, _ compared: [Int], _ missing: Missing) -> Square {
        var places = Array(repeating: -1, count: ballots.entries.count)
        for (place, entry) in compared.enumerated() { places[entry] = place }
        var square = Square(side: compared.count)
        for voter in ballots.voters.indices {
            let ranked = ballots.marks(of: voter).filter { places[Int($0.entry)] >= 0 }.sorted { $0.value < $1.value }
            square.add(ranked.map { (places[Int($0.entry)], $0.value) })
            guard case .counted = missing, !ranked.isEmpty else { continue }
            var isLast = Array(repeating: true, count: compared.count)
            for entry in ranked.map(\.entry) + (ballots.conflicts[voter].map(Array.init) ?? [])
            where places[Int(entry)] >= 0 {
                isLast[places[Int(entry)]] = false
            }
            square.add(ranked.map { places[Int($0.entry)] }, above: isLast.indices.filter { isLast[$0] })
        }
        return square
    }

    // Floyd and Warshall's closure, with the least of a path for its length and the greatest of these for the shortest.
    private static func strengths(_ preferences: Square) -> Square {
        let side = preferences.side
        var paths = Square(side: side)
        for one in 0..<side {
            for other in 0..<side where preferences[one, other] > preferences[other, one] {
                paths.cells[one * side + other] = preferences.cells[one * side + other]
            }
        }
        paths.cells.withUnsafeMutableBufferPointer { cells in
            for middle in 0..<side {
                for start in 0..<side where start != middle {
                    let first = cells[start * side + middle]
                    guard first > 0 else { continue }
                    for end in 0..<side {
                        let through = min(first, cells[middle * side + end])
                        if through > cells[start * side + end] { cells[start * side + end] = through }
                    }
                }
            }
            for place in 0..<side { cells[place * side + place] = 0 }
        }
        return paths
    }

    private static func layers(_ strengths: Square) -> Ranking {
        let side = strengths.side
        var beatenBy = (0..<side).map { one in (0..<side).count { strengths[$0, one] > strengths[one, $0] } }
        var (layers, left): (Ranking, Set<Int>) = ([], Set(0..<side))
        while !left.isEmpty {
            let layer = left.filter { beatenBy[$0] == 0 }.sorted()
            left.subtract(layer)
            for other in left {
                beatenBy[other] -= layer.count { strengths[$0, other] > strengths[other, $0] }
            }
            layers.append(layer)
        }
        return layers
    }
}

extension Schulze.Square {
    // In the order of their ranks.
    fileprivate mutating func add(_ ranked: [(place: Int, rank: Int32)]) {
        for (order, one) in ranked.enumerated() {
            for other in ranked[(order + 1)...] where other.rank > one.rank {
                cells[one.place * side + other.place] &+= 1
            }
        }
    }

    fileprivate mutating func add(_ upper: [Int], above lower: [Int]) {
        for one in upper {
            for other in lower { cells[one * side + other] &+= 1 }
        }
    }
}
