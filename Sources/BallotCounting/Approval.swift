/// Approval voting: whoever most voters approve wins. A mark approves; its value is not looked at.
public struct Approval: Sendable {
    public let ballots: Int
    /// How many approve each entry.
    public let approvals: [Int]
    /// How many could have: all voters but those in conflict with it. Shares of these are compared.
    public let eligible: [Int]
    public let ranking: Ranking

    public init(_ ballots: Ballots) {
        self.ballots = ballots.count
        let (approvals, eligible) = (ballots.exposure, ballots.eligible)
        let shares = zip(approvals, eligible).map { Fraction($0, max(1, $1)) }
        (self.approvals, self.eligible) = (approvals, eligible)
        ranking = Array(shares.indices).ranked { shares[$0] < shares[$1] ? -1 : shares[$1] < shares[$0] ? 1 : 0 }
    }
}
