import Identifiers

/// A company, an association or another legal body.
public struct Organisation: Sendable {
    public typealias ID = Identifier<Organisation>
}
