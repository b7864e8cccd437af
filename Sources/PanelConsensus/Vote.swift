/// What one person says of one statement.
public enum Vote: Int8, Sendable, Hashable, CaseIterable {
    case disagree = -1
    case pass = 0
    case agree = 1
}

/// How many said what of one statement.
public struct VoteCount: Sendable, Hashable {
    public private(set) var agrees: Int
    public private(set) var disagrees: Int
    public private(set) var passes: Int

    public init(agrees: Int = 0, disagrees: Int = 0, passes: Int = 0) {
        (self.agrees, self.disagrees, self.passes) = (agrees, disagrees, passes)
    }

    public var votes: Int { agrees + disagrees + passes }

    /// Votes for or against: who passes has no opinion yet.
    public var opinions: Int { agrees + disagrees }

    public static func + (first: VoteCount, second: VoteCount) -> VoteCount {
        VoteCount(
            agrees: first.agrees + second.agrees, disagrees: first.disagrees + second.disagrees,
            passes: first.passes + second.passes)
    }

    mutating func add(_ vote: Vote, times: Int = 1) {
        switch vote {
        case .agree: agrees += times
        case .disagree: disagrees += times
        case .pass: passes += times
        }
    }
}

/// One vote of a participant in four bytes: a large conversation holds tens of millions.
struct Mark: Sendable, Equatable {
    private let bits: UInt32

    init(_ vote: Vote, on statement: Int) {
        bits = UInt32(statement) << 2 | UInt32(vote.rawValue + 1)
    }

    var statement: Int { Int(bits >> 2) }
    var value: Int8 { Int8(bits & 3) - 1 }
    var vote: Vote { value > 0 ? .agree : value < 0 ? .disagree : .pass }
}
