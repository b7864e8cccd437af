import Identifiers

/// A member of an edition's jury.
public struct Juror: Sendable {
    public typealias ID = Identifier<Juror>
}
