import Seeds

/// Whole readings from parts of readings: each pair is drawn with the probability of its part, and every load, cap and
/// demand that was met stays met (dependent rounding: Gandhi, Khuller, Parthasarathy and Srinivasan, 2006).
///
/// Round and round the arcs whose flow is broken there is always a cycle, since what enters and leaves a node adds up to
/// whole readings. Flow is sent round it one way or the other, as far as the first arc becomes whole, with the odds that
/// leave every expectation as it was.
struct DependentRounding {
    private let parts: Int64
    private let ends: [(Int32, Int32)]
    private var flows: [Int64]
    private var arcsAt: [[Int32]]
    private var path: [(node: Int32, arc: Int32)] = []
    private var placeOnPath: [Int]
    private var generator: SeededGenerator

    init(_ simplex: NetworkSimplex, flows: [Int32], parts: Int32, generator: SeededGenerator) {
        self.parts = Int64(parts)
        self.generator = generator
        self.flows = flows.map(Int64.init)
        ends = simplex.arcs.map { ($0.source, $0.target) }
        arcsAt = Array(repeating: [], count: simplex.nodes.count)
        placeOnPath = Array(repeating: -1, count: simplex.nodes.count)
        for (arc, end) in ends.enumerated() where self.flows[arc] % self.parts != 0 {
            arcsAt[Int(end.0)].append(Int32(arc))
            arcsAt[Int(end.1)].append(Int32(arc))
        }
    }

    /// The flows in whole readings.
    mutating func drawn() -> [Int32] {
        for start in arcsAt.indices { walk(from: Int32(start)) }
        return flows.map { Int32($0 / parts) }
    }

    private mutating func walk(from start: Int32) {
        visit(start, by: NetworkSimplex.none)
        while let (node, arrival) = path.last {
            guard let arc = brokenArc(at: node, otherThan: arrival) else {
                placeOnPath[Int(node)] = -1
                path.removeLast()
                continue
            }
            let (source, target) = ends[Int(arc)]
            let far = source == node ? target : source
            if placeOnPath[Int(far)] < 0 { visit(far, by: arc) } else { close(at: far, by: arc) }
        }
    }

    private mutating func visit(_ node: Int32, by arc: Int32) {
        placeOnPath[Int(node)] = path.count
        path.append((node, arc))
    }

    private mutating func brokenArc(at node: Int32, otherThan arrival: Int32) -> Int32? {
        arcsAt[Int(node)].removeAll { flows[Int($0)] % parts == 0 }
        return arcsAt[Int(node)].first { $0 != arrival }
    }

    private mutating func close(at node: Int32, by last: Int32) {
        let start = placeOnPath[Int(node)]
        // Each arc of the cycle, and whether going round follows it.
        var cycle = path[(start + 1)...].map { (arc: Int($0.arc), isAlong: ends[Int($0.arc)].1 == $0.node) }
        cycle.append((Int(last), ends[Int(last)].1 == node))
        var (onward, backward) = (Int64.max, Int64.max)
        for (arc, isAlong) in cycle {
            let (part, rest) = (flows[arc] % parts, parts - flows[arc] % parts)
            onward = min(onward, isAlong ? rest : part)
            backward = min(backward, isAlong ? part : rest)
        }
        let draw = Int64(generator.next().multipliedFullWidth(by: UInt64(onward + backward)).high)
        let change = draw < backward ? onward : -backward
        for (arc, isAlong) in cycle { flows[arc] += isAlong ? change : -change }
        for (node, _) in path[(start + 1)...] { placeOnPath[Int(node)] = -1 }
        path.removeSubrange((start + 1)...)
    }
}

extension AssignmentNetwork {
    func drawn(_ flows: [Int32]) -> [Int32] {
        var rounding = DependentRounding(
            simplex, flows: flows, parts: parts, generator: problem.seed.generator("readings"))
        return rounding.drawn()
    }
}
