extension TextAnalysis {
    /// The stems of a vocabulary nearest to one that it lacks, in its order; none when they are too far.
    ///
    /// An edit is a letter too many, missing, wrong, or two neighbours swapped. Four letters allow one, six allow two.
    public func closest(to stem: String, among vocabulary: some Sequence<String>, maxEdits: Int = 2) -> [String] {
        let pattern = SpellingPattern(stem)
        var limit = min(maxEdits, pattern.tolerance)
        var nearest: [String] = []
        for word in vocabulary {
            let letters = word.unicodeScalars.prefix(max(pattern.length + limit + 1, 0)).map(\.value)
            guard let edits = letters.withUnsafeBufferPointer({ pattern.edits(to: $0, atMost: limit) }) else {
                continue
            }
            if edits < limit {
                nearest.removeAll()
                limit = edits
            }
            nearest.append(word)
        }
        return nearest
    }
}

extension TextAnalysis {
    /// Whether two words are one edit apart, as `closest` counts them; false of a word and itself.
    public static func areOneEditApart(_ one: String, _ other: String) -> Bool {
        let letters = other.unicodeScalars.prefix(WordReader.longest + 1).map(\.value)
        return letters.withUnsafeBufferPointer { SpellingPattern(one).edits(to: $0, atMost: 1) } == 1
    }
}

/// A list of words in which the nearest to one are found fast: most are told apart by their length and their letters.
public struct SpellingIndex: Sendable {
    private let words: [String]
    private let letters: [UInt32]
    private let starts: [Int]
    private let signatures: [UInt64]
    /// Where the words of each length begin.
    private let lengths: [Int]

    /// The words are ordered by their length, and of one length as they come; what is longer than 64 letters is left out.
    public init(_ words: some Sequence<String>) {
        var spelled = Spelled()
        for word in words { spelled.add(word) }
        lengths = spelled.lengths()
        // A counting sort by length, since a catalogue has a hundred thousand words: one pass, and no text is compared with another.
        let order = spelled.order(lengths)
        var (letters, starts, signatures) = ([UInt32](), [0], [UInt64]())
        letters.reserveCapacity(spelled.letters.count)
        starts.reserveCapacity(order.count + 1)
        signatures.reserveCapacity(order.count)
        for number in order {
            let word = spelled.letters[spelled.range(of: number)]
            letters.append(contentsOf: word)
            starts.append(letters.count)
            signatures.append(SpellingPattern.signature(of: word))
        }
        self.words = order.map { spelled.words[$0] }
        (self.letters, self.starts, self.signatures) = (letters, starts, signatures)
    }

    /// Words as they come, with their letters one word behind the other.
    private struct Spelled {
        private(set) var words: [String] = []
        private(set) var letters: [UInt32] = []
        private var ends: [Int] = []

        mutating func add(_ word: String) {
            let start = letters.count
            for letter in word.unicodeScalars { letters.append(letter.value) }
            guard letters.count - start <= WordReader.longest else { return letters.removeSubrange(start...) }
            words.append(word)
            ends.append(letters.count)
        }

        func range(of number: Int) -> Range<Int> { (number == 0 ? 0 : ends[number - 1])..<ends[number] }

        /// Where the words of each length begin once they are in order.
        func lengths() -> [Int] {
            var lengths = Array(repeating: 0, count: WordReader.longest + 2)
            for number in words.indices { lengths[range(of: number).count + 1] += 1 }
            for length in 1..<lengths.count { lengths[length] += lengths[length - 1] }
            return lengths
        }

        func order(_ lengths: [Int]) -> [Int] {
            var (next, order) = (lengths, Array(repeating: 0, count: words.count))
            for number in words.indices {
                let length = range(of: number).count
                order[next[length]] = number
                next[length] += 1
            }
            return order
        }
    }

    /// The words nearest to one and their edits, as `TextAnalysis.closest` has them; none when they are too far.
    public func nearest(to word: String, maxEdits: Int = 2) -> (words: [String], edits: Int) {
        let pattern = SpellingPattern(word)
        var limit = min(maxEdits, pattern.tolerance)
        guard limit >= 0 else { return ([], 0) }
        var nearest: [Int] = []
        let wanted = pattern.signature
        letters.withUnsafeBufferPointer { letters in
            signatures.withUnsafeBufferPointer { signatures in
                for place in places(from: pattern.length - limit, through: pattern.length + limit) {
                    guard Self.hasAtMost(2 * limit, of: signatures[place] ^ wanted) else { continue }
                    let spelled = UnsafeBufferPointer(rebasing: letters[starts[place]..<starts[place + 1]])
                    guard let edits = pattern.edits(to: spelled, atMost: limit) else { continue }
                    if edits < limit {
                        nearest.removeAll()
                        limit = edits
                    }
                    nearest.append(place)
                }
            }
        }
        return (nearest.map { words[$0] }, nearest.isEmpty ? 0 : limit)
    }

