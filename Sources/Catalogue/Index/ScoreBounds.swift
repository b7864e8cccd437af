/// What the sheets of each word of bits can score at most in one language, so that only those are reckoned that may be among the best.
///
/// It is drawn up once for a question, stem after stem, and then looked at once for each word of bits.
struct ScoreBounds: Sendable {
    private struct Bound {
        /// The most that any can have, and those without one of the words in the title; added as scores are, so that rounding brings no
        /// score above them.
        var all: Float = 0
        var below: Float = 0
        /// What one word in the title brings at most.
        var step: Float = 0
        // Those with one word in the title at least, with two, three, four.
        var one: UInt64 = 0
        var two: UInt64 = 0
        var three: UInt64 = 0
        var four: UInt64 = 0

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
    }

    /// More words than these in a title are counted as so many.
    private static let most = 4

    private let met: SheetSet
    private var bounds: [Bound]

    init(of reading: SheetScores.Reading) {
        met = reading.met
        bounds = Array(repeating: Bound(), count: reading.met.words.count)
        for (said, weight) in reading.stems { add(said, weight) }
    }

    private mutating func add(_ said: StemPlaces, _ weight: Float) {
        bounds.withUnsafeMutableBufferPointer { bounds in
            for word in bounds.indices {
                let (titled, highest, below) = said.bounds(at: word)
                guard highest > 0 else { continue }
                bounds[word].add(titled, weight * highest, weight * below, step: weight * (highest - below))
            }
        }
    }

    /// Those of the wanted sheets of a word of bits that may score above something: with how many words in its title a sheet can, at the
    /// best of its word of bits.
    func promising(at word: Int, of wanted: UInt64, above least: Float) -> UInt64 {
        let here = met.words[word] & wanted
        guard here != 0 else { return 0 }
        let bound = bounds[word]
        guard bound.all > least, bound.below <= least else { return bound.all > least ? here : 0 }
        // A step is no sum: what is as near as its rounding may be above.
        let gap = max(0, least - least.magnitude / 65_536 - bound.below)
        switch min(Int(gap / bound.step) + 1, Self.most) {
        case 1: return here & bound.one
        case 2: return here & bound.two
        case 3: return here & bound.three
        default: return here & bound.four
        }
    }
}
