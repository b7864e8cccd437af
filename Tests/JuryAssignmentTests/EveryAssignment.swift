import Seeds

@testable import JuryAssignment

/// Tries every assignment of a small problem.
struct EveryAssignment {
    /// What counts, in its order; the smaller, the better.
    struct Worth: Comparable {
        var missing = 0
        var takenBack = 0
        var underload = 0
        /// Thousandths of affinity, less what networks cost.
        var loss = 0

        static func < (left: Self, right: Self) -> Bool {
            (left.missing, left.takenBack, left.underload, left.loss)
                < (right.missing, right.takenBack, right.underload, right.loss)
        }
    }

    let problem: AssignmentProblem

    /// The best of all. Going through the entries, only the loads so far matter.
    var best: Worth {
        var best = [problem.jurors.indices.map { juror in problem.kept.count { $0.juror == juror } }: Worth()]
        for entry in problem.entries.indices {
            var next: [[Int]: Worth] = [:]
            for readers in readers(of: entry) {
                let worth = worth(of: readers, entry)
                for (loads, before) in best {
                    var loads = loads
                    for juror in readers { loads[juror] += 1 }
                    guard problem.jurors.indices.allSatisfy({ loads[$0] <= limit(of: $0) }) else { continue }
                    var sum = before
                    (sum.missing, sum.takenBack) = (sum.missing + worth.missing, sum.takenBack + worth.takenBack)
                    sum.loss += worth.loss
                    next[loads] = min(next[loads] ?? sum, sum)
                }
            }
            best = next
        }
        return best.map { loads, worth in
            var worth = worth
            worth.underload = underload(loads)
            return worth
        }.min() ?? Worth()
    }

    /// The largest minimum among the assignments with the fewest readings missing, in thousandths; entries that could never
    /// have all their readers count only where there are no others.
    var greatestMinimum: Int {
        let filled = problem.entries.indices.filter { entry in
            problem.jurors.indices.count { juror in
                problem.jurors[juror].mostLoad > 0 && problem.affinities[juror, entry].isAffinity
            } >= problem.entries[entry].readers
        }
        let counted = Set(filled.isEmpty ? Array(problem.entries.indices) : filled)
        var best: [[Int]: [Int: Int]] = [problem.jurors.map { _ in 0 }: [0: .max]]
        for entry in problem.entries.indices {
            var next: [[Int]: [Int: Int]] = [:]
            for readers in readers(of: entry) {
                let missing = problem.entries[entry].readers - readers.count
                let sum = counted.contains(entry) ? readers.reduce(0) { $0 + affinity($1, entry) } : Int.max
                for (loads, states) in best {
                    var loads = loads
                    for juror in readers { loads[juror] += 1 }
                    guard problem.jurors.indices.allSatisfy({ loads[$0] <= limit(of: $0) }) else { continue }
                    for (before, minimum) in states {
                        next[loads, default: [:]][before + missing] = max(
                            next[loads]?[before + missing] ?? .min, min(minimum, sum))
                    }
                }
            }
            best = next
        }
        let fewest = best.values.compactMap { $0.keys.min() }.min() ?? 0
        return best.values.compactMap { $0[fewest] }.max() ?? 0
    }

    /// What an answer is worth.
    func worth(of answer: AssignmentAnswer) -> Worth {
        var sum = Worth()
        var loads = problem.jurors.map { _ in 0 }
        for reading in answer.readings { loads[reading.juror] += 1 }
        for entry in problem.entries.indices {
            let new = answer.readings.filter { $0.entry == entry && !$0.isKept }.map(\.juror)
            let worth = worth(of: new, entry)
            (sum.missing, sum.takenBack) = (sum.missing + worth.missing, sum.takenBack + worth.takenBack)
            sum.loss += worth.loss
        }
        sum.underload = underload(loads)
        return sum
    }

