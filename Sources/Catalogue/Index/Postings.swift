import Foundation

/// For each stem the sheets that say it, with where and how often: a few bytes each, in the order of the sheets' places.
struct Postings: Sendable {
    /// The distance from the sheet before in groups of seven bits, then its weight.
    private(set) var bytes: [UInt8] = []
    private(set) var ends: [UInt32] = []
    private(set) var counts: [UInt32] = []

    init() {}

    init(bytes: [UInt8], ends: [UInt32], counts: [UInt32]) {
        (self.bytes, self.ends, self.counts) = (bytes, ends, counts)
    }

    /// Adds the next stem's; places come in order.
    mutating func append(_ entries: some Sequence<Posting>) {
        var (last, count) = (UInt32(0), UInt32(0))
        for entry in entries {
            var rest = entry.place - last
            while rest > 127 {
                bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
                rest >>= 7
            }
            bytes.append(UInt8(rest))
            bytes.append(entry.weight.code)
            (last, count) = (entry.place, count + 1)
        }
        ends.append(UInt32(bytes.count))
        counts.append(count)
    }

    /// Calls for each sheet that says a stem, in order.
    @inline(__always)
    func forEach(of stem: Int, _ body: (_ place: Int, _ code: UInt8) -> Void) {
        let range = (stem == 0 ? 0 : Int(ends[stem - 1]))..<Int(ends[stem])
        bytes.withUnsafeBufferPointer { bytes in
            var (place, next) = (0, range.lowerBound)
            while next < range.upperBound {
                var (shift, distance) = (0, 0)
                while bytes[next] & 0x80 != 0 {
                    distance |= Int(bytes[next] & 0x7F) << shift
                    (shift, next) = (shift + 7, next + 1)
                }
                place += distance | Int(bytes[next]) << shift
                body(place, bytes[next + 1])
                next += 2
            }
        }
    }
}

/// One sheet that says a stem.
struct Posting: Sendable {
    let place: UInt32
    let weight: WordWeight
}

/// Where a sheet says a word, and how often: a byte.
///
/// In its title a word weighs 8, in its strapline and in the names of those who carry it 3, in its place, trade, terms and
/// awards 2; `n` times in the text add `1 + ln n`.
struct WordWeight: Sendable, Equatable {
    private(set) var code: UInt8 = 0

    init() {}

    init(code: UInt8) { self.code = code }

    enum Field: UInt8, CaseIterable, Sendable {
        case title = 0x80
        case head = 0x40
        case label = 0x20
        case body = 0
    }

    mutating func add(_ field: Field) {
        guard field == .body else { return code |= field.rawValue }
        if code & 0x1F < 0x1F { code += 1 }
    }

    var value: Float { Self.values[Int(code)] }

    /// By code.
    static let values: [Float] = (0...255).map { (code: Int) -> Float in
        let count = code & 0x1F
        let text = count > 0 ? 1 + Float(log(Double(count))) : 0
        let head: Float = code & 0x80 != 0 ? 8 : code & 0x40 != 0 ? 3 : code & 0x20 != 0 ? 2 : 0
        return head + text
    }
}
