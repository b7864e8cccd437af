import Foundation
import ScoreCalibration
import Seeds
import Testing

struct ReadingsTests {
    private func mark(
        _ entry: String, _ juror: String, _ criterion: String = "", _ sitting: String = "", _ value: Double
    )
        -> Mark
    {
        Mark(entry: entry, juror: juror, criterion: criterion, sitting: sitting, value: value)
    }

    @Test func `criteria are weighed, and weights may add up to anything`() throws {
        let marks = [mark("A", "x", "use", 4), mark("A", "x", "form", 8)]
        #expect(try Readings(marks).list == [Reading(entry: 0, juror: 0, mark: 6)])
        let readings = try Readings(marks, weights: ["use": 3, "form": 1])
        #expect(readings.list.map(\.mark) == [5])
        #expect(readings.weights == [0.25, 0.75])
    }

    @Test func `a criterion of weight 0 is as if never marked`() throws {
        let marks = [mark("A", "x", "use", 4), mark("B", "y", "form", 8)]
        let readings = try Readings(marks, weights: ["use": 1, "form": 0])
        #expect(readings.entries == ["A"])
        #expect(readings.criteria == ["use"])
    }

    @Test func `a blank criterion stands at its level, so that a hard one left out is no advantage`() throws {
        let marks = [
            mark("A", "x", "easy", 8), mark("A", "x", "hard", 2), mark("B", "x", "easy", 8), mark("B", "x", "hard", 2),
            mark("C", "x", "easy", 8),
        ]
        #expect(try Readings(marks).list.map(\.mark) == [5, 5, 5])
    }

    @Test func `repeated readings are averaged, and tell a juror's own spread`() throws {
        let marks = [mark("A", "x", "", "1", 4), mark("A", "x", "", "2", 6), mark("A", "y", "", "1", 3)]
        let readings = try Readings(marks)
        #expect(readings.list.map(\.mark) == [5, 3])
        #expect(readings.repeatDeviations == [Double(2).squareRoot(), nil])
    }

    @Test func `the same mark twice is refused at its place`() {
        let marks = [mark("B", "x", 4), mark("A", "x", 4), mark("A", "y", 4), mark("A", "x", 5)]
        #expect(throws: MarkFault.repeated(at: 3)) { try Readings(marks) }
    }

    @Test(arguments: [Double.nan, .infinity, -1e101]) func `a mark beyond all scales is refused`(value: Double) {
        #expect(throws: MarkFault.outOfRange(at: 0)) { try Readings([mark("A", "x", value)]) }
    }

    @Test func `weights must be known, none below 0, one above`() {
        let marks = [mark("A", "x", "use", 4)]
        #expect(throws: MarkFault.unknownCriterion("form")) { try Readings(marks, weights: ["use": 1, "form": 1]) }
        #expect(throws: MarkFault.withoutWeight(criterion: "use")) { try Readings(marks, weights: [:]) }
        #expect(throws: MarkFault.negativeWeight(criterion: "use")) { try Readings(marks, weights: ["use": -1]) }
        #expect(throws: MarkFault.noWeight) { try Readings(marks, weights: ["use": 0]) }
    }

    @Test func `the order of the rows changes nothing, to the last bit`() throws {
        var chance = Seed("order").generator("rows")
        let campaign = Campaign(12, 5, 3)
        let one = CalibrationReport(try Readings(campaign.marks).pooled(campaign.pools))
        let other = CalibrationReport(try Readings(campaign.marks.shuffled(using: &chance)).pooled(campaign.pools))
        #expect(one.standings?.map(\.error) == other.standings?.map(\.error))
        #expect(one.standings?.map(\.topProbability) == other.standings?.map(\.topProbability))
        #expect(one.calibration?.estimates == other.calibration?.estimates)
        #expect(one.standings != nil)
    }

    @Test func `a juror without a pool is at home where most readings are`() throws {
        let marks = ["A", "B", "C"].map { mark($0, "x", 1) }
        let readings = try Readings(marks).pooled(["A": "north", "B": "south", "C": "south"])
        #expect(readings.pools?.ofJuror == [1])
        #expect(throws: MarkFault.entryWithoutPool("C")) { try Readings(marks).pooled(["A": "north", "B": "south"]) }
    }
}

extension ReadingsTests {
    private func mark(_ entry: String, _ juror: String, _ value: Double) -> Mark {
        Mark(entry: entry, juror: juror, value: value)
    }

    private func mark(_ entry: String, _ juror: String, _ criterion: String, _ value: Double) -> Mark {
        Mark(entry: entry, juror: juror, criterion: criterion, value: value)
    }
}
