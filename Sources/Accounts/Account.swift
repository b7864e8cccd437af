import Foundation
import Identifiers

/// Somebody the system knows by their mail address.
public struct Account: Equatable, Sendable {
    public let id: Person.ID
    public let email: String
    public let name: String
    /// What they do, in words.
    public let function: String
    /// The language they are written to in.
    public let language: String
}
