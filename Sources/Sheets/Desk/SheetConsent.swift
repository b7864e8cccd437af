import Identifiers
import Organisations

// What the owner of a sheet agrees to, beside each of its versions: that there is a public one at all.
extension SheetFile {
    /// Whoever reads it agrees to it or not; those who wrote along read it.
    func isOwned(by person: Person.ID?) -> Bool { owners.contains { $0.person == person } }

    /// Nothing of it is public from that moment on; what was approved is approved no more.
    mutating func withdrawConsent() throws(Refusal) {
        guard !isImported else { throw .imported }
        guard !isConsentWithdrawn else { throw .consentWithdrawn }
        switch sheet.state {
        case .published: (sheet.state, unpublishedReason) = (.unpublished, "")
        case .awaitingApproval, .approved:
            sheet.state = .draft
            sheet.version += 1
        case .draft, .unpublished: break
        }
        approval = nil
        album.leaveAsked()
    }

    /// A public sheet may be asked for again: none is published by this.
    func giveConsent() throws(Refusal) {
        guard isConsentWithdrawn else { throw .consentStands }
    }

    /// The agency has read that it was withdrawn, and why.
    func leaveWithdrawn() throws(Refusal) {
        guard isLeftOpen else { throw .nothingLeftOpen }
    }
}

extension SheetFile {
    /// What its organisation asked for last, while no version was shown or published since and nothing was answered.
    var remark: SheetEvent? {
        let answers: [SheetEvent.Kind] = [.asked, .approved, .published, .kept, .consentWithdrawn]
        return events.prefix { !answers.contains($0.kind) }.first { $0.kind == .changesAsked }
    }
}
