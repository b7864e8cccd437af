import Testing

@testable import Grids

struct MarkTests {
    @Test(arguments: [Mark.level(0), .level(4), .notApplicable, .notDocumented])
    func `a mark is written and read back`(mark: Mark) {
        #expect(Mark(mark.description) == mark)
    }

    @Test(arguments: ["", "four", "04", "+4", "4.0", "n/a", " 4"])
    func `what is no mark is not read as one`(text: String) {
        #expect(Mark(text) == nil)
    }

    @Test func `only optional checkpoints may be not applicable`() throws {
        let grid = try SmallGrid.grid
        try grid.check(.notApplicable, at: .named("at-work"))
        try grid.check(.notDocumented, at: .named("figures"))
        #expect(throws: MarkRefusal.alwaysApplicable) { try grid.check(.notApplicable, at: .named("figures")) }
    }

    @Test(arguments: [-1, 3])
    func `a level off the scale is refused`(level: Int) throws {
        let grid = try SmallGrid.grid
        try grid.check(.level(2), at: .named("figures"))
        #expect(throws: MarkRefusal.offScale) { try grid.check(.level(level), at: .named("figures")) }
    }

    @Test func `a checkpoint of another grid is not asked`() throws {
        let grid = try SmallGrid.grid
        #expect(throws: MarkRefusal.notAsked) { try grid.check(.level(1), at: .named("elsewhere")) }
    }

    @Test func `only the levels that the grid names need a reason`() throws {
        let grid = try Reference.defaultGrid
        let needing = [.level(0), .level(1), .level(3), .level(4), .notApplicable, .notDocumented].filter(
            grid.needsReason)
        #expect(needing == [.level(0), .level(4)])
    }

    @Test func `what is open is told in the order of the grid`() throws {
        let grid = try SmallGrid.grid
        let gaps = grid.gaps(
            in: try SmallGrid.marks(["2", "not-documented", nil]), reasons: [try .named("at-work"): " \n"])
        #expect(gaps.missing == [try .named("figures")])
        #expect(gaps.notDocumented == [try .named("at-home")])
        #expect(gaps.withoutReason == [try .named("at-work")])
        #expect(gaps.setsNotApplicable.isEmpty)
        #expect(!gaps.isEmpty)
    }

    @Test func `a set must keep one applicable checkpoint`() throws {
        let grid = try SmallGrid.grid
        let none = try SmallGrid.marks(["not-applicable", "not-applicable", "1"])
        #expect(grid.gaps(in: none).setsNotApplicable.map(\.id.description) == ["where"])
        #expect(grid.gaps(in: try SmallGrid.marks(["not-applicable", "1", "1"])).isEmpty)
    }

    @Test func `no assessment of the demonstration is open once settled`() throws {
        let grid = try Reference.defaultGrid
        for assessment in try DemonstrationMarks.assessments {
            let gaps = grid.gaps(in: try assessment.settled)
            #expect(gaps.missing.isEmpty && gaps.notDocumented.isEmpty && gaps.setsNotApplicable.isEmpty)
        }
    }
}
