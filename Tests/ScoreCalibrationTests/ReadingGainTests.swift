import Foundation
import Seeds
import Testing

@testable import ScoreCalibration

@Suite struct ReadingGainTests {
    /// A jury of invented marks; each entry read by `each` jurors in turn.
    private func jury(entries: Int, jurors: Int, each: Int, seed: String = "jury") throws -> Readings {
        var draws = Seed(seed).generator("marks")
        let severities = (0..<jurors).map { _ in draws.normal() }
        var marks: [Mark] = []
        for entry in 0..<entries {
            let quality = draws.normal()
            for turn in 0..<each {
                let juror = (entry + turn * (1 + entry / jurors)) % jurors
                let mark = 10 + 2 * quality + severities[juror] + draws.normal()
                marks.append(
                    Mark(entry: "e\(10 + entry)", juror: "j\(10 + juror)", sitting: "\(turn)", value: mark))
            }
        }
        return try Readings(marks)
    }

    /// The covariance of values and severities from the textbook: the dense inverse of Henderson's equations.
    private func dense(_ readings: Readings, _ law: GaussianPosterior) -> [[Double]] {
        let (entries, jurors) = (readings.entries.count, readings.jurors.count)
        let (outer, inner) = (
            law.model.ratios.outer * law.residualVariance, law.model.ratios.inner * law.residualVariance
        )
        let ofEntries = law.model.design.entriesOutside ? outer : inner
        let size = entries + jurors + 1
        var matrix = [[Double]](repeating: [Double](repeating: 0, count: size), count: size)
        for reading in readings.list {
            let places = [reading.entry, entries + reading.juror, size - 1]
            for row in places { for column in places { matrix[row][column] += 1 / law.residualVariance } }
        }
        for entry in 0..<entries { matrix[entry][entry] += 1 / ofEntries }
        for juror in entries..<size - 1 { matrix[juror][juror] += 1 / (outer + inner - ofEntries) }
        let inverse = Self.inverse(matrix)
        let rows = (0..<entries + jurors).map { place in
            (0..<size).map { column -> Double in
                column == place || column == size - 1 && place < entries ? 1 : 0
            }
        }
        let images = rows.map { row in
            inverse.map { line in zip(line, row).reduce(0) { $0 + $1.0 * $1.1 } }
        }
        return rows.map { row in images.map { image in zip(image, row).reduce(0) { $0 + $1.0 * $1.1 } } }
    }

    /// One law of the mixture: that of the likeliest variances.
    private func single(_ readings: Readings) throws -> GaussianPosterior {
        try #require(Calibration(readings).posterior.parts.max { $0.weight < $1.weight }).law
    }

    private static func inverse(_ matrix: [[Double]]) -> [[Double]] {
        let size = matrix.count
        var wide = matrix.enumerated().map { row, line in line + (0..<size).map { $0 == row ? 1 : 0 } }
        for pivot in 0..<size {
            let best = (pivot..<size).max { abs(wide[$0][pivot]) < abs(wide[$1][pivot]) }!
            wide.swapAt(pivot, best)
            let head = wide[pivot][pivot]
            wide[pivot] = wide[pivot].map { $0 / head }
            for row in 0..<size where row != pivot {
                let factor = wide[row][pivot]
                for column in 0..<2 * size { wide[row][column] -= factor * wide[pivot][column] }
            }
        }
        return wide.map { Array($0[size...]) }
    }

    @Test(arguments: [(9, 4), (4, 9)])
    func `values and severities vary together as the dense inverse says`(size: (entries: Int, jurors: Int)) throws {
        let readings = try jury(entries: size.entries, jurors: size.jurors, each: size.entries > 4 ? 3 : 7)
        let part = try single(readings)
        let law = JointLaw(
            Posterior([(1, part)], around: part.means), entries: Array(0..<size.entries), jurors: size.jurors)
        let expected = dense(readings, part)
        for row in 0..<law.size {
            for column in 0..<law.size {
                #expect(abs(law.covariance[row * law.size + column] - expected[row][column]) < 1e-6)
            }
        }
    }

    @Test func `a mixture of laws varies as its parts and the gaps between their means`() throws {
        let readings = try jury(entries: 9, jurors: 4, each: 3)
        let posterior = try Calibration(readings).posterior
        let law = JointLaw(posterior, entries: [2, 5, 7], jurors: 4)
        for (row, first) in [2, 5, 7].enumerated() {
            for (column, second) in [2, 5, 7].enumerated() {
                #expect(abs(law.covariance[row * 7 + column] - posterior.covariance(first, second)) < 1e-9)
            }
            for juror in 0..<4 {
                let shared = law.covariance[row * 7 + row] + law.covariance[row * 7 + 3 + juror]
                let forecast = posterior.forecast(entry: first, juror: juror)
                #expect(abs(shared - forecast.covariances[first]) < 0.2 * shared)
            }
        }
    }

    @Test func `a planned reading leaves the covariance that the reading itself would`() throws {
        let readings = try jury(entries: 9, jurors: 4, each: 3)
        let part = try single(readings)
        var law = JointLaw(Posterior([(1, part)], around: part.means), entries: Array(0..<9), jurors: 4)
        let read = Set(readings.list.map { [$0.entry, $0.juror] })
        let pair = (0..<36).map { [$0 / 4, $0 % 4] }.first { !read.contains($0) }!
        let known = (0..<law.size).map {
            law.covariance[pair[0] * law.size + $0] + law.covariance[(9 + pair[1]) * law.size + $0]
        }
        law.condition(on: known, variance: known[pair[0]] + known[9 + pair[1]] + law.residualVariance)
        let marks = readings.list.map {
            Mark(entry: readings.entries[$0.entry], juror: readings.jurors[$0.juror], value: $0.mark)
        }
        let more = marks + [Mark(entry: readings.entries[pair[0]], juror: readings.jurors[pair[1]], value: 3)]
        let expected = dense(try Readings(more), part)
        for row in 0..<law.size {
            for column in 0..<law.size {
                #expect(abs(law.covariance[row * law.size + column] - expected[row][column]) < 1e-6)
            }
        }
    }

