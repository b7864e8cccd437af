import Seeds
import Testing

@testable import JuryAssignment

struct PairLimitTests {
    /// Three jurors who all fit one entry best.
    private func problem(_ seed: String, limit: Double) -> AssignmentProblem {
        let rows: [[Double?]] = [
            [1.0, 0.1, 0.2, 0.3], [0.9, 0.2, 0.1, 0.3], [0.8, 0.3, 0.2, nil], [0.1, 0.9, 0.8, 0.7],
            [0.2, 0.8, 0.9, 0.1],
        ]
        var problem = AssignmentProblem(
            jurors: rows.indices.map { .init("J\($0)", leastLoad: 1, mostLoad: 2) },
            entries: (0..<4).map { .init("E\($0)", readers: 2) }, affinities: Affinities(rows), seed: Seed(seed))
        problem.pairLimit = limit
        return problem
    }

    @Test(arguments: [0.5, 0.65, 0.8])
    func `no pair comes more often than the limit, and every draw keeps the loads`(limit: Double) throws {
        let draws = 400
        var counts: [AssignmentProblem.Pair: Int] = [:]
        var totals = 0.0
        var expected = 0.0
        for draw in 0..<draws {
            let answer = try problem("draw \(draw)", limit: limit).solve()
            #expect(answer.unmet.isEmpty && answer.underloaded.isEmpty)
            for juror in 0..<5 { #expect(answer.readings.count { $0.juror == juror } <= 2) }
            for reading in answer.readings {
                counts[.init(juror: reading.juror, entry: reading.entry), default: 0] += 1
            }
            totals += answer.total
            expected = try #require(answer.expectedTotal)
        }
        // Four standard deviations of a share in 400 draws.
        #expect(counts.values.allSatisfy { Double($0) / Double(draws) <= limit + 0.1 })
        #expect(abs(totals / Double(draws) - expected) < 0.1)
    }

    @Test func `a limit finer than readings can be cut is refused`() {
        #expect(throws: AssignmentRefusal.tooLarge) { try problem("seed", limit: 0.00001).solve() }
    }

    @Test func `a limit of 1 limits nothing`() throws {
        var free = problem("seed", limit: 1)
        let limited = try free.solve()
        free.pairLimit = nil
        #expect(try free.solve().readings == limited.readings)
    }

    @Test func `a limit too small for the readers asked for leaves readings missing, and says so`() throws {
        let answer = try problem("seed", limit: 0.25).solve()
        #expect(!answer.unmet.isEmpty)
        #expect(answer.unmet.allSatisfy { $0.cause == .pairLimit })
    }
}
