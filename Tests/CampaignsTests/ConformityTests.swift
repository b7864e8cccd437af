import Testing
import Words

@testable import Campaigns

/// What the reading of the accessibility criteria amounts to, in the words of the law.
struct ConformityTests {
    private func reading(holding: Int, failing: Int) -> Conformity {
        Conformity(
            day: Day("2026-11-30"), holding: holding, notApplicable: 30, failing: (0..<failing).map { "1.\($0 + 1)" })
    }

    @Test func `all that applies is total, half of it is partial, less is none, and so is nothing`() {
        #expect(reading(holding: 70, failing: 0).state == .total)
        #expect(reading(holding: 69, failing: 1).state == .partial)
        #expect(reading(holding: 35, failing: 35).state == .partial)
        #expect(reading(holding: 34, failing: 35).state == .none)
        #expect(Conformity.unread.state == .none && Conformity.unread.rate == 0)
    }

    @Test func `the share is whole only when everything holds`() {
        #expect(reading(holding: 70, failing: 0).rate == 100)
        #expect(reading(holding: 999, failing: 1).rate == 99)
        #expect(reading(holding: 1, failing: 2).rate == 33)
    }

    @Test func `it is read from its file`() throws {
        let text = "# Made.\nread: 2026-11-30\nholds: 70\nnot-applicable: 34\nfails: [10.7, 10.11]\n"
        let read = try Conformity(text)
        #expect(
            read
                == Conformity(
                    day: Day("2026-11-30"), holding: 70, notApplicable: 34, failing: ["10.7", "10.11"]))
        #expect(try Conformity(text.replacing("[10.7, 10.11]", with: "[]")).failing == [])
    }

    @Test(arguments: ["read: 2026-11-30", "holds: 70", "not-applicable: 34", "fails: []"])
    func `a line that is missing or spoilt is not read as another`(line: String) {
        let whole = "read: 2026-11-30\nholds: 70\nnot-applicable: 34\nfails: []\n"
        #expect(throws: Conformity.Unreadable.self) { try Conformity(whole.replacing(line + "\n", with: "")) }
        guard !line.hasPrefix("fails") else { return }
        #expect(throws: Conformity.Unreadable.self) { try Conformity(whole.replacing(line, with: line + "x")) }
    }
}
