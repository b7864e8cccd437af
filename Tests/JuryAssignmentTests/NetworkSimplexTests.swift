import Seeds
import Testing

@testable import JuryAssignment

struct NetworkSimplexTests {
    /// Sources of 1 unit each, sinks of 1 unit each, every way between them at a drawn cost.
    private func matching(_ costs: [[Int64]]) -> Int64 {
        var simplex = NetworkSimplex()
        let sources = costs.map { _ in
            simplex.addNode(under: 0, isUp: true, cost: 1_000_000, capacity: .max, flow: 1)
        }
        let sinks = costs.map { _ in
            simplex.addNode(under: 0, isUp: false, cost: 1_000_000, capacity: 1, flow: 1)
        }
        for (source, row) in zip(sources, costs) {
            for (sink, cost) in zip(sinks, row) { simplex.addArc(from: source, to: sink, cost: cost, capacity: 1) }
        }
        simplex.solve()
        return simplex.arcs.reduce(0) { $0 + $1.cost * Int64($1.flow) }
    }

    private func cheapest(_ costs: [[Int64]], row: Int = 0, taken: Set<Int> = []) -> Int64 {
        guard row < costs.count else { return 0 }
        let choices = costs.indices.filter { !taken.contains($0) }
        return choices.map { costs[row][$0] + cheapest(costs, row: row + 1, taken: taken.union([$0])) }.min() ?? 0
    }

    @Test(arguments: 1...60)
    func `it finds what trying every matching finds`(seed: Int) {
        var generator = Seed("matching \(seed)").generator("costs")
        let size = 1 + seed % 6
        let range = UInt64(seed % 3 == 0 ? 3 : 1000)
        let costs = (0..<size).map { _ in (0..<size).map { _ in Int64(generator.next() % range) - 200 } }
        #expect(matching(costs) == cheapest(costs))
    }

    @Test func `after a change of costs it goes on from where it was`() {
        var simplex = NetworkSimplex()
        let source = simplex.addNode(under: 0, isUp: true, cost: 100, capacity: .max, flow: 3)
        let sink = simplex.addNode(under: 0, isUp: false, cost: 100, capacity: 3, flow: 3)
        let first = simplex.addArc(from: source, to: sink, cost: 1, capacity: 2)
        let second = simplex.addArc(from: source, to: sink, cost: 2, capacity: 2)
        simplex.solve()
        #expect([first, second].map { simplex.arcs[Int($0)].flow } == [2, 1])
        simplex.setCost(3, of: first)
        simplex.solve()
        #expect([first, second].map { simplex.arcs[Int($0)].flow } == [1, 2])
    }
}
