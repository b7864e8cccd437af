import Foundation

/// The texts as vectors of length 1 over their terms, rare terms first, with the list of texts of each term.
///
/// Terms are numbered by how many texts hold them, then by their letters, and sums run in that order: so neither the
/// order in which the texts came nor the direction in which two are compared changes a digit of any score.
struct Vectors: Sendable {
    struct Entry: Sendable {
        var term: UInt32
        var weight: Double
    }

    struct Posting: Sendable {
        var vector: UInt32
        var weight: Double
    }

    /// All vectors, one behind the other; vector `v` is `entries[starts[v]..<starts[v + 1]]`.
    private(set) var entries: [Entry] = []
    /// The length of what is left of a vector from each entry on.
    private(set) var rests: [Double] = []
    private(set) var starts: [Int] = [0]
    /// By term, as `starts` and `entries`.
    private(set) var postings: [Posting] = []
    private(set) var postingStarts: [Int] = []
    /// How much each term tells.
    let rarities: [Double]

    var count: Int { starts.count - 1 }
    var terms: Int { rarities.count }

    /// - Parameter frequencies: in how many of the texts each term is, in the order of the terms.
    init(frequencies: [Int], texts: Int) {
        rarities = frequencies.map { Self.rarity(frequency: $0, texts: texts) }
    }

    /// ln(1 + N / n): a word of every text still weighs a little, so that two texts alone can be compared.
    static func rarity(frequency: Int, texts: Int) -> Double { log(1 + Double(texts) / Double(frequency)) }

    /// A word that comes again tells more, but not twice as much.
    static func weight(count: Double, rarity: Double) -> Double { (count < 1 ? count : 1 + log(count)) * rarity }

    func range(of vector: Int) -> Range<Int> { starts[vector]..<starts[vector + 1] }

    /// Adds a vector of terms in their order with their counts.
    mutating func append(_ counts: some Collection<(term: UInt32, count: UInt32)>) {
        let weights = counts.map { Self.weight(count: Double($0.count), rarity: rarities[Int($0.term)]) }
        let vector = Self.unit(zip(counts, weights).map { Entry(term: $0.term, weight: $1) })
        entries += vector
        rests += Self.rests(of: vector)
        starts.append(entries.count)
    }

    /// The vector brought to length 1; empty stays empty.
    static func unit(_ vector: [Entry]) -> [Entry] {
        let length = vector.reduce(0) { $0 + $1.weight * $1.weight }.squareRoot()
        return vector.map { Entry(term: $0.term, weight: $0.weight / length) }
    }

    static func rests(of vector: some BidirectionalCollection<Entry>) -> [Double] {
        var sum = 0.0
        let backwards = vector.reversed().map { entry in
            sum += entry.weight * entry.weight
            return sum.squareRoot()
        }
        return backwards.reversed()
    }

    /// Draws up the lists of the terms, once all the vectors are there.
    mutating func invert() {
        var ends = Array(repeating: 0, count: terms + 1)
        for entry in entries { ends[Int(entry.term) + 1] += 1 }
        for term in 0..<terms { ends[term + 1] += ends[term] }
        postingStarts = ends
        postings = Array(repeating: Posting(vector: 0, weight: 0), count: entries.count)
        for vector in 0..<count {
            for entry in entries[range(of: vector)] {
                postings[ends[Int(entry.term)]] = Posting(vector: UInt32(vector), weight: entry.weight)
                ends[Int(entry.term)] += 1
            }
        }
    }
}
