/// A set of places in the catalogue, a bit each: sets of thousands are met, joined and counted in a microsecond.
struct SheetSet: Equatable, Sendable {
    private var words: [UInt64]

    init(empty size: Int) { words = Array(repeating: 0, count: (size + 63) / 64) }

    init(all size: Int) {
        words = Array(repeating: .max, count: (size + 63) / 64)
        let rest = size % 64
        if rest > 0 { words[words.count - 1] = (1 << UInt64(rest)) - 1 }
    }

    mutating func insert(_ place: Int) { words[place / 64] |= 1 << UInt64(place % 64) }

    func contains(_ place: Int) -> Bool { words[place / 64] & (1 << UInt64(place % 64)) != 0 }

    mutating func formUnion(_ other: SheetSet) { for index in words.indices { words[index] |= other.words[index] } }

    func intersection(_ other: SheetSet) -> SheetSet {
        var met = self
        for index in words.indices { met.words[index] &= other.words[index] }
        return met
    }

    var count: Int { words.reduce(0) { $0 + $1.nonzeroBitCount } }

    func count(meeting other: SheetSet) -> Int {
        var count = 0
        for index in words.indices { count += (words[index] & other.words[index]).nonzeroBitCount }
        return count
    }

    /// The places, in order.
    var places: [Int] {
        var places: [Int] = []
        for (index, word) in words.enumerated() {
            var rest = word
            while rest != 0 {
                places.append(index * 64 + rest.trailingZeroBitCount)
                rest &= rest - 1
            }
        }
        return places
    }
}
