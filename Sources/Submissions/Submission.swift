import Campaigns
import Forms
import Foundation
import Identifiers
import Organisations
import Storage
import Web

/// An initiative presented to one edition: the file. What it tells is in its answers.
public struct Submission: Equatable, Sendable {
    public typealias ID = Identifier<Submission>

    public enum State: String, Storable, CaseIterable { case draft, transmitted, withdrawn }

    public enum Eligibility: String, Storable, CaseIterable {
        case pending, eligible
        case notEligible = "not-eligible"
        case toComplete = "to-complete"
    }

    public enum Refusal: Error, Equatable {
        /// Only an owner transmits and withdraws.
        case notOwner
        /// The call is over for this file, or has not begun.
        case closed
        case incomplete
        /// Its edition has categories, and none is chosen.
        case categoryMissing
        /// The agency ticked what only the owner agrees to, and they have not said so.
        case agreementMissing
        case notTransmitted
        case reasonMissing, reasonTooLong
        /// A gate was answered with no.
        case gateNotMet
        /// Its organisation has sent as many files as the rules of the edition allow.
        case tooManyOfOrganisation(Int)
        /// The decision on it is out: it stays as it is.
        case announced
    }

    static let longestReason = 5_000

    public let id: ID
    public let edition: Edition.ID
    public let initiative: Initiative.ID
    public var organisation: Organisation.ID?
    /// The same, once staff have confirmed that the file is its.
    public var confirmedOrganisation: Organisation.ID?
    public var state: State
    /// `2014-007`, given once at the first transmission and kept.
    public var number: String?
    public var title: String
    public var eligibility: Eligibility
    /// The gates that were answered, by their names in the grid.
    public var gates: [String: Bool]
    public var eligibilityNote: String
    /// Typed by the agency in the organisation's place.
    public let isOnBehalf: Bool
    public let createdAt: Date
    /// When an answer last changed.
    public var updatedAt: Date
    public var transmittedAt: Date?
    /// When its organisation said that what the agency asked for is there; nil once the agency has looked.
    public var completedAt: Date?
    public var withdrawnAt: Date?
    public var withdrawnReason: String
    /// The decision on it came out then: it is frozen.
    public var announcedAt: Date?
    public var revision: Int
    /// The version of the form that it answers; nil of one that came in without any, which answers what its edition asks.
    public var form: Form.ID?
    /// Its owners were told then that it goes on to the second round: this first part stays as it is.
    public var goesOnAt: Date?
    /// That of its edition which it is in; nil where the edition has none, or nobody has chosen yet.
    public var category: Campaigns.Category.ID?

    /// An owner transmits; a co-author writes.
    public enum Part: String, Storable, CaseIterable {
        case owner
        case coAuthor = "co-author"

        /// That opens the file to whoever has this part in it.
        var role: Role { self == .owner ? .submitter : .coAuthor }
    }

    public struct Author: Equatable, Sendable {
        public let person: Person.ID
        public let name: String
        public let email: String
        public let part: Part
        /// And an account that lets them in. Without either, the file is not theirs to open, and no letter about it goes to them.
        public let hasRole: Bool
    }
}

extension Submission {
    /// Sends the file in. Asked for again it changes nothing and answers false.
    mutating func transmit(
        by part: Part?, window: CallWindow, isComplete: Bool, lacksCategory: Bool = false,
        number: @autoclosure () throws -> String, now: Date
    ) throws -> Bool {
        guard part != .coAuthor else { throw Refusal.notOwner }
        guard state != .transmitted else { return false }
        guard announcedAt == nil else { throw Refusal.announced }
        guard window.isOpen(at: now) else { throw Refusal.closed }
        guard !lacksCategory else { throw Refusal.categoryMissing }
        guard isComplete else { throw Refusal.incomplete }
        // What comes back after a withdrawal is looked at again.
        if self.number != nil { eligibility = .pending }
        self.number = try self.number ?? number()
        (state, transmittedAt) = (.transmitted, now)
        (withdrawnAt, withdrawnReason) = (nil, "")
        return true
    }

    /// Takes the file back, before or after the jury has read it: it stays the organisation's. Once the decision on it is out
    /// the agency alone does, as its organisation asked: that is a dated act beside the decision.
    mutating func withdraw(by part: Part?, reason: String, now: Date) throws(Refusal) {
        guard part != .coAuthor else { throw .notOwner }
        guard state == .transmitted else { throw .notTransmitted }
        guard announcedAt == nil || part == nil else { throw .announced }
        guard !reason.isEmpty else { throw .reasonMissing }
        guard reason.count <= Self.longestReason else { throw .reasonTooLong }
        (state, withdrawnAt, withdrawnReason) = (.withdrawn, now, reason)
    }

    /// The agency's answer to the yes/no gates. What keeps a file out is said to its organisation, so it needs words.
    mutating func judge(_ verdict: Eligibility, gates: [String: Bool], note: String) throws(Refusal) {
        guard state == .transmitted else { throw .notTransmitted }
        guard announcedAt == nil else { throw .announced }
        guard !note.isEmpty || verdict == .eligible || verdict == .pending else { throw .reasonMissing }
        guard note.count <= Self.longestReason else { throw .reasonTooLong }
        guard verdict != .eligible || !gates.values.contains(false) else { throw .gateNotMet }
        // Said again without a word it says nothing new: what was written with it stays.
        let note = note.isEmpty && verdict == eligibility ? eligibilityNote : note
        (eligibility, self.gates, eligibilityNote, completedAt) = (verdict, gates, note, nil)
    }
}
