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
        /// By a list: taken in, brought up to date, as it was before again.
        case imported, renewed
        case givenBack = "given-back"
    }

    public let kind: Kind
    public let at: Date
    public let version: Int
    /// Whoever did it; nil when they left.
    public let person: String?
    public let note: String
}
