import Accounts
import Campaigns
import Forms
import Foundation
import Identifiers
import Organisations
import Web

/// Where a file begins: three lines, and no account.
struct NewFilePages: Sendable {
    let submissions: SubmissionStore
    let editions: EditionStore
    let mail: FileMail

    func show(_ visit: Visit) async throws -> Answer {
        guard let edition = try await editions.running() else {
            return .page(visit.reader.noCallPage(nil, now: visit.now))
        }
        guard edition.open(.call, at: visit.now) != nil else {
            return .page(visit.reader.noCallPage(edition, now: visit.now))
        }
        return .page(visit.reader.newFilePage(edition, NewFileForm(), faults: [], now: visit.now))
    }

    func begin(_ visit: Visit) async throws -> Answer {
        let form = NewFileForm(visit.fields)
        guard let edition = try await editions.running(), edition.open(.call, at: visit.now) != nil else {
            return .outOfDate(visit.reader.noCallPage(try await editions.running(), now: visit.now, typed: form))
        }
        let faults = form.faults(asksEmail: visit.session == nil)
        guard faults.isEmpty else {
            return .refused(visit.reader.newFilePage(edition, form, faults: faults, now: visit.now))
        }
        switch try await submissions.begin(try request(form, edition, visit), then: letter(visit)) {
        case .tooMany: throw WebError.tooManyRequests(retryAfter: Int(BeginRequest.span))
        case .begun(let id):
            guard visit.session != nil else { return .seeOther("/dossiers/courriel") }
            return .seeOther("/dossiers/\(id)/parties/\(try await submissions.form(of: edition.id).start.word)")
        }
    }

    /// The same for an address we know and one we do not.
    func mailed(_ visit: Visit) async throws -> Answer { .page(visit.reader.lookAtMailPage) }

    private func request(_ form: NewFileForm, _ edition: Edition, _ visit: Visit) throws -> BeginRequest {
        let account = visit.session == nil ? try EmailAddress(form.email) : nil
        return BeginRequest(
            file: NewFile(edition: edition.id, title: form.title, organisation: form.organisation),
            account: account.map { address in
                Account(
                    id: .new(at: visit.time), email: address.description, name: address.description,
                    language: visit.reader.language, createdAt: visit.time)
            },
            person: visit.session?.person, origin: visit.address, now: visit.now, time: visit.time)
    }

    private func letter(_ visit: Visit) -> AuthorLetter {
        let (mail, now, time) = (mail, visit.now, visit.time)
        return { file, account, connection in
            let link = try SignInStore.letter(
                for: account, next: OwnPath(file.path + "/parties/" + file.form.start.word), at: time, in: connection)
            try mail.send(
                to: account.id, about: file, until: link.endsAt, isPrivate: true, now: time, in: connection
            ) { reader, sender in
                reader.beginningLetter(file, link: link.path, sender, now: now)
            }
        }
    }
}
