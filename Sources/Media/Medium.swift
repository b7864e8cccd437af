import Foundation
import Identifiers
import Storage
import Web

/// A file that somebody sends or has sent.
public struct Medium: Sendable, Equatable {
    public typealias ID = Identifier<Medium>

    public enum State: String, Storable, CaseIterable {
        /// Not all of it is there.
        case arriving
        /// For the scan and for what is made of it.
        case waiting
        case ready
        case refused
    }

    public enum Scan: String, Storable {
        case waiting, clean, found, none
    }

    public let id: ID
    public let place: String
    public let state: State
    /// Of what is refused.
    public let reason: PreparationRefusal?
    public let name: String
    /// In bytes.
    public let size: Int
    /// How many of them are on the disk for good.
    public let received: Int
    public let saidDigest: BlobDigest?
    /// Nil until all is there.
    public let digest: BlobDigest?
    /// Nil until its first bytes were looked at.
    public let kind: MediaType.Kind?
    /// As `image/jpeg`.
    public let type: String
    public let scan: Scan
    public let scanNote: String
    public let pages: Int?
    public let broughtBy: Person.ID?
    public let broughtAt: Date

    /// Whether others than whoever brought it may see it: all that is to be looked at was.
    public var isOpen: Bool { state == .ready }
}

/// A form of a medium that the house has made.
public struct StoredForm: Sendable, Equatable {
    public let variant: String
    public let digest: BlobDigest
    /// In bytes.
    public let size: Int
    public let type: String
    /// In pixels.
    public let width: Int
    public let height: Int
}

/// What may be sent to a place, said beforehand.
public struct MediaLimits: Sendable, Equatable {
    public var kinds: Set<MediaType.Kind>
    /// Of one file, in bytes.
    public var most: Int
    /// Of all files of the place together, in bytes.
    public var mostInAll: Int
    /// How many files; nil for any number.
    public var count: Int?
    /// The types that are taken of these kinds, as `application/pdf`; nil for all of them.
    public var types: Set<String>?
    /// Of all that one person sends within a day, wherever to and whether or not it is taken out again, in bytes.
    public static let mostOfDay = 2_000_000_000

    public init(_ kinds: Set<MediaType.Kind>, most: Int, mostInAll: Int, count: Int? = nil) {
        (self.kinds, self.most, self.mostInAll, self.count) = (kinds, most, mostInAll, count)
    }

    func take(_ type: MediaType) -> Bool { kinds.contains(type.kind) && types?.contains(type.name) ?? true }
}

extension BlobDigest: Storable {
    public var stored: Value { .text(description) }
    public init?(_ stored: Value) {
        guard case .text(let text) = stored else { return nil }
        self.init(text)
    }
}

extension MediaType.Kind: Storable {}
