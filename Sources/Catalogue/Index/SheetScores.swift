/// What the sheets of one part score for the words of a question, reckoned where it is asked for.
struct SheetScores: Sendable {
    /// What answers in one language, and the stems it is found by with their weights.
    struct Reading: Sendable {
        let met: SheetSet
        let stems: [(said: StemPlaces, weight: Float)]
    }

    /// Of the languages the better one counts.
    var readings: [Reading] = []

    func score(at place: Int) -> Float {
        var score: Float = 0
        forEach(at: place / 64, of: 1 << UInt64(place % 64)) { score = $1 }
        return score
    }

    /// Calls with the wanted sheets of one word of bits, in order, and their scores.
    func forEach(at word: Int, of wanted: UInt64, _ body: (_ place: Int, _ score: Float) -> Void) {
        guard wanted != 0 else { return }
        withUnsafeTemporaryAllocation(of: Float.self, capacity: 128) { room in
            room.initialize(repeating: 0)
            let scores = UnsafeMutableBufferPointer(rebasing: room[..<64])
            let sums = UnsafeMutableBufferPointer(rebasing: room[64...])
            for reading in readings { reading.raise(scores, sums, at: word, of: wanted) }
            var rest = wanted
            while rest != 0 {
                let place = rest.trailingZeroBitCount
                body(word * 64 + place, scores[place])
                rest &= rest - 1
            }
        }
    }
}

extension SheetScores.Reading {
    fileprivate func raise(
        _ scores: UnsafeMutableBufferPointer<Float>, _ sums: UnsafeMutableBufferPointer<Float>, at word: Int,
        of wanted: UInt64
    ) {
        var rest = met.words[word] & wanted
        guard rest != 0 else { return }
        sums.update(repeating: 0)
        for (said, weight) in stems { said.add(weight, at: word, of: rest, to: sums) }
        while rest != 0 {
            let place = rest.trailingZeroBitCount
            scores[place] = max(scores[place], sums[place])
            rest &= rest - 1
        }
    }
}
