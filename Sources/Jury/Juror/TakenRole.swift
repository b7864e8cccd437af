import Campaigns
import Foundation
import Web

/// A reading of somebody who is no juror any more, or is tied to its file since: staff say whether it stays, and may say something
/// else until the decision on its file is out.
struct TakenReading: Equatable, Sendable {
    /// As many as a form names one by one; of more, all stay or none does.
    static let mostNamed = 50

    let assessment: Assessment.ID
    let number: String
    let title: String
    /// Nil while it was only begun: then nothing of it can stay.
    let sentAt: Date?
    /// What staff have said of it; nil while nobody has.
    let isKept: Bool?
}

/// What is to be said of a juror's readings, or was: by name no more than a form names, whatever there is.
struct TakenReadings: Equatable, Sendable {
    /// Those sent, up to one more than are named.
    let named: [TakenReading]
    let sent: Int
    /// Only begun.
    let unsent: Int
    /// Sent, and to stay.
    let kept: Int
    /// Sent, and nobody has said whether they stay.
    let unsaid: Int

    var isEmpty: Bool { sent == 0 && unsent == 0 }
}

/// A juror whose role was taken back, or who is tied to what they have read, as a duty of staff.
struct TakenSeat: Equatable, Sendable {
    let juror: Juror.ID
    let name: String
    let slug: String
    let editionName: String
    /// They are still a juror.
    let isHeld: Bool
}

/// What staff say of such readings.
struct StayForm: Equatable, Sendable {
    enum Choice: String { case all, nothing, some }

    /// Where it is asked: by itself, or with the act by which a juror leaves. Its words are the names of the fields.
    enum Place: String, Sendable {
        case byItself = "stay"
        case replacing = "remains"

        var readings: String { self == .byItself ? "reading" : "remaining" }
    }

    /// Why such an answer says nothing.
    enum Gap: Equatable, Sendable {
        case nothingChosen
        /// Some were to stay, and none was ticked.
        case nothingTicked
    }

    let choice: Choice?
    let ticked: Set<String>

    init(_ fields: Fields, _ place: Place = .byItself) {
        choice = fields[place.rawValue].flatMap(Choice.init)
        ticked = Set(fields.all(place.readings))
    }

    /// What was said before: nothing while that of one of them is still to be said.
    init(saidOf taken: TakenReadings) {
        ticked = Set(taken.named.filter { $0.isKept == true }.map(\.assessment.description))
        guard taken.unsaid == 0 else {
            choice = nil
            return
        }
        choice = taken.kept == 0 ? Choice.nothing : taken.kept == taken.sent ? Choice.all : Choice.some
    }

    func gap(in readings: [TakenReading]) -> Gap? {
        guard let staying = staying(of: readings) else { return .nothingChosen }
        return choice == Choice.some && staying.isEmpty ? .nothingTicked : nil
    }

    /// Those that stay; nil when nothing was chosen.
    func staying(of readings: [TakenReading]) -> Set<Assessment.ID>? {
        let sent = readings.filter { $0.sentAt != nil }.map(\.assessment)
        return switch choice {
        case .all: Set(sent)
        case .nothing: []
        case .some: Set(sent.filter { ticked.contains($0.description) })
        case nil: nil
        }
    }
}

/// A reading that somebody sent before they left, and what it counts for now.
struct SentReading: Equatable, Sendable {
    enum Standing: Equatable, Sendable { case counts, suspended, ended }

    let number: String
    let title: String
    let sentAt: Date?
    let standing: Standing
}

/// A page of what somebody sent.
struct SentReadings: Equatable, Sendable {
    let lines: [SentReading]
    let page: ListPage
}

/// What stands on a juror's page beside the files to read.
struct JurorMore: Sendable {
    let taken: TakenReadings
    let stay: StayForm?
    let abstentions: [Abstention]
    /// What somebody sent who is no juror any more.
    let sent: SentReadings
    /// What is to be said of before somebody takes their place.
    let leaving: [TakenReading]
    /// What was said of it in a form that was refused.
    let leavingStay: StayForm?
    /// Their address may be mended, and what was typed for it and refused.
    let mayMend: Bool
    let mended: MendedAddress?
    /// The categories that they are limited to, and what was just done about it.
    let categories: Set<Campaigns.Category.ID>
    let notice: HTML
}
