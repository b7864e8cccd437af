import Seeds

/// A set of short runs of letters, as sorted hashes, by which texts are compared whatever their words.
struct LetterRuns: Sendable, Hashable {
    private(set) var hashes: [UInt64]

    var count: Int { hashes.count }

    /// Every run of five letters of the text, folded, one space between its words; a shorter text is one run.
    static func shingles(of text: String) -> LetterRuns {
        let words = foldedWords(of: text).joined(separator: [0x20])
        let letters = Array(String(decoding: Array(words), as: UTF8.self).unicodeScalars)
        return LetterRuns(runs(of: letters, length: 5))
    }

    /// Every run of three letters of each word with two spaces before it and one after, as PostgreSQL's pg_trgm cuts them.
    static func trigrams(of text: String) -> LetterRuns {
        LetterRuns(
            foldedWords(of: text).flatMap { word in
                let padded = "  \(String(decoding: word, as: UTF8.self)) "
                return runs(of: Array(padded.unicodeScalars), length: 3)
            })
    }

    /// Runs that are sorted and distinct already.
    init(sorted hashes: [UInt64]) { self.hashes = hashes }

    private init(_ runs: [UInt64]) {
        hashes = runs.sorted()
        var distinct = 0
        for place in hashes.indices where place == 0 || hashes[place] != hashes[place - 1] {
            hashes[distinct] = hashes[place]
            distinct += 1
        }
        hashes.removeSubrange(distinct...)
    }

    private static func runs(of letters: [Unicode.Scalar], length: Int) -> [UInt64] {
        guard !letters.isEmpty else { return [] }
        let last = max(letters.count - length, 0)
        return (0...last).map { hash(letters[$0..<min($0 + length, letters.count)]) }
    }

    private static func hash(_ letters: ArraySlice<Unicode.Scalar>) -> UInt64 {
        letters.reduce(0) { Seed.mix($0, UInt64($1.value)) }
    }

    /// How many runs two sets share.
    func shared(with other: LetterRuns) -> Int {
        hashes.withUnsafeBufferPointer { first in
            other.hashes.withUnsafeBufferPointer { second in
                var (one, two, shared) = (0, 0, 0)
                while one < first.count, two < second.count {
                    let (left, right) = (first[one], second[two])
                    if left == right { shared += 1 }
                    if left <= right { one += 1 }
                    if right <= left { two += 1 }
                }
                return shared
            }
        }
    }

    /// What two sets share of what they have together (Jaccard): 1 when they are the same, 0 when one is empty.
    func resemblance(with other: LetterRuns) -> Double {
        let shared = shared(with: other)
        return shared == 0 ? 0 : Double(shared) / Double(count + other.count - shared)
    }

    private static func foldedWords(of text: String) -> [[UInt8]] {
        var words: [[UInt8]] = [[]]
        for scalar in text.unicodeScalars {
            switch Glyph(scalar) {
            case .letter: Folding.append(scalar, to: &words[words.count - 1])
            case .silent: break
            default: if !words[words.count - 1].isEmpty { words.append([]) }
            }
        }
        return words.last?.isEmpty == true ? words.dropLast() : words
    }
}
