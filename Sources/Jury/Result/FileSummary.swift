import Campaigns
import Grids
import Identifiers
import Submissions

/// What the assessments of one file come to, as lists show it.
struct FileSummary: Equatable, Sendable {
    /// Assessments that count, sent or not.
    var readers = 0
    var sent = 0
    /// Of the scores of those sent.
    var mean: Score?
    /// From the lowest to the highest of at least two.
    var spread: ClosedRange<Score>?
    /// Checkpoints left open.
    var open = 0
    var profile: Profile?
    /// Jurors who stepped back from it.
    var abstained = 0
    /// Of those sent, how many are of the file before it changed.
    var earlier = 0
    /// Sent, and waiting for a word on what stays of them.
    var suspended = 0
    /// Nobody has time left to send one.
    var isOver = false

    var unsent: Int { readers - sent }
    /// Readings that were to be: those of whoever stepped back too, while nobody took their place.
    var wanted: Int { Self.wanted(readers: readers + suspended, abstained: abstained) }
    /// Its figures come from fewer readings than were to be.
    var isPartial: Bool { unsent > 0 || open > 0 || wanted > readers }

    static func wanted(readers: Int, abstained: Int) -> Int {
        max(readers, min(EvenShare.usualReaders, readers + abstained))
    }
}

extension FileSummary {
    init(_ assessments: [CountedAssessment], on grid: Grid) {
        let counted = FileAssessments(assessments: assessments)
        self.init(
            readers: assessments.count, sent: counted.sent.count, mean: counted.mean(on: grid),
            spread: counted.spread(on: grid), open: counted.open(on: grid).count, profile: counted.profile(on: grid))
    }
}

/// A line of the results.
struct ResultLine: Sendable {
    let submission: Submission.ID
    let number: String
    let title: String
    let organisation: String
    /// That of the file; nil where its edition has none.
    let category: Campaigns.Category.ID?
    /// The reader is still to send their own: what the others think stays unseen until then.
    let awaitsOwn: Bool
    /// The reader sits in the jury, and has not said whether they are tied to it.
    let awaitsStatement: Bool
    /// The decision on it is out: nothing is to come any more.
    let isAnnounced: Bool
    /// The public page of what came of it, once that is out: anybody may read it, whatever they have said of ties.
    let publicPath: String?
    var summary: FileSummary

    var isWithheld: Bool { awaitsOwn || awaitsStatement }
    /// Nil while there is none, or the reader is not to see it.
    var shownMean: Double? { isWithheld ? nil : summary.mean?.value }
}

/// One page of the results.
struct ResultList: Sendable {
    let grid: Grid
    let lines: [ResultLine]
    /// All files that this person may see.
    let count: Int
}
