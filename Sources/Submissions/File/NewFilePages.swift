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
        let running = try await editions.running()
        let calls = OpenCalls(running, named: visit.query["edition"], at: visit.now)
        guard let calls else {
            return .page(visit.reader.noCallPage(running.main(at: visit.now), now: visit.now))
        }
        let drafts = try await drafts(of: visit, in: calls.edition)
        return .page(visit.reader.newFilePage(calls, NewFileForm(), drafts: drafts, faults: [], now: visit.now))
    }

    func begin(_ visit: Visit) async throws -> Answer {
        let form = NewFileForm(visit.fields)
        let running = try await editions.running()
        guard let calls = OpenCalls(running, named: visit.fields["edition"], at: visit.now) else {
            return .outOfDate(visit.reader.noCallPage(running.main(at: visit.now), now: visit.now, typed: form))
        }
        let edition = calls.edition
        guard !visit.fields.isOn("again") else {
            let drafts = try await drafts(of: visit, in: edition)
            return .page(visit.reader.newFilePage(calls, form, drafts: drafts, faults: [], now: visit.now))
        }
        let faults = form.faults(asksEmail: visit.session == nil)
        guard faults.isEmpty else {
            let drafts = try await drafts(of: visit, in: edition)
            return .refused(visit.reader.newFilePage(calls, form, drafts: drafts, faults: faults, now: visit.now))
        }
        do {
            let asker = visit.askerSecret
            switch try await outcome(form, edition, asker, visit) {
            case .tooMany: throw WebError.tooManyRequests(retryAfter: Int(BeginRequest.span))
            // The same for an address we know and one we do not.
            // Read once more it asks for nothing; what was typed stands in no address, and the browser is known by its cookie.
            case .asked(let digest?): return visit.answer(.seeOther(Beginning.pathOfLetter(digest)), asker)
            case .asked: return visit.answer(.page(visit.reader.lookAtMailPage(form, of: edition)), asker)
            case .begun(let file): return .seeOther(file.writingPath)
            }
        } catch let bar as Hat.Bar {
            return .refused(visit.reader.barredPage(bar, typed: form))
        }
    }

    /// Where to look for the letter, for the browser that asked for it.
    func showLetter(_ visit: Visit) async throws -> Answer {
        let asked = try await submissions.asked(visit.query["demande"] ?? "", by: visit.asker)
        guard let (file, address) = asked, let edition = try await editions.find(file.edition) else {
            return .seeOther(Beginning.path)
        }
        var form = NewFileForm(of: file)
        form.email = address
        return .page(visit.reader.lookAtMailPage(form, of: edition))
    }

    private func outcome(
        _ form: NewFileForm, _ edition: Edition, _ asker: Secret, _ visit: Visit
    ) async throws -> BeginOutcome {
        let file = NewFile(edition: edition.id, title: form.title, organisation: form.organisation)
        let place = BeginRequest(
            origin: visit.address, now: visit.now, time: visit.time, asker: asker.text)
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

/// The edition that a file begins in, and the others that receive files meanwhile.
struct OpenCalls: Sendable {
    let edition: Edition
    let others: [Edition]

    /// Nil when none receives files. One that was named and has closed is not replaced by another.
    init?(_ running: RunningEditions, named word: String?, at now: Date) {
        let calling = running.calling(at: now)
        let word = word.flatMap { $0.isEmpty ? nil : $0 }
        guard let edition = word.map({ word in calling.first { $0.slug == word } }) ?? calling.first else { return nil }
        (self.edition, others) = (edition, calling.filter { $0.id != edition.id })
    }
}

/// What the link of the letter opens.
struct BeginningPages: Sendable {
    let submissions: SubmissionStore
    let editions: EditionStore

    /// Shows what was asked for, and changes nothing; in a browser that did not ask, a field for the digits of the letter alone.
    func show(_ visit: Visit) async throws -> Answer {
        let token = try visit.word("token")
        do {
            let opened = try await submissions.beginning(token, at: visit.time)
            guard opened.beginning.binding.isBound(to: visit.asker) else {
                return .page(visit.reader.confirmBeginningPage(token))
            }
            return .page(visit.reader.beginningPage(opened, token: token, now: visit.now))
        } catch let refusal as SignInLink.Refusal {
            return try await over(refusal, token, visit)
        }
    }

    private func over(_ refusal: SignInLink.Refusal, _ token: String, _ visit: Visit) async throws -> Answer {
        visit.note(.linkRefused)
        guard refusal != .used, let file = try await submissions.typed(for: token) else {
            return .gone(visit.reader.deadLinkPage(refusal))
        }
        return .gone(visit.reader.beginningOverPage(typed: NewFileForm(of: file)))
    }

    /// Takes the digits of the letter: from then on the link opens in this browser.
    private func confirm(_ token: String, _ visit: Visit) async throws -> Answer {
        let (asker, typed) = (visit.askerSecret, visit.fields["code"] ?? "")
        let proof = LinkProof(token: token, asker: visit.asker, typed: typed)
        switch try await submissions.confirm(proof, for: asker, at: visit.time) {
        case .confirmed: return visit.answer(.seeOther(Beginning.path(token)), asker)
        case .notConfirmed(let isWrong, let left):
            guard left > 0 else { throw SignInLink.Refusal.guessed }
            let fault = visit.reader.codeFault(isWrong: isWrong, left: left)
            return .refused(visit.reader.confirmBeginningPage(token, typed: typed, [fault]))
        }
    }

    func begin(_ visit: Visit) async throws -> Answer {
        let token = try visit.word("token")
        do {
            let begun = try await submissions.begin(
                by: LinkProof(token: token, asker: visit.asker),
                goingOnWith: visit.fields.text("file").flatMap { Submission.ID($0) },
                endingSession: visit.sessionCookie, with: Device(userAgent: visit.userAgent), now: visit.now,
                time: visit.time)
            guard let begun else { return try await confirm(token, visit) }
            return .signedIn(
                cookie: begun.session.cookie, until: begun.session.endsAt, then: begun.session.next.description,
                person: begun.session.person)
        } catch let refusal as SignInLink.Refusal {
            return try await over(refusal, token, visit)
        } catch let bar as Hat.Bar {
            let opened = try await submissions.beginning(token, at: visit.time)
            return .refused(visit.reader.barredPage(bar, typed: NewFileForm(of: opened.beginning.file)))
        } catch Submission.Refusal.closed {
            let opened = try await submissions.beginning(token, at: visit.time)
            let typed = NewFileForm(of: opened.beginning.file)
            return .outOfDate(visit.reader.noCallPage(opened.edition, now: visit.now, typed: typed))
        }
    }
}
