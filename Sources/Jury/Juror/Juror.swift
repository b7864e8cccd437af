import Foundation
import Identifiers
import Storage
import Web

/// A member of an edition's jury.
public struct Juror: Equatable, Sendable {
    public typealias ID = Identifier<Juror>

    public enum State: String, Storable, CaseIterable { case invited, active, left }

    /// Why somebody does not become a juror, or is not replaced.
    enum Refusal: Error, Equatable, Sendable {
        case alreadyThere, hasLeft
        /// One does not judge beside one's own file.
        case isAuthor
        /// Their account lets nobody in: they could neither be written to nor read.
        case isDisabled
        /// They hold a role that ties people to files of the edition: asked about once.
        case otherRole
        /// Somebody chairs already, whose name this is: asked about once.
        case chairThere(String)
        /// Nobody has said what stays of what they sent: it neither counts nor goes without a word.
        case readingsUnsaid(StayForm.Gap)

        var fault: JurorForm.Fault {
            switch self {
            case .alreadyThere: .alreadyThere
            case .hasLeft: .hasLeft
            case .isAuthor: .isAuthor
            case .isDisabled: .isDisabled
            case .otherRole: .otherRole
            case .chairThere(let name): .chairThere(name)
            case .readingsUnsaid(let gap): .readingsUnsaid(gap)
            }
        }
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
    /// The role was taken back: they open nothing, and nothing they read counts until staff say so.
    let isTaken: Bool
    let invitedAt: Date
    let agreedAt: Date?
    /// Nil for whoever is still there, and for whoever has lost the role without anybody saying what stays of their readings.
    let leftAt: Date?
    /// Where the invitation did not arrive, of somebody who has not answered.
    let failedAddress: String?
    /// Whom this juror took the place of.
    let replaced: String?
    /// Files of which nothing was said yet; none of somebody who is not there any more: nobody waits for it.
    let unstated: Int
    /// Files of which something was said.
    let stated: Int
    let strongTies: Int
    let weakTies: Int
    /// Files given back for another reason than a tie.
    let abstained: Int
    let assigned: Int
    let begun: Int
    let sent: Int
    let lastMarkAt: Date?
    /// When the role was taken back, of whoever has lost it.
    var takenAt: Date?
    /// Their account lets nobody in: they neither read nor are written to.
    var isDisabled = false

    /// Nothing is awaited of whoever is not there any more.
    var toSend: Int { isAtWork ? assigned - sent : 0 }
    var isAtWork: Bool { state != .left && !isTaken }
    /// Something is awaited of them, and a letter finds them.
    var mayBeReminded: Bool { isAtWork && !isDisabled && toSend + unstated > 0 }
    /// Has not answered yet.
    var isInvited: Bool { state == .invited && !isTaken }
    /// Never answered, and is not awaited any more: nobody was of the jury there.
    var isUninvited: Bool { state == .left && agreedAt == nil && sent == 0 && lastMarkAt == nil }

    /// The same by the clock of the site, which stands on `now`: the journal has the machine's, and a demonstration is away from it.
    func told(on now: Date, machine: Date = Date()) -> JurorLine {
        var line = self
        line.takenAt = takenAt.map { $0 + now.timeIntervalSince(machine).rounded() }
        return line
    }
}

/// A page of a jury: those who sit, then those who have left it or lost the role.
struct JuryPage: Equatable, Sendable {
    let lines: [JurorLine]
    let page: ListPage
    /// How many sit, on all pages together.
    let sitting: Int

    var former: Int { page.count - sitting }

    func told(on now: Date) -> JuryPage {
        JuryPage(lines: lines.map { $0.told(on: now) }, page: page, sitting: sitting)
    }
}

/// A file that a juror stepped back from, in their words.
struct Abstention: Equatable, Sendable {
    let number: String
    let title: String
    let at: Date
    let reason: String
}

/// When marks may be given: for all jurors, or for one of them until later.
struct ReadingWindow: Equatable, Sendable {
    enum State: Equatable, Sendable { case before, open, after }

    let opensAt: Date
    /// The first instant that is too late.
    let closesAt: Date

    func state(at now: Date) -> State { now < opensAt ? .before : now < closesAt ? .open : .after }
}
