import Seeds

/// Who may read what, and what a good assignment is. `solve` always answers; what cannot be met is in the answer.
///
/// In this order: as many readings as possible; then the fewest changes to `current`; then the least loads; then the
/// `links`; then the affinities, less what repeated networks cost; then even loads; then the seed.
public struct AssignmentProblem: Sendable {
    public var jurors: [Juror]
    public var entries: [Entry]
    /// Jurors × entries, in the order of both lists.
    public var affinities: Affinities
    /// Finished readings: they stay, count in loads, pools and networks, and need no affinity.
    public var kept: [Pair] = []
    /// Readings given out but not begun: as few of them as possible are taken back or replaced.
    public var current: [Pair] = []
    /// Readings wished whatever their affinity, since they link parts of the jury (`solve(linking:)` finds them).
    public var links: [Pair] = []
    /// At most so many readers of one pool for an entry; nil for no limit.
    public var poolCap: Int?
    /// What the second reader of one network costs an entry, in units of affinity; the third costs twice that, and so
    /// on. Nil for a tenth of the distance between the largest and the smallest affinity. Counted like affinities, to
    /// seven digits of the larger of both.
    public var repeatedNetworkCost: Double?
    /// At most this probability for any pair that is not kept (0.0001 ≤ q ≤ 1): the answer is then drawn by the seed.
    public var pairLimit: Double?
    /// First the entry that fares worst, then the next worst, and so on; then the total. Entries that no assignment could
    /// give all their readers count for nothing in it.
    public var isFair = false
    public var seed: Seed

    public struct Juror: Sendable, Hashable {
        public var id: String
        /// Readings, finished ones included. The least is met when it can be.
        public var leastLoad: Int
        /// 0 for somebody who has left.
        public var mostLoad: Int
        public var pool: String?
        public var network: String?

        public init(_ id: String, leastLoad: Int = 0, mostLoad: Int, pool: String? = nil, network: String? = nil) {
            (self.id, self.leastLoad, self.mostLoad) = (id, leastLoad, mostLoad)
            (self.pool, self.network) = (pool, network)
        }
    }

    public struct Entry: Sendable, Hashable {
        public var id: String
        /// How many jurors shall read it, finished readings included.
        public var readers: Int

        public init(_ id: String, readers: Int) { (self.id, self.readers) = (id, readers) }
    }

    /// Places in `jurors` and `entries`.
    public struct Pair: Sendable, Hashable {
        public var juror: Int
        public var entry: Int

        public init(juror: Int, entry: Int) { (self.juror, self.entry) = (juror, entry) }
    }

    /// Ids must differ among jurors and among entries: chance is drawn from them.
    public init(jurors: [Juror], entries: [Entry], affinities: Affinities, seed: Seed) {
        (self.jurors, self.entries, self.affinities, self.seed) = (jurors, entries, affinities, seed)
    }
}

/// Why a problem cannot be put in whole numbers, or does not hold together.
public enum AssignmentRefusal: Error, Equatable, Sendable {
    /// The table of affinities has other jurors or entries than the lists.
    case affinitiesDoNotFit
    case duplicateID(String)
    /// A kept or current pair outside the lists.
    case unknownPair
    /// The sizes and loads are so large that sums of costs would not fit 64 bits at any useful precision.
    case tooLarge
}
