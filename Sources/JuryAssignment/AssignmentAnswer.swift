/// Who reads what, how good that is, and what could not be met.
public struct AssignmentAnswer: Sendable {
    /// By entry, then juror, in the order of the problem; finished readings included.
    public internal(set) var readings: [Reading] = []
    /// Sum of the affinities of all readings, kept ones too.
    public internal(set) var total = 0.0
    /// The least sum of affinities of an entry, those left out that no assignment could give all their readers.
    public internal(set) var minimum = 0.0
    /// No assignment under the same conditions has a larger minimum than this.
    public internal(set) var bound = 0.0
    /// What repeated networks cost, in units of affinity.
    public internal(set) var networkCost = 0.0
    /// How far affinities less network costs may be from the best at most; 0, the optimum, but for networks across pools.
    public internal(set) var gap = 0.0
    /// With a pair limit: the total on average over seeds.
    public internal(set) var expectedTotal: Double?
    /// How many readings were wished for the links they make, and what they cost in affinity.
    public internal(set) var links = 0
    public internal(set) var linkCost = 0.0
    public internal(set) var unmet: [Unmet] = []
    public internal(set) var underloaded: [Underloaded] = []
    public internal(set) var changes: Changes?
    public internal(set) var proof = AssignmentProof()

    public struct Reading: Sendable, Hashable {
        public let juror: Int
        public let entry: Int
        /// Nil for a finished reading that is a conflict by now, or has no affinity.
        public let affinity: Double?
        public let isKept: Bool
    }

    /// An entry with fewer readers than asked for.
    public struct Unmet: Sendable, Hashable {
        public let entry: Int
        public let missing: Int
        public let cause: Cause
        /// Jurors who have a conflict, and those without an affinity.
        public let conflicts: Int
        public let unknown: Int
    }

    /// A juror below the least load.
    public struct Underloaded: Sendable, Hashable {
        public let juror: Int
        public let missing: Int
        public let cause: Cause
    }

    public enum Cause: String, Sendable {
        /// There are fewer jurors than readers asked for.
        case jurors
        /// Conflicts leave too few.
        case conflict
        /// Too few have an affinity at all.
        case affinity
        /// Enough jurors may read it, but their pools are capped.
        case pool
        /// Enough jurors may read it, but not with a probability this small.
        case pairLimit = "pair-limit"
        /// Enough jurors may read it, but their loads are full.
        case load
        /// Too few readings are asked for to give this juror more.
        case demand
    }

    /// What became of the current readings.
    public struct Changes: Sendable, Hashable {
        public let stayed: Int
        public let takenBack: [AssignmentProblem.Pair]
        public let added: [AssignmentProblem.Pair]
    }
}
