import Identifiers

/// An initiative presented to one edition: the file.
public struct Submission: Sendable {
    public typealias ID = Identifier<Submission>
}
