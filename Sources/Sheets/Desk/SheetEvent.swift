import Foundation
import Identifiers
import Storage

/// One line of a sheet's trace.
public struct SheetEvent: Equatable, Sendable {
    public typealias ID = Identifier<SheetEvent>

    public enum Kind: String, Storable, CaseIterable {
        case made, rewritten, asked, approved, published, unpublished
        case changesAsked = "changes-asked"
        /// Nothing is changed of what its organisation wanted otherwise, and why.
        case kept
        /// Its owner took back the agreement to a public sheet, or gave it again.
        case consentWithdrawn = "consent-withdrawn"
        case consentGiven = "consent-given"
        /// The agency has read that it was withdrawn, and leaves it so.
        case leftWithdrawn = "left-withdrawn"
        /// Pictures or papers of what is published were taken off, moved or said otherwise.
        case illustrated
        /// Its owner was asked whether others may join it, and agreed, or did not.
        case picturesAsked = "pictures-asked"
        case picturesAgreed = "pictures-agreed"
        case picturesDeclined = "pictures-declined"
        /// By a list: taken in, brought up to date, as it was before again.
        case imported, renewed
        case givenBack = "given-back"
    }

    /// None of these answers what an organisation wants otherwise in the text.
    static let ofPictures: [Kind] = [.illustrated, .picturesAsked, .picturesAgreed, .picturesDeclined]

    public let kind: Kind
    public let at: Date
    public let version: Int
    /// Whoever did it; nil when they left.
    public let person: String?
    public let note: String
}
