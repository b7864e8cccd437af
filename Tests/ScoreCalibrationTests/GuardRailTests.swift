import ScoreCalibration
import Testing

struct GuardRailTests {
    private func refusal(_ marks: [Mark], pools: [String: String]? = nil) throws -> CalibrationRefusal? {
        let readings = try Readings(marks)
        return CalibrationReport(try pools.map { try readings.pooled($0) } ?? readings).refusal
    }

    /// Every juror reads every entry, with marks of no pattern.
    private func all(_ entries: [String], _ jurors: [String]) -> [Mark] {
        entries.enumerated().flatMap { row, entry in
            jurors.enumerated().map { column, juror in
                Mark(entry: entry, juror: juror, value: Double((row * row * 7 + column * 5 + row * column * 3) % 11))
            }
        }
    }

    @Test func `a well-read campaign is not refused`() throws {
        #expect(try refusal(all(["A", "B", "C", "D", "E"], ["x", "y", "z"])) == nil)
    }

    @Test func `parts that no juror links are not compared`() throws {
        let marks = all(["A", "B", "C", "D"], ["x", "y", "z"]) + all(["E", "F", "G", "H"], ["u", "v", "w"])
        #expect(try refusal(marks) == .disconnected(parts: 2))
    }

    @Test func `a pool that two readings link is refused, with three it is not`() throws {
        let marks = all(["A", "B", "C", "D"], ["x", "y", "z"]) + all(["E", "F", "G", "H"], ["u", "v", "w"])
        let ids =
            ["A", "B", "C", "D", "x", "y", "z"].map { ($0, "north") }
            + ["E", "F", "G", "H", "u", "v", "w"].map { ($0, "south") }
        let pools = Dictionary(uniqueKeysWithValues: ids)
        let links = [("A", "u"), ("E", "x"), ("F", "y")].map { Mark(entry: $0.0, juror: $0.1, value: 5) }
        #expect(try refusal(marks + links.prefix(2), pools: pools) == .barelyLinked(pool: "north", crossReadings: 2))
        #expect(try refusal(marks + links, pools: pools) == nil)
    }

    @Test func `too few entries, jurors or readings are refused`() throws {
        #expect(try refusal(all(["A"], ["x", "y", "z"])) == .tooFewData(entries: 1, jurors: 3, readings: 3))
        #expect(try refusal(all(["A", "B", "C"], ["x"])) == .tooFewData(entries: 3, jurors: 1, readings: 3))
        #expect(try refusal(all(["A", "B", "C"], ["x", "y"])) == .tooFewData(entries: 3, jurors: 2, readings: 6))
        #expect(try refusal([]) == .tooFewData(entries: 0, jurors: 0, readings: 0))
    }

    @Test func `marks that are all the same are refused`() throws {
        let marks = all(["A", "B", "C", "D", "E"], ["x", "y", "z"])
        let same = marks.map { Mark(entry: $0.entry, juror: $0.juror, value: 0.1 + 0.2) }
        #expect(try refusal(same) == .noVariance)
    }

    @Test func `a refused campaign keeps raw means, ranks and alpha`() throws {
        let report = CalibrationReport(try Readings(all(["A", "B", "C"], ["x"])))
        #expect(report.rawMeans == [0, 7, 6])
        #expect(report.ranks == [3, 1, 2])
        #expect(report.standings == nil)
        #expect(report.refusal?.code == "too-few-data")
    }
}

/// Two territories that read each other only as often as asked.
struct SeclusionTests {
    private func marks(crossEvery step: Int) -> [Mark] {
        (0..<40).flatMap { entry in
            (0..<3).map { turn in
                let home = (entry * 3 + turn) % step == 0 ? 1 - entry % 2 : entry % 2
                let juror = home + 2 * ((entry / 2 + [0, 1, 3][turn]) % 6)
                return Mark(
                    entry: "E\(entry)", juror: "J\(juror)", value: Double((entry * 7 + juror * 5 + turn * 3) % 11))
            }
        }
    }

    private func refusal(_ marks: [Mark], pools: ((Int) -> Int)? = nil) throws -> CalibrationRefusal? {
        let readings = try Readings(marks)
        guard let pools else { return CalibrationReport(readings).refusal }
        let ids = (0..<40).flatMap { [("E\($0)", "\(pools($0))"), ("J\($0)", "\($0 % 2)")] }
        return CalibrationReport(try readings.pooled(Dictionary(uniqueKeysWithValues: ids))).refusal
    }

    @Test func `territories that hardly read each other are refused until they are declared`() throws {
        let secluded = marks(crossEvery: 20)
        #expect(try refusal(secluded)?.code == "secluded")
        #expect(try refusal(secluded) { $0 / 2 % 2 }?.code == "secluded")
        #expect(try refusal(secluded) { $0 % 2 } == nil)
    }

    @Test func `territories that read each other often enough are not refused`() throws {
        #expect(try refusal(marks(crossEvery: 4)) == nil)
    }

    @Test(arguments: [(20, 5, 3), (60, 12, 3), (60, 30, 2)]) func `juries drawn by chance are not refused`(
        shape: (Int, Int, Int)
    ) throws {
        for seed in 0..<2 {
            let campaign = Campaign(shape.0, shape.1, shape.2, seed: "drawn \(seed)")
            #expect(throws: Never.self) { try Calibration(Readings(campaign.marks)) }
        }
    }
}
