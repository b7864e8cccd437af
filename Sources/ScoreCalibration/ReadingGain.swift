import Foundation

/// What one more reading is worth to the choice of the best K entries, before its mark is known.
///
/// P is the probability that an entry is among the best. What is in doubt is Σ P(1 − P); the gain of a reading is how
/// far that is expected to fall (docs/analysis/next-reader.md). Plan a reading and the gains of the others follow.
public struct ReadingGain: Sendable {
    /// The value above which an entry is among the best: it makes the probabilities add up to K.
    public private(set) var boundary: Double
    /// P of every entry, by its place in `Readings.entries`.
    public private(set) var topProbabilities: [Double]
    /// Entries near enough to the boundary to be worth a reading, by their places.
    public var candidates: [Int] { law.entries }

    private var law: JointLaw
    /// The place of each entry among the candidates.
    private let places: [Int?]
    /// How much each candidate is part of the boundary; adding up to 1.
    private let shares: [Double]
    /// Covariance of the boundary with everything in the law.
    private var ofBoundary: [Double] = []
    private var nearness: [Nearness] = []

    /// Nil where there is nothing to decide: as many places as entries, or marks that tell no entry from another.
    ///
    /// `candidates`: how many entries are looked at, those nearest to the boundary.
    public init?(_ calibration: Calibration, top: Int, lowerIsBetter: Bool = false, candidates limit: Int = 400) {
        let (posterior, count) = (calibration.posterior, calibration.readings.entries.count)
        let sign = lowerIsBetter ? -1.0 : 1
        let merits = posterior.means.map { sign * $0 }
        let deviations = (0..<count).map { max(posterior.variance(of: $0), 0).squareRoot() }
        guard top > 0, top < count, deviations.contains(where: { $0 > 0 }), deviations.allSatisfy(\.isFinite) else {
            return nil
        }
        let first = Boundary(merits, deviations, expecting: Double(top))
        let nearest = (0..<count).sorted { (abs(first.distances[$0]), $0) < (abs(first.distances[$1]), $1) }
        let candidates = nearest.prefix(max(limit, 2)).sorted()
        law = JointLaw(posterior, entries: candidates, jurors: calibration.readings.jurors.count)
        let places = Self.places(of: candidates, among: count)
        self.places = places
        guard let shares = Self.shares(candidates.map { first.distances[$0] }, candidates.map { deviations[$0] }) else {
            return nil
        }
        self.shares = shares
        let settled = first.probabilities.indices.reduce(0) { $0 + (places[$1] == nil ? first.probabilities[$1] : 0) }
        (boundary, topProbabilities) = (sign * first.value, first.probabilities)
        ofBoundary = boundaryCovariances()
        let variances = candidates.indices.map(varianceFromBoundary)
        guard variances.allSatisfy(\.isFinite), variances.contains(where: { $0 > 0 }) else { return nil }
        let refined = Boundary(
            candidates.map { merits[$0] }, variances.map { max($0, 0).squareRoot() },
            expecting: Double(top) - settled)
        for (place, entry) in candidates.enumerated() { topProbabilities[entry] = refined.probabilities[place] }
        boundary = sign * refined.value
        nearness = variances.indices.map { Nearness(distance: refined.distances[$0], variance: variances[$0]) }
    }

    private static func places(of candidates: [Int], among count: Int) -> [Int?] {
        var places = [Int?](repeating: nil, count: count)
        for (place, entry) in candidates.enumerated() { places[entry] = place }
        return places
    }

    /// The boundary lies between the entries that may be the last in and those that may be the first out.
    private static func shares(_ distances: [Double], _ deviations: [Double]) -> [Double]? {
        let densities = zip(distances, deviations).map { $1 > 0 ? exp(-$0 * $0 / 2) / $1 : 0 }
        let total = densities.reduce(0, +)
        return total > 0 && total.isFinite ? densities.map { $0 / total } : nil
    }

    private func boundaryCovariances() -> [Double] {
        var sum = [Double](repeating: 0, count: law.size)
        for (place, share) in shares.enumerated() where share > 0 {
            for column in 0..<law.size { sum[column] += share * law.covariance[place * law.size + column] }
        }
        return sum
    }

    /// The variance of value − boundary of a candidate: what all entries share is gone.
    private func varianceFromBoundary(_ place: Int) -> Double {
        let ofItself = zip(shares, ofBoundary).reduce(0) { $0 + $1.0 * $1.1 }
        return law.covariance[place * law.size + place] - 2 * ofBoundary[place] + ofItself
    }

    /// How far Σ P(1 − P) is expected to fall if this juror reads this entry, on top of what is planned. Never below 0.
    public func gain(entry: Int, juror: Int) -> Double {
        guard let place = places[entry] else { return 0 }
        let (row, other) = (place * law.size, (law.entries.count + juror) * law.size)
        let variance = markVariance(place, juror)
        guard variance > 0 else { return 0 }
        let common = ofBoundary[place] + ofBoundary[law.entries.count + juror]
        return law.covariance.withUnsafeBufferPointer { covariance in
            nearness.indices.reduce(0) { sum, candidate in
                let shared = covariance[row &+ candidate] + covariance[other &+ candidate] - common
                return sum + nearness[candidate].gain(shared * shared / variance)
            }
        }
    }

    /// Counts on a reading to come: uncertainty falls as it will whatever its mark.
    public mutating func plan(entry: Int, juror: Int) {
        guard let place = places[entry] else { return }
        let variance = markVariance(place, juror)
        guard variance > 0 else { return }
        let (row, other) = (place * law.size, (law.entries.count + juror) * law.size)
        let known = (0..<law.size).map { law.covariance[row + $0] + law.covariance[other + $0] }
        let common = zip(shares, known).reduce(0) { $0 + $1.0 * $1.1 }
        for candidate in nearness.indices {
            let shared = known[candidate] - common
            nearness[candidate].learn(shared * shared / variance)
        }
        law.condition(on: known, variance: variance)
        for column in ofBoundary.indices { ofBoundary[column] -= common * known[column] / variance }
    }

    /// The probability that an entry stands on the wrong side of the boundary: as things are, and as expected once the
    /// planned readings are in.
    public func risk(of entry: Int) -> (now: Double, expected: Double) {
        guard let place = places[entry] else {
            let probability = topProbabilities[entry]
            return (min(probability, 1 - probability), min(probability, 1 - probability))
        }
        return (nearness[place].risk(at: 0), nearness[place].risk(at: nearness[place].learnt))
    }

    /// Σ P(1 − P): as things are, and as expected once the planned readings are in.
    public var doubt: (now: Double, expected: Double) {
        let now = topProbabilities.reduce(0) { $0 + $1 * (1 - $1) }
        return (now, now - nearness.reduce(0) { $0 + $1.settled })
    }

    /// The variance of a mark to come.
    private func markVariance(_ place: Int, _ juror: Int) -> Double {
        let (size, column) = (law.size, law.entries.count + juror)
        let known = law.covariance[place * size + place] + law.covariance[column * size + column]
        return known + 2 * law.covariance[place * size + column] + law.residualVariance
    }
}
