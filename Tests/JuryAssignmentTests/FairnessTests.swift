import Seeds
import Testing

@testable import JuryAssignment

/// First the entry that fares worst, then the next worst, and so on.
struct FairnessTests {
    /// Small problems with loads to spare or none, and conflicts enough that some entries cannot be filled.
    private func problem(
        _ seed: Int, jurors jurorCounts: ClosedRange<Int> = 3...5, entries entryCounts: ClosedRange<Int> = 3...5
    ) -> AssignmentProblem {
        var chance = Seed("leximin \(seed)").generator("draw")
        func draw(_ range: ClosedRange<Int>) -> Int { range.lowerBound + Int(chance.next() % UInt64(range.count)) }
        let (jurors, entries, readers) = (draw(jurorCounts), draw(entryCounts), draw(1...2))
        let most = (entries * readers + jurors - 1) / jurors + draw(0...1)
        let rows = (0..<jurors).map { _ in
            (0..<entries).map { _ in draw(0...5) == 0 ? nil : Double(draw(1...20)) / 20 }
        }
        var problem = AssignmentProblem(
            jurors: (0..<jurors).map { .init("J\($0)", mostLoad: most) },
            entries: (0..<entries).map { .init("E\($0)", readers: readers) }, affinities: Affinities(rows),
            seed: Seed("seed"))
        problem.isFair = true
        return problem
    }

    /// Sums of the entries that could have all their readers, in hundredths, ascending.
    private func standing(_ answer: AssignmentAnswer, _ problem: AssignmentProblem) -> [Int] {
        var sums = problem.entries.map { _ in 0.0 }
        for reading in answer.readings { sums[reading.entry] += reading.affinity ?? 0 }
        return counted(problem).map { Int((sums[$0] * 100).rounded()) }.sorted()
    }

    private func counted(_ problem: AssignmentProblem) -> [Int] {
        problem.entries.indices.filter { entry in
            problem.jurors.indices.count { problem.affinities[$0, entry].isAffinity } >= problem.entries[entry].readers
        }
    }

    /// Of all assignments with as many readings as possible, the fairest: by trying each.
    private func fairest(_ problem: AssignmentProblem) -> [Int] {
        let counted = Set(counted(problem))
        var states: [[Int]: [(missing: Int, values: [Int])]] = [problem.jurors.map { _ in 0 }: [(0, [])]]
        for entry in problem.entries.indices {
            var next: [[Int]: Set<[Int]>] = [:]
            for readers in groups(entry, problem) {
                let sum = readers.reduce(0) { sum, juror in
                    guard case .affinity(let number) = problem.affinities[juror, entry] else { return sum }
                    return sum + Int((number * 100).rounded())
                }
                let missing = problem.entries[entry].readers - readers.count
                for (loads, before) in states {
                    var loads = loads
                    for juror in readers { loads[juror] += 1 }
                    guard zip(loads, problem.jurors).allSatisfy({ $0 <= $1.mostLoad }) else { continue }
                    for state in before {
                        let values = (state.values + (counted.contains(entry) ? [sum] : [])).sorted()
                        next[loads, default: []].insert([state.missing + missing] + values)
                    }
                }
            }
            states = next.mapValues { $0.map { ($0[0], Array($0.dropFirst())) } }
        }
        let all = states.values.flatMap(\.self)
        let fewest = all.map(\.missing).min() ?? 0
        return all.filter { $0.missing == fewest }.map(\.values).max { $0.lexicographicallyPrecedes($1) } ?? []
    }

    private func groups(_ entry: Int, _ problem: AssignmentProblem) -> [[Int]] {
        let able = problem.jurors.indices.filter { problem.affinities[$0, entry].isAffinity }
        return (0..<1 << able.count).map { set in able.indices.filter { set >> $0 & 1 == 1 }.map { able[$0] } }
            .filter { $0.count <= problem.entries[entry].readers }
    }

    @Test func `the least, the next and all that follow are nearly always the largest there are`() throws {
        var (fairest, least, count) = (0, 0, 0)
        for seed in 1...80 {
            let problem = problem(seed)
            let (ours, best) = (standing(try problem.solve(), problem), self.fairest(problem))
            #expect(!best.lexicographicallyPrecedes(ours), "seed \(seed): \(ours) is fairer than \(best)")
            count += 1
            fairest += ours == best ? 1 : 0
            least += ours.first == best.first ? 1 : 0
        }
        #expect(least >= count * 97 / 100, "the least of \(least) in \(count)")
        #expect(fairest >= count * 90 / 100, "all of \(fairest) in \(count)")
    }

    // Small ones are as fair once the least is raised; these are not.
    @Test(arguments: [9, 35, 61]) func `once the least is raised, the next worst is raised too`(seed: Int) throws {
        let problem = problem(seed, jurors: 4...5, entries: 5...6)
        #expect(standing(try problem.solve(), problem) == fairest(problem))
    }

