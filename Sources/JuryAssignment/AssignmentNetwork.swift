/// The flow behind an assignment: root → juror (loads) → bucket of a network or pool → entry.
///
/// Entries hang below the root by a shortfall arc that first carries their whole demand, jurors by a surplus arc that
/// first carries their whole least load, buckets below their entry: a feasible, strongly feasible start without any
/// artificial arc. What is left on these arcs at the end is what could not be met.
struct AssignmentNetwork {
    let problem: AssignmentProblem
    let order: SeededOrder
    let scale: CostScale
    let groups: ReaderGroups
    let kept: KeptReadings
    /// Flow that stands for one reading: 1, or parts of it where probabilities are limited.
    let parts: Int32
    /// The flow of a pair at most, in parts.
    let pairCapacity: Int32

    var simplex = NetworkSimplex()
    private(set) var jurorNodes: [Int32]
    /// None where the finished readings are enough.
    private(set) var entryNodes: [Int32]
    /// The arcs of the pairs at hand, with what they stand for.
    private(set) var pairs: [PairArc] = []
    private(set) var shortfalls: [(entry: Int, arc: Int32)] = []
    private(set) var surpluses: [(juror: Int, arc: Int32)] = []
    private(set) var weights: [Int64]
    var buckets: [BucketKey: Int32] = [:]
    var bucketsOfGroup: [[(entry: Int, node: Int32)]]
    private(set) var repeats: [Repeat] = []
    var known: Set<AssignmentProblem.Pair> = []
    let current: Set<AssignmentProblem.Pair>
    let links: Set<AssignmentProblem.Pair>
    let networkSteps: Int64
    var proof = AssignmentProof()

    struct PairArc {
        let juror: Int
        let entry: Int
        let arc: Int32
        /// Affinity in steps of the scale.
        let steps: Int64
    }

    struct BucketKey: Hashable {
        let entry: Int
        let group: Int
    }

    /// An arc that a repeated network pays, `steps` before the weight of the entry.
    struct Repeat {
        let arc: Int32
        let entry: Int
        let steps: Int64
    }

    init(
        _ problem: AssignmentProblem, scale: CostScale, groups: ReaderGroups, parts: Int32 = 1, pairCapacity: Int32 = 1
    ) {
        (self.problem, self.scale, self.groups) = (problem, scale, groups)
        (self.parts, self.pairCapacity) = (parts, pairCapacity)
        order = SeededOrder(problem)
        networkSteps = scale.unit.steps(problem.repeatedNetworkCost ?? 0)
        kept = KeptReadings(problem, groups)
        jurorNodes = Array(repeating: NetworkSimplex.none, count: problem.jurors.count)
        entryNodes = Array(repeating: NetworkSimplex.none, count: problem.entries.count)
        weights = Array(repeating: 1, count: problem.entries.count)
        bucketsOfGroup = Array(repeating: [], count: groups.groups.count)
        current = Set(problem.current).subtracting(problem.kept)
        links = Set(problem.links).subtracting(problem.kept)
        for juror in order.jurors { addJuror(juror) }
        for entry in order.entries { addEntry(entry) }
    }

    private mutating func addJuror(_ juror: Int) {
        let done = kept.ofJuror[juror].count
        let most = min(problem.jurors[juror].mostLoad, done + problem.entries.count)
        guard most > done else { return }
        let least = max(0, min(problem.jurors[juror].leastLoad, most) - done)
        let node = simplex.addNode(
            under: 0, isUp: true, cost: scale.underload, capacity: Int32.max, flow: Int32(least) * parts)
        jurorNodes[juror] = node
        if least > 0 { surpluses.append((juror, simplex.nodes[Int(node)].arc)) }
        // Unit arcs up to twice the even load, at most 32 of them, then one arc: loads even out where it matters.
        let even =
            problem.entries.reduce(0) { $0 + min($1.readers, problem.jurors.count) } / max(1, problem.jurors.count) + 1
        let width = (even + 15) / 16
        var from = done + least
        while from < most {
            let upTo = from < 2 * even ? min(most, from + width) : most
            simplex.addArc(
                from: 0, to: node, cost: Int64(from) << Int64(scale.bits), capacity: Int32(upTo - from) * parts)
            from = upTo
        }
    }

    private mutating func addEntry(_ entry: Int) {
        let demand = demand(of: entry)
        guard demand > 0 else { return }
        let flow = Int32(demand) * parts
        let node = simplex.addNode(under: 0, isUp: false, cost: scale.shortfall, capacity: flow, flow: flow)
        entryNodes[entry] = node
        shortfalls.append((entry, simplex.nodes[Int(node)].arc))
    }

    /// Readings still to give out; more than there are jurors cannot be met anyway.
    func demand(of entry: Int) -> Int {
        min(problem.entries[entry].readers - kept.ofEntry[entry].count, problem.jurors.count)
    }

