import Accounts
import Campaigns
import Forms
import Foundation
import Identifiers
import Mail
import Organisations
import Web

/// A letter to all whose file is a draft: written, seen as they will see it with their number, then sent.
struct DraftLetterPages: Sendable {
    let submissions: SubmissionStore
    let editions: EditionStore
    let mail: FileMail

    func show(_ visit: Visit) async throws -> Answer {
        let (edition, recipients) = try await recipients(visit)
        let letter = DraftLetter(key: Identifier<DraftLetter>.new(at: visit.time).description)
        let page = DraftLetterPage(edition: edition, to: recipients, letter: letter)
        return .page(visit.reader.draftLetterPage(page, now: visit.now))
    }

    func send(_ visit: Visit) async throws -> Answer {
        let (edition, recipients) = try await recipients(visit)
        let letter = DraftLetter(visit.fields)
        var page = DraftLetterPage(edition: edition, to: recipients, letter: letter)
        guard visit.fields["step"] != "change" else {
            page.isTakenUp = true
            return .page(visit.reader.draftLetterPage(page, now: visit.now))
        }
        page.faults = letter.faults
        guard page.faults.isEmpty else { return .refused(visit.reader.draftLetterPage(page, now: visit.now)) }
        guard visit.fields["step"] == "send" else {
            page.isPreview = true
            page.previews = previews(letter, recipients, visit)
            return .page(visit.reader.draftLetterPage(page, now: visit.now))
        }
        let count = try await submissions.write(
            letter, to: edition.id, by: mail, person: visit.person, now: visit.now, time: visit.time)
        let list = "\(edition.path("dossiers"))?etat=draft"
        if count == 0, let earlier = try await submissions.earlier(letter, in: edition.id, runBy: visit.person) {
            return .seeOther("\(list)&\(earlier.query)")
        }
        return .seeOther("\(list)&sent=\(count)")
    }

    /// As they are read, in each language that it is written in.
    private func previews(_ letter: DraftLetter, _ recipients: DraftRecipients, _ visit: Visit) -> [Letter] {
        guard let file = recipients.first else { return [] }
        let name = file.addressees.first?.name ?? ""
        return Language.allCases.reversed().compactMap { language in
            let (text, shown) = letter.text(for: language)
            guard shown == language else { return nil }
            let sender = FileMail.Sender(closing: visit.reader.frame.signature, replyTo: nil)
            return mail.correspondence.reader(for: language.rawValue)
                .draftLetter([file], text, to: name, sender, now: visit.now)
        }
    }

    private func recipients(_ visit: Visit) async throws -> (Edition, DraftRecipients) {
        let edition = try await editions.find(visit.word("edition"), runBy: visit.person).orNotFound()
        let page = visit.query.number("page")
        return (edition, try await submissions.draftRecipients(in: edition.id, runBy: visit.person, page: page))
    }
}
