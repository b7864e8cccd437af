import Accounts
import Forms
import Foundation
import Identifiers
import Organisations
import Web

/// Who writes in a file.
struct AuthorPages: Sendable {
    let submissions: SubmissionStore
    let mail: FileMail

    func show(_ visit: Visit) async throws -> Answer { .page(try await page(visit, done: done(visit))) }

    private func page(_ visit: Visit, typed: String = "", faults: [Fault] = [], done: String? = nil) async throws
        -> HTML
    {
        let file = try await submissions.find(visit.path("submission"), by: visit.person).orNotFound()
        let waiting = try await submissions.invitations(in: file, at: visit.time)
        let form = InvitationForm(
            typed: typed, faults: faults, isSent: visit.query["ok"] == "invited", waiting: waiting)
        return visit.reader.authorsPage(file, form, done: done, now: visit.now)
    }

    private func done(_ visit: Visit) -> String? {
        switch visit.query["ok"] {
        case "invited": visit.reader.t("The invitation leaves at once.")
        case "taken-back": visit.reader.t("The invitation is taken back: its link opens nothing any more.")
        case "removed": visit.reader.t("This person no longer writes in the file.")
        default: nil
        }
    }

    func invite(_ visit: Visit) async throws -> Answer {
        let typed = visit.fields["email"] ?? ""
        func refused(_ sentence: String) async throws -> Answer {
            .refused(try await page(visit, typed: typed, faults: [Fault("email", sentence)]))
        }
        do {
            let file = try await submissions.invite(
                EmailAddress(typed), in: visit.reader.language, to: visit.path("submission"), by: visit.person,
                now: visit.now, time: visit.time,
                then: mail.asked(by: visit.person).invitation(at: visit.time)
            ).orNotFound()
            return .seeOther(file.path + "/auteurs?ok=invited")
        } catch let refusal as EmailRefusal {
            return try await refused(visit.reader.sentence(for: refusal))
        } catch let refusal as Invitation.Refusal {
            return try await refused(visit.reader.words(forInviting: refusal))
        } catch AuthorRefusal.notOwner {
            throw WebError.forbidden
        }
    }

    func takeBack(_ visit: Visit) async throws -> Answer {
        do {
            let file = try await submissions.takeBack(
                visit.fields["email"] ?? "", from: visit.path("submission"), by: visit.person
            ).orNotFound()
            return .seeOther(file.path + "/auteurs?ok=taken-back")
        } catch AuthorRefusal.notOwner {
            throw WebError.forbidden
        }
    }

    func remove(_ visit: Visit) async throws -> Answer {
        let id: Submission.ID = try visit.path("submission")
        do {
            let person = try visit.person
            let other: Person.ID = try visit.path("person")
            let file = try await submissions.remove(
                other, from: id, by: person, now: visit.now,
                then: mail.asked(by: person).removal(of: other, at: visit.time)
            ).orNotFound()
            return .seeOther(other == person ? "/dossiers?ok=left" : file.path + "/auteurs?ok=removed")
        } catch is AuthorRefusal {
            throw WebError.forbidden
        }
    }
}