    /// The longer words whose beginning is nearest to a word, from its own first letter on; none beyond one edit, or for a
    /// word of less than six letters.
    public func beginnings(like word: String) -> [String] {
        let pattern = SpellingPattern(word)
        guard pattern.length >= 6, let first = word.unicodeScalars.first?.value else { return [] }
        return letters.withUnsafeBufferPointer { letters in
            places(from: pattern.length + 1, through: WordReader.longest).filter { place in
                // A letter of the word that the other lacks is an edit.
                guard letters[starts[place]] == first, (pattern.signature & ~signatures[place]).nonzeroBitCount <= 1
                else { return false }
                let spelled = UnsafeBufferPointer(rebasing: letters[starts[place]..<starts[place + 1]])
                return pattern.begins(spelled, atMost: 1)
            }.map { words[$0] }
        }
    }

    /// Whether no more bits are set: one is taken away at a time, which is less work than to count them all.
    @inline(__always)
    private static func hasAtMost(_ most: Int, of bits: UInt64) -> Bool {
        var rest = bits
        for _ in 0..<most { rest &= rest &- 1 }
        return rest == 0
    }

    private func places(from least: Int, through most: Int) -> Range<Int> {
        let most = min(most, WordReader.longest)
        let least = min(max(least, 0), most)
        return lengths[least]..<lengths[most + 1]
    }
}

/// One word against many: Damerau and Levenshtein's distance where no letter is edited twice, a column of its table in
/// two machine words (Hyyrö, «A Bit-Vector Algorithm for Computing Levenshtein and Damerau Edit Distances», 2003).
struct SpellingPattern {
    let length: Int
    let signature: UInt64
    private var ascii: [UInt64] = Array(repeating: 0, count: 128)
    private var others: [UInt32: UInt64] = [:]

    init(_ word: String) {
        let letters = word.unicodeScalars.prefix(WordReader.longest).map(\.value)
        length = letters.count
        signature = Self.signature(of: letters)
        for (place, letter) in letters.enumerated() {
            if letter < 128 {
                ascii[Int(letter)] |= 1 << UInt64(place)
            } else {
                others[letter, default: 0] |= 1 << UInt64(place)
            }
        }
    }

    /// Which letters a word has, one bit each: an edit changes two bits at most.
    static func signature(of letters: some Sequence<UInt32>) -> UInt64 {
        letters.reduce(0) { $0 | 1 << UInt64($1 % 64) }
    }

    /// How many edits a word of this length allows.
    var tolerance: Int { length < 4 ? 0 : length < 6 ? 1 : 2 }

    /// Nil when there are more than the limit.
    func edits(to word: UnsafeBufferPointer<UInt32>, atMost limit: Int) -> Int? {
        guard abs(word.count - length) <= limit, length > 0 else {
            return length == 0 && word.count <= limit ? word.count : nil
        }
        var edits = length
        follow(word) { edits = $0 }
        return edits <= limit ? edits : nil
    }

    /// Whether some beginning of the word is that near.
    func begins(_ word: UnsafeBufferPointer<UInt32>, atMost limit: Int) -> Bool {
        var least = length
        follow(word) { least = min(least, $0) }
        return least <= limit
    }

    /// The edits to each beginning of the word, the shortest first.
    @inline(__always)
    private func follow(_ word: UnsafeBufferPointer<UInt32>, _ note: (Int) -> Void) {
        let last = UInt64(1) << UInt64(length - 1)
        var (raised, lowered, diagonal, before) = (~UInt64(0), UInt64(0), UInt64(0), UInt64(0))
        var edits = length
        for letter in word {
            let matches = letter < 128 ? ascii[Int(letter)] : others[letter] ?? 0
            let swapped = ((~diagonal & matches) << 1) & before
            diagonal = (((matches & raised) &+ raised) ^ raised) | matches | lowered | swapped
            var up = lowered | ~(diagonal | raised)
            var down = diagonal & raised
            if up & last != 0 { edits += 1 } else if down & last != 0 { edits -= 1 }
            up = up << 1 | 1
            down <<= 1
            raised = down | ~(diagonal | up)
            lowered = up & diagonal
            before = matches
            note(edits)
        }
    }
}
