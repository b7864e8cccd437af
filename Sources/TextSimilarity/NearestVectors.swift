/// Finds the vectors of the greatest cosines with one, exactly, without looking at most of them.
///
/// The lists of the rare terms are added up first. As soon as what is left of the vector is shorter than the cosine of
/// the last wanted neighbour, a vector not met yet cannot come near (Cauchy and Schwarz), and of those met only the
/// ones whose bound reaches that cosine are compared in full.
struct NearestVectors {
    struct Hit: Equatable {
        var vector: Int
        var cosine: Double
    }

    // Rounding must not cut off what is equal.
    private static let slack = 1e-9

    private let vectors: Vectors
    private var sums: [Double]
    private var met: [UInt32] = []
    private var dense: [Double]

    init(in vectors: Vectors) {
        self.vectors = vectors
        sums = Array(repeating: 0, count: vectors.count)
        dense = Array(repeating: 0, count: vectors.terms)
    }

    /// The nearest first, of equals the one that stands first; none that has nothing in common.
    mutating func nearest(to vector: [Vectors.Entry], limit: Int, except own: Int? = nil) -> [Hit] {
        guard limit > 0 else { return [] }
        for entry in vector { dense[Int(entry.term)] = entry.weight }
        let (threshold, next, rest) = addUp(vector, limit: limit, except: own)
        var best = BestHits(limit: limit)
        for candidate in met where Int(candidate) != own {
            let candidate = Int(candidate)
            let least = max(threshold, best.threshold) - Self.slack
            guard sums[candidate] + rest >= least else { continue }
            if next > 0, sums[candidate] + rest * self.rest(of: candidate, from: UInt32(next)) < least { continue }
            // Lists added up to the end give the very sum of the full comparison.
            best.insert(Hit(vector: candidate, cosine: next > 0 ? cosine(with: candidate) : min(sums[candidate], 1)))
        }
        for entry in vector { dense[Int(entry.term)] = 0 }
        for candidate in met { sums[Int(candidate)] = 0 }
        met.removeAll(keepingCapacity: true)
        return best.hits
    }

    /// Adds up the lists until the others can bring no new neighbour. Gives a cosine that as many as wanted reach, the
    /// first term left out (0 when none is) and the length of what is left.
    private mutating func addUp(_ vector: [Vectors.Entry], limit: Int, except own: Int?) -> (Double, Int, Double) {
        let rests = Vectors.rests(of: vector)
        var threshold = 0.0
        var work = 0
        for (entry, rest) in zip(vector, rests) {
            if work > met.count, rest < 1 {
                threshold = max(threshold, reached(by: limit, except: own))
                work = 0
            }
            if rest < threshold - Self.slack { return (threshold, Int(entry.term), rest) }
            work += add(entry)
        }
        return (threshold, 0, 0)
    }

    private mutating func add(_ entry: Vectors.Entry) -> Int {
        let range = vectors.postingStarts[Int(entry.term)]..<vectors.postingStarts[Int(entry.term) + 1]
        vectors.postings.withUnsafeBufferPointer { postings in
            sums.withUnsafeMutableBufferPointer { sums in
                for place in range {
                    let posting = postings[place]
                    if sums[Int(posting.vector)] == 0 { met.append(posting.vector) }
                    sums[Int(posting.vector)] += posting.weight * entry.weight
                }
            }
        }
        return range.count
    }

    /// The least of the full cosines of those that lead so far: what the wanted neighbours reach at least.
    private func reached(by limit: Int, except own: Int?) -> Double {
        var leaders = BestHits(limit: limit)
        for candidate in met where sums[Int(candidate)] > leaders.threshold && Int(candidate) != own {
            leaders.insert(Hit(vector: Int(candidate), cosine: sums[Int(candidate)]))
        }
        guard leaders.hits.count == limit else { return 0 }
        return leaders.hits.reduce(1) { min($0, cosine(with: $1.vector)) }
    }

    private func cosine(with vector: Int) -> Double {
        vectors.entries.withUnsafeBufferPointer { entries in
            dense.withUnsafeBufferPointer { dense in
                var sum = 0.0
                for place in vectors.range(of: vector) {
                    sum += entries[place].weight * dense[Int(entries[place].term)]
                }
                return min(sum, 1)
            }
        }
    }

    /// The length of what a vector holds from a term on.
    private func rest(of vector: Int, from term: UInt32) -> Double {
        var range = vectors.range(of: vector)
        let end = range.upperBound
        while !range.isEmpty {
            let middle = range.lowerBound + range.count / 2
            range = vectors.entries[middle].term < term ? middle + 1..<range.upperBound : range.lowerBound..<middle
        }
        return range.lowerBound < end ? vectors.rests[range.lowerBound] : 0
    }
}

/// The few best hits, in their order.
struct BestHits {
    let limit: Int
    private(set) var hits: [NearestVectors.Hit] = []

    init(limit: Int) { self.limit = limit }

    /// What a hit must reach once there are enough.
    var threshold: Double { hits.count < limit ? 0 : hits[hits.count - 1].cosine }

    mutating func insert(_ hit: NearestVectors.Hit) {
        guard hit.cosine > 0, hits.count < limit || hits.last.map({ Self.isBefore(hit, $0) }) == true else { return }
        if hits.count == limit { hits.removeLast() }
        hits.insert(hit, at: place(of: hit))
    }

    private func place(of hit: NearestVectors.Hit) -> Int {
        var range = hits.indices
        while !range.isEmpty {
            let middle = range.lowerBound + range.count / 2
            let isAfter = Self.isBefore(hits[middle], hit)
            range = isAfter ? middle + 1..<range.upperBound : range.lowerBound..<middle
        }
        return range.lowerBound
    }

    private static func isBefore(_ first: NearestVectors.Hit, _ second: NearestVectors.Hit) -> Bool {
        first.cosine == second.cosine ? first.vector < second.vector : first.cosine > second.cosine
    }
}
