import Foundation
import Identifiers
import Storage

/// A member of an edition's jury.
public struct Juror: Equatable, Sendable {
    public typealias ID = Identifier<Juror>

    public enum State: String, Storable, CaseIterable { case invited, active, left }

    /// Why somebody does not become a juror, or is not replaced.
    enum Refusal: Error, Equatable, Sendable {
        case alreadyThere, hasLeft
        /// One does not judge beside one's own file.
        case isAuthor
    }
}

/// A juror as staff see them.
struct JurorLine: Equatable, Sendable {
    let id: Juror.ID
    let person: Person.ID
    let name: String
    let email: String
    let function: String
    let isChair: Bool
    let state: Juror.State
    let invitedAt: Date
    let agreedAt: Date?
    /// Whom this juror took the place of.
    let replaced: String?
    /// Files of which nothing was said yet.
    let unstated: Int
    let strongTies: Int
    let assigned: Int
    let begun: Int
    let sent: Int
    let lastMarkAt: Date?

    var toSend: Int { assigned - sent }
}

/// When marks may be given: for all jurors, or for one of them until later.
struct ReadingWindow: Equatable, Sendable {
    enum State: Equatable, Sendable { case before, open, after }

    let opensAt: Date
    /// The first instant that is too late.
    let closesAt: Date

    func state(at now: Date) -> State { now < opensAt ? .before : now < closesAt ? .open : .after }
}