    @Test(arguments: [0, 0.3, -1.2, 2.5], [0.0005, 0.2, 0.6, 0.95])
    func `doubt and risk fall as integration over the mark to come says`(distance: Double, share: Double) {
        func phi(_ value: Double) -> Double { erfc(-value / 2.0.squareRoot()) / 2 }
        var (doubt, risk, weight) = (0.0, 0.0, 0.0)
        for step in -4000...4000 {
            let chance = Double(step) / 500
            let density = exp(-chance * chance / 2)
            let later = phi((distance + share.squareRoot() * chance) / (1 - share).squareRoot())
            doubt += density * later * (1 - later)
            risk += density * min(later, 1 - later)
            weight += density
        }
        var nearness = Nearness(distance: distance, variance: 4)
        let now = phi(distance) * phi(-distance)
        #expect(abs(nearness.gain(4 * share) - (now - doubt / weight)) < 2e-4 * now)
        nearness.learn(4 * share)
        #expect(abs(nearness.settled - (now - doubt / weight)) < 2e-4 * now)
        #expect(abs(nearness.risk(at: nearness.learnt) - risk / weight) < 1e-5)
        #expect(abs(nearness.risk(at: 0) - phi(-abs(distance))) < 1e-6)
    }

    @Test func `probabilities add up to the places, and gains to what doubt falls by`() throws {
        let calibration = try Calibration(jury(entries: 20, jurors: 6, each: 3))
        var gain = try #require(ReadingGain(calibration, top: 4))
        #expect(abs(gain.topProbabilities.reduce(0, +) - 4) < 1e-6)
        var sum = 0.0
        for reading in 0..<30 {
            let (entry, juror) = (reading * 7 % 20, reading % 6)
            let worth = gain.gain(entry: entry, juror: juror)
            #expect(worth > 0)
            gain.plan(entry: entry, juror: juror)
            sum += worth
        }
        #expect(abs(gain.doubt.now - gain.doubt.expected - sum) < 0.01 * sum)
        #expect(gain.doubt.expected > 0)
        for entry in 0..<20 { #expect(gain.risk(of: entry).expected <= gain.risk(of: entry).now + 1e-12) }
    }

    @Test func `probabilities are those of the joint posterior, nearly`() throws {
        let calibration = try Calibration(jury(entries: 30, jurors: 6, each: 3))
        let gain = try #require(ReadingGain(calibration, top: 5))
        var counts = [Double](repeating: 0, count: 30)
        calibration.posterior.draw(4000, seed: Seed("draws")) { values in
            for entry in values.indices.sorted(by: { values[$0] > values[$1] }).prefix(5) { counts[entry] += 1 }
        }
        for entry in 0..<30 { #expect(abs(gain.topProbabilities[entry] - counts[entry] / 4000) < 0.06) }
    }

    @Test func `where a low mark is a good one, gains are those of the marks turned round`() throws {
        let readings = try jury(entries: 12, jurors: 5, each: 3)
        let turned = try Readings(
            readings.list.map {
                Mark(entry: readings.entries[$0.entry], juror: readings.jurors[$0.juror], value: -$0.mark)
            })
        let gain = try #require(ReadingGain(Calibration(readings), top: 3))
        let other = try #require(ReadingGain(Calibration(turned), top: 3, lowerIsBetter: true))
        for entry in 0..<12 {
            for juror in 0..<5 {
                #expect(abs(gain.gain(entry: entry, juror: juror) - other.gain(entry: entry, juror: juror)) < 1e-6)
            }
        }
        #expect(abs(gain.boundary + other.boundary) < 1e-6)
    }

    @Test func `there is nothing to gain where all entries are chosen`() throws {
        let calibration = try Calibration(jury(entries: 9, jurors: 4, each: 3))
        #expect(ReadingGain(calibration, top: 9) == nil)
        #expect(ReadingGain(calibration, top: 99) == nil)
        #expect(ReadingGain(calibration, top: 0) == nil)
        #expect(ReadingGain(calibration, top: 8) != nil)
    }

    @Test func `of many entries those nearest to the boundary are looked at`() throws {
        let calibration = try Calibration(jury(entries: 40, jurors: 6, each: 3))
        let (all, few) = (
            try #require(ReadingGain(calibration, top: 4)), ReadingGain(calibration, top: 4, candidates: 10)
        )
        let some = try #require(few)
        #expect(some.candidates.count == 10)
        #expect(abs(some.topProbabilities.reduce(0, +) - 4) < 1e-6)
        let left = Set(0..<40).subtracting(some.candidates)
        let most = left.map { min(all.topProbabilities[$0], 1 - all.topProbabilities[$0]) }.max() ?? 0
        #expect(
            some.candidates.allSatisfy { min(all.topProbabilities[$0], 1 - all.topProbabilities[$0]) >= most - 0.05 })
        #expect(left.allSatisfy { some.gain(entry: $0, juror: 0) == 0 })
    }
}
