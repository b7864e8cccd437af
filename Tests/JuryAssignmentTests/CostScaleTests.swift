import Testing

@testable import JuryAssignment

struct CostScaleTests {
    private func bounds(_ magnitude: Double, span: Int, current: Bool = false, fair: Bool = false) -> CostScale.Bounds {
        CostScale.Bounds(
            magnitude: magnitude, networks: 0, span: span, mostLoad: 40, isWeighted: fair, hasCurrent: current)
    }

    @Test(arguments: [2, 60, 1000, 4000, 40_000], [false, true])
    func `each wish costs more than all below it along a cycle`(span: Int, current: Bool) throws {
        let scale = try CostScale(bounds(1, span: span, current: current))
        let (tie, cycle) = (Int64(1) << Int64(scale.bits), Int64(span))
        let pair = scale.heaviest * scale.unit.steps(1.0) * scale.step + tie
        #expect(scale.step > cycle * tie + 80 * tie)
        #expect(scale.underload > cycle * pair)
        #expect(!current || scale.change > cycle * pair + 2 * scale.underload)
        #expect(scale.shortfall > cycle * (pair + scale.change) + 2 * scale.underload)
        #expect(scale.shortfall <= 1 << 60)
    }

    @Test func `affinities keep at least three digits at the size of a national campaign, under every wish`() throws {
        let scale = try CostScale(bounds(1, span: 4000, current: true, fair: true))
        #expect(scale.unit.steps(1.0) >= 1000)
    }

    @Test func `what fits no scale is refused`() {
        #expect(throws: AssignmentRefusal.tooLarge) { try CostScale(bounds(1, span: 1 << 40)) }
    }

    @Test(arguments: [(1.0, 6), (8.3, 6), (9, 5), (1e30, -24), (1e-9, 12), (0, 0)])
    func `the step of affinities follows their size`(magnitude: Double, decimals: Int) {
        #expect(Unit(magnitude: magnitude, limit: 8_388_608).decimals == decimals)
    }
}
