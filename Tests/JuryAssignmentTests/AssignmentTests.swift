import Seeds
import Testing

@testable import JuryAssignment

struct AssignmentTests {
    @Test(arguments: 1...150)
    func `the answer is as good as the best of all assignments, wish by wish`(seed: Int) throws {
        let problem = DrawnProblem.small(seed)
        let every = EveryAssignment(problem: problem)
        let answer = try problem.solve()
        #expect(every.worth(of: answer) == every.best)
        #expect(answer.gap == 0)
    }

    @Test(arguments: 1...60)
    func `the fair minimum never passes the bound, nor the bound what can be had`(seed: Int) throws {
        var problem = DrawnProblem.small(seed, fair: true)
        problem.isFair = true
        let every = EveryAssignment(problem: problem)
        // Where readers lack, some entries count for nothing: FairnessTests looks at those.
        guard every.best.missing == 0 else { return }
        let answer = try problem.solve()
        let greatest = Double(every.greatestMinimum) / 1000
        #expect(answer.minimum <= greatest + 1e-9)
        #expect(greatest <= answer.bound + 1e-9)
    }

    @Test func `the fair minimum is nearly always the greatest there is`() throws {
        var reached = 0
        for seed in 1...60 {
            var problem = DrawnProblem.small(seed, fair: true)
            problem.isFair = true
            let greatest = Double(EveryAssignment(problem: problem).greatestMinimum) / 1000
            if try problem.solve().minimum >= greatest - 1e-9 { reached += 1 }
        }
        #expect(reached >= 55)
    }

    @Test(arguments: [0], [nil, 0.5])
    func `a fair search that needs new pairs after its best keeps that best`(seed: Int, limit: Double?) throws {
        var generator = Seed("fair \(seed)").generator("rows")
        let rows = (0..<40).map { _ in (0..<60).map { _ in (generator.uniform() * 1000).rounded() / 1000 } }
        var problem = AssignmentProblem(
            jurors: (0..<40).map { .init("J\($0)", leastLoad: 3, mostLoad: 5) },
            entries: (0..<60).map { .init("E\($0)", readers: 3) }, affinities: Affinities(rows), seed: Seed("seed"))
        // What is current now is what fits worst: it stays, and no minimum reaches its bound.
        problem.current = (0..<60).map { entry in
            .init(juror: (0..<40).min { rows[$0][entry] < rows[$1][entry] } ?? 0, entry: entry)
        }
        (problem.isFair, problem.pairLimit) = (true, limit)
        let answer = try problem.solve()
        #expect(answer.readings.count == 180 && answer.minimum <= answer.bound)
    }

    @Test(arguments: 1...20)
    func `the order of jurors and entries changes nothing`(seed: Int) throws {
        let problem = DrawnProblem.small(seed)
        let turned = reversed(problem)
        #expect(try names(of: turned.solve(), turned) == names(of: problem.solve(), problem))
    }

    @Test func `equal affinities are spread evenly, and the seed decides who reads what`() throws {
        var problem = equal(jurors: 6, entries: 8, readers: 3, mostLoad: 8)
        let first = try problem.solve()
        let loads = (0..<6).map { juror in first.readings.count { $0.juror == juror } }
        #expect(loads == [4, 4, 4, 4, 4, 4])
        #expect(try names(of: problem.solve(), problem) == names(of: first, problem))
        problem.seed = Seed("another")
        #expect(try names(of: problem.solve(), problem) != names(of: first, problem))
    }

    @Test
    func `readers of an entry come from different pools when they must, and readings are missing when they cannot`()
        throws
    {
        var problem = equal(jurors: 4, entries: 3, readers: 3, mostLoad: 3)
        for juror in 0..<4 { problem.jurors[juror].pool = juror < 3 ? "north" : "south" }
        problem.poolCap = 2
        let answer = try problem.solve()
        #expect(answer.unmet.isEmpty)
        #expect(answer.readings.count { $0.juror == 3 } == 3)
        problem.poolCap = 1
        #expect(try problem.solve().unmet.map(\.cause) == [.pool, .pool, .pool])
    }

    @Test(arguments: 1...100)
    func `where networks cross pools, the gap covers what is missing to the best of all`(seed: Int) throws {
        let problem = DrawnProblem.small(seed, crossing: true)
        let every = EveryAssignment(problem: problem)
        let answer = try problem.solve()
        let (ours, best) = (every.worth(of: answer), every.best)
        #expect((ours.missing, ours.takenBack, ours.underload) == (best.missing, best.takenBack, best.underload))
        #expect(best.loss <= ours.loss && Double(ours.loss - best.loss) <= answer.gap * 1000 + 1e-6)
    }

