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

    func show(_ visit: Visit) async throws -> Answer {
        let file = try await submissions.find(visit.path("submission"), by: visit.person).orNotFound()
        return .page(visit.reader.authorsPage(file, typed: "", faults: [], done: done(visit), now: visit.now))
    }

    private func done(_ visit: Visit) -> String? {
        switch visit.query["ok"] {
        case "invited": visit.reader.t("The invitation leaves at once.")
        case "removed": visit.reader.t("This person no longer writes in the file.")
        default: nil
        }
    }

    func invite(_ visit: Visit) async throws -> Answer {
        let id: Submission.ID = try visit.path("submission")
        let typed = visit.fields["email"] ?? ""
        let address: EmailAddress
        do {
            address = try EmailAddress(typed)
        } catch {
            let file = try await submissions.find(id, by: visit.person).orNotFound()
            let fault = Fault("email", visit.reader.sentence(for: error))
            return .refused(visit.reader.authorsPage(file, typed: typed, faults: [fault], done: nil, now: visit.now))
        }
        let account = Account(
            id: .new(at: visit.time), email: address.description, name: address.description,
            language: visit.reader.language, createdAt: visit.time)
        do {
            let file = try await submissions.invite(
                account, to: id, by: visit.person, now: visit.now,
                then: mail.invitation(from: visit.session?.name ?? "", at: visit.time)
            ).orNotFound()
            return .seeOther(file.path + "/auteurs?ok=invited")
        } catch AuthorRefusal.notOwner {
            throw WebError.forbidden
        }
    }

    func remove(_ visit: Visit) async throws -> Answer {
        let id: Submission.ID = try visit.path("submission")
        do {
            let person = try visit.person
            let other: Person.ID = try visit.path("person")
            let file = try await submissions.remove(other, from: id, by: person, now: visit.now).orNotFound()
            return .seeOther(other == person ? "/dossiers" : file.path + "/auteurs?ok=removed")
        } catch is AuthorRefusal {
            throw WebError.forbidden
        }
    }
}
