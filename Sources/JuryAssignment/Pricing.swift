/// Which pairs are put into the flow: the best few of each entry, then all that the dual values show to be missing.
extension AssignmentNetwork {
    /// Far below any potential: pairs that end here never look good.
    private static let closed = Int64.min / 4

    /// Solves, prices the pairs left out, adds those that could improve, and again, until none could: then the flow is
    /// an optimum over *all* pairs, since the reduced cost of each is at least 0.
    mutating func solve() {
        if proof.rounds == 0 { addFirst() }
        while true {
            simplex.solve()
            proof.rounds += 1
            guard addMissing() else { break }
        }
        proof.candidates = pairs.count
        proof.pivots = simplex.pivots
    }

    private mutating func addFirst() {
        addKeptBuckets()
        for pair in order.sorted(current.union(links)) {
            guard case .affinity(let number) = problem.affinities[pair.juror, pair.entry] else { continue }
            add(juror: pair.juror, entry: pair.entry, steps: steps(number))
        }
        let readers = problem.entries.reduce(0) { max($0, $1.readers) }
        let targets = Array(repeating: Int64(0), count: problem.entries.count)
        var best = BestJurors(
            entries: problem.entries.count, size: min(problem.jurors.count, max(8, 3 * readers)), above: Int64.min / 2)
        for juror in order.jurors where jurorNodes[juror] != NetworkSimplex.none {
            proof.pairs += offer(juror, to: &best, potential: 0, targets: targets)
        }
        add(best)
    }

    /// False when no pair left out could improve.
    private mutating func addMissing() -> Bool {
        var best = BestJurors(entries: problem.entries.count, size: min(problem.jurors.count, 8), above: 0)
        let entryTargets = entryNodes.map { $0 == NetworkSimplex.none ? Self.closed : potential($0) }
        var targetsOfGroup: [Int: [Int64]] = [:]
        for juror in order.jurors where jurorNodes[juror] != NetworkSimplex.none {
            var targets = entryTargets
            if let group = groups.innermost[juror] {
                targets = targetsOfGroup[group] ?? self.targets(of: group, entryTargets)
                targetsOfGroup[group] = targets
            }
            offer(juror, to: &best, potential: potential(jurorNodes[juror]), targets: targets)
        }
        return add(best)
    }

    func potential(_ node: Int32) -> Int64 { simplex.nodes[Int(node)].potential }

    /// What a reading of a juror in this group would reach. A bucket that is not there yet would pass it on for nothing.
    private func targets(of group: Int, _ entryTargets: [Int64]) -> [Int64] {
        var targets = entryTargets
        for group in groupChain(group).reversed() {
            for (entry, node) in bucketsOfGroup[group] { targets[entry] = potential(node) }
            for entry in kept.full(group, of: problem, groups) { targets[entry] = Self.closed }
        }
        return targets
    }

    private func groupChain(_ group: Int) -> [Int] {
        groups.groups[group].parent.map { [group, $0] } ?? [group]
    }

    func steps(_ number: Float) -> Int64 { Int64(scale.unit.steps(number, factor: scale.unit.factor)) }

    /// Offers the pairs of a juror that are worth it: what they save is affinity - tie - potential + target. The tie,
    /// never negative, is only drawn where the rest is good enough. Returns the number of pairs that may be assigned.
    @discardableResult
    private func offer(_ juror: Int, to best: inout BestJurors, potential: Int64, targets: [Int64]) -> Int {
        let count = problem.entries.count
        let factor = scale.unit.factor
        var eligible = 0
        var hits: [(entry: Int, score: Int64)] = []
        problem.affinities.withRow(juror) { row in
            best.withThresholds { thresholds in
                for entry in 0..<count {
                    guard row[entry] > -.infinity else { continue }
                    eligible &+= 1
                    let steps = Int64(scale.unit.steps(row[entry], factor: factor))
                    let score = steps &* weights[entry] &* scale.step &- potential &+ targets[entry]
                    if score > thresholds[entry] { hits.append((entry, score)) }
                }
            }
        }
        for (entry, score) in hits {
            let pair = AssignmentProblem.Pair(juror: juror, entry: entry)
            guard !known.contains(pair), !kept.pairs.contains(pair) else { continue }
            best.offer(
                juror: juror, entry: entry, score: score - order.tie(juror: juror, entry: entry, bits: scale.bits))
        }
        return eligible - kept.ofJuror[juror].count { problem.affinities[juror, $0].isAffinity }
    }

    @discardableResult
    private mutating func add(_ best: BestJurors) -> Bool {
        let before = pairs.count
        for entry in order.entries {
            for juror in best.jurors(of: entry) {
                guard case .affinity(let number) = problem.affinities[Int(juror), entry] else { continue }
                add(juror: Int(juror), entry: entry, steps: steps(number))
            }
        }
        return pairs.count > before
    }
}

extension Affinities {
    func withRow<Result>(_ juror: Int, _ body: (UnsafeBufferPointer<Float>) -> Result) -> Result {
        values.withUnsafeBufferPointer { values in
            body(UnsafeBufferPointer(rebasing: values[juror * entryCount..<(juror + 1) * entryCount]))
        }
    }
}

extension BestJurors {
    func withThresholds(_ body: (UnsafeBufferPointer<Int64>) -> Void) { thresholds.withUnsafeBufferPointer(body) }
}

extension KeptReadings {
    /// Entries that can take nobody more of this pool.
    func full(_ group: Int, of problem: AssignmentProblem, _ groups: ReaderGroups) -> [Int] {
        guard let cap = problem.poolCap, groups.groups[group].isPool else { return [] }
        return ofGroup.filter { $0.key.group == group && $0.value >= cap }.map(\.key.entry)
    }
}
