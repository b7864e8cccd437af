import Campaigns
import Forms
import Foundation

// To which category of its edition a file belongs. In an edition without categories nothing here is ever asked.
extension SubmissionFile {
    /// Nil where its edition has none, or nobody has chosen yet.
    public var category: Campaigns.Category? { edition.category(submission.category) }

    /// Its edition has categories, and none is chosen: it cannot be sent.
    var lacksCategory: Bool { !edition.categories.isEmpty && category == nil }

    /// All that keeps it from being sent: answers, and the category while none is chosen. Every page counts by this.
    func openCount(_ faults: [FieldFault]) -> Int { faults.count + (lacksCategory ? 1 : 0) }

    var openCount: Int { openCount(faults) }

    /// A second part is in the category of the first, which is changed there.
    var hasCategoryOfFirst: Bool { edition.firstRound != nil && category != nil }

    /// Whether whoever writes it may choose another one: while it is a draft.
    func mayChooseCategory(at now: Date) -> Bool {
        !edition.categories.isEmpty && !hasCategoryOfFirst && submission.state == .draft && window.isOpen(at: now)
    }
}

/// A category that staff gave a file after it was sent, as its history tells it: by the names of then.
struct CategoryChange: Equatable, Sendable {
    /// Nil where it had none.
    let former: String?
    let next: String
    let reason: String

    init(from former: Campaigns.Category?, to next: Campaigns.Category, reason: String) {
        (self.former, self.next, self.reason) = (former?.nameFR, next.nameFR, reason)
    }

    /// As the history keeps it: a line each.
    var note: String { [former ?? "", next, reason].joined(separator: "\n") }

    init?(note: String) {
        let lines = note.split(separator: "\n", maxSplits: 2, omittingEmptySubsequences: false).map(String.init)
        guard lines.count == 3 else { return nil }
        (former, next, reason) = (lines[0].isEmpty ? nil : lines[0], lines[1], lines[2])
    }
}

extension Submission {
    enum CategoryRefusal: Error, Equatable {
        /// The edition has no such category.
        case unknown
        /// It was sent: from then on staff alone change it, with a reason.
        case sent
        /// It is not sent yet: whoever writes it chooses.
        case draft
        case closed
        case reasonMissing, reasonTooLong
        /// The decision on it is out: it stays as it was read.
        case announced
        /// It has it already.
        case same
        /// It is the second part of a file, and in the category of the first.
        case ofFirstPart
    }

    /// Chosen by whoever writes the file, while it is a draft.
    mutating func choose(
        _ category: Campaigns.Category.ID, of edition: Edition, window: CallWindow, now: Date
    ) throws(CategoryRefusal) {
        guard edition.category(category) != nil else { throw .unknown }
        guard state == .draft else { throw .sent }
        guard edition.firstRound == nil || self.category == nil else { throw .ofFirstPart }
        guard window.isOpen(at: now) else { throw .closed }
        self.category = category
    }

    /// Given by staff once it was sent: a dated act with its reason, which the owner is told.
    mutating func reclassify(
        as category: Campaigns.Category.ID, of edition: Edition, reason: String
    ) throws(CategoryRefusal) -> CategoryChange {
        guard let next = edition.category(category) else { throw .unknown }
        guard state != .draft else { throw .draft }
        guard edition.firstRound == nil || self.category == nil else { throw .ofFirstPart }
        guard announcedAt == nil else { throw .announced }
        guard !reason.isEmpty else { throw .reasonMissing }
        guard reason.count <= Self.longestReason else { throw .reasonTooLong }
        guard self.category != category else { throw .same }
        let former = edition.category(self.category)
        self.category = category
        return CategoryChange(from: former, to: next, reason: reason)
    }
}
