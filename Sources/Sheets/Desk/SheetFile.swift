import Campaigns
import Forms
import Foundation
import Grids
import Identifiers
import Organisations
import Storage
import Submissions

/// A sheet as it is worked on: what it tells, who must agree, and what happened to it.
public struct SheetFile: Equatable, Sendable {
    public var sheet: Sheet
    public let edition: Edition
    /// Which parts a sheet of the edition has.
    public let form: Form
    public let organisations: [Organisation]
    /// Of the edition's grid; none while it has none.
    public let vocabularies: [Vocabulary]
    /// `2014-007`; nil for an imported sheet.
    public let number: String?
    /// Those who may approve it.
    public let owners: [Owner]
    /// How its file stands; nil for an imported sheet.
    public let standing: SheetStanding?
    public var approval: Approval?
    public var publishedAt: Date?
    public var unpublishedReason: String
    /// The newest first.
    public let events: [SheetEvent]
    /// Of its initiative in the catalogue.
    var slug = ""
    /// When what was decided of its file came out.
    var releasedAt: Date?
    /// Of the release that takes its file's decision along, as it is planned: whatever joins or leaves it undoes that moment.
    var plannedRelease: Date?
    /// Why it is withdrawn or stays, as it was typed and refused.
    var typedNote = ""
    /// Its pictures and papers.
    var album = SheetAlbum()

    /// Where everybody reads it; nil while nobody does.
    var publicPath: String? {
        sheet.state == .published && isOut && !slug.isEmpty ? Initiative.path(slug) : nil
    }

    /// Its organisation wants the public version otherwise, and nothing has followed from it yet.
    public var isWantedOtherwise: Bool {
        sheet.state == .published && events.first { !SheetEvent.ofPictures.contains($0.kind) }?.kind == .changesAsked
    }

    /// Everybody reads it once it is published: it has no file, or what was decided of its file is out.
    public var isOut: Bool { standing?.isOut ?? true }

    /// Its owner took back the agreement to any public sheet, and has not given it again.
    public var isConsentWithdrawn: Bool {
        events.count { $0.kind == .consentWithdrawn } > events.count { $0.kind == .consentGiven }
    }

    /// Of a sheet that was public, or ready to be: when it was taken out, by whom and why.
    public var withdrawal: SheetEvent? {
        guard sheet.state == .unpublished else { return nil }
        return events.first { $0.kind == .unpublished || $0.kind == .consentWithdrawn }
    }

    /// It was withdrawn, or its owner agrees again, and nobody of the agency has said since what becomes of it.
    public var isLeftOpen: Bool {
        switch events.first?.kind {
        case .consentWithdrawn, .consentGiven: true
        case .unpublished: sheet.state == .unpublished
        default: false
        }
    }

    public struct Owner: Equatable, Sendable {
        public let person: Person.ID
        public let name: String
    }

    /// Somebody of the organisation agrees that this version is published.
    public struct Approval: Equatable, Sendable {
        /// Name and function, as they gave them.
        public let by: String
        public let at: Date
    }

    public enum Refusal: Error, Equatable, Sendable {
        case changedMeanwhile
        case titleMissing
        /// Neither what its form needs nor a presentation: there is nothing to agree to.
        case nothingToRead
        /// What the public reads is not rewritten under its eyes: unpublish it first.
        case published
        /// A sheet from another source is nobody's to approve.
        case imported
        case nobodyToAsk
        case notAwaiting
        case notApproved
        case notPublished
        case functionMissing, wordsMissing, reasonMissing
        /// Nobody wants what is public otherwise, or that was answered.
        case notWantedOtherwise
        case answerMissing
        /// Its owner took the agreement back: nothing of it is published or asked for until it is given again.
        case consentWithdrawn
        case consentStands
        /// What was decided of its file is not out: publishing it only makes it ready, which was not meant.
        case decisionNotOut
        /// Its file is withdrawn, or not eligible: no decision comes out that it could come out with.
        case fileGone
        /// It was withdrawn for a reason, which is to be read first.
        case withdrawalUnread
        /// Another text was typed beside an act that stands for the saved one.
        case textTyped
        case nothingLeftOpen
    }

    public var isImported: Bool { sheet.submission == nil }

    /// What the public reads is withdrawn before it is rewritten, unless it comes from another source.
    var mayBeRewritten: Bool { isImported || sheet.state != .published }

    /// What its form needs is told, or it has a presentation in its own words.
    var isReadable: Bool {
        let needed = form.sheetLines.filter(\.isNeeded)
        let isTold = needed.isEmpty ? !sheet.content.values.isEmpty : needed.allSatisfy { sheet.content[$0.id] != nil }
        return isTold || sheet.content.description != nil
    }

