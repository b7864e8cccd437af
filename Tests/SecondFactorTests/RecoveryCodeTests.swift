import Foundation
import Testing

@testable import SecondFactor

struct RecoveryCodeTests {
    @Test func `ten codes are ten, and none holds a sign that is read for another`() {
        let codes = RecoveryCode.several()
        #expect(Set(codes).count == RecoveryCode.count)
        for code in codes {
            #expect(code.description.wholeMatch(of: /[A-HJ-NP-Z2-9]{4}(-[A-HJ-NP-Z2-9]{4}){2}/) != nil, "\(code)")
        }
    }

    @Test func `a code is read in whatever way it is copied`() {
        let code = RecoveryCode()
        let typed = code.description
        for way in [typed, typed.lowercased(), " \(typed) ", typed.replacing("-", with: " "), code.plain] {
            #expect(RecoveryCode(way) == code, "\(way)")
        }
    }

    @Test(arguments: ["", "ABCD-EFGH", "ABCD-EFGH-JKLMN", "ABCD-EFGH-JKL0", "ABCD-EFGH-JKLI", "123456"])
    func `what is no such code is none`(typed: String) {
        #expect(RecoveryCode(typed) == nil)
    }
}

struct TrialsTests {
    private let noon = Date(timeIntervalSince1970: 1_411_380_000)

    @Test func `the fifth wrong code begins a pause, and each pause is longer`() throws {
        var (trials, time) = (Trials(), noon)
        var pauses: [TimeInterval] = []
        for _ in 0..<8 {
            for left in [5, 4, 3, 2, 1] {
                #expect(trials.left == left)
                try trials.check(at: time)
                trials.fail(at: time)
            }
            let until = try #require(trials.pausedUntil)
            #expect(throws: Trials.Paused(until: until)) { try trials.check(at: time) }
            #expect(throws: Trials.Paused(until: until)) { try trials.check(at: until - 1) }
            pauses.append(until.timeIntervalSince(time))
            time = until
        }
        #expect(pauses == [60, 300, 900, 3_600, 14_400, 86_400, 86_400, 86_400])
    }

    @Test func `of codes on paper more may be wrong, and no pause is longer than a minute`() throws {
        var (trials, time) = (Trials(.paper), noon)
        for _ in 0..<4 {
            for _ in 0..<Trials.mostOnPaper {
                try trials.check(at: time)
                trials.fail(at: time)
            }
            #expect(trials.pausedUntil == time + 60)
            time += 60
        }
    }
}
