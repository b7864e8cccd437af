import Foundation
import ScoreCalibration
import Testing

/// Against lme4, from the figures that `Fixtures/lme4.R` wrote.
struct OracleTests {
    private static let cases = ["mixed", "wide", "small", "many"]

    @Test(arguments: cases, [false, true]) func `variances, effects and deviance are those of lme4`(
        name: String, pooled: Bool
    ) throws {
        let fixture = try Fixture(name)
        let calibration = try Calibration(pooled ? fixture.readings.pooled(fixture.pools) : fixture.readings)
        let known = try Fixture.known(name, pooled ? "pools" : "plain")
        let variances = calibration.variances
        let ours: [String: Double?] = [
            "pool": variances.pool, "entry": variances.entry, "juror": variances.juror, "residual": variances.residual,
        ]
        for (id, figure) in known["variance"] ?? [:] { try expect(#require(ours[id]), figure, "variance \(id)") }
        let entries = Dictionary(uniqueKeysWithValues: zip(calibration.readings.entries, calibration.estimates))
        for (id, figure) in try #require(known["entry"]) { expect(entries[id], figure, id) }
        let jurors = Dictionary(uniqueKeysWithValues: zip(calibration.readings.jurors, calibration.severities))
        for (id, figure) in try #require(known["juror"]) { expect(jurors[id], figure, id) }
        try expect(calibration.deviance, #require(known["deviance"]?[""] ?? nil), "deviance")
    }

    private func expect(_ ours: Double?, _ known: Double?, _ what: String) {
        guard let ours, let known else {
            #expect(ours == nil && known == nil, "\(what)")
            return
        }
        #expect(abs(ours - known) <= 1e-5 * max(1, abs(known)), "\(what)")
    }
}

/// A generated campaign with what lme4 makes of it.
struct Fixture {
    let readings: Readings
    let pools: [String: String]

    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "Fixtures")

    init(_ name: String) throws {
        var (marks, pools) = ([Mark](), [String: String]())
        for row in try Self.rows("\(name).csv") {
            marks.append(Mark(entry: row[0], juror: row[1], value: Double(row[2])!))
            pools[row[0]] = row[3]
        }
        readings = try Readings(marks)
        self.pools = pools
    }

    static func rows(_ file: String) throws -> [[String]] {
        let text = try String(contentsOf: folder.appending(path: file), encoding: .utf8)
        return text.split(separator: "\n").dropFirst().map { line in
            line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        }
    }

    /// Figures by kind and identifier; nil where lme4 has none.
    static func known(_ name: String, _ model: String) throws -> [String: [String: Double?]] {
        var known: [String: [String: Double?]] = [:]
        for row in try rows("lme4.csv") where row[0] == name && row[1] == model {
            known[row[2], default: [:]][row[3]] = .some(Double(row[4]))
        }
        return known
    }
}