    /// Nothing stands between it and the public any more but the agency's act.
    public var isPublishable: Bool {
        guard !isConsentWithdrawn, standing?.mayComeOut ?? true else { return false }
        return switch sheet.state {
        case .approved: true
        case .draft: isImported
        case .unpublished: isImported || approval != nil
        case .awaitingApproval, .published: false
        }
    }
}

// What may be done with it, one verb an act.
extension SheetFile {
    /// Another text. One that was shown to its organisation already becomes a new version, to be approved again.
    mutating func rewrite(_ draft: SheetDraft) throws(Refusal) {
        guard mayBeRewritten else { throw .published }
        guard !draft.title.isEmpty else { throw .titleMissing }
        let before = sheet
        (sheet.title, sheet.strapline, sheet.content) = (draft.title, draft.strapline, draft.content)
        sheet.content = sheet.content.keeping(before.content, beside: form)
        if let chosen = draft.tags { sheet.tags = tags(choosing: chosen) }
        guard sheet != before else { return }
        if isImported {
            sheet.version += 1
        } else if sheet.state != .draft {
            (sheet.state, approval) = (.draft, nil)
            sheet.version += 1
        }
    }

    /// The same beside another act, in one go with it: true when the text is another one. Its approval, and what was said of
    /// it when it was withdrawn, are of the saved text.
    mutating func rewrite(_ draft: SheetDraft, before act: SheetEvent.Kind) throws(Refusal) -> Bool {
        let before = sheet
        try rewrite(draft)
        guard sheet != before else { return false }
        guard isImported || act == .asked else { throw .textTyped }
        return true
    }

    // A term that the edition's grid does not know came with the sheet from its source, and stays.
    private func tags(choosing chosen: [String: [String]]) -> [String: [String]] {
        var tags = sheet.tags
        for vocabulary in vocabularies {
            let (name, terms) = (vocabulary.id.description, vocabulary.terms.map(\.id.description))
            let foreign = (sheet.tags[name] ?? []).filter { !terms.contains($0) }
            let kept = terms.filter { chosen[name]?.contains($0) ?? false } + foreign
            tags[name] = kept.isEmpty ? nil : kept
        }
        return tags
    }

    mutating func askApproval() throws(Refusal) {
        guard !isImported else { throw .imported }
        guard sheet.state != .published else { throw .published }
        guard !isConsentWithdrawn else { throw .consentWithdrawn }
        guard !owners.isEmpty else { throw .nobodyToAsk }
        guard isReadable else { throw .nothingToRead }
        (sheet.state, approval) = (.awaitingApproval, nil)
    }

    /// An owner agrees to the version they have read, and to no other.
    mutating func approve(version: Int, name: String, function: String, now: Date) throws(Refusal) {
        guard sheet.state == .awaitingApproval else { throw .notAwaiting }
        guard version == sheet.version else { throw .changedMeanwhile }
        guard !function.isEmpty else { throw .functionMissing }
        sheet.state = .approved
        approval = Approval(by: "\(name), \(function)", at: now)
    }

    /// An owner wants it otherwise: what comes next is another version. What is public stays until the agency withdraws it.
    mutating func askChanges(_ words: String) throws(Refusal) {
        guard [.awaitingApproval, .approved, .published].contains(sheet.state) else { throw .notAwaiting }
        guard !words.isEmpty else { throw .wordsMissing }
        guard sheet.state != .published else { return }
        (sheet.state, approval) = (.draft, nil)
        sheet.version += 1
    }

    /// The public version stays as it is, for a reason that its owners read.
    func keep(reason: String) throws(Refusal) {
        guard isWantedOtherwise else { throw .notWantedOtherwise }
        guard !reason.isEmpty else { throw .answerMissing }
    }

    /// Before the decision on its file is out it is made ready, and comes out with it. `isMeant`: whoever does it has read that.
    /// `isRead`: they have read why it was withdrawn.
    mutating func publish(isMeant: Bool, isRead: Bool, now: Date) throws(Refusal) {
        guard !isConsentWithdrawn else { throw .consentWithdrawn }
        guard standing?.mayComeOut ?? true else { throw .fileGone }
        guard isPublishable else { throw .notApproved }
        guard isOut || isMeant else { throw .decisionNotOut }
        guard sheet.state != .unpublished || isRead else { throw .withdrawalUnread }
        (sheet.state, publishedAt, unpublishedReason) = (.published, now, "")
    }

    mutating func unpublish(reason: String) throws(Refusal) {
        guard sheet.state == .published else { throw .notPublished }
        guard !reason.isEmpty else { throw .reasonMissing }
        (sheet.state, unpublishedReason) = (.unpublished, reason)
        album.leaveAsked()
    }
}
