import Foundation
import Seeds
import Testing

@testable import ScoreCalibration

/// Marks that leave nothing to chance: the variances are those of the effects.
struct ExactMarksTests {
    private func variances(entries: Int, jurors: Int, _ mark: (Int, Int) -> Double?) throws -> Calibration.Variances {
        let marks = (0..<entries).flatMap { entry in
            (0..<jurors).compactMap { juror in
                mark(entry, juror).map { Mark(entry: "E\(entry)", juror: "J\(juror)", value: $0) }
            }
        }
        return try Calibration(Readings(marks)).variances
    }

    private func variance(_ values: [Double]) -> Double {
        let mean = values.reduce(0, +) / Double(values.count)
        return values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count - 1)
    }

    @Test(arguments: [(6, [0.0, 1, 2, 3]), (6, [2.0, 2, 5, 9, 1]), (20, [0.5, 0.25, 4])])
    func `where the juror alone explains the marks, their variance is that of the jurors`(
        entries: Int, levels: [Double]
    ) throws {
        let found = try variances(entries: entries, jurors: levels.count) { levels[$1] }
        #expect(abs(found.juror - variance(levels)) < 1e-5 * variance(levels))
        #expect(found.entry < 1e-5 && found.residual == 0)
    }

    @Test func `where the entry alone does, it is that of the entries`() throws {
        let found = try variances(entries: 8, jurors: 4) { entry, _ in Double(entry) }
        #expect(abs(found.entry - 6) < 1e-4 && found.juror < 1e-5 && found.residual == 0)
    }

    @Test func `where both do, each has its own`() throws {
        let found = try variances(entries: 8, jurors: 4) { entry, juror in Double(entry) - 0.5 * Double(juror * juror) }
        #expect(abs(found.entry - 6) < 1e-4)
        #expect(abs(found.juror - variance([0, 0.5, 2, 4.5])) < 1e-3)
    }

    @Test func `where not all read everything too`() throws {
        let levels = [0.0, 1, 2, 3, 5]
        let found = try variances(entries: 20, jurors: 5) { entry, juror in
            (entry + juror) % 5 < 3 ? 3 + levels[juror] : nil
        }
        #expect(abs(found.juror - variance(levels)) < 1e-4 && found.entry < 1e-4 && found.residual == 0)
    }

    @Test func `marks with a little chance are no such marks`() throws {
        var chance = Seed("little").generator("chance")
        let found = try variances(entries: 30, jurors: 6) { _, juror in Double(juror) + 0.05 * chance.normal() }
        #expect(abs(found.residual - 0.0025) < 0.0008)
        #expect(abs(found.juror - variance([0, 1, 2, 3, 4, 5])) < 0.1)
    }
}

/// A mark that no scale holds together with the others.
struct FarMarkTests {
    private func far(_ values: [Double], criterion: (Int) -> String = { _ in "" }) -> [Double] {
        let marks = values.enumerated().map { place, value in
            Mark(entry: "E\(place)", juror: "J", criterion: criterion(place), value: value)
        }
        return FarMarks.places(in: marks).sorted().map { values[$0] }
    }

    private let usual = (0..<60).map { Double($0 % 5) }

    @Test func `a mark ten times too large is far, on either side`() {
        #expect(far(usual + [40]) == [40])
        #expect(far(usual + [-40, 33, 1e9]) == [-40, 33, 1e9])
        let halves = (0..<40).map { 7 + Double($0 % 6) / 2 }
        #expect(far(halves + [85]) == [85])
    }

    @Test func `ends of a scale, a hard juror and a rare mark are not`() {
        #expect(far(usual).isEmpty)
        // Most between 10 and 14 of 20; 0 and 20 are marks.
        let middling = (0..<60).map { 10 + Double($0 % 5) }
        #expect(far(middling + [0, 20, 3]).isEmpty)
        #expect(far(Array(repeating: 0, count: 60) + [1]).isEmpty)
        #expect(far(Array(repeating: 5, count: 60) + [1, 10]).isEmpty)
        #expect(far([1, 1, 1, 1, 90]).isEmpty)
    }

    @Test func `each criterion has its own scale`() {
        let values = (0..<60).map { place -> Double in place % 2 == 0 ? Double(place % 5) : 1000 + Double(place) }
        #expect(far(values) { $0 % 2 == 0 ? "points" : "euros" }.isEmpty)
        #expect(far(values + [400]) { $0 % 2 == 0 ? "points" : "euros" } == [400])
    }
}

/// How many honest jurors are flagged, and how many of those who mark by chance are found.
struct JurorFlagTests {
    @Test func `doubts of a jury are those of Benjamini and Hochberg`() {
        let doubts: [Double?] = [0.01, nil, 0.04, 0.03, 0.005, 0.9]
        let checks = doubts.map { JurorCheck(consistency: nil, residualDeviation: nil, slope: 0, noise: 3, doubt: $0) }
        let together = checks.testedTogether()
        // Five tested: 0.005·5/1, 0.01·5/2, 0.03·5/3, 0.04·5/4, 0.9·5/5.
        let known = [0.025, nil, 0.05, 0.05, 0.025, 0.9]
        for (check, known) in zip(together, known) {
            #expect(known.map { abs((check.juryDoubt ?? -1) - $0) < 1e-12 } ?? (check.juryDoubt == nil))
        }
        #expect(together.map(\.isOutlier) == [true, false, true, true, true, false])
    }

    /// A jury of known truth, its marks in whole points from 0 to `highest`.
    private func jury(_ seed: String, entries: Int, jurors: Int, highest: Double, contrary: Int = 0) throws
        -> [JurorCheck]
    {
        var chance = Seed(seed).generator("jury")
        let severities = (0..<jurors).map { _ in 0.7 * chance.normal() }
        let unit = highest * 0.15
        var marks: [Mark] = []
        for entry in 0..<entries {
            let worth = chance.normal()
            for juror in (0..<jurors).shuffled(using: &chance).prefix(3) {
                let seen = juror < contrary ? 1.3 * chance.normal() : worth + 0.9 * chance.normal()
                let mark = (highest * 0.55 + unit * (seen + severities[juror])).rounded()
                marks.append(Mark(entry: "E\(entry)", juror: "J\(juror)", value: min(highest, max(0, mark))))
            }
        }
        return JurorChecks(try Calibration(Readings(marks))).all()
    }

    @Test(arguments: [(24, 8, 4.0), (40, 10, 10.0)])
    func `of juries in which all are honest, hardly any has a juror flagged`(shape: (Int, Int, Double)) throws {
        var (juries, flagged) = (0, 0)
        for seed in 0..<60 {
            let checks = try jury("honest \(seed)", entries: shape.0, jurors: shape.1, highest: shape.2)
            flagged += checks.count(where: \.isOutlier)
            juries += 1
        }
        // One jury in twenty on average, so more than eight of sixty would be one in ten thousand.
        #expect(flagged <= 8, "\(flagged) jurors in \(juries) juries of \(shape.1)")
    }

    @Test func `most of those who mark by chance are found, and nobody else beside them`() throws {
        var (found, wronged) = (0, 0)
        for seed in 0..<30 {
            let checks = try jury("contrary \(seed)", entries: 60, jurors: 12, highest: 10, contrary: 1)
            found += checks[0].isOutlier ? 1 : 0
            wronged += checks.dropFirst().count(where: \.isOutlier)
        }
        #expect(found >= 12, "\(found) of 30")
        #expect(wronged <= 4, "\(wronged) of 330")
    }
}