    private func worth(of readers: [Int], _ entry: Int) -> Worth {
        let kept = problem.kept.filter { $0.entry == entry }.map(\.juror)
        var worth = Worth(missing: max(0, problem.entries[entry].readers - kept.count - readers.count))
        worth.takenBack = problem.current.count {
            $0.entry == entry && !readers.contains($0.juror) && !kept.contains($0.juror)
        }
        worth.loss = -readers.reduce(0) { $0 + affinity($1, entry) }
        var present = kept
        for juror in readers {
            if let network = problem.jurors[juror].network {
                let before = present.count { problem.jurors[$0].network == network }
                worth.loss += before * Int(((problem.repeatedNetworkCost ?? 0) * 1000).rounded())
            }
            present.append(juror)
        }
        return worth
    }

    private func affinity(_ juror: Int, _ entry: Int) -> Int {
        guard case .affinity(let number) = problem.affinities[juror, entry] else { return 0 }
        return Int((number * 1000).rounded())
    }

    private func limit(of juror: Int) -> Int {
        max(problem.jurors[juror].mostLoad, problem.kept.count { $0.juror == juror })
    }

    private func underload(_ loads: [Int]) -> Int {
        zip(problem.jurors, loads).reduce(0) { $0 + max(0, min($1.0.leastLoad, $1.0.mostLoad) - $1.1) }
    }

    /// All sets of new readers that an entry may have.
    private func readers(of entry: Int) -> [[Int]] {
        let kept = problem.kept.filter { $0.entry == entry }.map(\.juror)
        let able = problem.jurors.indices.filter {
            problem.affinities[$0, entry].isAffinity && !kept.contains($0)
        }
        return (0..<1 << able.count).map { set in able.enumerated().filter { set >> $0.offset & 1 == 1 }.map(\.element)
        }
        .filter { readers in
            guard readers.count <= max(0, problem.entries[entry].readers - kept.count) else { return false }
            guard let cap = problem.poolCap else { return true }
            return Set(readers.compactMap { problem.jurors[$0].pool }).allSatisfy { pool in
                (kept + readers).count { problem.jurors[$0].pool == pool } <= cap
                    || !readers.contains { problem.jurors[$0].pool == pool }
            }
        }
    }
}

/// Small problems drawn from a seed.
enum DrawnProblem {
    /// Pools and networks as one flow holds them exactly, unless they shall cross.
    static func small(_ seed: Int, fair: Bool = false, crossing: Bool = false) -> AssignmentProblem {
        var generator = Seed("problem \(seed)").generator("draw")
        func draw(_ range: ClosedRange<Int>) -> Int {
            range.lowerBound + Int(generator.next() % UInt64(range.count))
        }
        let (jurors, entries, readers) = (draw(1...5), draw(1...5), draw(1...3))
        let (most, least) = (draw(1...4), draw(0...2))
        let coarse = draw(0...2) == 0 ? 500 : 1
        let rows = (0..<jurors).map { _ in
            (0..<entries).map { _ in draw(0...9) == 0 ? nil : Double(draw(-200...1000) / coarse * coarse) / 1000 }
        }
        let layout = crossing ? 1 : draw(0...3)
        var problem = AssignmentProblem(
            jurors: (0..<jurors).map { .init("J\($0)", leastLoad: fair ? 0 : min(least, most), mostLoad: most) },
            entries: (0..<entries).map { .init("E\($0)", readers: readers) }, affinities: Affinities(rows),
            seed: Seed("seed"))
        guard !fair else { return problem }
        // Networks in pools, pools in networks, or one of them alone: what one flow holds exactly.
        for juror in 0..<jurors {
            let (outer, inner) = (draw(0...1), draw(0...2))
            let names = (outer: "o\(outer)", inner: crossing ? "i\(inner)" : "i\(outer)\(inner)")
            if layout == 1 || layout == 2 { problem.jurors[juror].pool = layout == 1 ? names.outer : names.inner }
            if layout > 0 { problem.jurors[juror].network = layout == 1 ? names.inner : names.outer }
        }
        if layout == 1 || layout == 2 { problem.poolCap = draw(1...2) }
        problem.repeatedNetworkCost = Double(draw(0...200)) / 1000
        for juror in 0..<jurors {
            for entry in 0..<entries where draw(0...5) == 0 {
                let pair = AssignmentProblem.Pair(juror: juror, entry: entry)
                if draw(0...1) == 0 { problem.kept.append(pair) } else { problem.current.append(pair) }
            }
        }
        return problem
    }
}
