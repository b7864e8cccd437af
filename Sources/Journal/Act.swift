import Identifiers

/// What was done, in one word: `role-granted`. Each feature adds its own in its `XJournal.swift`; a house rule holds that they
/// are words, and that no two features take the same.
public struct Act: Hashable, Sendable, CustomStringConvertible {
    public let description: String

    public init(_ word: StaticString) { description = word.description }
}

/// What it was done to: a kind, in one word, and its key.
public struct Thing: Hashable, Sendable {
    public let kind: String
    public let key: String

    public init<Anything>(_ kind: StaticString, _ key: Identifier<Anything>) {
        (self.kind, self.key) = (kind.description, key.description)
    }

    /// Of what has no key but a word that is never a person's: a role, a list. Names and texts go into the details.
    public init(_ kind: StaticString, word: String) { (self.kind, key) = (kind.description, word) }
}
