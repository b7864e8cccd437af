import Testing

@testable import Awards

/// What becomes of an approved sheet at the next release follows from its file alone.
struct ReleaseSheetTests {
    private func fate(
        isIn: Bool = true, _ outcome: Decision.Outcome? = .retained, isKeptBack: Bool = false, isReady: Bool = true
    ) -> ReleaseSheet.Fate {
        ReleaseSheet.Fate(isInCompetition: isIn, outcome: outcome, isKeptBack: isKeptBack, isReady: isReady)
    }

    @Test func `a sheet comes out with the decision on its file, whatever that is, once somebody made it ready`() {
        #expect(fate() == .out)
        #expect(fate(.award) == .out)
        #expect(fate(.notRetained) == .outNotRetained)
        #expect(fate(isReady: false) == .notReady)
    }

    @Test func `it waits for a decision and with one, and never comes out of a file that is gone`() {
        #expect(fate(nil) == .undecided)
        #expect(fate(nil, isReady: false) == .undecided)
        #expect(fate(isKeptBack: true) == .keptBack)
        #expect(fate(isIn: false) == .never)
        #expect(fate(isIn: false, nil) == .never)
    }
}
