import Campaigns
import Foundation
import Identifiers
import Submissions
import Web

/// Files against jurors: who reads what. A page of both: the lines are files, the columns jurors.
struct AssignmentBoard: Sendable {
    struct File: Sendable {
        let id: Submission.ID
        let number: String
        let title: String
        let organisation: String
        /// That of the file; nil where its edition has none, or nobody has chosen yet.
        let category: Campaigns.Category.ID?
        /// How many sent, or are to send; once the decision is out, as it was reckoned then.
        let readers: Int
        /// The decision on it is out: who read it stays as it is.
        let isAnnounced: Bool
    }

    struct Reader: Sendable {
        let id: Juror.ID
        let name: String
        /// How many files this juror was given.
        let load: Int
    }

    /// Where a juror and a file stand.
    enum Place: Equatable, Sendable { case given, begun, sent }

    /// Which part of the board is asked for.
    struct Part: Equatable, Sendable {
        var page: Int?
        var readersPage: Int?
        /// Files with fewer readers than that alone; nil for all.
        var fewerThan: Int?
    }

    static let columns = 20
    /// More jurors than that are not counted when they are late.
    static let manyLate = 50

    let files: [File]
    let page: ListPage
    let readers: [Reader]
    let readersPage: ListPage
    let part: Part
    let places: [Pairing: Place]
    let bound: Set<Pairing>
    /// The juror stepped back from the file, and why: it is not offered to them again.
    let abstained: [Pairing: String]
    /// The juror reads other categories alone.
    let foreign: Set<Pairing>
    /// A weak tie, in the juror's words.
    let weak: [Pairing: String]
    /// Not stated, but the juror is the contact that the file names.
    let suspected: Set<Pairing>
    /// How many files the whole edition has.
    let all: Int
    /// How many readers each file is to have.
    let wanted: Int

    var given: Set<Pairing> { Set(places.keys) }

    func shows(_ pair: Pairing) -> Bool {
        files.contains { $0.id == pair.submission } && readers.contains { $0.id == pair.juror }
    }
}

/// An even share over a whole edition, and what it adds to what is given.
struct ProposedShare: Sendable {
    let proposal: EvenShare.Proposal
    let kept: Set<Pairing>
    /// The first of the files that lack readers.
    let short: [Short]

    /// A file that lacks readers: how many, and why nobody else reads it.
    struct Short: Sendable {
        let title: String
        let missing: Int
        /// The most files of a juror keeps somebody from it.
        let isHeld: Bool
        /// Jurors read other categories alone.
        let isLimited: Bool
        /// Those who have a strong tie with it.
        let tied: Names
        /// Those who stepped back from it, without a tie.
        let abstained: Names
    }

    /// Some of those meant, by name, and how many they are.
    struct Names: Sendable {
        static let most = 5

        let shown: [String]
        let count: Int
    }

    var added: Set<Pairing> { proposal.pairs.subtracting(kept) }
}

/// What a jury lacks. More than `AssignmentBoard.manyLate` jurors are not counted.
struct Shortfall: Equatable, Sendable {
    /// How many readers each file is to have.
    let wanted: Int
    /// Files without any reader.
    let unread: Int
    /// Files with too few readers, but some.
    let bare: Int
    /// Of those, files that nobody else in this jury could be given.
    let stuck: Int
    /// Jurors who have not answered their invitation: they have not accepted the undertaking.
    let invited: Int
    /// Jurors who have still to send a reading.
    let late: Int
    /// Jurors who have still to say which ties they have.
    let silent: Int
}

/// What became of a change of the board.
struct AssignmentOutcome: Equatable, Sendable {
    var given = 0
    var taken = 0
    /// Refused: a strong tie.
    var bound = 0
    /// Refused: the juror stepped back from it.
    var abstained = 0
    /// Refused: the juror reads other categories alone.
    var foreign = 0
    /// Refused: sent already.
    var sent = 0
    /// Refused: the decision on the file is out.
    var announced = 0

    var refused: Int { bound + abstained + foreign + sent + announced }
}

/// What the edition says of some pairs, when they are about to be given or taken.
struct AssignmentGround: Sendable {
    let files: Set<Submission.ID>
    let readers: Set<Juror.ID>
    let places: [Pairing: AssignmentBoard.Place]
    let bound: Set<Pairing>
    let abstained: Set<Pairing>
    /// Of the files, those whose decision is out.
    let announced: Set<Submission.ID>
    /// The juror reads other categories alone.
    let foreign: Set<Pairing>

    /// Pairs that must never be.
    var closed: Set<Pairing> { bound.union(abstained).union(foreign) }

    struct Plan { let giving: [Pairing], taking: [Pairing], outcome: AssignmentOutcome }

    /// What of a change may be done now, whatever happened since the page was made.
    func plan(giving: Set<Pairing>, taking: Set<Pairing>) -> Plan {
        let wanted = giving.filter {
            files.contains($0.submission) && readers.contains($0.juror) && places[$0] == nil
        }
        let (open, unsent) = (wanted.subtracting(closed), taking.filter { places[$0] != .sent })
        let allowed = open.filter { !announced.contains($0.submission) }
        let stepped = wanted.intersection(abstained).subtracting(bound).count
        let held = taking.filter { files.contains($0.submission) && places[$0] != nil }
        let free = held.intersection(unsent).filter { !announced.contains($0.submission) }
        let frozen = open.union(held.intersection(unsent)).count { announced.contains($0.submission) }
        let sorted = { (pairs: Set<Pairing>) in
            pairs.sorted {
                ($0.submission.description, $0.juror.description) < ($1.submission.description, $1.juror.description)
            }
        }
        return Plan(
            giving: sorted(allowed), taking: sorted(free),
            outcome: AssignmentOutcome(
                given: allowed.count, taken: free.count, bound: wanted.intersection(bound).count, abstained: stepped,
                foreign: wanted.intersection(foreign).subtracting(bound).subtracting(abstained).count,
                sent: held.subtracting(unsent).count, announced: frozen))
    }
}
