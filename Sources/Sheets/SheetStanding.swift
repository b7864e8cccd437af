import Submissions

/// How the file of a sheet stands: whether what was decided of it is out, and what its organisation agreed to in it.
public struct SheetStanding: Equatable, Sendable {
    public let state: Submission.State
    public let eligibility: Submission.Eligibility
    /// Once the sheet is published, everybody reads it.
    public let isOut: Bool
    /// Whether a public sheet was agreed to in the file; nil where its form does not ask.
    public let isAgreed: Bool?

    /// The decision may still come out: the file is in.
    public var mayComeOut: Bool { isOut || state == .transmitted && eligibility != .notEligible }

    /// The agency has found that the file may be read.
    public var isExamined: Bool { eligibility == .eligible || isOut }
}
