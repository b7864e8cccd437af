/// What the flows mean.
extension AssignmentNetwork {
    var hasRepeats: Bool { groups.groups.contains { !$0.isPool } }

    /// Steps of affinity of the finished readings of each entry.
    var keptSteps: [Int64] {
        problem.entries.indices.map { entry in
            kept.ofEntry[entry].reduce(Int64(0)) { sum, juror in
                guard case .affinity(let number) = problem.affinities[juror, entry] else { return sum }
                return sum + steps(number)
            }
        }
    }

    /// What each entry has in the present flow, in steps of affinity times `parts`, less what repeated networks cost.
    func values(_ base: [Int64]) -> [Int64] {
        var values = base.map { $0 * Int64(parts) }
        for pair in pairs { values[pair.entry] += pair.steps * Int64(simplex.arcs[Int(pair.arc)].flow) }
        for item in repeats { values[item.entry] -= item.steps * Int64(simplex.arcs[Int(item.arc)].flow) }
        return values
    }

    /// What each entry could have at best, in steps.
    var greatestValues: [Int64] {
        let count = problem.jurors.count
        let readers = problem.entries.indices.map {
            min(count, max(0, problem.entries[$0].readers - kept.ofEntry[$0].count))
        }
        guard let most = readers.max(), most > 0 else { return keptSteps }
        var best = Array(repeating: [Int64](), count: readers.count)
        for juror in problem.jurors.indices where jurorNodes[juror] != NetworkSimplex.none {
            problem.affinities.withRow(juror) { row in
                for entry in row.indices where row[entry] > -.infinity && readers[entry] > 0 {
                    Self.insert(steps(row[entry]), into: &best[entry], atMost: readers[entry])
                }
            }
        }
        return zip(keptSteps, best).map { $0 + Self.greatest(of: $1) }
    }

    private static func insert(_ steps: Int64, into best: inout [Int64], atMost size: Int) {
        if best.count == size {
            guard let least = best.last, steps > least else { return }
            best.removeLast()
        }
        best.insert(steps, at: best.firstIndex { $0 < steps } ?? best.count)
    }

    // An entry may stay short of readers, so with affinities below 0 fewer can be more.
    private static func greatest(of best: [Int64]) -> Int64 {
        var (sum, greatest) = (Int64(0), Int64(0))
        for steps in best {
            sum += steps
            greatest = max(greatest, sum)
        }
        return greatest
    }

    /// The answer under flows in whole readings.
    func answer(_ flows: [Int32], expected: [Int32], _ fairness: Fairness) -> AssignmentAnswer {
        var answer = AssignmentAnswer()
        let inFlow = pairs.filter { flows[Int($0.arc)] > 0 }
        let seen = repeats.reduce(0) { $0 + $1.steps * Int64(flows[Int($1.arc)]) }
        var chosen = inFlow
        if groups.isRelaxed, parts == 1 {
            var repair = NetworkRepair(self, inFlow)
            chosen = repair.pairs().map(arc)
        }
        let lost = inFlow.reduce(0) { $0 + $1.steps } - chosen.reduce(0) { $0 + $1.steps }
        answer.gap = scale.unit.number(max(0, lost + networkCost(chosen) - seen))
        if problem.isFair, parts == 1 {
            var repair = NetworkRepair(self, chosen)
            chosen = repair.raised(leavingOut: fairness.beyondReach).map(arc)
        }
        setSums(of: &answer, chosen, fairness)
        answer.networkCost = scale.unit.number(networkCost(chosen))
        if parts > 1 { answer.expectedTotal = expectedTotal(expected) }
        answer.readings = readings(chosen)
        answer.unmet = unmet(chosen)
        answer.underloaded = underloaded(chosen)
        if !problem.current.isEmpty { answer.changes = changes(chosen) }
        answer.proof = proof
        return answer
    }

