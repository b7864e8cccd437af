import Storage
import Web

/// One thing that an edition has of the one it was made from, or has not: as a feature above knows it.
public struct Legacy: Equatable, Sendable {
    /// In the reader's words, with its name: «grille …, version 1».
    public let title: String
    /// Where it is looked at or set, without language; nil where it has no page.
    public let path: String?
    public let isTaken: Bool

    public init(_ title: String, path: String?, isTaken: Bool) {
        (self.title, self.path, self.isTaken) = (title, path, isTaken)
    }
}

/// What a feature says of an edition and of the one it was made from; nothing of what neither has.
public typealias LegacyFinder =
    @Sendable (_ earlier: Edition.ID, _ edition: Edition, _ reader: Reader, _ connection: any Connection) throws
    -> [Legacy]
