import Foundation
import Seeds
import Testing

@testable import ScoreCalibration

struct EdgeTests {
    private func finite(_ report: CalibrationReport) {
        for standing in report.standings ?? [] {
            let figures = [standing.estimate, standing.error, standing.low, standing.high, standing.topProbability]
            #expect(figures.allSatisfy(\.isFinite) && standing.error >= 0)
            #expect((0...1).contains(standing.topProbability))
        }
        guard let calibration = report.calibration else { return }
        #expect((calibration.severities + calibration.severityDeviations).allSatisfy { $0.isFinite })
    }

    /// Marks made of an entry's worth, a juror's severity and a remainder.
    private func report(_ mark: (Int, Int) -> Double, entries: Int = 8, jurors: Int = 5) throws -> CalibrationReport {
        let marks = (0..<entries).flatMap { entry in
            (0..<jurors).filter { (entry + $0) % 3 != 0 }.map { juror in
                Mark(entry: "E\(entry)", juror: "J\(juror)", value: mark(entry, juror))
            }
        }
        return CalibrationReport(try Readings(marks))
    }

    @Test func `marks without any chance give every entry its own place`() throws {
        let report = try report { Double($0) - 0.5 * Double($1) }
        finite(report)
        #expect(report.ranks == [8, 7, 6, 5, 4, 3, 2, 1])
        #expect(report.standings?.map(\.cluster) == [8, 7, 6, 5, 4, 3, 2, 1])
    }

    @Test func `jurors who mark each by a level of their own leave entries undecided`() throws {
        let report = try report { _, juror in Double(juror * juror) }
        finite(report)
        #expect(Set(report.standings?.map(\.cluster) ?? []) == [1])
    }

    @Test func `entries marked alike by all jurors leave no severity`() throws {
        let report = try report { entry, _ in Double(entry) }
        finite(report)
        let severities = try #require(report.calibration).severities
        #expect(severities.allSatisfy { abs($0) < 1e-4 })
    }

    @Test(arguments: [1e-90, 1e90]) func `marks of any size give the same ranks`(size: Double) throws {
        let campaign = Campaign(12, 5, 3)
        let plain = CalibrationReport(try Readings(campaign.marks))
        let marks = campaign.marks.map { Mark(entry: $0.entry, juror: $0.juror, value: $0.value * size) }
        let report = CalibrationReport(try Readings(marks))
        finite(report)
        #expect(report.ranks == plain.ranks && report.standings != nil)
    }

    @Test func `a juror who gave one mark is in, without a verdict`() throws {
        let campaign = Campaign(12, 5, 3)
        let report = CalibrationReport(try Readings(campaign.marks + [Mark(entry: "E0", juror: "once", value: 40)]))
        finite(report)
        let place = try #require(report.readings.jurors.firstIndex(of: "once"))
        let check = try #require(report.checks?[place])
        #expect(check.consistency == nil && check.residualDeviation == nil && !check.isOutlier)
    }

    @Test func `without entries nothing is asked of anything`() throws {
        let report = CalibrationReport(try Readings([]))
        #expect(report.rawMeans.isEmpty && report.alpha == nil && report.refusal != nil)
    }

    @Test(arguments: [1, 3, 47, 48, 49, 131, 260]) func `a matrix is factored and inverted`(size: Int) throws {
        var chance = Seed("matrix").generator("\(size)")
        let root = (0..<size * size).map { _ in chance.normal() }
        let matrix = (0..<size * size).map { place in
            let (row, column) = (place / size, place % size)
            let product = (0..<min(size, 8)).reduce(0) { $0 + root[row * size + $1] * root[column * size + $1] }
            return product + (row == column ? 2 : 0)
        }
        let triangle = try #require(DenseTriangle(matrix, size: size))
        let known = (0..<size).map { _ in chance.normal() }
        let image = (0..<size).map { row in (0..<size).reduce(0) { $0 + matrix[row * size + $1] * known[$1] } }
        #expect(zip(triangle.solve(image), known).allSatisfy { abs($0 - $1) < 1e-9 })
        let upper = triangle.inverseTransposed()
        let half = (0..<size).map { column in (0...column).reduce(0) { $0 + upper[$1 * size + column] * image[$1] } }
        #expect(zip(half, triangle.solveLower(image)).allSatisfy { abs($0 - $1) < 1e-9 })
    }

    @Test func `a matrix that is not positive is refused`() {
        #expect(DenseTriangle([1, 2, 2, 1], size: 2) == nil)
    }
}
