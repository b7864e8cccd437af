import Identifiers

/// A distinction of an edition.
public struct Award: Sendable {
    public typealias ID = Identifier<Award>
}
