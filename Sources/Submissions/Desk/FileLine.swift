import Campaigns
import Foundation
import Organisations
import TextSimilarity

/// A file in a list of the desk: what is kept of it in `file_progress`.
struct FileLine: Equatable, Sendable {
    let id: Submission.ID
    let state: Submission.State
    let eligibility: Submission.Eligibility
    let isOnBehalf: Bool
    let number: String?
    let title: String
    let organisation: String
    let department: String
    let size: SizeBracket?
    let percent: Int
    let changedAt: Date
    let category: Campaigns.Category.ID?
}

extension FileLine {
    /// From the file itself: the one place where lists meet answers.
    init(_ content: FileContent) {
        let submission = content.submission
        self.init(
            id: submission.id, state: submission.state, eligibility: submission.eligibility,
            isOnBehalf: submission.isOnBehalf, number: submission.number, title: content.title,
            organisation: content.organisationName, department: content.department, size: content.size,
            percent: content.percent, changedAt: submission.updatedAt, category: submission.category)
    }

    /// An index holds no more of a text than that.
    private static let longestKey = 120
    private static let longestFind = 500

    var titleKey: String { String(fold(title).prefix(Self.longestKey)) }
    var organisationKey: String { String(fold(organisation).prefix(Self.longestKey)) }
    var sizeClass: FileFilter.SizeClass? {
        size.flatMap { size in FileFilter.SizeClass.allCases.first { $0.holds(size) } }
    }

    /// What a word is looked for in.
    var findKey: String { String(fold("\(number ?? "") \(title) \(organisation)").prefix(Self.longestFind)) }
}
