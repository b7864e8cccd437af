import Campaigns
import Foundation
import Identifiers
import Storage
import Submissions
import Web

/// Who reads what, by hand or shared evenly.
struct AssignmentPages: Sendable {
    let editions: EditionStore
    let assignments: AssignmentStore

    /// With numbers in the query, the even share is shown as ticked boxes: nothing is given before the form is sent.
    func show(_ visit: Visit) async throws -> Answer {
        let edition = try await edition(visit)
        let board = try await assignments.board(of: edition.id, for: visit.person)
        let ask = ShareRequest(visit.query)
        let proposal = ask.map { board.share(readers: $0.readers, most: $0.most) }
        return .page(visit.reader.assignmentPage(edition, board, ask: ask, proposal: proposal, done: visit.query["ok"]))
    }

    func change(_ visit: Visit) async throws -> Answer {
        let edition = try await edition(visit)
        // What the page showed tells what was changed on it: what others did meanwhile stays.
        let before = Set((visit.fields["before"] ?? "").split(separator: " ").compactMap { Pairing(String($0)) })
        let ticked = Set(visit.fields.all("pair").compactMap(Pairing.init))
        let outcome = try await assignments.change(
            giving: ticked.subtracting(before), taking: before.subtracting(ticked), in: edition, by: visit.person,
            now: visit.now, time: visit.time)
        guard outcome.bound + outcome.sent > 0 else { return .seeOther(edition.path("jury/lectures") + "?ok=saved") }
        let board = try await assignments.board(of: edition.id, for: visit.person)
        return .refused(visit.reader.assignmentPage(edition, board, outcome: outcome))
    }

    private func edition(_ visit: Visit) async throws -> Edition {
        try await editions.find(visit.word("edition"), for: visit.person, holding: .staff).orNotFound()
    }
}

/// How an even share is asked for.
struct ShareRequest: Equatable, Sendable {
    let readers: Int
    let most: Int

    init?(_ query: Fields) {
        guard let readers = query.number("lecteurs"), let most = query.number("maximum") else { return nil }
        (self.readers, self.most) = (min(max(readers, 1), 50), min(max(most, 1), 500))
    }
}

extension Pairing: LosslessStringConvertible {
    var description: String { "\(submission):\(juror)" }

    init?(_ text: String) {
        let sides = text.split(separator: ":").map(String.init)
        guard sides.count == 2, let submission = Submission.ID(sides[0]), let juror = Juror.ID(sides[1]) else {
            return nil
        }
        self.init(submission: submission, juror: juror)
    }
}
