/// First the entry that fares worst, then the next worst, and so on, then the total: entries below the bound weigh more in
/// the next flow.
///
/// Entries that no assignment could give all their readers are left out: one that nobody may read would hold the minimum
/// at nothing, and with it everybody else's.
///
/// Raising weights and solving again is a heuristic for the minimum; the bound beside it is a proof. For weights w ≥ 0,
/// no assignment has a minimum above max Σ w·value / Σ w, which the same flow computes (the Lagrangian dual of the
/// max-min linear programme; its least value over w is the bound of that programme, since the flow is integral).
///
/// What comes after the minimum follows Stelmakh, Shah and Singh (2019): the entries at the least value are held there,
/// the least of the others is raised as far as it goes, and again.
struct Fairness {
    struct Found {
        var flows: [Int32]
        /// Of every entry, and of those that count in their order.
        var values: [Int64]
        var ascending: [Int64]
        var total: Int64

        var minimum: Int64 { ascending.first ?? 0 }

        func isFairer(than other: Found) -> Bool {
            guard ascending == other.ascending else {
                return other.ascending.lexicographicallyPrecedes(ascending)
            }
            return total > other.total
        }
    }

    private(set) var best: Found
    /// In steps: no assignment has a larger minimum.
    private(set) var boundSteps: Int64
    /// Entries that count for nothing here.
    let beyondReach: Set<Int>
    private let base: [Int64]
    private let scale: CostScale
    /// The entries that count, and what each could have at best.
    private let counted: [Int]
    private let greatest: [Int64]

    var bound: Double { scale.unit.number(boundSteps) }

    /// After the first solve.
    init(_ network: AssignmentNetwork) {
        scale = network.scale
        base = network.keptSteps
        greatest = network.greatestValues
        let left = network.beyondReach()
        let counted = base.indices.filter { !left.contains($0) }
        self.counted = counted.isEmpty ? Array(base.indices) : counted
        beyondReach = counted.isEmpty ? [] : left
        boundSteps = self.counted.map { [greatest] in greatest[$0] }.min() ?? 0
        best = Self.found(in: network, base, self.counted)
    }

    /// The flows of the best: arcs that came later carried nothing then.
    func bestFlows(in network: AssignmentNetwork) -> [Int32] {
        best.flows + Array(repeating: 0, count: network.simplex.arcs.count - best.flows.count)
    }

    private static func found(in network: AssignmentNetwork, _ base: [Int64], _ counted: [Int]) -> Found {
        let values = network.values(base)
        let parts = Int64(network.parts)
        return Found(
            flows: network.simplex.arcs.map(\.flow), values: values,
            ascending: counted.map { values[$0] / parts }.sorted(),
            total: values.reduce(0, +) / parts)
    }

    mutating func improve(_ network: inout AssignmentNetwork) {
        let isSmall = network.proof.pairs <= 10_000
        raiseMinimum(&network, to: boundSteps, rounds: isSmall ? 100 : 30)
        // Where networks cost or probabilities are limited, the flow bounds something else than the minimum.
        if best.minimum < boundSteps, network.parts == 1, !network.hasRepeats {
            let first = boundSteps
            lowerBound(&network, rounds: isSmall ? 300 : 20)
            if boundSteps < first { raiseMinimum(&network, to: boundSteps, rounds: isSmall ? 100 : 30) }
            // The weights that show the bound care for few entries: find the same minimum with more for the others.
            raiseMinimum(&network, to: best.minimum, rounds: isSmall ? 50 : 15)
        }
        if network.parts == 1 { raiseNext(&network) }
    }

    /// Above the least value: what is at or below it is held, what comes next is raised, as long as flows are left to try.
    private mutating func raiseNext(_ network: inout AssignmentNetwork) {
        let isSmall = network.proof.pairs <= 10_000
        var flows = isSmall ? max(200, min(1_500, 2_000_000 / max(1, network.proof.pairs))) : 20
        var done = 0
        while done < counted.count, flows > 0 {
            let level = best.ascending[done]
            done = best.ascending.firstIndex { $0 > level } ?? counted.count
            let rest = counted.filter { best.values[$0] > level }
            guard let aim = rest.map({ greatest[$0] }).min(), done < counted.count, best.ascending[done] < aim else {
                continue
            }
            var aims = base.map { _ in Int64.min }
            for entry in counted { aims[entry] = best.values[entry] > level ? aim : best.values[entry] }
            raise(&network, to: aims, rounds: min(flows, isSmall ? 30 : 8))
            flows -= isSmall ? 30 : 8
        }
    }

    /// Puts the weight on the entries that fare worst, by steps that shrink.
    private mutating func lowerBound(_ network: inout AssignmentNetwork, rounds: Int) {
        var logarithms = Array(repeating: 0.0, count: base.count)
        for round in 0..<rounds where best.minimum < boundSteps {
            let values = network.values(base)
            let (least, most) = (counted.map { values[$0] }.min() ?? 0, counted.map { values[$0] }.max() ?? 0)
            let spread = max(1, Double(most - least))
            let rate = 40 / (1 + Double(round)).squareRoot()
            for entry in counted { logarithms[entry] -= rate * Double(values[entry] - least) / spread }
            let top = counted.map { logarithms[$0] }.max() ?? 0
            var weights = base.map { _ in Int64(0) }
            for entry in counted {
                weights[entry] = Int64((Self.exponential(logarithms[entry] - top) * Double(scale.heaviest)).rounded())
            }
            network.setWeights(weights)
            network.solve()
            take(network)
            let weighted = zip(weights, network.values(base)).reduce(Int64(0)) { $0 + $1.0 * $1.1 }
            boundSteps = min(boundSteps, Self.floor(weighted, weights.reduce(0, +)))
        }
    }

    private mutating func raiseMinimum(_ network: inout AssignmentNetwork, to aim: Int64, rounds: Int) {
        var aims = base.map { _ in Int64.min }
        for entry in counted { aims[entry] = aim * Int64(network.parts) }
        raise(&network, to: aims, rounds: rounds)
    }

    private mutating func raise(_ network: inout AssignmentNetwork, to aims: [Int64], rounds: Int) {
        var weights = Array(repeating: max(1, scale.heaviest / 512), count: base.count)
        for _ in 0..<rounds {
            network.setWeights(weights)
            network.solve()
            take(network)
            let values = network.values(base)
            let below = counted.filter { values[$0] < aims[$0] }
            guard !below.isEmpty else { return }
            for entry in below { weights[entry] = min(scale.heaviest, weights[entry] * 27 / 20 + 1) }
        }
    }

    private mutating func take(_ network: AssignmentNetwork) {
        let found = Self.found(in: network, base, counted)
        if found.isFairer(than: best) { best = found }
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
