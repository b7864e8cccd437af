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
        let ask = ShareRequest(visit.query)
        let board = try await assignments.board(of: edition.id, .init(visit.query), for: visit.person)
        let share = try await share(ask, of: edition, visit)
        return .page(
            visit.reader.assignmentPage(
                edition, board, AssignmentScreen(query: visit.query, ask: ask, share: share, done: visit.query["ok"])))
    }

    func change(_ visit: Visit) async throws -> Answer {
        let edition = try await edition(visit)
        let form = AssignmentForm(visit.fields)
        let share = try await share(form.ask, of: edition, visit)
        guard share?.proposal.mark == form.mark else { return try await again(edition, form, share, visit) }
        let outcome = try await assignments.change(
            giving: form.giving.union(share?.added.filter { !form.shows($0) } ?? []), taking: form.taking,
            readers: form.ask?.readers, in: edition, by: visit.person, now: visit.now, time: visit.time)
        guard outcome.refused > 0 else {
            return .seeOther(edition.path("jury/lectures") + "?" + form.place(["ok": "saved"]).urlEncoded)
        }
        let place = form.place([:])
        let board = try await assignments.board(of: edition.id, .init(place), for: visit.person)
        return .refused(
            visit.reader.assignmentPage(edition, board, AssignmentScreen(query: place, outcome: outcome)))
    }

    /// Files or jurors have changed since the share was proposed: it is shown as it would be now, and nothing is given.
    private func again(_ edition: Edition, _ form: AssignmentForm, _ share: ProposedShare?, _ visit: Visit)
        async throws -> Answer
    {
        let place = form.place([:])
        let board = try await assignments.board(of: edition.id, .init(place), for: visit.person)
        let screen = AssignmentScreen(query: place, ask: form.ask, share: share, isOutOfDate: true)
        return .outOfDate(visit.reader.assignmentPage(edition, board, screen))
    }

    private func share(_ ask: ShareRequest?, of edition: Edition, _ visit: Visit) async throws -> ProposedShare? {
        guard let ask else { return nil }
        return try await assignments.share(ask, of: edition.id, for: visit.person)
    }

    private func edition(_ visit: Visit) async throws -> Edition {
        try await editions.find(visit.word("edition"), for: visit.person, holding: .staff).orNotFound()
    }
}

/// What stands on the page beside the board.
struct AssignmentScreen: Sendable {
    let query: Fields
    var ask: ShareRequest?
    var share: ProposedShare?
    var outcome: AssignmentOutcome?
    var done: String?
    var isOutOfDate = false
}

/// How an even share is asked for.
struct ShareRequest: Equatable, Sendable {
    let readers: Int
    let most: Int

    /// What may be asked for, by the names of the fields.
    static let bounds: KeyValuePairs = ["lecteurs": 1...50, "maximum": 1...500]

    init?(_ query: Fields) {
        guard Self.wrong(in: query).isEmpty, let readers = query.number("lecteurs"), let most = query.number("maximum")
        else { return nil }
        (self.readers, self.most) = (readers, most)
    }

    /// The fields that hold no such number; none while no share is asked for.
    static func wrong(in query: Fields) -> [String] {
        guard bounds.contains(where: { query.text($0.key) != nil }) else { return [] }
        return bounds.filter { name, bounds in query.number(name).map(bounds.contains) != true }.map(\.key)
    }
}

extension AssignmentBoard.Part {
    init(_ query: Fields) {
        self.init(
            page: query.number("page"), readersPage: query.number("colonnes"),
            fewerThan: query.number("moins").map { min(max($0, 1), 50) })
    }
}

/// The board as it comes back.
struct AssignmentForm: Sendable {
    let ask: ShareRequest?
    /// The proposal's, when one was shown.
    let mark: String?
    let giving: Set<Pairing>
    let taking: Set<Pairing>
    private let files: Set<String>
    private let readers: Set<String>
    private let fields: Fields

    init(_ fields: Fields) {
        // What the page showed tells what was changed on it: what others did meanwhile stays.
        let before = Set((fields["before"] ?? "").split(separator: " ").compactMap { Pairing(String($0)) })
        let ticked = Set(fields.all("pair").compactMap(Pairing.init))
        (giving, taking) = (ticked.subtracting(before), before.subtracting(ticked))
        files = Set((fields["files"] ?? "").split(separator: " ").map(String.init))
        readers = Set((fields["readers"] ?? "").split(separator: " ").map(String.init))
        (ask, mark, self.fields) = (ShareRequest(fields), fields.text("mark"), fields)
    }

    func shows(_ pair: Pairing) -> Bool {
        files.contains(pair.submission.description) && readers.contains(pair.juror.description)
    }

    /// The query of the part of the board that was shown.
    func place(_ more: KeyValuePairs<String, String>) -> Fields {
        let kept = fields.pairs.filter { ["page", "colonnes", "moins"].contains($0.name) }
        return Fields(kept + more.map { (name: $0.key, value: $0.value) })
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
