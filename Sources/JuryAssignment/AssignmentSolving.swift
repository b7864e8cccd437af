import Seeds

extension AssignmentProblem {
    /// The best assignment, whatever the conditions leave possible. Ids, affinities and pairs must fit together.
    ///
    /// Time grows a little faster than jurors × entries; memory is about that of the affinities.
    public func solve() throws(AssignmentRefusal) -> AssignmentAnswer {
        var network = try solvedNetwork()
        var fairness = Fairness(network)
        if isFair { fairness.improve(&network) }
        let expected = fairness.bestFlows(in: network)
        let flows = network.parts == 1 ? expected : network.drawn(expected)
        return network.answer(flows, expected: expected, fairness)
    }

    /// The flow of the best total.
    func solvedNetwork() throws(AssignmentRefusal) -> AssignmentNetwork {
        try check()
        var problem = self
        if repeatedNetworkCost == nil { problem.repeatedNetworkCost = usualNetworkCost }
        var network = try problem.network()
        network.solve()
        return network
    }

    private func check() throws(AssignmentRefusal) {
        guard affinities.jurorCount == jurors.count, affinities.entryCount == entries.count || jurors.isEmpty else {
            throw .affinitiesDoNotFit
        }
        for ids in [jurors.map(\.id), entries.map(\.id)] {
            var seen: Set<String> = []
            for id in ids where !seen.insert(id).inserted { throw .duplicateID(id) }
        }
        let isKnown = { (pair: Pair) in jurors.indices.contains(pair.juror) && entries.indices.contains(pair.entry) }
        guard (kept + current + links).allSatisfy(isKnown) else { throw .unknownPair }
    }

    private func network() throws(AssignmentRefusal) -> AssignmentNetwork {
        let groups = ReaderGroups(pools: usedPools, networks: usedNetworks)
        let readers = entries.reduce(0) { max($0, min($1.readers, jurors.count)) }
        let bounds = CostScale.Bounds(
            magnitude: max(Double(affinities.magnitude), repeatedNetworkCost ?? 0),
            networks: (repeatedNetworkCost ?? 0) * Double(readers),
            span: 2 * (groups.groups.isEmpty ? min(jurors.count, entries.count) : jurors.count),
            mostLoad: jurors.reduce(0) { max($0, min($1.mostLoad, 2 * entries.count)) },
            isWeighted: isFair, hasCurrent: !current.isEmpty, hasLinks: !links.isEmpty)
        let (parts, capacity) = try pairParts()
        return AssignmentNetwork(
            self, scale: try CostScale(bounds), groups: groups, parts: parts, pairCapacity: capacity)
    }

    /// A pool no larger than the cap limits nothing.
    private var usedPools: [String?] {
        guard let poolCap else { return jurors.map { _ in nil } }
        return Self.large(jurors.map(\.pool), above: poolCap)
    }

    /// A network of one juror repeats nothing.
    private var usedNetworks: [String?] {
        guard let cost = repeatedNetworkCost, cost > 0 else { return jurors.map { _ in nil } }
        return Self.large(jurors.map(\.network), above: 1)
    }

    private static func large(_ labels: [String?], above size: Int) -> [String?] {
        let sizes = Dictionary(labels.compactMap { $0 }.map { ($0, 1) }, uniquingKeysWith: +)
        return labels.map { label in label.flatMap { sizes[$0, default: 0] > size ? $0 : nil } }
    }

    private var usualNetworkCost: Double {
        guard jurors.contains(where: { $0.network != nil }) else { return 0 }
        let (least, most) = affinities.range
        return most > least ? Double(most - least) / 10 : max(1, Double(most.magnitude)) / 10
    }

    /// One reading is cut in tenths, or finer if the limit asks for it, and a pair gets only so many of them. Flows of
    /// whole loads must fit 32 bits.
    private func pairParts() throws(AssignmentRefusal) -> (parts: Int32, capacity: Int32) {
        guard let pairLimit, pairLimit < 1 else { return (1, 1) }
        let most = min(10_000, Double(1 << 30) / Double(max(1, jurors.count, entries.count)))
        var parts = 10.0
        while parts * 10 <= most, (pairLimit * parts).rounded() / parts != pairLimit { parts *= 10 }
        let exact = (pairLimit * parts).rounded()
        let capacity = exact / parts == pairLimit ? exact : (pairLimit * parts).rounded(.down)
        guard capacity >= 1, parts <= most else { throw .tooLarge }
        return (Int32(parts), Int32(capacity))
    }
}

extension Affinities {
    /// The smallest and the largest affinity; zeros when there is none.
    var range: (least: Float, most: Float) {
        var (least, most) = (Float.infinity, -Float.infinity)
        for value in values where value.isFinite { (least, most) = (min(least, value), max(most, value)) }
        return least > most ? (0, 0) : (least, most)
    }
}