    /// The arc costs of an entry times its weight.
    mutating func setWeights(_ weights: [Int64]) {
        let old = self.weights
        self.weights = weights
        for pair in pairs where weights[pair.entry] != old[pair.entry] { simplex.setCost(cost(of: pair), of: pair.arc) }
        for item in repeats { simplex.setCost(item.steps * scale.step * weights[item.entry], of: item.arc) }
    }

    private func cost(of pair: PairArc) -> Int64 {
        cost(juror: pair.juror, entry: pair.entry, steps: pair.steps)
    }

    func cost(juror: Int, entry: Int, steps: Int64) -> Int64 {
        let pair = AssignmentProblem.Pair(juror: juror, entry: entry)
        let bonus = (current.contains(pair) ? scale.change : 0) + (links.contains(pair) ? scale.link : 0)
        return order.tie(juror: juror, entry: entry, bits: scale.bits) - steps * weights[entry] * scale.step - bonus
    }

    /// Puts a pair into the flow; false where a pool is full or nothing is asked for.
    @discardableResult
    mutating func add(juror: Int, entry: Int, steps: Int64) -> Bool {
        let pair = AssignmentProblem.Pair(juror: juror, entry: entry)
        guard jurorNodes[juror] != NetworkSimplex.none, entryNodes[entry] != NetworkSimplex.none,
            !kept.pairs.contains(pair), let target = target(juror: juror, entry: entry), known.insert(pair).inserted
        else { return false }
        let arc = simplex.addArc(
            from: jurorNodes[juror], to: target, cost: cost(juror: juror, entry: entry, steps: steps),
            capacity: pairCapacity)
        pairs.append(PairArc(juror: juror, entry: entry, arc: arc, steps: steps))
        return true
    }

    /// Where a reading of the juror reaches the entry; nil when a pool is full.
    private mutating func target(juror: Int, entry: Int) -> Int32? {
        var node = entryNodes[entry]
        for group in groups.chain(of: juror).reversed() {
            guard let inner = bucket(of: group, entry: entry, under: node) else { return nil }
            node = inner
        }
        return node
    }

    private mutating func bucket(of group: Int, entry: Int, under parent: Int32) -> Int32? {
        let key = BucketKey(entry: entry, group: group)
        if let node = buckets[key] { return node }
        let demand = demand(of: entry)
        let done = kept.readings(of: key)
        let room = groups.groups[group].isPool ? min(demand, (problem.poolCap ?? demand) - done) : 1
        guard room > 0 else { return nil }
        let first = groups.groups[group].isPool ? 0 : Int64(done) * networkSteps
        let node = simplex.addNode(
            under: parent, isUp: true, cost: first * scale.step * weights[entry], capacity: Int32(room) * parts, flow: 0
        )
        buckets[key] = node
        bucketsOfGroup[group].append((entry, node))
        guard !groups.groups[group].isPool else { return node }
        if first > 0 { repeats.append(Repeat(arc: simplex.nodes[Int(node)].arc, entry: entry, steps: first)) }
        for place in 1..<max(2, min(demand, groups.groups[group].members)) {
            let steps = Int64(done + place) * networkSteps
            let cost = steps * scale.step * weights[entry]
            let arc = simplex.addArc(from: node, to: parent, cost: cost, capacity: parts)
            repeats.append(Repeat(arc: arc, entry: entry, steps: steps))
        }
        return node
    }

    /// Buckets that finished readings already fill in part, so that pricing sees what they cost.
    mutating func addKeptBuckets() {
        for pair in order.sorted(kept.pairs) where entryNodes[pair.entry] != NetworkSimplex.none {
            _ = target(juror: pair.juror, entry: pair.entry)
        }
    }
}

/// The finished readings, by juror, entry and group.
struct KeptReadings {
    let pairs: Set<AssignmentProblem.Pair>
    private(set) var ofJuror: [[Int]]
    private(set) var ofEntry: [[Int]]
    private(set) var ofGroup: [AssignmentNetwork.BucketKey: Int] = [:]

    init(_ problem: AssignmentProblem, _ groups: ReaderGroups) {
        pairs = Set(problem.kept)
        ofJuror = Array(repeating: [], count: problem.jurors.count)
        ofEntry = Array(repeating: [], count: problem.entries.count)
        for pair in pairs {
            ofJuror[pair.juror].append(pair.entry)
            ofEntry[pair.entry].append(pair.juror)
            for group in groups.chain(of: pair.juror) {
                ofGroup[AssignmentNetwork.BucketKey(entry: pair.entry, group: group), default: 0] += 1
            }
        }
    }

    func readings(of key: AssignmentNetwork.BucketKey) -> Int { ofGroup[key, default: 0] }
}

/// How the optimum was proved.
public struct AssignmentProof: Sendable, Hashable {
    /// Pairs that may be assigned: neither conflict, nor without affinity, nor finished.
    public var pairs = 0
    /// Pairs that had to be put into the flow.
    public var candidates = 0
    /// Times all other pairs were priced with the dual values; in the last, none could improve.
    public var rounds = 0
    public var pivots = 0
}
