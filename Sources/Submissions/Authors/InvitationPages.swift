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

/// Where somebody who was asked to write along accepts it, signed in: the door of the letter sends them a link to it.
struct InvitationPages: Sendable {
    let submissions: SubmissionStore
    let send: LetterSender

    /// Shows what is asked, and changes nothing. Whoever was asked and is signed in goes straight on.
    func show(_ visit: Visit) async throws -> Answer {
        let token = try visit.word("token")
        do {
            let opened = try await submissions.invitation(token, now: visit.now, time: visit.time)
            if let session = visit.session, session.person == opened.person {
                return .seeOther(opened.file.submission.id.invitationPath)
            }
            return .page(visit.reader.invitationPage(opened, doorPath: Invitation.path(token), now: visit.now))
        } catch is SignInLink.Refusal {
            return .gone(visit.reader.invitationPage(try await submissions.invitationEnd(token, at: visit.time)))
        }
    }

    /// Sends the link by which they sign in.
    func askLink(_ visit: Visit) async throws -> Answer {
        let (token, asker) = (try visit.word("token"), visit.askerSecret)
        do {
            let outcome = try await submissions.askLink(
                by: token, in: visit.reader.language, visit.linkPlace(asker), now: visit.now, time: visit.time,
                send: send)
            return try visit.answer(outcome, asker, visit.reader.letterSentAgainPage)
        } catch is SignInLink.Refusal {
            return .gone(visit.reader.invitationPage(try await submissions.invitationEnd(token, at: visit.time)))
        } catch let refusal as Invitation.Refusal {
            return .refused(visit.reader.invitationPage(refusal))
        }
    }

    private func answer(_ visit: Visit, _ opened: OpenedInvitation, at path: String, _ name: NameAsked) -> Answer {
        let page = visit.reader.invitationPage(opened, path: path, name, now: visit.now)
        return name.flaw == nil ? .page(page) : .refused(page)
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
