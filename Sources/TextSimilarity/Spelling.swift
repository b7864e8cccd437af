extension TextAnalysis {
    /// The stems of a vocabulary nearest to one that it lacks, in its order; none when they are too far.
    ///
    /// An edit is a letter too many, missing, wrong, or two neighbours swapped. Four letters allow one, six allow two.
    public func closest(to stem: String, among vocabulary: some Sequence<String>, maxEdits: Int = 2) -> [String] {
        var comparison = Comparison(with: stem)
        var limit = min(maxEdits, comparison.tolerance)
        var nearest: [String] = []
        for word in vocabulary {
            guard let edits = comparison.edits(to: word, atMost: limit) else { continue }
            if edits < limit {
                nearest.removeAll()
                limit = edits
            }
            nearest.append(word)
        }
        return nearest
    }
}

/// Damerau and Levenshtein's distance to one word, where no letter is edited twice.
private struct Comparison {
    private let word: [Unicode.Scalar]
    private var before: [Int]
    private var last: [Int]
    private var current: [Int]

    init(with word: String) {
        self.word = Array(word.unicodeScalars.prefix(WordReader.longest))
        before = Array(repeating: 0, count: self.word.count + 1)
        (last, current) = (before, before)
    }

    var tolerance: Int { word.count < 4 ? 0 : word.count < 6 ? 1 : 2 }

    /// Nil as soon as the distance must be more than the limit.
    mutating func edits(to other: String, atMost limit: Int) -> Int? {
        let other = Array(other.unicodeScalars.prefix(word.count + limit + 1))
        guard abs(other.count - word.count) <= limit else { return nil }
        for column in last.indices { last[column] = column }
        for row in other.indices {
            guard advance(to: row, of: other) <= limit else { return nil }
            (before, last, current) = (last, current, before)
        }
        return last[word.count] <= limit ? last[word.count] : nil
    }

    /// Fills the row of one more letter; gives its least value.
    private mutating func advance(to row: Int, of other: [Unicode.Scalar]) -> Int {
        current[0] = row + 1
        var least = row + 1
        for column in word.indices {
            let change = last[column] + (word[column] == other[row] ? 0 : 1)
            var edits = min(change, last[column + 1] + 1, current[column] + 1)
            if row > 0, column > 0, word[column] == other[row - 1], word[column - 1] == other[row] {
                edits = min(edits, before[column - 1] + 1)
            }
            current[column + 1] = edits
            least = min(least, edits)
        }
        return least
    }
}
