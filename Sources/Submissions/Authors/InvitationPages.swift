import Accounts
import Identifiers
import Web

/// What somebody types to invite somebody, and those who were invited before.
struct InvitationForm: Sendable {
    var typed = ""
    var faults: [Fault] = []
    let waiting: [Invitation]
}

/// Where somebody who was asked to write along accepts it: by the link of the letter, or signed in.
struct InvitationPages: Sendable {
    let submissions: SubmissionStore

    /// Shows what is asked, and changes nothing.
    func show(_ visit: Visit) async throws -> Answer {
        let token = try visit.word("token")
        do {
            let opened = try await submissions.invitation(token, now: visit.now, time: visit.time)
            return .page(visit.reader.invitationPage(opened, path: Invitation.path(token), now: visit.now))
        } catch is SignInLink.Refusal {
            return .gone(visit.reader.invitationPage(try await submissions.invitationEnd(token, at: visit.time)))
        }
    }

    func accept(_ visit: Visit) async throws -> Answer {
        let token = try visit.word("token")
        do {
            let session = try await submissions.accept(
                by: token, endingSession: visit.sessionCookie, now: visit.now, time: visit.time)
            return .signedIn(cookie: session.cookie, until: session.endsAt, then: session.next.description)
        } catch is SignInLink.Refusal {
            return .gone(visit.reader.invitationPage(try await submissions.invitationEnd(token, at: visit.time)))
        } catch let refusal as Invitation.Refusal {
            return .refused(visit.reader.invitationPage(refusal))
        }
    }

    func showOwn(_ visit: Visit) async throws -> Answer {
        let id: Submission.ID = try visit.path("submission")
        do {
            let opened = try await submissions.invitation(
                to: id, for: visit.person, now: visit.now, time: visit.time)
            return .page(visit.reader.invitationPage(opened, path: id.invitationPath, now: visit.now))
        } catch is SignInLink.Refusal {
            return .gone(visit.reader.invitationPage(try await ownEnd(id, visit)))
        }
    }

    func acceptOwn(_ visit: Visit) async throws -> Answer {
        let id: Submission.ID = try visit.path("submission")
        do {
            try await submissions.accept(id, for: visit.person, now: visit.now, time: visit.time)
            return .seeOther(id.path)
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
