import Forms
import Foundation
import Grids
import Identifiers
import Organisations
import Submissions

/// One juror's assessment of one file, as results and the catalogue read it.
public struct CountedAssessment: Equatable, Sendable {
    /// An answer at one checkpoint.
    public struct Line: Equatable, Sendable {
        /// As the juror gave it: never corrected.
        public let mark: Mark
        public let comment: String
        /// What became of a «not documented» before the deliberation.
        public let resolution: Resolution?
        /// Who of the agency typed it in the juror's place.
        public let typedBy: String?

        /// The mark that counts: the resolution's level in place of «not documented».
        public var counted: Mark { resolution.map { .level($0.level) } ?? mark }
    }

    /// A level found by the agency where a juror saw nothing documented, and how it was found.
    public struct Resolution: Equatable, Sendable {
        public let level: Int
        public let how: String
        /// When it was found, and by whom; nil while it is being typed.
        public var at: Date?
        public var by: String?
    }

    public let assessment: Assessment.ID
    public let submission: Submission.ID
    public let juror: Juror.ID
    public let jurorName: String
    public let isSent: Bool
    /// What the juror said of a weak tie; nil without one.
    public let weakTie: String?
    public let lines: [Checkpoint.ID: Line]
    /// It was sent before the file changed.
    public let isEarlier: Bool

    /// As the juror gave them.
    public var rawMarks: Grid.Marks { lines.mapValues(\.mark) }
    /// With what was found since in place of «not documented».
    public var marks: Grid.Marks { lines.mapValues(\.counted) }
}

/// The assessments of one file that count. Nothing here ranks: marks inform, people decide.
struct FileAssessments: Sendable {
    /// Sent or not.
    let assessments: [CountedAssessment]

    var sent: [CountedAssessment] { assessments.filter(\.isSent) }
    var unsent: [CountedAssessment] { assessments.filter { !$0.isSent } }

    func profile(on grid: Grid) -> Profile? { Profile.mean(of: sent.map { grid.profile(of: $0.marks) }) }
    func scores(on grid: Grid) -> [Score] { sent.compactMap { grid.scoring(of: $0.marks).score } }
    func mean(on grid: Grid) -> Score? { Score.mean(of: scores(on: grid)) }

    /// From the lowest to the highest score; nil under two.
    func spread(on grid: Grid) -> ClosedRange<Score>? {
        let scores = scores(on: grid).sorted()
        guard scores.count > 1, let lowest = scores.first, let highest = scores.last else { return nil }
        return lowest...highest
    }

    /// Checkpoints where somebody who sent saw nothing documented, and nothing was found since.
    func open(on grid: Grid) -> [Checkpoint.ID] {
        grid.checkpoints.map(\.id).filter { id in sent.contains { $0.marks[id] == .notDocumented } }
    }

    /// Checkpoints that somebody said not documented, answered since or not.
    func asked(on grid: Grid) -> [Checkpoint.ID] {
        grid.checkpoints.map(\.id).filter { id in sent.contains { $0.rawMarks[id] == .notDocumented } }
    }
}

/// What comes of the reading of one file, for somebody who may see it.
struct FileResult: Sendable {
    let submission: Submission.ID
    let number: String
    let title: String
    let organisation: String
    /// The code of its category; nil where its edition has none.
    let category: String?
    /// None while the reader's own is not sent.
    let read: FileAssessments
    /// The reader is still to send their own: the others' stay unseen until then.
    let awaitsOwn: Bool
    /// The reader sits in the jury, and has not said whether they are tied to it: until then nothing is seen.
    let awaitsStatement: Bool
    /// The decision on it is out: its readings stay as they are.
    let isAnnounced: Bool
    /// Names of jurors who stepped back from it.
    let abstained: [String]
    /// Readings that were sent and wait for a word on what stays of them.
    var suspended = 0
    /// Nobody has time left to send one.
    var isOver = false
    /// Of a second part, the first: decisions stand with that.
    var firstPart: Submission.ID?
    /// When its owners were last asked about each point, by its name.
    var precisionsAsked: [String: Date] = [:]

    var wanted: Int { FileSummary.wanted(readers: read.assessments.count + suspended, abstained: abstained.count) }

    var isWithheld: Bool { awaitsOwn || awaitsStatement }

    mutating func stand(_ waiting: [Submission.ID: Int], isOver: Bool) {
        (suspended, self.isOver) = (isWithheld ? 0 : waiting[submission] ?? 0, isOver)
    }
}

/// Some of an edition's files with their assessments, for somebody who may see them.
struct Results: Sendable {
    let grid: Grid
    let files: [FileResult]

    /// What a file is read by.
    func grid(of file: FileResult) -> Grid { grid.concerning(file.category) }
}
