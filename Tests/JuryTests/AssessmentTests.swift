import Foundation
import Grids
import Testing
import World

@testable import Jury

struct AssessmentTests {
    var assessment = Assessment.sample

    @Test mutating func `a mark takes the place of the earlier one`() throws {
        try mark("1")
        try mark("3", "Seen on site")
        #expect(assessment.lines[World.need]?.mark == .level(3))
        #expect(assessment.lines[World.need]?.comment == "Seen on site")
    }

    @Test mutating func `a comment may come before its mark`() throws {
        try mark(nil, "First impression")
        #expect(assessment.lines[World.need]?.comment == "First impression")
        #expect(assessment.marks.isEmpty)
    }

    @Test mutating func `a piece of a form leaves the rest alone`() throws {
        try mark("3", "Seen on site")
        try mark("2", nil)
        #expect(assessment.lines[World.need]?.comment == "Seen on site")
        try mark("", nil)
        #expect(assessment.lines[World.need]?.mark == .level(2))
    }

    @Test(arguments: ["0", "4"], ["", " \n"])
    mutating func `an extreme without its reason is kept, and stands against sending`(mark: String, comment: String)
        throws
    {
        assessment = .full
        try self.mark(mark, comment)
        #expect(assessment.lines[World.need]?.mark == Mark(mark))
        #expect(assessment.lacksReason(at: World.need))
        #expect(throws: Assessment.Refusal.incomplete) { try assessment.send(now: World.monday) }
        try self.mark(nil, "Because")
        try assessment.send(now: World.monday)
        #expect(assessment.state == .sent)
    }

    @Test(arguments: ["5", "-1", "3.5", "many", "03"])
    mutating func `only the grid's levels are marks`(mark: String) {
        #expect(throws: Assessment.Refusal.offScale) { try self.mark(mark) }
        #expect(assessment == .sample)
    }

    @Test mutating func `only an optional checkpoint may be said not applicable`() throws {
        let optional = try #require(World.theGrid.checkpoints.first { $0.isOptional })
        try assessment.mark(
            optional.id, TypedMark(mark: "not-applicable", comment: nil, revision: 1), now: World.monday)
        #expect(throws: Assessment.Refusal.alwaysApplicable) { try mark("not-applicable") }
    }

    @Test mutating func `reading closes at its end, not after it`() throws {
        try assessment.mark(World.need, TypedMark(mark: "3", comment: nil, revision: 1), now: World.closing - 0.001)
        let late = TypedMark(mark: "2", comment: nil, revision: 1)
        #expect(throws: Assessment.Refusal.closed) { try assessment.mark(World.need, late, now: World.closing) }
        #expect(throws: Assessment.Refusal.notOpenYet) {
            try assessment.mark(World.need, late, now: World.monday - 15 * 86_400)
        }
    }

    @Test mutating func `a request that comes twice is answered as saved, even after the end`() throws {
        try mark("3", "Seen")
        try assessment.mark(World.need, TypedMark(mark: "3", comment: "Seen", revision: 0), now: World.closing)
        #expect(assessment.lines[World.need]?.mark == .level(3))
    }

    @Test mutating func `another window's work on the same checkpoint is not overwritten`() throws {
        assessment = Assessment(
            id: World.reading, grid: World.theGrid, window: assessment.window, state: .draft, sentAt: nil, revision: 7,
            lines: [World.need: .init(mark: .level(3), comment: "First", revision: 6)])
        #expect(throws: Assessment.Refusal.changedMeanwhile) { try mark("1", "Second", at: 5) }
        let elsewhere = TypedMark(mark: "1", comment: "Elsewhere", revision: 5)
        try assessment.mark(World.beneficiaries, elsewhere, now: World.monday)
        try mark("1", "Second", at: 6)
        #expect(assessment.lines[World.need]?.comment == "Second")
    }

    @Test mutating func `not documented may be sent, a missing mark may not`() throws {
        assessment = .full
        try mark("not-documented")
        #expect(assessment.standsAgainstSending.isEmpty)
        assessment.lines[World.need] = nil
        #expect(assessment.standsAgainstSending == [World.need])
    }

    @Test mutating func `a sent reading changes only once it is reopened`() throws {
        assessment = .full
        try assessment.send(now: World.monday)
        #expect(throws: Assessment.Refusal.sent) { try mark("3") }
        try assessment.reopen(now: World.monday)
        try mark("3")
        #expect(throws: Assessment.Refusal.notSent) { try assessment.reopen(now: World.monday) }
    }

    @Test mutating func `nothing is sent or reopened after the end`() throws {
        assessment = .full
        #expect(throws: Assessment.Refusal.closed) { try assessment.send(now: World.closing) }
        try assessment.send(now: World.monday)
        #expect(throws: Assessment.Refusal.closed) { try assessment.reopen(now: World.closing) }
    }

    @Test mutating func `the next checkpoint is the first unread one after this, round to the beginning`() throws {
        let ids = World.theGrid.checkpoints.map(\.id)
        #expect(assessment.unread(after: nil) == ids[0])
        try mark("2")
        #expect(assessment.unread(after: nil) == ids[1])
        #expect(assessment.unread(after: ids[17]) == ids[1])
        #expect(Assessment.full.unread(after: ids[3]) == nil)
    }

    @Test mutating func `a reason has a measure`() {
        #expect(throws: Assessment.Refusal.commentTooLong) { try mark("3", String(repeating: "é", count: 5_001)) }
        #expect(throws: Never.self) { try mark("3", String(repeating: "é", count: 5_000)) }
    }

    private mutating func mark(_ mark: String?, _ comment: String? = nil, at revision: Int = 1) throws {
        try assessment.mark(World.need, TypedMark(mark: mark, comment: comment, revision: revision), now: World.monday)
    }
}
