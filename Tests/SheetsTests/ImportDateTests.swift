import Testing
import Words

@testable import Sheets

struct ImportDateTests {
    private static let today = Day("2026-03-02")!

    @Test(arguments: [
        ("07/09/2019", "2019-09-07"), ("7/9/2019", "2019-09-07"), ("7.9.2019", "2019-09-07"),
        ("7-9-2019", "2019-09-07"),
        ("2019-9-7", "2019-09-07"), ("2019/09/07", "2019-09-07"), ("2019-09-07 14:30:00", "2019-09-07"),
        ("2019-09-07T14:30:00Z", "2019-09-07"), ("07/09/2019 14:30", "2019-09-07"), ("septembre 2019", "2019-09"),
        ("Septembre\u{A0}2019", "2019-09"), ("7 septembre 2019", "2019-09-07"), ("1er août 2019", "2019-08-01"),
        ("le 7 septembre 2019", "2019-09-07"), ("7 September 2019", "2019-09-07"), ("9/2019", "2019-09"),
        ("2019-09", "2019-09"), ("2019", "2019"), ("2030", "2030"),
        ("lundi 9 septembre 2019", "2019-09-09"), ("sept. 2019", "2019-09"), ("7 sep 2019", "2019-09-07"),
        ("1er aout 2019", "2019-08-01"), ("07\u{2011}09\u{2011}2019", "2019-09-07"),
    ])
    func `days, months and years are read as people write them`(typed: String, date: String) throws {
        #expect(try ImportDate.read(typed, now: Self.today) == date)
    }

    @Test(arguments: [
        ("07/09/19", ImportRemark.Reason.yearOfTwoDigits), ("sept-19", .yearOfTwoDigits), ("43715", .dayAsFigure),
        ("31/06/2019", .noSuchDay), ("09/25/2019", .noSuchDay), ("00/00/0000", .noSuchDay), ("2016-2019", .period),
        ("2016/2019", .period), ("2016–2019", .period), ("jui 2019", .notADate), ("lundi", .notADate),
        ("07/09/2109", .farYear(2109)), ("1019", .farYear(1019)), ("bientôt", .notADate),
        ("depuis 2019", .notADate), ("30 février", .notADate), ("/", .notADate), ("1/2/3/2019", .notADate),
    ])
    func `what says no day is named for what it is`(typed: String, reason: ImportRemark.Reason) {
        do {
            Issue.record("\(typed) was read as \(try ImportDate.read(typed, now: Self.today))")
        } catch {
            #expect(error.reason == reason, "\(typed)")
        }
    }
}
