import Campaigns
import Foundation
import Testing
import World

@testable import Forms
@testable import Submissions

struct SubmissionTests {
    static let now = World.monday
    let open = CallWindow(Self.edition(from: -10, to: 10)) { $0.endsAt }
    var file = Submission(
        id: World.ovens, edition: World.edition2014, initiative: World.key("0008", 2), organisation: nil, state: .draft,
        number: nil, title: "", eligibility: .pending, gates: [:], eligibilityNote: "", isOnBehalf: false,
        createdAt: now,
        updatedAt: now, transmittedAt: nil, withdrawnAt: nil, withdrawnReason: "", revision: 1)

    private mutating func send(
        by part: Submission.Part? = .owner, isComplete: Bool = true, number: String = "2014-002", at now: Date = now
    ) throws -> Bool {
        try file.transmit(by: part, window: open, isComplete: isComplete, number: number, now: now)
    }

    @Test mutating func `a file is sent once, and keeps its number over a withdrawal`() throws {
        #expect(try send())
        #expect(try !send(number: "2014-003"))
        try file.judge(.eligible, gates: [:], note: "")
        try file.withdraw(by: .owner, reason: "Réorganisation", now: Self.now)
        #expect(try send(number: "2014-004", at: Self.now + 60))
        #expect(file.eligibility == .pending)
        #expect((file.number, file.transmittedAt, file.withdrawnAt) == ("2014-002", Self.now + 60, nil))
    }

    @Test mutating func `a co-author neither sends nor withdraws; the agency does`() throws {
        #expect(throws: Submission.Refusal.notOwner) { try send(by: .coAuthor) }
        #expect(try send(by: nil))
        #expect(throws: Submission.Refusal.notOwner) { try file.withdraw(by: .coAuthor, reason: "x", now: Self.now) }
    }

    @Test mutating func `nothing is sent incomplete, or at the closing time`() throws {
        #expect(throws: Submission.Refusal.incomplete) { try send(isComplete: false) }
        let closing = Self.now + 10 * 86_400
        #expect(throws: Submission.Refusal.closed) { try send(at: closing) }
        #expect(try send(at: closing - 1))
    }

    @Test mutating func `what keeps a file out needs words`() throws {
        #expect(throws: Submission.Refusal.notTransmitted) { try file.judge(.eligible, gates: [:], note: "") }
        _ = try send()
        #expect(throws: Submission.Refusal.reasonMissing) { try file.judge(.notEligible, gates: [:], note: "") }
        try file.judge(.eligible, gates: ["territory": true], note: "")
        #expect(file.eligibility == .eligible)
        #expect(throws: Submission.Refusal.gateNotMet) {
            try file.judge(.eligible, gates: ["territory": false], note: "")
        }
    }

    @Test func `the window knows when it closes, closed and opens again`() throws {
        let edition = Self.edition(from: -10, to: -5, thenFrom: 5, to: 9)
        let window = CallWindow(edition) { $0.endsAt }
        #expect(!window.isOpen(at: Self.now))
        #expect(window.closed(before: Self.now) == Self.now - 5 * 86_400)
        #expect(window.opening(after: Self.now) == Self.now + 5 * 86_400)
        let extended = CallWindow(edition) { $0.startsAt < Self.now ? Self.now + 60 : $0.endsAt }
        #expect(extended.closing(at: Self.now) == Self.now + 60)
        #expect(!extended.isOpen(at: Self.now + 60))
    }

    @Test func `an edition that does not run has no window`() {
        let window = CallWindow(Self.edition(from: -10, to: 10, status: .draft)) { $0.endsAt }
        #expect(!window.isOpen(at: Self.now))
        #expect(window.opening(after: Self.now) == nil)
    }

    static func edition(
        from start: Double, to end: Double, thenFrom second: Double? = nil, to last: Double = 0,
        status: Edition.Status = .running
    ) -> Edition {
        let spans = [(start, end)] + (second.map { [($0, last)] } ?? [])
        let phases = spans.enumerated().map { place, span in
            Phase(
                id: World.key("0004", 9000 + place), kind: .call, nameFR: "Dépôt", nameEN: "", note: "",
                startsAt: now + span.0 * 86_400, endsAt: now + span.1 * 86_400)
        }
        return Edition(
            id: World.edition2014, campaign: World.campaign, slug: "2014", name: "2014", status: status, phases: phases,
            revision: 1)
    }
}

struct AnswerMergeTests {
    private let base = FormBase(revision: 5, window: "here", shown: ["need": AnswerValue.text("shown").fingerprint])

    private func merge(_ typed: String, over saved: String, at revision: Int, by window: String) -> AnswerMerge {
        AnswerMerge(
            .text(typed), field: "need", over: SavedAnswer(value: .text(saved), revision: revision, window: window),
            base: base)
    }

    @Test func `an answer nobody else changed is saved`() {
        #expect(merge("new", over: "shown", at: 5, by: "there") == .save)
        #expect(merge("new", over: "mine", at: 9, by: "here") == .save)
    }

    @Test func `what this page saved and then took back is saved too`() {
        #expect(merge("shown", over: "mine", at: 9, by: "here") == .save)
    }

    @Test func `what somebody else changed and this page did not touch stays theirs`() {
        #expect(merge("shown", over: "theirs", at: 6, by: "there") == .unchanged)
    }

    @Test func `both changed the same answer: a conflict, unless they agree`() {
        #expect(merge("new", over: "theirs", at: 6, by: "there") == .conflict)
        #expect(merge("theirs", over: "theirs", at: 6, by: "there") == .unchanged)
    }

    @Test func `a base travels as text, and nonsense knows nothing`() {
        let travelled = FormBase(revision: base.revisionText, shown: base.shownText)
        #expect(travelled == base)
        #expect(FormBase(revision: "'; --", shown: "a:b:c need").revision == 0)
    }
}
