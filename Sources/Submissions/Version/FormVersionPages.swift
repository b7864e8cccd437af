import Campaigns
import Forms
import Foundation
import Identifiers
import Web

/// Versions of an edition's form: what was published, and the act of publishing, for those who run it.
struct FormVersionPages: Sendable {
    let submissions: SubmissionStore
    let editions: EditionStore
    let mail: FileMail
    let workshop: FormWorkshop

    func list(_ visit: Visit) async throws -> Answer {
        let edition = try await editions.find(visit.word("edition"), runBy: visit.person).orNotFound()
        let versions = try await submissions.versions(of: edition)
        let done = visit.query["ok"] == "published" ? visit.reader.publishedWords(versions) : nil
        return .page(visit.reader.formVersionsPage(versions, done: done))
    }

    func show(_ visit: Visit) async throws -> Answer {
        .page(try await page(visit, version: visit.query["version"]))
    }

    private func page(
        _ visit: Visit, version: String?, refusal: PublicationRefusal? = nil
    ) async throws -> HTML {
        let edition = try await editions.find(visit.word("edition"), runBy: visit.person).orNotFound()
        let id = try version.map { try Form.ID($0).orNotFound() }
        let (versions, proposal) = try await submissions.proposal(for: edition, version: id, workshop)
        guard let proposal else {
            if id != nil { throw WebError.notFound }
            return visit.reader.nothingToPublishPage(versions, refusal: refusal)
        }
        let isOpen = edition.phases.contains { $0.kind == .call && $0.endsAt > visit.now }
        return visit.reader.publishingPage(proposal, isCallOver: !isOpen, refusal: refusal)
    }

    func publish(_ visit: Visit) async throws -> Answer {
        let edition = try await editions.find(visit.word("edition"), runBy: visit.person).orNotFound()
        let (version, revision) = (visit.fields.text("version"), visit.fields.number("revision"))
        let former: Form.ID = try visit.fields["former"].flatMap { Form.ID($0) }.orNotFound()
        let named = version.flatMap { Form.ID($0) }.map(FormCandidate.version)
        let candidate = try (named ?? revision.map(FormCandidate.prepared)).orNotFound()
        do {
            _ = try await submissions.publish(
                candidate, over: former, in: edition.id, by: visit.person, now: visit.now, time: visit.time, workshop,
                mail: mail
            ).orNotFound()
            return .seeOther(edition.path("formulaire/versions") + "?ok=published")
        } catch let refusal as PublicationRefusal {
            let page = try await page(visit, version: version, refusal: refusal)
            return refusal == .movedOn ? .outOfDate(page) : .refused(page)
        }
    }
}
