import Foundation
import Testing

@testable import Words

struct FormatsTests {
    let french = Formats(language: "fr")
    let english = Formats(language: "en")
    let closing = Date(timeIntervalSince1970: 1_412_092_800)  // 30 September 2014, 18:00 in Paris

    private func plain(_ text: String) -> String {
        text.replacing("\u{A0}", with: " ").replacing("\u{202F}", with: " ")
    }
    private func day(_ text: String) throws -> Day { try #require(Day(text)) }

    @Test func `a day is written whole`() throws {
        #expect(french.day(closing) == "mardi 30\u{A0}septembre 2014")
        #expect(plain(french.day(try day("2014-08-01"))) == "vendredi 1er août 2014")
        #expect(plain(english.day(closing)) == "Tuesday 30 September 2014")
    }

    @Test func `a short day keeps its year`() throws {
        #expect(plain(french.shortDay(closing)) == "30 sept. 2014")
        #expect(plain(french.shortDay(try day("2014-02-01"))) == "1er févr. 2014")
        #expect(plain(english.shortDay(closing)) == "30 Sep 2014")
    }

    @Test(arguments: [
        (0, "18 h", "18:00"), (21_540, "23 h 59", "23:59"), (-46_620, "5 h 03", "05:03"), (21_600, "0 h", "00:00"),
    ])
    func `minutes are written when there are some`(later: Double, inFrench: String, inEnglish: String) {
        let moment = closing + later
        #expect(plain(french.clock(moment)) == inFrench)
        #expect(plain(french.moment(moment)).hasSuffix(" à \(inFrench)"))
        #expect(english.moment(moment).hasSuffix(" 2014 at \(inEnglish)"))
        #expect(french.fieldTime(moment) == inEnglish)
    }

    @Test func `a deadline at midnight is the last minute of its day, which nobody takes for another`() throws {
        let midnight = french.start(of: try day("2014-11-01"))
        #expect(plain(french.deadline(midnight)) == "vendredi 31 octobre 2014 à 23 h 59")
        #expect(plain(english.deadline(midnight)) == "Friday 31 October 2014 at 23:59")
        #expect(plain(french.deadline(midnight + 60)) == "samedi 1er novembre 2014 à 0 h 01")
        #expect(french.deadline(closing) == french.moment(closing))
    }

    @Test(arguments: [
        ("2010-11", "novembre 2010"), ("2010", "2010"), ("2010-11-01", "1er novembre 2010"), ("2010-13", "2010-13"),
        ("?", "?"),
    ])
    func `a date known in part is written as far as it is known`(typed: String, written: String) {
        #expect(plain(french.month(typed)) == written)
    }

    @Test(arguments: [
        ("2014-04-14", "2014-06-20", "du 14 avril au 20 juin 2014", "14 April to 20 June 2014"),
        ("2014-06-01", "2014-06-20", "du 1er au 20 juin 2014", "1 to 20 June 2014"),
        ("2013-06-14", "2014-06-20", "du 14 juin 2013 au 20 juin 2014", "14 June 2013 to 20 June 2014"),
        ("2014-06-20", "2014-06-20", "le 20 juin 2014", "20 June 2014"),
    ])
    func `a period does not repeat itself`(first: String, last: String, inFrench: String, inEnglish: String) throws {
        #expect(plain(french.period(try day(first), try day(last))) == inFrench)
        #expect(plain(english.period(try day(first), try day(last))) == inEnglish)
    }

    @Test(arguments: [
        (0, "aujourd’hui", "today"), (1, "demain", "tomorrow"), (-1, "hier", "yesterday"),
        (6, "dans 6 jours", "in 6 days"),
        (-3, "il y a 3 jours", "3 days ago"),
    ])
    func `days are counted on the calendar`(days: Int, inFrench: String, inEnglish: String) throws {
        let today = try day("2014-10-24")
        #expect(plain(french.relative(today.adding(days: days), today: today)) == inFrench)
        #expect(plain(english.relative(today.adding(days: days), today: today)) == inEnglish)
    }

    @Test func `a minute past midnight is tomorrow, and the longest day of the year is one day`() {
        #expect(french.relative(closing + 21_600, now: closing + 21_599) == "demain")
        let saturdayMidnight = Date(timeIntervalSince1970: 1_414_274_400)  // 26 October 2014, 0:00; the clocks go back
        #expect(french.relative(saturdayMidnight + 89_999, now: saturdayMidnight) == "aujourd’hui")
        #expect(french.relative(saturdayMidnight + 90_000, now: saturdayMidnight) == "demain")
    }

    @Test(arguments: [
        (518_400, "6 jours"), (172_800, "2 jours"), (172_799, "47 h"), (3600, "1 h"), (3599, "59 min"),
        (59, "moins d’une minute"), (0, nil),
    ])
    func `the time left is told in one unit`(seconds: Double, told: String?) {
        #expect(french.countdown(to: closing, now: closing - seconds).map(plain) == told)
    }

    @Test func `a deadline has the same number wherever it is told`() {
        for hours in 48..<600 {
            let now = closing - Double(hours) * 3_600
            let days = french.countdown(to: closing, now: now) ?? ""
            #expect(french.relative(french.lastMinute(until: closing), now: now) == "dans \(days)")
        }
    }

    @Test func `numbers are written as the language writes them`() {
        #expect(french.number(1_234_567) == "1\u{202F}234\u{202F}567")
        #expect(french.number(-999) == "-999")
        #expect(french.number(1234.56, decimals: 1) == "1\u{202F}234,6")
        #expect(french.number(-0.04, decimals: 1) == "0,0")
        // A half goes away from zero, whatever it is in binary.
        for (number, shown) in [(2.25, "2,3"), (2.35, "2,4"), (0.05, "0,1"), (-2.25, "-2,3"), (2.249, "2,2")] {
            #expect(french.number(number, decimals: 1) == shown)
        }
        #expect(
            french.number(2.675, decimals: 2) == "2,68" && french.number(999_999_999_999.5, decimals: 0).hasPrefix("1"))
        #expect(french.number(.nan, decimals: 1) == "–")
        #expect(french.percent(0.875, decimals: 1) == "87,5\u{A0}%")
        #expect(french.money(1234) == "1\u{202F}234\u{A0}€")
        #expect(french.money(cents: 123_450) == "1\u{202F}234,50\u{A0}€")
        #expect(english.number(1234.56, decimals: 2) == "1,234.56")
        #expect(english.percent(0.5) == "50%")
        #expect(english.money(-1234) == "-€1,234")
        #expect(english.money(cents: -50) == "-€0.50")
    }

    @Test func `ranks and lists are written out`() {
        #expect([1, 2, 1000].map { french.ordinal($0) } == ["1er", "2e", "1\u{202F}000e"])
        #expect(french.ordinal(1, isFeminine: true) == "1re")
        #expect(
            [1, 2, 3, 4, 11, 112, 121].map { english.ordinal($0) } == [
                "1st", "2nd", "3rd", "4th", "11th", "112th", "121st",
            ])
        #expect(french.list(["Dole", "Gray", "Vesoul"]) == "Dole, Gray et Vesoul")
        #expect([french.list(["Dole"]), english.list([])] == ["Dole", ""])
    }
}
