/// Majority judgment (Balinski and Laraki, «Majority Judgment», 2011): the best middle grade wins, ties are broken by
/// the grades around it, further and further out.
public struct MajorityJudgment: Sendable {
    public let ballots: Int
    /// By entry; nil where nobody gave a grade.
    public let tallies: [GradeTally?]
    public let ranking: Ranking
    /// Entries that too few graded, and how few is too few.
    public let unranked: [Int]
    public let threshold: Int?

    /// - Parameter grades: how many there are; every mark is from 0 to one less.
    public init(_ ballots: Ballots, grades: Int, missing: Missing = .unseen(minimumExposure: .half)) {
        self.ballots = ballots.count
        let tallies = Self.counts(ballots, grades, missing).map { GradeTally($0) }
        let (entries, threshold) = missing.comparable(ballots)
        let comparable = entries.filter { tallies[$0] != nil }
        (self.tallies, self.threshold) = (tallies, threshold)
        ranking = comparable.ranked { tallies.compare($0, $1) }
        unranked = Set(tallies.indices).subtracting(comparable).sorted()
    }

    /// The order of some tallies, by their places.
    public static func rank(_ tallies: [GradeTally]) -> Ranking {
        Array(tallies.indices).ranked { tallies[$0].compare(tallies[$1]) }
    }

    private static func counts(_ ballots: Ballots, _ grades: Int, _ missing: Missing) -> [[Int]] {
        var counts = Array(repeating: Array(repeating: 0, count: grades), count: ballots.entries.count)
        for mark in ballots.marks { counts[Int(mark.entry)][Int(mark.value)] += 1 }
        if case .counted(let grade) = missing {
            for (entry, eligible) in ballots.eligible.enumerated() {
                counts[entry][grade] += eligible - counts[entry].reduce(0, +)
            }
        }
        return counts
    }
}

extension [GradeTally?] {
    fileprivate func compare(_ one: Int, _ other: Int) -> Int {
        guard let one = self[one], let other = self[other] else { return 0 }
        return one.compare(other)
    }
}
