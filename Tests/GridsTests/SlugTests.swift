import Testing

@testable import Grids

struct SlugTests {
    @Test(arguments: ["a", "need-established", "quality_of_life", "2014", String(repeating: "a", count: 60)])
    func `small letters, digits, hyphens and underscores make a name`(text: String) {
        #expect(Slug<Grid>(text)?.description == text)
    }

    @Test(arguments: ["", "Need", "besoin établi", "a/b", "a.b", "e\u{301}", String(repeating: "a", count: 61)])
    func `nothing else does`(text: String) {
        #expect(Slug<Grid>(text) == nil)
    }
}
