/// What it means that a voter says nothing of an entry. Published before the vote opens.
public enum Missing: Equatable, Sendable {
    /// Nothing: the entry is judged by those who marked it, and needs enough of them.
    case unseen(minimumExposure: Exposure)
    /// The voter would have given this grade or, in rankings, a rank below all they gave. Not for conflicts.
    case counted(grade: Int)
}

/// How many must have marked an entry that is judged by those who did: a share of what the entry in the middle got.
///
/// The middle and not the maximum: else many marks for one entry could exclude all others.
public struct Exposure: Equatable, Sendable {
    /// From 0 to 100, in percent of the median number of marks (the lower one of two).
    public let percent: Int

    public init(percent: Int) { self.percent = percent }

    public static let half = Exposure(percent: 50)

    /// The least number of marks: 1 at least, since an entry without any cannot be compared.
    public func threshold(_ marks: [Int]) -> Int {
        guard !marks.isEmpty else { return 1 }
        let median = marks.sorted()[(marks.count - 1) / 2]
        return max(1, (percent * median + 99) / 100)
    }
}

extension Missing {
    func comparable(_ ballots: Ballots) -> (entries: [Int], threshold: Int?) {
        guard case .unseen(let exposure) = self else { return (Array(ballots.entries.indices), nil) }
        let marks = ballots.exposure
        let threshold = exposure.threshold(marks)
        return (marks.indices.filter { marks[$0] >= threshold }, threshold)
    }
}
