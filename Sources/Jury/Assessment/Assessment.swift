import Foundation
import Grids
import Identifiers
import Storage

/// What one juror thinks of one file: a draft until it is sent.
public struct Assessment: Equatable, Sendable {
    public typealias ID = Identifier<Assessment>

    public enum State: String, Storable { case draft, sent }

    public enum Refusal: Error, Equatable, Sendable {
        case notAsked, offScale, alwaysApplicable, commentTooLong
        case notOpenYet, closed, sent, notSent
        /// The decision on the file is out: its readings stay as they are.
        case announced
        /// Staff reopen with a reason, which the juror reads.
        case reasonMissing
        /// Another window changed the same checkpoint.
        case changedMeanwhile
        /// Something still stands against sending.
        case incomplete
        /// The file changed once more since the page was given on which its juror says that the reading stands.
        case fileChanged

        /// The assessment moved on while the juror was typing.
        /// No other answer would be taken: the time, the state of the reading or of its file stands against it.
        var isFinal: Bool { [.notOpenYet, .closed, .sent, .notSent, .announced].contains(self) }
        var isLate: Bool {
            [.notOpenYet, .closed, .sent, .notSent, .changedMeanwhile, .announced, .fileChanged].contains(self)
        }
    }

    static let longestComment = 5_000

    let id: ID
    let grid: Grid
    /// Nil when the edition has no reading phase, or is over.
    let window: ReadingWindow?
    /// The decision on the file came out then.
    var announcedAt: Date?
    /// When the file last changed, as the jury reads it.
    var changedAt: Date?
    /// When its owner last said that it is complete, as the agency asked.
    var completedAt: Date?
    var state: State
    var sentAt: Date?
    let revision: Int
    var lines: [Checkpoint.ID: Line]

    /// What was answered at one checkpoint; a comment may come before its mark.
    struct Line: Equatable, Sendable {
        var mark: Mark?
        var comment = ""
        /// The assessment's revision when this line last changed.
        var revision = 0
        var savedAt: Date?
    }
}

/// What a form says of one checkpoint; nil where it says nothing, since a form saves itself in pieces.
struct TypedMark: Equatable, Sendable {
    let mark: String?
    let comment: String?
    /// The revision of the assessment that the form was made from.
    let revision: Int
}

extension Assessment {
    /// Marks a checkpoint as it was typed. A level without the reason it needs is kept: it only stands against sending.
    ///
    /// Another window's work on other checkpoints stays; on this one, it is refused unless it says the same.
    mutating func mark(_ checkpoint: Checkpoint.ID, _ typed: TypedMark, now: Date) throws(Refusal) {
        guard grid[checkpoint] != nil else { throw .notAsked }
        let before = lines[checkpoint] ?? Line()
        var line = before
        if let mark = try typedMark(typed, at: checkpoint) { line.mark = mark }
        if let comment = typed.comment { line.comment = comment }
        // A request sent again, because its answer was lost, finds its own work.
        guard line != before else { return }
        try checkOpen(at: now)
        guard state == .draft else { throw .sent }
        guard line.comment.count <= Self.longestComment else { throw .commentTooLong }
        guard before.revision <= typed.revision else { throw .changedMeanwhile }
        (line.revision, line.savedAt) = (revision, now)
        lines[checkpoint] = line
    }

    mutating func send(now: Date) throws(Refusal) {
        guard state == .draft else { throw .sent }
        try checkOpen(at: now)
        guard standsAgainstSending.isEmpty else { throw .incomplete }
        (state, sentAt) = (.sent, now)
    }

    mutating func reopen(now: Date) throws(Refusal) {
        guard state == .sent else { throw .notSent }
        try checkOpen(at: now)
        (state, sentAt) = (.draft, nil)
    }

    /// The reading stands for the file as it has become: it is sent again as it is. `seen` is the mark of the change that its juror
    /// has read of. Said twice it changes nothing.
    mutating func confirm(seen: Int?, now: Date) throws(Refusal) {
        guard state == .sent else { throw .notSent }
        guard isOfEarlierFile else { return }
        try checkOpen(at: now)
        guard seen == changeMark else { throw .fileChanged }
        sentAt = now
    }

    private func typedMark(_ typed: TypedMark, at checkpoint: Checkpoint.ID) throws(Refusal) -> Mark? {
        guard let text = typed.mark, !text.isEmpty else { return nil }
        guard let mark = Mark(text) else { throw .offScale }
        do { try grid.check(mark, at: checkpoint) } catch { throw Refusal(error) }
        return mark
    }

    /// It was sent before its file changed.
    var isOfEarlierFile: Bool {
        guard state == .sent, let sentAt, let changedAt else { return false }
        return changedAt > sentAt
    }

    /// Of the last change, in milliseconds: a form says which one it speaks of.
    var changeMark: Int? { changedAt.map { Int(($0.timeIntervalSince1970 * 1_000).rounded()) } }

    /// It may still change.
    func isOpen(at now: Date) -> Bool { announcedAt == nil && window?.state(at: now) == .open }

    private func checkOpen(at now: Date) throws(Refusal) {
        guard announcedAt == nil else { throw .announced }
        switch window?.state(at: now) {
        case .open: break
        case .before: throw .notOpenYet
        case .after, nil: throw .closed
        }
    }
}

extension Assessment.Refusal {
    init(_ refusal: MarkRefusal) {
        self =
            switch refusal {
            case .notAsked: .notAsked
            case .offScale: .offScale
            case .alwaysApplicable: .alwaysApplicable
            }
    }
}

// What is read of it.
extension Assessment {
    var marks: Grid.Marks { lines.compactMapValues(\.mark) }
    var comments: [Checkpoint.ID: String] { lines.mapValues(\.comment) }

    var gaps: MarkingGaps { grid.gaps(in: marks, reasons: comments) }

    /// Empty when it may be sent. «Not documented» may be: the agency asks, and the result stays open until then.
    var standsAgainstSending: [Checkpoint.ID] {
        let gaps = gaps
        let unsaid = Set(gaps.missing + gaps.withoutReason + gaps.setsNotApplicable.flatMap(\.members))
        return grid.checkpoints.map(\.id).filter(unsaid.contains)
    }

    /// A level that still needs its reason.
    func lacksReason(at checkpoint: Checkpoint.ID) -> Bool {
        guard let line = lines[checkpoint], let mark = line.mark else { return false }
        return grid.lacksReason(mark, line.comment)
    }

    /// The first checkpoint without a mark after that one, round to the beginning; nil when all are read.
    func unread(after checkpoint: Checkpoint.ID?) -> Checkpoint.ID? {
        let ids = grid.checkpoints.map(\.id)
        let start = checkpoint.flatMap(ids.firstIndex).map { $0 + 1 } ?? 0
        return (ids[start...] + ids[..<start]).first { lines[$0]?.mark == nil }
    }
}
