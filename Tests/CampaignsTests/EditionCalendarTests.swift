import Foundation
import Testing
import Words

@testable import Campaigns

struct EditionCalendarTests {
    private let paris = Formats(language: "fr")

    @Test func `the standard calendar has thirteen phases over fifty weeks, from Mondays to Fridays`() throws {
        let first = try #require(Day("2014-09-01"))
        let phases = EditionCalendar.standard(from: first)
        #expect(
            phases.map(\.kind) == [
                .framing, .coDesign, .preparation, .scouting, .call, .screening, .analysis, .jury, .deliberation,
                .production,
                .ceremony, .promotion, .review,
            ])
        #expect(phases.allSatisfy { $0.startsAt < $0.endsAt && !$0.nameFR.isEmpty && !$0.nameEN.isEmpty })
        let call = try #require(phases.first { $0.kind == .call })
        #expect(call.startsAt == paris.parseMoment("01/12/2014", "0:00"))
        #expect(call.endsAt == paris.parseMoment("13/02/2015", "18:00"))
        #expect(phases.map(\.endsAt).max() == paris.parseMoment("15/08/2015", "0:00"))
    }

    @Test func `an edition that starts on another weekday keeps its Mondays, and starts on its own day`() throws {
        let phases = EditionCalendar.standard(from: try #require(Day("2014-09-03")))
        #expect(phases[0].startsAt == paris.parseMoment("03/09/2014", "0:00"))
        #expect(phases[1].startsAt == paris.parseMoment("22/09/2014", "0:00"))
    }

    @Test func `dates move by whole weeks, and the hour on the wall stays across the change of clocks`() throws {
        let call = phase(.call, "15/09/2014", "0:00", "17/10/2014", "18:00")
        // A day off a whole year of weeks: the nearest Monday is taken.
        let moved = EditionCalendar.repeated([call], from: try #require(Day("2015-01-13")))
        #expect(moved[0].startsAt == paris.parseMoment("12/01/2015", "0:00"))
        #expect(moved[0].endsAt == paris.parseMoment("13/02/2015", "18:00"))
    }

    @Test(arguments: [
        ("29/03/2014", "18:00", 1, "30/03/2014", "18:00"), ("25/10/2014", "18:00", 1, "26/10/2014", "18:00"),
        ("17/10/2014", "23:59", 364, "16/10/2015", "23:59"), ("01/03/2016", "0:00", -1, "29/02/2016", "0:00"),
    ])
    func `a moment moves by days of the calendar`(day: String, hour: String, days: Int, then: String, at: String) throws
    {
        let moment = try #require(paris.parseMoment(day, hour))
        #expect(moment.moved(days: days) == paris.parseMoment(then, at))
    }

    @Test func `an end at midnight is the whole day before`() {
        let jury = phase(.jury, "08/09/2014", "0:00", "01/11/2014", "0:00")
        #expect(jury.lastDay.description == "2014-10-31")
        #expect(jury.endsAt.isMidnight)
        #expect(!phase(.call, "08/09/2014", "0:00", "31/10/2014", "18:00").endsAt.isMidnight)
    }

    @Test func `a ceremony is still to come on its own day, and what has ended is not`() throws {
        let edition = Edition(
            id: .new(at: Date(timeIntervalSince1970: 0)), campaign: .new(at: Date(timeIntervalSince1970: 0)),
            slug: "2014",
            name: "2014", status: .running,
            phases: [
                phase(.call, "15/09/2014", "0:00", "17/10/2014", "18:00"),
                phase(.ceremony, "04/12/2014", "0:00", "05/12/2014", "0:00"),
            ], revision: 1)
        let coming = { (day: String, hour: String) in
            try edition.coming(at: #require(self.paris.parseMoment(day, hour))).map(\.phase.kind)
        }
        #expect(try coming("01/09/2014", "9:00") == [.call, .call, .ceremony])
        #expect(try coming("17/10/2014", "17:59") == [.call, .ceremony])
        #expect(try coming("04/12/2014", "19:30") == [.ceremony])
        #expect(try coming("05/12/2014", "0:00") == [])
    }

    @Test func `closing in August, at the end of the year or on a weekend is said`() {
        #expect(phase(.call, "01/07/2014", "0:00", "16/08/2014", "18:00").cautions == [.weekend, .august])
        #expect(phase(.jury, "01/12/2014", "0:00", "19/12/2014", "18:00").cautions == [.endOfYear])
        #expect(phase(.call, "01/09/2014", "0:00", "17/10/2014", "18:00").cautions == [])
        #expect(phase(.production, "01/07/2014", "0:00", "16/08/2014", "18:00").cautions == [])
    }
}

func phase(
    _ kind: Phase.Kind, _ startDay: String, _ startHour: String, _ endDay: String, _ endHour: String,
    name: String = "Phase"
) -> Phase {
    let paris = Formats(language: "fr")
    return Phase(
        id: .new(at: Date(timeIntervalSince1970: 0)), kind: kind, nameFR: name, nameEN: "", note: "",
        startsAt: paris.parseMoment(startDay, startHour)!, endsAt: paris.parseMoment(endDay, endHour)!)
}
