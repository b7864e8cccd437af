import Foundation
import Identifiers

/// A session as it is kept. It ends 60 days after it began, and earlier when nothing was sent with it for 14 days.
///
/// Only what is sent counts: a page that is read writes nothing, not even that it was read.
public struct OpenSession: Equatable, Sendable {
    static let life: TimeInterval = 60 * 86_400
    static let idleLife: TimeInterval = 14 * 86_400
    /// How exactly it is known when a session was last used.
    static let precision: TimeInterval = 60

    let digest: String
    public let person: Person.ID
    public let name: String
    public let formToken: String
    let createdAt: Date
    let seenAt: Date
    /// What it was begun with, as «Firefox, Linux»; empty where that could not be told.
    let device: String
    /// When whoever it is last proved who they are.
    public let provedAt: Date

    /// It was last noted in a minute that is over: what a page shows of it, to the minute, is true then.
    public func isDue(at time: Date) -> Bool { seenAt < Self.minute(of: time) }

    /// When the minute of that moment began.
    static func minute(of time: Date) -> Date {
        Date(timeIntervalSince1970: (time.timeIntervalSince1970 / precision).rounded(.down) * precision)
    }
}
