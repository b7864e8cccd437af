import Seeds

/// Signatures by which sets that resemble each other are found without comparing all of them (Broder, «On the
/// Resemblance and Containment of Documents», 1997): under a random order of all runs, two sets begin with the same
/// one as often as they resemble each other.
struct MinHash: Sendable {
    static let permutations = 128
    static let bands = 64
    static let rows = permutations / bands

    private let factors: [UInt64]
    private let terms: [UInt64]

    init(seed: Seed) {
        var chance = seed.generator("permutations")
        factors = (0..<Self.permutations).map { _ in chance.next() | 1 }
        terms = (0..<Self.permutations).map { _ in chance.next() }
    }

    /// The first run of the set in each of the orders.
    func signature(of runs: LetterRuns) -> [UInt32] {
        var least = Array(repeating: UInt32.max, count: Self.permutations)
        least.withUnsafeMutableBufferPointer { least in
            factors.withUnsafeBufferPointer { factors in
                terms.withUnsafeBufferPointer { terms in
                    for run in runs.hashes {
                        for order in 0..<Self.permutations {
                            let place = UInt32(truncatingIfNeeded: (run &* factors[order] &+ terms[order]) >> 32)
                            least[order] = min(least[order], place)
                        }
                    }
                }
            }
        }
        return least
    }

    /// The share of the orders in which two sets begin alike.
    static func estimate(_ first: [UInt32], _ second: [UInt32]) -> Double {
        var alike = 0
        for order in first.indices where first[order] == second[order] { alike += 1 }
        return Double(alike) / Double(permutations)
    }
}

/// Texts in buckets, band by band: those in one bucket of any band are worth a look (locality-sensitive hashing).
struct SignatureBuckets {
    // Of each band: the texts one bucket after the other, and where the bucket of each text begins.
    private var texts: [[Int32]] = []
    private var buckets: [[Int32]] = []
    private var seen: [Int32]

    init(_ signatures: [[UInt32]]) {
        seen = Array(repeating: -1, count: signatures.count)
        for band in 0..<MinHash.bands {
            let keys = signatures.map { signature in
                signature[band * MinHash.rows..<(band + 1) * MinHash.rows].reduce(UInt64(0)) { $0 << 32 | UInt64($1) }
            }
            add(keys)
        }
    }

    private mutating func add(_ keys: [UInt64]) {
        let order = keys.indices.sorted { keys[$0] == keys[$1] ? $0 < $1 : keys[$0] < keys[$1] }
        var starts = Array(repeating: Int32(0), count: keys.count)
        var start = 0
        for (place, text) in order.enumerated() {
            if place > 0, keys[order[place - 1]] != keys[text] { start = place }
            starts[text] = Int32(start)
        }
        texts.append(order.map { Int32($0) })
        buckets.append(starts)
    }

    /// Calls for each text before this one that shares a bucket with it, once.
    mutating func forEachEarlier(than text: Int, _ body: (Int) -> Void) {
        for band in texts.indices {
            var place = Int(buckets[band][text])
            while texts[band][place] < text {
                let other = Int(texts[band][place])
                place += 1
                guard seen[other] != text else { continue }
                seen[other] = Int32(text)
                body(other)
            }
        }
    }
}
