import Forms
import Foundation
import Identifiers
import Mail
import Sheets
import Storage
import Submissions

/// What the jury decided of one file, with its reason. Marks inform it; only people make it.
public struct Decision: Equatable, Sendable {
    public enum Outcome: String, Storable, CaseIterable {
        case award, mention, retained
        case notRetained = "not-retained"

        /// The initiative joins the catalogue.
        public var isRetained: Bool { self != .notRetained }
    }

    public enum Refusal: Error, Equatable {
        case noOutcome
        /// An award or a mention that does not say which, or one of another kind.
        case awardMissing
        /// The award is for files of another category.
        case otherCategory
        /// Every decision says why, in so many signs at most.
        case reasonMissing, reasonTooLong, whyTooLong
        /// What is typed in these fields goes into letters, in which nothing is filled in any more: words in braces, by field.
        case placeholders([Placed])
        /// It can be recorded, once somebody has said that it is meant.
        case doubtful([Doubt])
        /// It is out: it changes with a reason only, and that is seen.
        case released
        /// One that is out changes with a reason.
        case whyMissing
        /// Whoever asked for the change of one that is out is not the second person.
        case samePerson
        /// Another change waits than the one that was read.
        case otherChange
        /// Only a file that may be awarded is decided on.
        case notEligible
        /// An award goes to a file of the shortlist, once that is told.
        case notShortlisted
        case outdated
        /// Its readings, or the file, are others than the form was shown with.
        case movedOn
    }

    /// A word in single braces, and the field that it was typed in.
    public struct Placed: Equatable, Sendable {
        public let name: String
        public let field: String

        static func found(in text: String, of field: String) -> [Placed] {
            Placeholders.found(in: text).map { Placed(name: $0, field: field) }
        }
    }

    /// What makes a decision look like a slip.
    public enum Doubt: Equatable, Sendable {
        /// The same award goes to other files: the numbers of those that the reader may see.
        case givenAlready([String])
        /// Nobody has sent a reading of this file.
        case unread
        /// Nobody has sent one of its second part.
        case unreadPart
        /// Its reason sets it beside other files: what was found there.
        case relative([String])
    }

    static let longestReason = 5_000

    /// As in a letter, words in braces that somebody expects to be filled in would be read as they stand.
    static func check(_ reason: String, _ why: String?, isOut: Bool) throws(Refusal) {
        if isOut, why?.isEmpty ?? true { throw .whyMissing }
        if (why ?? "").count > longestReason { throw .whyTooLong }
        let placed = Placed.found(in: reason, of: "reason") + Placed.found(in: why ?? "", of: "why")
        if !placed.isEmpty { throw .placeholders(placed) }
    }

    public let submission: Submission.ID
    public let outcome: Outcome
    public let award: Award.ID?
    public let reason: String
    public let recordedAt: Date
    public let revision: Int
    public let isLeftOut: Bool
}

/// A decision as it is about to be recorded.
public struct Verdict: Equatable, Sendable {
    public let outcome: Decision.Outcome
    public let award: Award.ID?
    public let reason: String

    /// `choice` is an outcome's word, or the key of an award, which says the outcome as well.
    public init(choice: String?, among awards: [Award], reason: String) throws(Decision.Refusal) {
        let reason = reason.trimmingCharacters(in: .whitespacesAndNewlines)
        if let award = awards.first(where: { $0.id.description == choice }) {
            (outcome, self.award) = (award.kind == .mention ? .mention : .award, award.id)
        } else {
            guard let outcome = choice.flatMap(Decision.Outcome.init) else { throw .noOutcome }
            guard outcome == .retained || outcome == .notRetained else { throw .awardMissing }
            (self.outcome, award) = (outcome, nil)
        }
        guard !reason.isEmpty else { throw .reasonMissing }
        guard reason.count <= Decision.longestReason else { throw .reasonTooLong }
        self.reason = reason
    }
}
