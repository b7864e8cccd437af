import Testing

@testable import Grids

struct ProfileTests {
    @Test func `each dimension is the weighted mean of its levels`() throws {
        let profile = try profile("2", "1", "2")
        #expect(profile.axes.map(\.reading) == [.value(110.0 / 70.0), .value(2)])
        #expect(profile.axes.map(\.label.french) == ["Vie", "La preuve"])
        #expect(profile.readings == 1)
    }

    @Test func `what is not documented is never a 0`() throws {
        let profile = try profile("2", "not-documented", "not-documented")
        #expect(profile.axes.map(\.reading) == [.value(2), .notDocumented])
        #expect(profile.axes.map(\.open) == [1, 1])
    }

    @Test func `a dimension of which all is not applicable says so`() throws {
        #expect(
            try profile("not-applicable", "not-applicable", "0").axes.map(\.reading) == [.notApplicable, .value(0)])
    }

    @Test func `several assessments give their mean, from the lowest to the highest`() throws {
        let mean = try #require(
            Profile.mean(of: [
                profile("2", "2", "0"), profile("1", "1", "not-documented"), profile("0", "0", "1"),
            ]))
        #expect(mean.axes.map(\.reading) == [.value(1), .value(0.5)])
        #expect(mean.axes.map(\.spread) == [0...2, 0...1])
        #expect(mean.readings == 3)
    }

    @Test func `a single assessment has no spread, and none no profile`() throws {
        #expect(try Profile.mean(of: [profile("2", "2", "0")])?.axes.map(\.spread) == [nil, nil])
        #expect(Profile.mean(of: []) == nil)
    }

    @Test(arguments: [
        (0, "Absent"), (0.44, "Absent"), (0.49, "Amorcé"), (0.5, "Amorcé"), (1.4999999999999998, "Solide"),
        (2, "Solide"),
    ])
    func `the public reads the word nearest to the tenth shown, halves upward`(
        value: Double, word: String
    ) throws {
        #expect(try SmallGrid.grid.scale.label(nearest: value).french == word)
    }

    private func profile(_ marks: String?...) throws -> Profile {
        try SmallGrid.grid.profile(of: SmallGrid.marks(marks))
    }
}
