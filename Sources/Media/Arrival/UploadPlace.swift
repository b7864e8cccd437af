import Foundation
import Storage
import Web

/// Where somebody sends files to, as the feature that takes them says it for one request: whoever may not send there has none.
public struct UploadPlace: Sendable {
    /// Where the files go to, as «submission/KEY/photos»: what was begun there goes on there alone.
    public let key: String
    /// The beginning of the keys of all places that have one room together, as «submission/KEY»; its own where it shares with none.
    public let share: String
    public let limits: MediaLimits
    /// The page that shows what is there, without language.
    public let page: String
    /// Which files are taken, in the feature's own words; nil where the limits say it all.
    public let said: String?
    /// How many files are there, and how many bytes they have together.
    let used: @Sendable (any Connection) throws -> (count: Int, size: Int)
    /// Told in the transaction in which one has come whole, to name it in the feature's own tables.
    let arrived: @Sendable (Medium.ID, any Connection) throws -> Void

    public init(
        key: String, share: String? = nil, limits: MediaLimits, page: String, said: String? = nil,
        used: @escaping @Sendable (any Connection) throws -> (count: Int, size: Int),
        arrived: @escaping @Sendable (Medium.ID, any Connection) throws -> Void
    ) {
        (self.key, self.share, self.limits, self.page, self.said) = (key, share ?? key, limits, page, said)
        (self.used, self.arrived) = (used, arrived)
    }

    /// Throws where a file of that size would be too much beside what is there, and what is on its way.
    func makeSureOfRoom(for size: Int, beside arriving: (count: Int, size: Int), in connection: any Connection) throws {
        guard size > 0 else { throw ArrivalRefusal.empty }
        guard size <= limits.most else { throw ArrivalRefusal.tooLarge(most: limits.most) }
        let used = try used(connection)
        if let count = limits.count, used.count + arriving.count + 1 > count {
            throw ArrivalRefusal.tooMany(most: count)
        }
        let left = limits.mostInAll - used.size - arriving.size
        guard size <= left else { throw ArrivalRefusal.tooMuch(left: max(0, left)) }
    }
}

/// Why a file is not taken, or not now: a closed set, whose sentences stand on the page.
public enum ArrivalRefusal: Error, Equatable, Sendable {
    /// No file was chosen, or it has no bytes.
    case empty
    /// In bytes.
    case tooLarge(most: Int)
    /// How many bytes of the place's share are left.
    case tooMuch(left: Int)
    case tooMany(most: Int)
    /// Its bytes are not of a kind that is taken here.
    case kind
    /// What came is not what was said to be sent.
    case altered
    /// More came than was said.
    case beyond
    /// Bytes came that do not follow those which are there: so many are.
    case elsewhere(received: Int)
    /// The same file is being sent by another window.
    case busy
    /// More than one person may send in a day, in bytes.
    case tooMuchOfDay(most: Int)
    /// The machine has no room for it.
    case full
    /// Too many were begun and not ended.
    case unfinished
    /// Where files are kept, or the database, does not answer just now: what came is on the disk, and it goes on by itself.
    case away
}