    private func arc(of pair: AssignmentProblem.Pair) -> PairArc {
        PairArc(juror: pair.juror, entry: pair.entry, arc: NetworkSimplex.none, steps: steps(of: pair))
    }

    /// Sums are told with all digits that affinities have, also where the flow had to count in coarser steps.
    private func setSums(of answer: inout AssignmentAnswer, _ chosen: [PairArc], _ fairness: Fairness) {
        let fine = Unit(magnitude: Double(problem.affinities.magnitude), limit: Unit.finest)
        var sums = Array(repeating: Int64(0), count: problem.entries.count)
        let pairs = chosen.map { AssignmentProblem.Pair(juror: $0.juror, entry: $0.entry) } + Array(kept.pairs)
        for pair in pairs {
            guard case .affinity(let number) = problem.affinities[pair.juror, pair.entry] else { continue }
            sums[pair.entry] += Int64(fine.steps(number, factor: fine.factor))
        }
        answer.total = fine.number(sums.reduce(0, +))
        let counted = sums.indices.filter { !fairness.beyondReach.contains($0) }.map { sums[$0] }
        answer.minimum = fine.number(counted.min() ?? sums.min() ?? 0)
        let readers = problem.entries.map { min($0.readers, problem.jurors.count) }.max() ?? 0
        let rounding = scale.unit.decimals < fine.decimals ? Double(readers) / 2 / scale.unit.factor : 0
        answer.bound = max(fairness.bound + rounding, answer.minimum)
    }

    private func steps(of pair: AssignmentProblem.Pair) -> Int64 {
        guard case .affinity(let number) = problem.affinities[pair.juror, pair.entry] else { return 0 }
        return steps(number)
    }

    /// What repeated networks cost in steps, whether the flow saw it or not; what the finished readings cost is past.
    private func networkCost(_ chosen: [PairArc]) -> Int64 {
        guard networkSteps > 0 else { return 0 }
        var readers: [[String: Int]] = kept.ofEntry.map { jurors in
            Dictionary(jurors.compactMap { problem.jurors[$0].network }.map { ($0, 1) }, uniquingKeysWith: +)
        }
        var repeats: Int64 = 0
        for pair in chosen {
            guard let network = problem.jurors[pair.juror].network else { continue }
            repeats += Int64(readers[pair.entry][network, default: 0])
            readers[pair.entry][network, default: 0] += 1
        }
        return repeats * networkSteps
    }

    private func expectedTotal(_ flows: [Int32]) -> Double {
        let steps = pairs.reduce(Int64(0)) { $0 + $1.steps * Int64(flows[Int($1.arc)]) }
        let whole = scale.unit.number(keptSteps.reduce(0, +))
        return whole + scale.unit.number(steps) / Double(parts)
    }

    private func readings(_ chosen: [PairArc]) -> [AssignmentAnswer.Reading] {
        let new = chosen.map {
            AssignmentAnswer.Reading(
                juror: $0.juror, entry: $0.entry, affinity: problem.affinities.decimal($0.juror, $0.entry),
                isKept: false)
        }
        let old = kept.pairs.map {
            AssignmentAnswer.Reading(
                juror: $0.juror, entry: $0.entry, affinity: problem.affinities.decimal($0.juror, $0.entry), isKept: true
            )
        }
        return (new + old).sorted { ($0.entry, $0.juror) < ($1.entry, $1.juror) }
    }

    private func changes(_ chosen: [PairArc]) -> AssignmentAnswer.Changes {
        let new = Set(chosen.map { AssignmentProblem.Pair(juror: $0.juror, entry: $0.entry) })
        let inOrder = { (pairs: Set<AssignmentProblem.Pair>) in
            pairs.sorted { ($0.entry, $0.juror) < ($1.entry, $1.juror) }
        }
        return AssignmentAnswer.Changes(
            stayed: new.intersection(current).count, takenBack: inOrder(current.subtracting(new)),
            added: inOrder(new.subtracting(current)))
    }
}
