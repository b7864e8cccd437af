import Foundation
import ScoreCalibration
import Seeds
import Testing

struct ReportTests {
    @Test func `alpha is that of PyPI krippendorff`() throws {
        for row in try Fixture.rows("alpha.csv") {
            let marks = try Fixture.rows("\(row[0]).csv").enumerated().filter {
                Int(row[1])! == 0 || $0.offset % Int(row[1])! > 0
            }
            .map { Mark(entry: $0.element[0], juror: $0.element[1], value: Double($0.element[2])!) }
            let alpha = try #require(Agreement.alpha(Readings(marks)))
            #expect(abs(alpha - Double(row[2])!) < 1e-10, "\(row)")
        }
    }

    @Test func `alpha is 1 where all agree, and undefined where nothing differs or is read twice`() throws {
        let agreed = ["A", "B"].flatMap { entry in
            ["x", "y"].map { Mark(entry: entry, juror: $0, value: entry == "A" ? 1 : 5) }
        }
        #expect(Agreement.alpha(try Readings(agreed)) == 1)
        #expect(Agreement.alpha(try Readings(Array(agreed.prefix(2)))) == nil)
        #expect(Agreement.alpha(try Readings([agreed[0], agreed[2]])) == nil)
    }

    @Test func `the better mark may be the lower one`() throws {
        let campaign = Campaign(20, 6, 3)
        let high = CalibrationReport(try Readings(campaign.marks), .init(top: 4))
        let turned = campaign.marks.map { Mark(entry: $0.entry, juror: $0.juror, value: -$0.value) }
        let low = CalibrationReport(try Readings(turned), .init(top: 4, lowerIsBetter: true))
        #expect(high.ranks == low.ranks && high.rawRanks == low.rawRanks)
        #expect(high.standings?.map(\.cluster) == low.standings?.map(\.cluster))
        for (one, other) in zip(high.standings ?? [], low.standings ?? []) {
            #expect(abs(one.estimate + other.estimate) < 1e-9)
            #expect(abs(one.topProbability - other.topProbability) < 0.05)
        }
    }

    @Test func `the chances to be among the best add up to the places there are`() throws {
        let report = CalibrationReport(try Readings(Campaign(20, 6, 3).marks), .init(top: 4))
        let standings = try #require(report.standings)
        #expect(abs(standings.reduce(0) { $0 + $1.topProbability } - 4) < 1e-9)
        let best = try #require(report.ranks.firstIndex(of: 1)), worst = try #require(report.ranks.firstIndex(of: 20))
        #expect(standings[best].topProbability > 0.5 && standings[worst].topProbability < 0.05)
        #expect(standings[best].cluster == 1 && standings[worst].cluster > 1)
    }

    @Test func `a juror who marks by chance is found, the others are not`() throws {
        var chance = Seed("contrarian").generator("marks")
        let campaign = Campaign(40, 8, 4)
        let marks = campaign.marks.map { mark in
            mark.juror == "J3" ? Mark(entry: mark.entry, juror: "J3", value: 5.5 + 2 * chance.normal()) : mark
        }
        let report = CalibrationReport(try Readings(marks))
        let flagged = zip(report.readings.jurors, report.checks ?? []).filter { $1.isOutlier }.map(\.0)
        #expect(flagged == ["J3"])
        #expect((report.checks?[3].consistency ?? 1) < 0.5)
    }

    @Test func `a choice that hangs on the weights is told, one that does not as well`() throws {
        func report(_ second: Double) throws -> CalibrationReport {
            let marks = ["A", "B", "C", "D"].enumerated().flatMap { place, entry in
                ["x", "y", "z"].flatMap { juror in
                    [
                        Mark(entry: entry, juror: juror, criterion: "use", value: Double(place)),
                        Mark(entry: entry, juror: juror, criterion: "form", value: second * Double(place)),
                    ]
                }
            }
            return CalibrationReport(try Readings(marks), .init(top: 1))
        }
        #expect(try report(1).sensitivity?.unchanged == 1)
        let unsure = try #require(try report(-1.01).sensitivity)
        #expect((0.3...0.7).contains(unsure.unchanged))
        #expect(abs(unsure.topShares[0] + unsure.topShares[3] - 1) < 1e-9)
    }

    @Test func `marks on several criteria with holes are weighed anew in each draw`() throws {
        let marks = Campaign(12, 5, 3).marks.enumerated().flatMap { place, mark in
            [
                Mark(entry: mark.entry, juror: mark.juror, criterion: "use", value: mark.value),
                Mark(entry: mark.entry, juror: mark.juror, criterion: "form", value: Double(place % 7)),
            ].dropLast(place % 5 == 0 ? 1 : 0)
        }
        let report = CalibrationReport(try Readings(marks), .init(top: 3))
        let sensitivity = try #require(report.sensitivity)
        #expect(abs(sensitivity.topShares.reduce(0, +) - 3) < 1e-9)
        #expect(sensitivity.unchanged < 1)
    }

    @Test func `a reading yet to come is forecast as it changes the covariances`() throws {
        let campaign = Campaign(20, 6, 3)
        let calibration = try campaign.calibration()
        let forecast = calibration.posterior.forecast(entry: 0, juror: 2)
        #expect(forecast.variance > calibration.variances.residual)
        let left =
            calibration.posterior.variance(of: 0) - forecast.covariances[0] * forecast.covariances[0]
            / forecast.variance
        #expect(left > 0 && left < calibration.posterior.variance(of: 0))
    }
}
