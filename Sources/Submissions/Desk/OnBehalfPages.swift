import Accounts
import Campaigns
import Forms
import Foundation
import Identifiers
import Organisations
import Web

/// The agency types a file in the organisation's place, on the telephone or from paper.
struct OnBehalfPages: Sendable {
    let submissions: SubmissionStore
    let editions: EditionStore

    func show(_ visit: Visit) async throws -> Answer {
        let edition = try await edition(visit)
        return .page(visit.reader.onBehalfPage(edition, NewFileForm(), faults: []))
    }

    /// None begins in a second round: its files are those that go on.
    private func edition(_ visit: Visit) async throws -> Edition {
        let edition = try await editions.find(visit.word("edition"), runBy: visit.person).orNotFound()
        guard edition.firstRound == nil else { throw WebError.notFound }
        return edition
    }

    func begin(_ visit: Visit) async throws -> Answer {
        let edition = try await edition(visit)
        let form = NewFileForm(visit.fields)
        let faults = form.faults(asksEmail: !form.email.isEmpty, in: edition)
        guard faults.isEmpty else { return .refused(visit.reader.onBehalfPage(edition, form, faults: faults)) }
        let new = NewFile(
            edition: edition.id, title: form.title, organisation: form.organisation, isOnBehalf: true,
            category: form.category(of: edition)?.id)
        do {
            let id = try await submissions.beginOnBehalf(
                new, owner: try owner(form, visit), by: visit.person, now: visit.now
            ).orNotFound()
            let asked = try await submissions.form(of: edition.id).concerning(form.category(of: edition)?.code)
            return .seeOther("\(id.path)/parties/\(asked.start.word)")
        } catch AuthorRefusal.runsEdition(let isOneself) {
            let fault = Fault("email", visit.reader.words(forOwnerRunning: isOneself))
            return .refused(visit.reader.onBehalfPage(edition, form, faults: [], [fault]))
        } catch AuthorRefusal.disabled {
            let fault = Fault("email", visit.reader.disabledOwner)
            return .refused(visit.reader.onBehalfPage(edition, form, faults: [], [fault]))
        } catch let bar as Hat.Bar {
            let fault = Fault("email", visit.reader.words(forOwner: bar))
            return .refused(visit.reader.onBehalfPage(edition, form, faults: [], [fault]))
        }
    }

    private func owner(_ form: NewFileForm, _ visit: Visit) throws -> Account? {
        guard !form.email.isEmpty else { return nil }
        let address = try EmailAddress(form.email)
        return Account(
            id: .new(at: visit.time), email: address.description, name: address.description, createdAt: visit.time)
    }
}