    @Test func `two entries that want the one juror do not hold the others down`() throws {
        // A and B may be read by x alone, who reads one: one of them has nothing, whatever is done.
        let rows: [[Double?]] = [[0.5, 0.5, nil, nil], [nil, nil, 0.9, 0.8], [nil, nil, 0.7, 0.1]]
        var problem = AssignmentProblem(
            jurors: ["x", "y", "z"].map { .init($0, mostLoad: 1) },
            entries: ["A", "B", "C", "D"].map { .init($0, readers: 1) },
            affinities: Affinities(rows), seed: Seed("seed"))
        let total = try problem.solve()
        problem.isFair = true
        let fair = try problem.solve()
        #expect(standing(total, problem) == [0, 50, 70, 80] || standing(total, problem) == [0, 10, 50, 90])
        #expect(standing(fair, problem) == [0, 50, 70, 80])
    }

    @Test func `an entry beyond reach is given what it can have, and holds nobody down`() throws {
        // C is read by nobody but y, and asks for two.
        let rows: [[Double?]] = [
            [0.9, 0.75, nil], [0.8, 0.3, nil], [0.2, 0.1, nil], [nil, 0.2, nil], [nil, nil, 0.4],
        ]
        var problem = AssignmentProblem(
            jurors: ["a", "b", "c", "d", "y"].map { .init($0, mostLoad: 1) },
            entries: ["A", "B", "C"].map { .init($0, readers: 2) }, affinities: Affinities(rows), seed: Seed("seed"))
        problem.isFair = true
        let answer = try problem.solve()
        #expect(standing(answer, problem) == [95, 100])
        #expect(answer.minimum == 0.95 && answer.bound == 0.95)
        #expect(answer.unmet.map(\.entry) == [2] && answer.unmet.map(\.missing) == [1])
        #expect(answer.readings.contains { $0.entry == 2 && $0.juror == 4 })
    }
}

/// Readings that link the parts of a jury.
struct LinkingTests {
    private func parted() -> AssignmentProblem {
        let rows = (0..<8).map { juror -> [Double?] in
            (0..<12).map { entry -> Double? in
                let fit = 0.8 + 0.01 * Double((juror * entry) % 7)
                return juror % 2 == entry % 2 ? fit : 0.1
            }
        }
        return AssignmentProblem(
            jurors: (0..<8).map { .init("J\($0)", mostLoad: 5) }, entries: (0..<12).map { .init("E\($0)", readers: 3) },
            affinities: Affinities(rows), seed: Seed("seed"))
    }

    private func crossing(_ answer: AssignmentAnswer) -> Int { answer.readings.count { $0.juror % 2 != $0.entry % 2 } }

    /// Asks for so many readings between odd and even.
    private func part(_ lacking: Int) -> (AssignmentAnswer) -> [SecludedPart] {
        { answer in
            let more = lacking - crossing(answer)
            let odd = { (count: Int) in Set((0..<count).filter { $0 % 2 == 1 }) }
            return more > 0 ? [SecludedPart(entries: odd(12), jurors: odd(8), lacking: more)] : []
        }
    }

    @Test func `as many readings cross as are asked for, at the least cost there is`() throws {
        let problem = parted()
        let apart = try problem.solve()
        #expect(crossing(apart) == 0)
        for asked in [1, 3, 6] {
            let linked = try problem.solve(linking: part(asked))
            #expect(crossing(linked) == asked && linked.links == asked && linked.readings.count == 36)
            #expect(abs(apart.total - linked.total - linked.linkCost) < 1e-9)
            // The flow that is told to take any such pairs at the price of each cannot do with less.
            #expect(abs(linked.linkCost - least(asked, problem, apart.total)) < 0.05 * Double(asked))
        }
    }

    /// The least cost of so many crossing readings: their affinities raised until so many are taken (Everett, 1963).
    private func least(_ asked: Int, _ problem: AssignmentProblem, _ total: Double) -> Double {
        var (low, high) = (0.0, 2.0)
        for _ in 0..<40 {
            let middle = (low + high) / 2
            if taken(problem, at: middle).crossing >= asked { high = middle } else { low = middle }
        }
        let (crossing, raised) = taken(problem, at: high)
        // The price of each is the price of the last: a lower bound where more are taken than asked for.
        return total - (raised - high * Double(crossing)) - high * Double(crossing - asked)
    }

    private func taken(_ problem: AssignmentProblem, at price: Double) -> (crossing: Int, total: Double) {
        var priced = problem
        for juror in 0..<8 {
            for entry in 0..<12 where juror % 2 != entry % 2 {
                guard case .affinity(let number) = problem.affinities[juror, entry] else { continue }
                priced.affinities[juror, entry] = .affinity(number + Float(price))
            }
        }
        guard let answer = try? priced.solve() else { return (0, 0) }
        return (crossing(answer), answer.total)
    }

    @Test func `links give way to readings, and where they link nothing there are none`() throws {
        var problem = parted()
        for juror in 0..<8 { problem.jurors[juror].mostLoad = 1 }
        let answer = try problem.solve(linking: part(3))
        #expect(answer.readings.count == 8 && answer.links == 0 && crossing(answer) == 0)
        problem = parted()
        problem.current = (0..<12).flatMap { entry in
            (0..<8).filter { $0 % 2 == entry % 2 }.prefix(3).map { AssignmentProblem.Pair(juror: $0, entry: entry) }
        }
        for juror in 0..<8 { problem.jurors[juror].mostLoad = 6 }
        let kept = try problem.solve(linking: part(3))
        #expect(kept.changes?.takenBack == [] && kept.links == 0)
    }
}
