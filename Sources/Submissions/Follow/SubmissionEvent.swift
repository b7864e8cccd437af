import Foundation
import Identifiers
import Organisations
import Storage

/// Something that happened to a file, as its page tells it.
public struct SubmissionEvent: Equatable, Sendable {
    public typealias ID = Identifier<SubmissionEvent>

    public enum Kind: String, Storable, CaseIterable {
        case created, transmitted, changed, completed, withdrawn, eligible, extended, reminded, announced
        case notEligible = "not-eligible"
        case toComplete = "to-complete"
        case pending
        case authorAdded = "author-added"
        case authorRemoved = "author-removed"
        case ownerReplaced = "owner-replaced"
        /// Of what the agency typed for its owners.
        case readingAsked = "reading-asked"
        /// Points of the grid, on which the jury found nothing.
        case precisionsAsked = "precisions-asked"
        /// By an author, in the words of the note; and the agency is done with it.
        case precisionsAnswered = "precisions-answered"
        case precisionsClosed = "precisions-closed"
        /// An owner agreed to what the agency had ticked for them; the field is the note.
        case agreed
        /// It was given another category; see `CategoryChange`.
        case reclassified
        /// It follows another version of the form, which is the note.
        case rebased
        /// It goes on to the second round, and was told so; or does not.
        case shortlisted
        case notShortlisted = "not-shortlisted"
    }

    public let kind: Kind
    public let at: Date
    /// Whoever did it; nil for the program itself or somebody who left.
    public let person: String?
    /// A field, a reason, a name: as the kind wants it.
    public let note: String
    /// Of letters: whom they did not reach.
    public var lost: [String] = []
}

extension SubmissionEvent {
    /// Its note in somebody's words; of other events that is a name, or the key of a field.
    var typed: String {
        switch kind {
        case .withdrawn, .notEligible, .toComplete, .extended: note
        case .precisionsAsked: AskedPrecisions(at: at, note: note).words
        case .precisionsAnswered: note
        case .reclassified: CategoryChange(note: note)?.reason ?? ""
        default: ""
        }
    }
}
