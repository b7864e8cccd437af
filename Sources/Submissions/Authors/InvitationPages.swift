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

/// Where somebody who was asked to write along accepts it: by the link of the letter, or signed in.
struct InvitationPages: Sendable {
    let submissions: SubmissionStore

    /// Shows what is asked, and changes nothing.
    func show(_ visit: Visit) async throws -> Answer {
        let token = try visit.word("token")
        do {
            let opened = try await submissions.invitation(token, now: visit.now, time: visit.time)
            return .page(visit.reader.invitationPage(opened, path: Invitation.path(token), now: visit.now))
        } catch let refusal as SignInLink.Refusal {
            return .gone(visit.reader.deadLinkPage(refusal))
        }
    }

    func accept(_ visit: Visit) async throws -> Answer {
        let token = try visit.word("token")
        do {
            let session = try await submissions.accept(
                by: token, endingSession: visit.sessionCookie, now: visit.now, time: visit.time)
            return .signedIn(cookie: session.cookie, until: session.endsAt, then: session.next.description)
        } catch let refusal as SignInLink.Refusal {
            return .gone(visit.reader.deadLinkPage(refusal))
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
            throw WebError.notFound
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
            throw WebError.notFound
        } catch let refusal as Invitation.Refusal {
            return .refused(visit.reader.invitationPage(refusal))
        }
    }
}
