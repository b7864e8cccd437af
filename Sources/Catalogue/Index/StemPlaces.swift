/// The sheets of one segment that say a stem: a bit each, and for each bit that is set how they say it.
///
/// Of a stem that many sheets say it is drawn up once, with the segment; a question then meets thousands of sheets a word of bits at
/// a time, and reckons scores only where they may be among the best (block-max, Ding and Suel, 2011).
final class StemPlaces: Sendable {
    let places: SheetSet
    /// Those that say it in their title.
    private let titled: SheetSet
    /// Codes of `WordWeight`, one behind the other.
    private let codes: [UInt8]
    /// By word of bits: how many sheets stand before it, if any stands in it, and the highest weights in it, of all and of those without it
    /// in the title.
    private let before: [UInt32]
    private let highest: [Float]
    private let highestBelow: [Float]

    init(of stem: Int, in postings: Postings, size: Int) {
        var (places, titled) = (SheetSet(empty: size), SheetSet(empty: size))
        var codes: [UInt8] = []
        codes.reserveCapacity(Int(postings.counts[stem]))
        var before = [UInt32](repeating: 0, count: places.words.count)
        var highest = [Float](repeating: 0, count: places.words.count)
        var (below, last) = (highest, -1)
        WordWeight.values.withUnsafeBufferPointer { values in
            places.insertAll { insert in
                titled.insertAll { insertTitled in
                    postings.forEach(of: stem) { place, code in
                        insert(place)
                        if place / 64 != last { (last, before[place / 64]) = (place / 64, UInt32(codes.count)) }
                        codes.append(code)
                        let value = values[Int(code)]
                        if value > highest[place / 64] { highest[place / 64] = value }
                        if code & WordWeight.Field.title.rawValue != 0 {
                            insertTitled(place)
                        } else if value > below[place / 64] {
                            below[place / 64] = value
                        }
                    }
                }
            }
        }
        (self.places, self.titled, self.codes, self.before) = (places, titled, codes, before)
        (self.highest, highestBelow) = (highest, below)
    }

    /// The stems that so many of the sheets say that looking through them would be slow.
    static func frequent(of postings: Postings, size: Int) -> [Int: StemPlaces] {
        let many = max(512, size / 16)
        return postings.counts.enumerated().reduce(into: [:]) { frequent, stem in
            guard stem.element >= many else { return }
            frequent[stem.offset] = StemPlaces(of: stem.offset, in: postings, size: size)
        }
    }

    /// Which of the sheets in a word of bits say it in their title, and the highest that they and that the others can have.
    @inline(__always)
    func bounds(at word: Int) -> (titled: UInt64, highest: Float, below: Float) {
        (titled.words[word], highest[word], highestBelow[word])
    }

    /// Adds what those sheets of one word of bits have that are wanted; `sums` has room for 64.
    func add(_ weight: Float, at word: Int, of wanted: UInt64, to sums: UnsafeMutableBufferPointer<Float>) {
        let saying = places.words[word]
        var rest = saying & wanted
        guard rest != 0 else { return }
        let first = Int(before[word])
        codes.withUnsafeBufferPointer { codes in
            WordWeight.values.withUnsafeBufferPointer { values in
                while rest != 0 {
                    let bit = rest & (~rest &+ 1)
                    let code = codes[first + (saying & (bit - 1)).nonzeroBitCount]
                    sums[rest.trailingZeroBitCount] += weight * values[Int(code)]
                    rest &= rest - 1
                }
            }
        }
    }
}
