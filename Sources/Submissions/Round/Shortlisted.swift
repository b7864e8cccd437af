import Campaigns
import Foundation
import Identifiers
import Storage

/// A file that goes on to the second round of its edition: chosen, then told, from when on it has a second part.
public struct Shortlisted: Equatable, Sendable {
    public let submission: Submission.ID
    public let reason: String
    /// Whoever chose it; nil of somebody who left.
    public let person: String?
    public let chosenAt: Date
    public let toldAt: Date?
    /// The file that is its second part, in the second round.
    public let part: Submission.ID?
}

/// What somebody ticked on a page of the shortlist: what they saw there, and what they want of each file.
public struct ShortlistChoice: Equatable, Sendable {
    public struct Line: Equatable, Sendable {
        public let submission: Submission.ID
        public let wasChosen: Bool
        public let isChosen: Bool
        /// Kept with the choice, for those who decide.
        public let reason: String

        public init(_ submission: Submission.ID, wasChosen: Bool, isChosen: Bool, reason: String) {
            (self.submission, self.wasChosen, self.isChosen, self.reason) = (submission, wasChosen, isChosen, reason)
        }
    }

    public enum Refusal: Error, Equatable {
        /// The edition has no second round.
        case noRound
        case reasonTooLong
    }

    public static let longestReason = 500

    public let lines: [Line]

    public init(_ lines: [Line]) throws(Refusal) {
        guard lines.allSatisfy({ $0.reason.count <= Self.longestReason }) else { throw .reasonTooLong }
        self.lines = lines
    }
}

/// The two parts of a file that is told to be on the shortlist, as one of them names the other.
public struct FileParts: Equatable, Sendable {
    public struct Part: Equatable, Sendable {
        public let id: Submission.ID
        public let number: String
        public let state: Submission.State
    }

    public let first: Part
    /// Nil while the shortlist is not told.
    public let second: Part?
    public let told: Shortlisted

    /// True when it is the second part that is looked at.
    public func isSecond(_ file: Submission.ID) -> Bool { second?.id == file }
}

/// What the shortlist tells, in its own transaction: for features above, which seat the jury of the second round.
public struct ShortlistTold: Sendable {
    public let edition: Edition.ID
    public let round: Edition.ID
    /// First and second parts of what is told now.
    public let parts: [(first: Submission.ID, second: Submission.ID)]
    public let person: Person.ID
    public let now: Date
    public let time: Date
}