    @Test func `where networks cross pools, the best of all is found in nearly all cases`() throws {
        let found = try (1...100).count { seed in
            let problem = DrawnProblem.small(seed, crossing: true)
            let every = EveryAssignment(problem: problem)
            return try every.worth(of: problem.solve()) == every.best
        }
        #expect(found >= 90)
    }

    @Test func `readers of each entry come from different pools and networks at once`() throws {
        var problem = equal(jurors: 4, entries: 2, readers: 2, mostLoad: 1)
        for juror in 0..<4 {
            problem.jurors[juror].pool = juror < 2 ? "north" : "south"
            problem.jurors[juror].network = juror % 2 == 0 ? "unions" : "towns"
        }
        (problem.poolCap, problem.repeatedNetworkCost) = (1, 0.25)
        let answer = try problem.solve()
        #expect(answer.unmet.isEmpty && answer.networkCost == 0 && answer.gap == 0)
        for entry in 0..<2 {
            #expect(answer.readings.filter { $0.entry == entry }.reduce(0) { $0 + $1.juror } == 3)
        }
    }

    @Test func `when a juror leaves, only that juror's readings move`() throws {
        var problem = equal(jurors: 5, entries: 10, readers: 2, mostLoad: 5)
        let before = try problem.solve().readings.map { AssignmentProblem.Pair(juror: $0.juror, entry: $0.entry) }
        for entry in 0..<10 { problem.affinities[2, entry] = .conflict }
        problem.kept = before.filter { $0.entry < 3 && $0.juror != 2 }
        problem.current = before.filter { !problem.kept.contains($0) }
        let answer = try problem.solve()
        let changes = try #require(answer.changes)
        #expect(changes.takenBack == before.filter { $0.juror == 2 })
        #expect(changes.added.count == changes.takenBack.count)
        #expect(answer.unmet.isEmpty)
    }

    @Test func `what cannot be met has its cause`() throws {
        var problem = equal(jurors: 3, entries: 4, readers: 2, mostLoad: 2)
        problem.entries[0].readers = 5
        for juror in 0..<2 { problem.affinities[juror, 1] = .conflict }
        for juror in 0..<2 { problem.affinities[juror, 2] = .unknown }
        let causes = try problem.solve().unmet.map { "\($0.entry) \($0.cause)" }
        #expect(causes.prefix(3) == ["0 jurors", "1 conflict", "2 affinity"])
        #expect(try equal(jurors: 3, entries: 4, readers: 2, mostLoad: 2).solve().unmet.map(\.cause).first == .load)
    }

    @Test func `a least load that nobody asks for is told, not forced`() throws {
        var problem = equal(jurors: 3, entries: 1, readers: 1, mostLoad: 5)
        for juror in 0..<3 { problem.jurors[juror].leastLoad = 1 }
        #expect(try problem.solve().underloaded.map(\.cause) == [.demand, .demand])
    }

    private func equal(jurors: Int, entries: Int, readers: Int, mostLoad: Int) -> AssignmentProblem {
        AssignmentProblem(
            jurors: (0..<jurors).map { .init("J\($0)", mostLoad: mostLoad) },
            entries: (0..<entries).map { .init("E\($0)", readers: readers) },
            affinities: Affinities(Array(repeating: Array(repeating: 0.5, count: entries), count: jurors)),
            seed: Seed("seed"))
    }

    private func reversed(_ problem: AssignmentProblem) -> AssignmentProblem {
        let (jurors, entries) = (problem.jurors.count, problem.entries.count)
        var affinities = Affinities(entries: entries)
        for juror in (0..<jurors).reversed() {
            affinities.append((0..<entries).reversed().map { problem.affinities[juror, $0] })
        }
        var turned = problem
        turned.jurors.reverse()
        turned.entries.reverse()
        turned.affinities = affinities
        let turn = { (pair: AssignmentProblem.Pair) in
            AssignmentProblem.Pair(juror: jurors - 1 - pair.juror, entry: entries - 1 - pair.entry)
        }
        turned.kept = problem.kept.map(turn)
        turned.current = problem.current.map(turn)
        return turned
    }

    private func names(of answer: AssignmentAnswer, _ problem: AssignmentProblem) -> Set<String> {
        Set(answer.readings.map { problem.entries[$0.entry].id + problem.jurors[$0.juror].id })
    }
}
