import Testing
import World

@testable import Grids

/// Checkpoints that files of some categories alone are read by.
struct GridConcernTests {
    private static let yaml = ScaledGrid(0...10).yaml
        .replacing("{id: two, ", with: "{id: two, only: [sante], ")
        .replacing("{id: three, ", with: "{id: three, only: [sante, inclusion], ")

    private static func ids(_ grid: Grid) -> [String] { grid.checkpoints.map(\.id.description) }

    @Test func `a file is read by what is for all, and by what is for its category`() throws {
        let grid = try GridFile.grid(from: Self.yaml)
        #expect(grid.categories == ["sante", "inclusion"])
        #expect(Self.ids(grid.concerning("sante")) == ["one", "two", "three"])
        #expect(Self.ids(grid.concerning("inclusion")) == ["one", "three"])
        #expect(Self.ids(grid.concerning(nil)) == ["one"])
        let plain = try GridFile.grid(from: ScaledGrid(0...10).yaml)
        #expect(plain.concerning("sante") == plain && plain.categories.isEmpty)
    }

    @Test func `weights count among the checkpoints that apply`() throws {
        let grid = try GridFile.grid(from: Self.yaml)
        let marks: Grid.Marks = Dictionary(
            uniqueKeysWithValues: zip(grid.checkpoints.map(\.id), [Mark.level(10), .level(5), .level(0)]))
        // 50 × 10 + 30 × 5 + 20 × 0, over 10 × 100.
        #expect(grid.scoring(of: marks).score == Score(tenths: 650))
        // 50 × 10 + 20 × 0, over 10 × 70.
        #expect(grid.concerning("inclusion").scoring(of: marks).score == Score(tenths: 714))
        #expect(grid.concerning(nil).scoring(of: marks).score == Score(tenths: 1000))
    }

    @Test func `a dimension of which nothing is left is not applicable, and the profile is kept and read again`() throws
    {
        let grid = try GridFile.grid(from: Self.yaml).concerning("inclusion")
        let marks: Grid.Marks = Dictionary(
            uniqueKeysWithValues: grid.checkpoints.map { ($0.id, Mark.level(4)) })
        let profile = grid.profile(of: marks)
        #expect(profile.axes.map(\.reading) == [.value(4), .notApplicable, .value(4)])
        #expect(grid.gaps(in: marks).isEmpty)
        #expect(grid.profile(stored: profile.stored, readings: 1)?.axes.map(\.reading) == profile.axes.map(\.reading))
    }

    @Test func `a grid of which nothing would be left stays whole`() throws {
        let all = ScaledGrid(0...10).yaml.replacing("{id: one, ", with: "{id: one, only: [autre], ")
            .replacing("{id: two, ", with: "{id: two, only: [autre], ")
            .replacing("{id: three, ", with: "{id: three, only: [autre], ")
        let grid = try GridFile.grid(from: all)
        #expect(grid.concerning("sante") == grid)
    }
}
