import Foundation
import Testing

@testable import Words

struct TypedDatesTests {
    let french = Formats(language: "fr")

    @Test(arguments: ["20/06/2014", "2014-06-20", "20.6.2014", " 20 juin 2014 ", "20-06-2014", "2014/6/20"])
    func `a day is read however it is typed`(typed: String) {
        #expect(french.parseDay(typed)?.description == "2014-06-20")
    }

    @Test(arguments: [
        ("1er août 2014", "2014-08-01"), ("29/02/2012", "2012-02-29"), ("1 sept. 2014", "2014-09-01"),
        ("3 déc 2014", "2014-12-03"), ("3 decembre 2014", "2014-12-03"), ("1er AOUT 2014", "2014-08-01"),
        ("20 June 2014", "2014-06-20"), ("3 Feb 2014", "2014-02-03"), ("vendredi 20 juin 2014", "2014-06-20"),
        ("Friday 20 June 2014", "2014-06-20"), ("20\u{2011}06\u{2011}2014", "2014-06-20"),
    ])
    func `a day is read with its month in letters`(typed: String, day: String) {
        #expect(french.parseDay(typed)?.description == day)
    }

    @Test(arguments: [
        "31/02/2014", "29/02/2014", "29/02/1900", "32/01/2014", "1/13/2014", "0/1/2014", "05/06/14", "2014", "",
        "1/1/0000", "hier", "20 jui 2014", "١/١/2014", "bonjour 20 juin 2014", "20 ju 2014",
    ])
    func `a day that does not exist is refused`(typed: String) {
        #expect(french.parseDay(typed) == nil)
    }

    @Test(arguments: [
        ("18:00", 57_600), ("18h", 57_600), ("18 h 30", 59_400), ("18h30", 59_400), ("18", 57_600), ("00:00", -7200),
        ("23 H 59", 79_140),
    ])
    func `a time is read however it is typed`(typed: String, seconds: Double) {
        let midnight = Date(timeIntervalSince1970: 1_412_035_200)  // 30 September 2014 in UTC
        #expect(french.parseMoment("30/09/2014", typed) == midnight + seconds)
    }

    @Test(arguments: ["24:00", "18:60", "18:", "h30", "", "18:00:00", "18h5", "6 pm", "-1:00", "18 30"])
    func `a time that does not exist is refused`(typed: String) {
        #expect(french.parseMoment("30/09/2014", typed) == nil)
    }

    @Test(arguments: [
        ("30/03/2014", "01:59", 1_396_141_140), ("30/03/2014", "02:30", 1_396_143_000),
        ("30/03/2014", "03:30", 1_396_143_000),
        ("30/03/2014", "03:00", 1_396_141_200), ("26/10/2014", "01:59", 1_414_281_540),
        ("26/10/2014", "02:30", 1_414_287_000),
        ("26/10/2014", "03:00", 1_414_288_800),
    ])
    func `the hour that is missing in March is read an hour later, the one that comes twice in October is the second`(
        day: String, time: String, seconds: Double
    ) {
        #expect(french.parseMoment(day, time) == Date(timeIntervalSince1970: seconds))
    }

    @Test func `every hour of four years is written and read again`() throws {
        let start = try #require(Day("2012-01-01"))
        for number in start.number..<(start.number + 1461) {
            for hour in [0, 1, 4, 12, 23] {
                let moment = try #require(french.parseMoment(Day(number: number), "\(hour):30"))
                #expect(french.calendarDay(of: moment).number == number)
                #expect(french.fieldTime(moment) == "\(padded(hour, to: 2)):30")
            }
        }
    }
}

struct DayTests {
    @Test func `days agree with Foundation's calendar from 1583 to 2500`() throws {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        for number in stride(from: -141_000, to: 193_000, by: 97) {
            let day = Day(number: number)
            let parts = calendar.dateComponents(
                [.year, .month, .day, .weekday], from: Date(timeIntervalSince1970: Double(number) * 86_400))
            #expect(
                [day.year, day.month, day.day, day.weekday + 1] == [parts.year, parts.month, parts.day, parts.weekday])
            #expect(day.number == number)
            #expect(Day(day.description) == day)
        }
    }

    @Test(arguments: ["2014-6-20", "2014-06-31", "2014-06-20 ", "+014-06-20", "", "2014-06", "²014-06-20"])
    func `only ISO 8601 is a day`(text: String) { #expect(Day(text) == nil) }

    @Test func `days are ordered`() throws {
        let days = try ["2013-12-31", "2014-01-01", "2014-02-01"].map { try #require(Day($0)) }
        #expect(days == days.reversed().sorted())
    }
}
