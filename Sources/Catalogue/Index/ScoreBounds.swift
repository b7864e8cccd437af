/// What the sheets of each word of bits can score at most, so that only those are reckoned that may be among the best.
///
/// It is put together once for a question, stem after stem, and then looked at once for each word of bits.
struct ScoreBounds: Sendable {
    /// One reading behind the other, a bound for each of its words of bits.
    private var bounds: [Bound]
    private let words: Int

    init(of scores: SheetScores, words: Int) {
        self.words = words
        bounds = scores.readings.flatMap { reading in reading.met.words.map { Bound(met: $0) } }
        for (number, reading) in scores.readings.enumerated() {
            for (said, weight) in reading.stems { add(said, weight, from: number * words) }
        }
    }

    private mutating func add(_ said: StemPlaces, _ weight: Float, from start: Int) {
        bounds.withUnsafeMutableBufferPointer { bounds in
            for word in 0..<words {
                let (titled, highest, below) = said.bounds(at: word)
                guard highest > 0 else { continue }
                bounds[start + word].add(titled, weight * highest, weight * below, step: weight * (highest - below))
            }
        }
    }

    /// Those of the wanted sheets of a word of bits that may score above something in one of the readings.
    func promising(at word: Int, of wanted: UInt64, above least: Float) -> UInt64 {
        var promising: UInt64 = 0
        for place in stride(from: word, to: bounds.count, by: max(words, 1)) {
            promising |= bounds[place].promising(of: wanted, above: least)
        }
        return promising
    }
}

/// Of one word of bits, in one reading.
private struct Bound {
    /// More words than these in a title are counted as so many.
    private static let most = 4

    private let met: UInt64
    /// The most that any can have, and those without one of the words in the title; added as scores are, so that rounding brings no
    /// score above them.
    private var (all, below): (Float, Float) = (0, 0)
    /// What one word in the title brings at most.
    private var step: Float = 0
    /// Those with one word in the title at least, with two, three, four.
    private var (one, two, three, four): (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)

    init(met: UInt64) { self.met = met }

    @inline(__always)
    mutating func add(_ titled: UInt64, _ highest: Float, _ highestBelow: Float, step more: Float) {
        all += highest
        below += highestBelow
        guard titled != 0 else { return }
        step = max(step, more)
        four |= three & titled
        three |= two & titled
        two |= one & titled
        one |= titled
    }

    /// With how many words in its title a sheet can, at the best of its word of bits.
    @inline(__always)
    func promising(of wanted: UInt64, above least: Float) -> UInt64 {
        let here = met & wanted
        guard here != 0, all > least else { return 0 }
        guard below <= least else { return here }
        // A step is no sum: what is as near as its rounding may be above.
        let gap = max(0, least - least.magnitude / 65_536 - below)
        switch min(Int(gap / step) + 1, Self.most) {
        case 1: return here & one
        case 2: return here & two
        case 3: return here & three
        default: return here & four
        }
    }
}
