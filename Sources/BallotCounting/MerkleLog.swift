/// A log that can only grow, and proves it: the tree of RFC 6962 («Certificate Transparency», Laurie, Langley and Kasper,
/// 2013), over receipts.
public struct MerkleLog: Sendable {
    static let leafPrefix: UInt8 = 0
    static let nodePrefix: UInt8 = 1

    /// Whole subtrees by level: at level l the i-th covers receipts from i * 2^l on.
    private var levels: [[Fingerprint]] = [[]]

    public init() {}

    public init(_ receipts: some Sequence<Fingerprint>) {
        for receipt in receipts { append(receipt) }
    }

    public var receipts: [Fingerprint] { levels[0] }
    public var count: Int { levels[0].count }
    public var root: Fingerprint { hash(0..<count) }

    public mutating func append(_ receipt: Fingerprint) {
        var (level, node) = (0, receipt)
        levels[0].append(node)
        while levels[level].count.isMultiple(of: 2) {
            node = Self.node(levels[level][levels[level].count - 2], node)
            level += 1
            if level == levels.count { levels.append([]) }
            levels[level].append(node)
        }
    }

    /// The root when the log had so many receipts; nil when it never had.
    public func root(at count: Int) -> Fingerprint? { (0...self.count).contains(count) ? hash(0..<count) : nil }

    /// That a receipt stands at a place in the log of some size: the hashes beside its way to the root, from below.
    public func inclusionProof(of place: Int, in count: Int) -> [Fingerprint]? {
        guard place >= 0, place < count, count <= self.count else { return nil }
        var (path, range): ([Fingerprint], Range<Int>) = ([], 0..<count)
        while range.count > 1 {
            let middle = range.lowerBound + Self.split(range.count)
            let (left, right) = (range.lowerBound..<middle, middle..<range.upperBound)
            path.append(hash(place < middle ? right : left))
            range = place < middle ? left : right
        }
        return path.reversed()
    }

    /// That the log of some size begins with the whole log of an earlier size.
    public func consistencyProof(from first: Int, to second: Int) -> [Fingerprint]? {
        guard first > 0, first <= second, second <= count else { return nil }
        var (path, range, isWhole): ([Fingerprint], Range<Int>, Bool) = ([], 0..<second, true)
        while range.upperBound != first {
            let middle = range.lowerBound + Self.split(range.count)
            let (left, right) = (range.lowerBound..<middle, middle..<range.upperBound)
            path.append(hash(first <= middle ? right : left))
            if first > middle { isWhole = false }
            range = first <= middle ? left : right
        }
        return (isWhole ? [] : [hash(range)]) + path.reversed()
    }

    static func node(_ left: Fingerprint, _ right: Fingerprint) -> Fingerprint {
        Fingerprint(of: [nodePrefix] + left.bytes + right.bytes)
    }

    /// The largest power of two below a number above 1.
    private static func split(_ count: Int) -> Int { 1 << (Int.bitWidth - 1 - (count - 1).leadingZeroBitCount) }

    private func hash(_ range: Range<Int>) -> Fingerprint {
        guard !range.isEmpty else { return Fingerprint(of: []) }
        let level = range.count.trailingZeroBitCount
        if range.count.nonzeroBitCount == 1, range.lowerBound.isMultiple(of: range.count) {
            return levels[level][range.lowerBound >> level]
        }
        let middle = range.lowerBound + Self.split(range.count)
        return Self.node(hash(range.lowerBound..<middle), hash(middle..<range.upperBound))
    }
}
