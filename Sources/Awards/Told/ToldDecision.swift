import Foundation
import Identifiers
import Organisations
import Sheets
import Submissions

/// What was decided of a file, as those who wrote it read it once it is out.
struct ToldDecision: Sendable {
    let submission: Submission.ID
    let number: String
    let title: String
    let edition: String
    /// The edition is over: nobody is reminded of a sheet that is still to be written.
    let isClosed: Bool
    let outcome: Decision.Outcome
    let awardFR: String
    let awardEN: String
    let reason: String
    let announcedAt: Date
    /// The file was withdrawn after it: what it was given is no longer told to anybody else.
    let withdrawnAt: Date?
    /// Where its public sheet stands; nil while there is none.
    let sheet: Sheet.State?
    /// Of its initiative in the catalogue; nil while there is no sheet.
    let slug: String?
    /// Whoever reads this owns the file, and approves its sheet.
    let isOwner: Bool
    /// The file and its sheet still open to them.
    let hasRole: Bool
    /// When the letter to whoever reads this left.
    let letterAt: Date?
    /// The last time that its sheet was withdrawn, or its agreement given again.
    let turn: Turn?

    struct Turn: Sendable {
        let kind: SheetEvent.Kind
        let at: Date
        /// Whoever did it; empty when they left.
        let person: String
        /// The sheet was only kept ready: nobody outside has read it.
        let isUnread: Bool
    }

    var path: String { submission.path + "/decision" }

    /// Where everybody reads its public sheet; nil while nobody does.
    var publicPath: String? { sheet == .published && withdrawnAt == nil ? slug.map(Initiative.path) : nil }

    /// Its sheet opens to whoever reads this: to the owner once it was shown to them, to who wrote along with the decision.
    var opensSheet: Bool {
        hasRole && sheet != nil && sheet != .draft && !awaitsApproval && (isOwner || sheet != .awaitingApproval)
    }

    /// What is to be said of where its sheet went: it is withdrawn, or agreed to again and not asked for yet.
    var openTurn: Turn? {
        switch sheet {
        case .unpublished: turn
        case .draft: turn.flatMap { $0.kind == .unpublished ? nil : $0 }
        case .awaitingApproval, .approved, .published, nil: nil
        }
    }

    /// The organisation has a sheet to agree to, and this person does so.
    var awaitsApproval: Bool { isOwner && hasRole && sheet == .awaitingApproval && withdrawnAt == nil }
}
