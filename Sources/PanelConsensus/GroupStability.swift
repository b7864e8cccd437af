import Foundation
import Seeds

/// Three trials of a split: is it better than chance, does it last when people are left out, and is there a gap?
struct GroupStability {
    private let matrix: VoteMatrix
    private let people: [Int]
    private let labels: [Int]
    private let points: [SIMD2<Double>]
    private let rules: GroupRules
    private let seed: Seed
    private let start: Subspace
    private let found: Subspace

    /// `points` are the places of the people of the search.
    init(_ search: GroupSearch, _ points: [SIMD2<Double>], _ split: GroupSplit) {
        (rules, seed, start, found) = (search.rules, search.seed, search.start, search.axes.subspace)
        guard search.people.count > rules.sample else {
            (matrix, people, labels, self.points) = (search.matrix, search.people, split.labels, points)
            return
        }
        var generator = seed.generator("sample")
        let places = Array(search.people.indices.shuffled(using: &generator).prefix(rules.sample)).sorted()
        matrix = search.matrix.taking(places.map { search.people[$0] })
        people = Array(places.indices)
        labels = places.map { split.labels[$0] }
        self.points = places.map { points[$0] }
    }

    /// How often votes dealt at random within each statement are parted as well as the real ones, by the same procedure.
    ///
    /// Were the votes linked by nothing, the real ones would be one more random deal: the chance that at most k of n deals
    /// equal them is (k + 1) / (n + 1), whatever the procedure. Deals end when the answer is known (Besag and Clifford,
    /// «Sequential Monte Carlo p-values», 1991).
    func chances() -> (equalled: Int, trials: Int) {
        let places = matrix.placesByColumn()
        let real = separation(of: matrix, trial: 0)
        var equalled = 0
        for trial in 1..<rules.permutations + 1 {
            var generator = seed.generator("deal \(trial)")
            let dealt = matrix.shuffled(places, using: &generator)
            if separation(of: dealt, trial: trial) >= real { equalled += 1 }
            if equalled > rules.permittedChances { return (equalled, trial) }
        }
        return (equalled, rules.permutations)
    }

    /// How often people spread evenly over one cloud, with no gap anywhere, are parted as well as the real ones.
    ///
    /// A gradient of opinion differs from chance, and can be cut at the same place again and again: the other two trials do
    /// not tell it from camps.
    func cuts() -> (equalled: Int, trials: Int) {
        let cloud = EvenCloud(like: points)
        let real = separation(of: points, "cloud 0")
        let equalled = (1..<rules.permutations + 1).count { trial in
            var generator = seed.generator("cloud \(trial)")
            return separation(of: cloud.points(points.count, using: &generator), "split of cloud \(trial)") >= real
        }
        return (equalled, rules.permutations)
    }

    private func separation(of matrix: VoteMatrix, trial: Int) -> Double {
        let points = PrincipalAxes(of: matrix, from: start, sweeps: 8).points(of: matrix)
        return separation(of: people.map { points[$0] }, "split of deal \(trial)")
    }

    private func separation(of points: [SIMD2<Double>], _ purpose: String) -> Double {
        var generator = seed.generator(purpose)
        return GroupSplit(of: points, rules: rules, using: &generator)?.silhouette ?? -1
    }

    /// The median agreement of the groups with those found when some people are left out, and where it lies with 95 %
    /// probability, were people left out without end (the order statistics on both sides, by the binomial law).
    func agreement() -> (median: Double, range: ClosedRange<Double>) {
        let agreements = (0..<rules.resamples).map(agreement(resample:)).sorted()
        guard let last = agreements.indices.last else { return (1, 1...1) }
        let median = (agreements[last / 2] + agreements[agreements.count / 2]) / 2
        let reach = Int((0.98 * Double(agreements.count).squareRoot()).rounded(.up))
        let (low, high) = (max(0, agreements.count / 2 - reach), min(last, (agreements.count - 1) / 2 + reach))
        return (median, agreements[low]...agreements[high])
    }

    private func agreement(resample: Int) -> Double {
        var generator = seed.generator("left out \(resample)")
        let leaving = Int((rules.leftOut * Double(people.count)).rounded(.up))
        let out = Set(people.indices.shuffled(using: &generator).prefix(leaving))
        let kept = people.indices.filter { !out.contains($0) }
        let gone = Set(out.map { people[$0] })
        let rows = (0..<matrix.height).filter { !gone.contains($0) }
        var places = [Int](repeating: 0, count: matrix.height)
        for (place, row) in rows.enumerated() { places[row] = place }
        let rest = matrix.taking(rows)
        let moved = PrincipalAxes(of: rest, from: found, sweeps: 5).points(of: rest)
        let split = GroupSplit(of: kept.map { moved[places[people[$0]]] }, rules: rules, using: &generator)
        return split.map { adjustedRandIndex(kept.map { labels[$0] }, $0.labels) } ?? 0
    }
}
