import Accounts
import Identifiers
import Web

/// What somebody types to invite somebody, and those who were invited before.
struct InvitationForm: Sendable {
    var typed = ""
    var faults: [Fault] = []
    /// One has just left.
    var isSent = false
    let waiting: [Invitation]
}

/// What whoever accepts typed of their name, and what stands against it.
struct NameAsked: Sendable {
    var typed = ""
    var flaw: Account.Flaw?

    init() {}
    init(_ visit: Visit, _ flaw: Account.Flaw) { (typed, self.flaw) = (visit.fields["name"] ?? "", flaw) }
}

/// Where somebody who was asked to write along accepts it: by the link of the letter, or signed in.
struct InvitationPages: Sendable {
    let submissions: SubmissionStore

    /// Shows what is asked, and changes nothing.
    func show(_ visit: Visit) async throws -> Answer { try await show(visit, NameAsked()) }

    private func show(_ visit: Visit, _ name: NameAsked) async throws -> Answer {
        let token = try visit.word("token")
        do {
            let opened = try await submissions.invitation(token, now: visit.now, time: visit.time)
            return answer(visit, opened, at: Invitation.path(token), name)
        } catch is SignInLink.Refusal {
            return .gone(visit.reader.invitationPage(try await submissions.invitationEnd(token, at: visit.time)))
        }
    }

    private func answer(_ visit: Visit, _ opened: OpenedInvitation, at path: String, _ name: NameAsked) -> Answer {
        let page = visit.reader.invitationPage(opened, path: path, name, now: visit.now)
        return name.flaw == nil ? .page(page) : .refused(page)
    }

    func accept(_ visit: Visit) async throws -> Answer {
        let token = try visit.word("token")
        do {
            let session = try await submissions.accept(
                by: token, named: visit.fields["name"] ?? "", endingSession: visit.sessionCookie,
                with: Device(userAgent: visit.userAgent), now: visit.now, time: visit.time)
            return .signedIn(
                cookie: session.cookie, until: session.endsAt, then: session.next.description, person: session.person)
        } catch let flaw as Account.Flaw {
            return try await show(visit, NameAsked(visit, flaw))
        } catch is SignInLink.Refusal {
            return .gone(visit.reader.invitationPage(try await submissions.invitationEnd(token, at: visit.time)))
        } catch let refusal as Invitation.Refusal {
            return .refused(visit.reader.invitationPage(refusal))
        }
    }

    func showOwn(_ visit: Visit) async throws -> Answer { try await showOwn(visit, NameAsked()) }

    private func showOwn(_ visit: Visit, _ name: NameAsked) async throws -> Answer {
        let id: Submission.ID = try visit.path("submission")
        do {
            let opened = try await submissions.invitation(
                to: id, for: visit.person, now: visit.now, time: visit.time)
            return answer(visit, opened, at: id.invitationPath, name)
        } catch is SignInLink.Refusal {
            return .gone(visit.reader.invitationPage(try await ownEnd(id, visit)))
        }
    }

    func acceptOwn(_ visit: Visit) async throws -> Answer {
        let id: Submission.ID = try visit.path("submission")
        do {
            try await submissions.accept(
                id, for: visit.person, named: visit.fields["name"] ?? "", now: visit.now, time: visit.time)
            return .seeOther(id.path)
        } catch let flaw as Account.Flaw {
            return try await showOwn(visit, NameAsked(visit, flaw))
        } catch SignInLink.Refusal.used {
            // Pressed twice.
            return .seeOther(id.path)
        } catch is SignInLink.Refusal {
            return .gone(visit.reader.invitationPage(try await ownEnd(id, visit)))
        } catch let refusal as Invitation.Refusal {
            return .refused(visit.reader.invitationPage(refusal))
        }
    }

    /// Whoever was never invited is told nothing of the file.
    private func ownEnd(_ id: Submission.ID, _ visit: Visit) async throws -> InvitationEnd {
        try await submissions.invitationEnd(to: id, for: visit.person, at: visit.time).orNotFound()
    }
}
