/// A set of places in the catalogue, a bit each: sets of thousands are met, joined and counted in a microsecond.
struct SheetSet: Equatable, Sendable {
    /// The bit of a place is the `place % 64`th of the word `place / 64`.
    private(set) var words: [UInt64]

    init(empty size: Int) { words = Array(repeating: 0, count: (size + 63) / 64) }

    init(all size: Int) {
        words = Array(repeating: .max, count: (size + 63) / 64)
        let rest = size % 64
        if rest > 0 { words[words.count - 1] = (1 << UInt64(rest)) - 1 }
    }

    mutating func insert(_ place: Int) { words[place / 64] |= 1 << UInt64(place % 64) }

    /// Inserts what the body calls for.
    @inline(__always)
    mutating func insertAll(_ body: (_ insert: (Int) -> Void) -> Void) {
        words.withUnsafeMutableBufferPointer { words in
            body { place in words[place / 64] |= 1 << UInt64(place % 64) }
        }
    }

    mutating func remove(_ place: Int) { words[place / 64] &= ~(1 << UInt64(place % 64)) }

    func contains(_ place: Int) -> Bool { words[place / 64] & (1 << UInt64(place % 64)) != 0 }

    var isEmpty: Bool { !words.contains { $0 != 0 } }

    mutating func formUnion(_ other: SheetSet) { combine(with: other) { $0 | $1 } }

    mutating func formIntersection(_ other: SheetSet) { combine(with: other) { $0 & $1 } }

    mutating func subtract(_ other: SheetSet) { combine(with: other) { $0 & ~$1 } }

    // Without a check at each word, several are combined at once.
    @inline(__always)
    private mutating func combine(with other: SheetSet, _ combined: (UInt64, UInt64) -> UInt64) {
        words.withUnsafeMutableBufferPointer { mine in
            other.words.withUnsafeBufferPointer { others in
                for place in 0..<min(mine.count, others.count) { mine[place] = combined(mine[place], others[place]) }
            }
        }
    }

    func intersection(_ other: SheetSet) -> SheetSet {
        var met = self
        met.formIntersection(other)
        return met
    }

    var count: Int { words.reduce(0) { $0 + $1.nonzeroBitCount } }

    /// Eight words are added up bit by bit before any bit is counted: a third of the work (Harley and Seal's carry-save adder).
    func count(meeting other: SheetSet) -> Int {
        words.withUnsafeBufferPointer { mine in
            other.words.withUnsafeBufferPointer { others in
                var (count, place) = (0, 0)
                var (ones, twos, fours) = (UInt64(0), UInt64(0), UInt64(0))
                while place + 8 <= mine.count {
                    var eights: UInt64 = 0
                    for start in stride(from: place, to: place + 8, by: 4) {
                        let one = Self.add(&ones, mine[start] & others[start], mine[start + 1] & others[start + 1])
                        let two = Self.add(
                            &ones, mine[start + 2] & others[start + 2], mine[start + 3] & others[start + 3])
                        let four = Self.add(&twos, one, two)
                        eights |= fours & four
                        fours ^= four
                    }
                    count += 8 * eights.nonzeroBitCount
                    place += 8
                }
                count += 4 * fours.nonzeroBitCount + 2 * twos.nonzeroBitCount + ones.nonzeroBitCount
                while place < mine.count {
                    count += (mine[place] & others[place]).nonzeroBitCount
                    place += 1
                }
                return count
            }
        }
    }

    /// Adds two words to a row of sums of one bit, and gives what is carried.
    @inline(__always)
    private static func add(_ sum: inout UInt64, _ first: UInt64, _ second: UInt64) -> UInt64 {
        let half = sum ^ first
        let carried = (sum & first) | (half & second)
        sum = half ^ second
        return carried
    }

    /// How many there are below a place.
    func count(before place: Int) -> Int {
        let whole = min(place / 64, words.count)
        let count = words[..<whole].reduce(0) { $0 + $1.nonzeroBitCount }
        guard whole < words.count else { return count }
        return count + (words[whole] & ((1 << UInt64(place % 64)) - 1)).nonzeroBitCount
    }

    /// Calls for each place, in order, until the answer is false.
    @inline(__always)
    func forEach(from first: Int = 0, _ body: (Int) -> Bool) {
        var mask: UInt64 = .max << UInt64(first % 64)
        for index in min(first / 64, words.count)..<words.count {
            var rest = words[index] & mask
            mask = .max
            while rest != 0 {
                guard body(index * 64 + rest.trailingZeroBitCount) else { return }
                rest &= rest - 1
            }
        }
    }

    /// The places, in order.
    var places: [Int] {
        var places: [Int] = []
        forEach { place in
            places.append(place)
            return true
        }
        return places
    }
}
