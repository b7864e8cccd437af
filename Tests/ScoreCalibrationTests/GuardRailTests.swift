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
