/// Entries and jurors that keep to themselves: marks given there could not be compared with those of the others.
public struct SecludedPart: Sendable {
    /// Places in the problem.
    public let entries: Set<Int>
    public let jurors: Set<Int>
    /// How many more readings must cross its border.
    public let lacking: Int

    public init(entries: Set<Int>, jurors: Set<Int>, lacking: Int) {
        (self.entries, self.jurors, self.lacking) = (entries, jurors, lacking)
    }

    func isCrossed(by pair: AssignmentProblem.Pair) -> Bool {
        jurors.contains(pair.juror) != entries.contains(pair.entry)
    }
}

extension AssignmentProblem {
    private static let linkingRounds = 12

    /// As `solve`, with readings that link the parts the caller still finds in an answer: as few as `lacking` says, those
    /// that cost least where the flow without them stands. They give way to the number of readings, to current ones and to
    /// least loads; where they leave as many parts as there were, the answer is the one without them.
    public func solve(linking parts: (AssignmentAnswer) -> [SecludedPart]) throws(AssignmentRefusal) -> AssignmentAnswer
    {
        let unlinked = try solve()
        var (problem, answer, secluded) = (self, unlinked, parts(unlinked))
        let before = secluded.count
        for _ in 0..<Self.linkingRounds where !secluded.isEmpty {
            var plain = problem
            plain.isFair = false
            // So many wishes may leave no room for whole-number costs: what is linked by then stays.
            guard let network = try? plain.solvedNetwork() else { break }
            let found = LinkChoice(network, answer).pairs(for: secluded)
            problem.links += found
            guard !found.isEmpty, let next = try? problem.solve() else { break }
            (answer, secluded) = (next, parts(next))
        }
        guard answer.readings.count == unlinked.readings.count, secluded.count < before else { return unlinked }
        let given = Set(answer.readings.map { Pair(juror: $0.juror, entry: $0.entry) })
        answer.links = Set(problem.links).intersection(given).count
        answer.linkCost = max(0, unlinked.total - answer.total)
        return answer
    }
}

/// Which readings across a border cost least.
///
/// The dual values of the flow say what an entry would give for one more reading and a juror for one reading less; a pair's
/// reduced cost is what taking it would cost to begin with. The flow that is solved with the pairs chosen then settles the rest.
private struct LinkChoice {
    private let network: AssignmentNetwork
    private let read: Set<AssignmentProblem.Pair>
    private var ofEntry: [Int: Int] = [:]
    private var ofJuror: [Int: Int] = [:]
    private var chosen: [AssignmentProblem.Pair] = []

    /// The pairs of an entry that are kept in mind.
    private static let perEntry = 6

    init(_ network: AssignmentNetwork, _ answer: AssignmentAnswer) {
        self.network = network
        read = Set(answer.readings.map { AssignmentProblem.Pair(juror: $0.juror, entry: $0.entry) })
        for pair in network.links { count(pair) }
    }

    private mutating func count(_ pair: AssignmentProblem.Pair) {
        ofEntry[pair.entry, default: 0] += 1
        ofJuror[pair.juror, default: 0] += 1
    }

    /// First no entry and no juror bears more than its share; then whatever there is.
    func pairs(for parts: [SecludedPart]) -> [AssignmentProblem.Pair] {
        var choice = self
        for part in parts {
            let candidates = candidates(across: part)
            let jurors = Set(candidates.map(\.juror)).count
            let share = max(1, (2 * part.lacking + jurors - 1) / max(1, jurors))
            for (mostOfEntry, mostOfJuror) in [(1, share), (1, Int.max), (Int.max, Int.max)] {
                choice.take(candidates, across: part, mostOfEntry, mostOfJuror)
            }
        }
        return choice.chosen
    }

    private mutating func take(
        _ candidates: [AssignmentProblem.Pair], across part: SecludedPart, _ mostOfEntry: Int, _ mostOfJuror: Int
    ) {
        for pair in candidates where chosen.count(where: part.isCrossed) < part.lacking {
            let (readers, load) = (ofEntry[pair.entry, default: 0], ofJuror[pair.juror, default: 0])
            guard !chosen.contains(pair), readers < min(mostOfEntry, roomForLinks(of: pair.entry)),
                load < min(mostOfJuror, roomForLinks(by: pair.juror))
            else { continue }
            chosen.append(pair)
            count(pair)
        }
    }

    /// Who reads across only, or is read from across only, has changed sides and links nothing.
    private func roomForLinks(of entry: Int) -> Int {
        network.demand(of: entry) - (network.kept.ofEntry[entry].isEmpty ? 1 : 0)
    }

    private func roomForLinks(by juror: Int) -> Int {
        let done = network.kept.ofJuror[juror].count
        return network.problem.jurors[juror].mostLoad - done - (done == 0 ? 1 : 0)
    }

    /// The cheapest pairs of each entry across the border, the cheapest of all first.
    private func candidates(across part: SecludedPart) -> [AssignmentProblem.Pair] {
        let problem = network.problem
        var best = BestJurors(entries: problem.entries.count, size: Self.perEntry, above: Int64.min / 2)
        var scores: [AssignmentProblem.Pair: Int64] = [:]
        let (jurors, entries) = (Set(read.map(\.juror)), Set(read.map(\.entry)))
        for juror in network.order.jurors where jurors.contains(juror) && network.jurorNodes[juror] >= 0 {
            let isInside = part.jurors.contains(juror)
            for entry in entries where part.entries.contains(entry) != isInside {
                let pair = AssignmentProblem.Pair(juror: juror, entry: entry)
                guard let worth = worth(of: pair) else { continue }
                best.offer(juror: juror, entry: entry, score: worth)
                scores[pair] = worth
            }
        }
        let pairs = problem.entries.indices.flatMap { entry in
            best.jurors(of: entry).map { AssignmentProblem.Pair(juror: Int($0), entry: entry) }
        }
        return network.order.sorted(pairs).enumerated().sorted { one, other in
            let (first, second) = (scores[one.element] ?? 0, scores[other.element] ?? 0)
            return first == second ? one.offset < other.offset : first > second
        }.map(\.element)
    }

    /// What a pair saves, mostly below 0; nil for one that may not be, or is.
    private func worth(of pair: AssignmentProblem.Pair) -> Int64? {
        let node = network.entryNodes[pair.entry]
        guard node != NetworkSimplex.none, !read.contains(pair), !network.links.contains(pair),
            case .affinity(let number) = network.problem.affinities[pair.juror, pair.entry]
        else { return nil }
        let cost = network.cost(juror: pair.juror, entry: pair.entry, steps: network.steps(number))
        return network.potential(node) - network.potential(network.jurorNodes[pair.juror]) - cost
    }
}
