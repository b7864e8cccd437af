/// First the entry that fares worst, then the total: entries below the bound weigh more in the next flow.
///
/// Raising weights and solving again is a heuristic for the minimum; the bound beside it is a proof. For weights w ≥ 0,
/// no assignment has a minimum above max Σ w·value / Σ w, which the same flow computes (the Lagrangian dual of the
/// max-min linear programme; its least value over w is the bound of that programme, since the flow is integral).
struct Fairness {
    struct Found {
        var flows: [Int32]
        var minimum: Int64
        var total: Int64
    }

    private(set) var best: Found
    /// In steps: no assignment has a larger minimum.
    private(set) var boundSteps: Int64
    private let base: [Int64]
    private let scale: CostScale

    var bound: Double { scale.unit.number(boundSteps) }

    /// After the first solve.
    init(_ network: AssignmentNetwork) {
        scale = network.scale
        base = network.keptSteps
        boundSteps = network.greatestMinimum
        best = Self.found(in: network, base)
    }

    /// The flows of the best: arcs that came later carried nothing then.
    func bestFlows(in network: AssignmentNetwork) -> [Int32] {
        best.flows + Array(repeating: 0, count: network.simplex.arcs.count - best.flows.count)
    }

    private static func found(in network: AssignmentNetwork, _ base: [Int64]) -> Found {
        let values = network.values(base)
        let parts = Int64(network.parts)
        return Found(
            flows: network.simplex.arcs.map(\.flow), minimum: (values.min() ?? 0) / parts,
            total: values.reduce(0, +) / parts)
    }

    mutating func improve(_ network: inout AssignmentNetwork) {
        let isSmall = network.proof.pairs <= 10_000
        raiseMinimum(&network, to: boundSteps, rounds: isSmall ? 100 : 30)
        // Where networks cost or probabilities are limited, the flow bounds something else than the minimum.
        guard best.minimum < boundSteps, network.parts == 1, !network.hasRepeats else { return }
        let first = boundSteps
        lowerBound(&network, rounds: isSmall ? 300 : 20)
        if boundSteps < first { raiseMinimum(&network, to: boundSteps, rounds: isSmall ? 100 : 30) }
        // The weights that show the bound care for few entries: find the same minimum at a better total.
        raiseMinimum(&network, to: best.minimum, rounds: isSmall ? 50 : 15)
    }

    /// Puts the weight on the entries that fare worst, by steps that shrink.
    private mutating func lowerBound(_ network: inout AssignmentNetwork, rounds: Int) {
        var logarithms = Array(repeating: 0.0, count: base.count)
        for round in 0..<rounds where best.minimum < boundSteps {
            let values = network.values(base)
            let spread = max(1, Double((values.max() ?? 0) - (values.min() ?? 0)))
            let rate = 40 / (1 + Double(round)).squareRoot()
            for entry in base.indices {
                logarithms[entry] -= rate * Double(values[entry] - (values.min() ?? 0)) / spread
            }
            let top = logarithms.max() ?? 0
            let weights = logarithms.map { Int64((Self.exponential($0 - top) * Double(scale.heaviest)).rounded()) }
            network.setWeights(weights)
            network.solve()
            take(network)
            let weighted = zip(weights, network.values(base)).reduce(Int64(0)) { $0 + $1.0 * $1.1 }
            boundSteps = min(boundSteps, Self.floor(weighted, weights.reduce(0, +)))
        }
    }

    private mutating func raiseMinimum(_ network: inout AssignmentNetwork, to aim: Int64, rounds: Int) {
        let aim = aim * Int64(network.parts)
        var weights = Array(repeating: max(1, scale.heaviest / 512), count: base.count)
        for _ in 0..<rounds {
            network.setWeights(weights)
            network.solve()
            take(network)
            let values = network.values(base)
            guard (values.min() ?? 0) < aim else { return }
            for (entry, value) in values.enumerated() where value < aim {
                weights[entry] = min(scale.heaviest, weights[entry] * 27 / 20 + 1)
            }
        }
    }

    private mutating func take(_ network: AssignmentNetwork) {
        let found = Self.found(in: network, base)
        if (found.minimum, found.total) > (best.minimum, best.total) { best = found }
    }

    // Of products alone, so that every machine finds the same weights; the limit (1 + x/n)^n is near enough.
    private static func exponential(_ exponent: Double) -> Double {
        var power = max(0, 1 + exponent / 4096)
        for _ in 0..<12 { power *= power }
        return power
    }

    private static func floor(_ dividend: Int64, _ divisor: Int64) -> Int64 {
        let (quotient, rest) = dividend.quotientAndRemainder(dividingBy: divisor)
        return rest < 0 ? quotient - 1 : quotient
    }
}
