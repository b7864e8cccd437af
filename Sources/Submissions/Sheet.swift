import Identifiers

/// The public sheet of an initiative in an edition.
public struct Sheet: Sendable {
    public typealias ID = Identifier<Sheet>
}
