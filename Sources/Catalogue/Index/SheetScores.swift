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
        forEach(at: place / 64, of: 1 << UInt64(place % 64), above: -.infinity) { score = $1 }
        return score
    }

    /// Calls with the wanted sheets of one word of bits, in order, and their scores; those that cannot be above a score may be left out.
    func forEach(
        at word: Int, of wanted: UInt64, above least: Float, _ body: (_ place: Int, _ score: Float) -> Void
    ) {
        var rest = least < 0 ? wanted : readings.reduce(0) { $0 | $1.promising(at: word, of: wanted, above: least) }
        guard rest != 0 else { return }
        withUnsafeTemporaryAllocation(of: Float.self, capacity: 128) { room in
            room.initialize(repeating: 0)
            let scores = UnsafeMutableBufferPointer(rebasing: room[..<64])
            let sums = UnsafeMutableBufferPointer(rebasing: room[64...])
            for reading in readings { reading.raise(scores, sums, at: word, of: rest) }
            while rest != 0 {
                let place = rest.trailingZeroBitCount
                body(word * 64 + place, scores[place])
                rest &= rest - 1
            }
        }
    }
}

extension SheetScores.Reading {
    /// More words than these in a title are counted as so many.
    private static let most = 4

    /// Those that may score above something: with how many words in its title a sheet can, at the best of its word of bits.
    fileprivate func promising(at word: Int, of wanted: UInt64, above least: Float) -> UInt64 {
        let here = met.words[word] & wanted
        guard here != 0 else { return 0 }
        // The most that any can have, and those without one of the words in the title; added as scores are, so that rounding brings
        // no score above them.
        var (all, below, step): (Float, Float, Float) = (0, 0, 0)
        // Those with one word in the title at least, with two, three, four.
        var counted = (one: UInt64(0), two: UInt64(0), three: UInt64(0), four: UInt64(0))
        for (said, weight) in stems {
            let bounds = said.bounds(at: word)
            all += weight * bounds.highest
            below += weight * bounds.below
            guard bounds.titled != 0 else { continue }
            step = max(step, weight * (bounds.highest - bounds.below))
            counted.four |= counted.three & bounds.titled
            counted.three |= counted.two & bounds.titled
            counted.two |= counted.one & bounds.titled
            counted.one |= bounds.titled
        }
        guard all > least, below <= least else { return all > least ? here : 0 }
        // A step is no sum: what is as near as its rounding may be above.
        let gap = max(0, least - least.magnitude / 65_536 - below)
        switch min(Int(gap / step) + 1, Self.most) {
        case 1: return here & counted.one
        case 2: return here & counted.two
        case 3: return here & counted.three
        default: return here & counted.four
        }
    }

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
