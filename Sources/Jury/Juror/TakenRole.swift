import Foundation
import Web

/// A reading of somebody who is no juror any more, or is tied to its file since, of which nobody has said yet whether it stays.
struct TakenReading: Equatable, Sendable {
    let assessment: Assessment.ID
    let number: String
    let title: String
    /// Nil while it was only begun: then nothing of it can stay.
    let sentAt: Date?
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

    let choice: Choice?
    let ticked: Set<String>

    init(_ fields: Fields) {
        choice = fields["stay"].flatMap(Choice.init)
        ticked = Set(fields.all("reading"))
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

/// What stands on a juror's page beside the files to read.
struct JurorMore: Sendable {
    let taken: [TakenReading]
    let stay: StayForm?
    let abstentions: [Abstention]
}
