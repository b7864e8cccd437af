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
        let drafts = try await drafts(of: visit, in: edition)
        return .page(visit.reader.newFilePage(edition, NewFileForm(), drafts: drafts, faults: [], now: visit.now))
    }

    func begin(_ visit: Visit) async throws -> Answer {
        let form = NewFileForm(visit.fields)
        guard let edition = try await editions.running(), edition.open(.call, at: visit.now) != nil else {
            return .outOfDate(visit.reader.noCallPage(try await editions.running(), now: visit.now, typed: form))
        }
        let faults = form.faults(asksEmail: visit.session == nil)
        guard faults.isEmpty else {
            let drafts = try await drafts(of: visit, in: edition)
            return .refused(visit.reader.newFilePage(edition, form, drafts: drafts, faults: faults, now: visit.now))
        }
        switch try await outcome(form, edition, visit) {
        case .tooMany: throw WebError.tooManyRequests(retryAfter: Int(BeginRequest.span))
        case .asked: return .seeOther("/dossiers/courriel")
        case .begun(let file): return .seeOther(file.writingPath)
        }
    }

    /// The same for an address we know and one we do not.
    func mailed(_ visit: Visit) async throws -> Answer { .page(visit.reader.lookAtMailPage) }

    private func outcome(_ form: NewFileForm, _ edition: Edition, _ visit: Visit) async throws -> BeginOutcome {
        let file = NewFile(edition: edition.id, title: form.title, organisation: form.organisation)
        let place = BeginRequest(origin: visit.address, now: visit.now, time: visit.time)
        if let session = visit.session { return try await submissions.begin(file, by: session.person, place) }
        let (mail, now, time) = (mail, visit.now, visit.time)
        return try await submissions.ask(
            for: file, by: EmailAddress(form.email), in: visit.reader.language, place
        ) { beginning, link, connection in
            try mail.send(beginning, of: edition, link: link, now: now, time: time, in: connection)
        }
    }

    private func drafts(of visit: Visit, in edition: Edition) async throws -> [SubmissionFile] {
        guard let session = visit.session else { return [] }
        return try await submissions.drafts(of: session.person, in: edition.id)
    }
}

/// What the link of the letter opens.
struct BeginningPages: Sendable {
    let submissions: SubmissionStore
    let editions: EditionStore

    /// Shows what was asked for, and changes nothing.
    func show(_ visit: Visit) async throws -> Answer {
        let token = try visit.word("token")
        do {
            let opened = try await submissions.beginning(token, at: visit.time)
            return .page(visit.reader.beginningPage(opened, token: token, now: visit.now))
        } catch let refusal as SignInLink.Refusal {
            return .gone(visit.reader.deadLinkPage(refusal))
        }
    }

    func begin(_ visit: Visit) async throws -> Answer {
        let token = try visit.word("token")
        do {
            let begun = try await submissions.begin(
                by: token, goingOnWith: visit.fields.text("file").flatMap { Submission.ID($0) },
                endingSession: visit.sessionCookie, now: visit.now, time: visit.time)
            return .signedIn(
                cookie: begun.session.cookie, until: begun.session.endsAt, then: begun.session.next.description)
        } catch let refusal as SignInLink.Refusal {
            return .gone(visit.reader.deadLinkPage(refusal))
        } catch Submission.Refusal.closed {
            let opened = try await submissions.beginning(token, at: visit.time)
            let typed = NewFileForm(of: opened.beginning.file)
            return .outOfDate(visit.reader.noCallPage(opened.edition, now: visit.now, typed: typed))
        }
    }
}
