import Campaigns
import Forms
import Foundation
import Organisations
import Web

/// What files ask of those who write them, and of those who run the edition.
struct SubmissionDuties: Sendable {
    let submissions: SubmissionStore
    let editions: EditionStore

    func duties(for visit: Visit) async throws -> [Duty] {
        let person = try visit.person
        let own = try await submissions.all(of: person).compactMap { duty($0, visit) }
        guard Policy.staff.allows(visit.session) else { return own }
        var duties = own
        for edition in try await editions.all(runBy: person) where edition.status == .running {
            let work = try await submissions.work(in: edition, runBy: person, now: visit.now)
            duties += agencyDuties(work, edition, visit)
        }
        return duties
    }

    private func duty(_ file: SubmissionFile, _ visit: Visit) -> Duty? {
        let reader = visit.reader
        let closing = file.window.closing(at: visit.now)
        switch file.submission.state {
        case .draft:
            guard let closing else { return nil }
            let missing = file.faults.count
            let detail =
                missing == 0
                ? reader.t("Complete, not sent")
                : reader.t("\(missing) answer to give", "\(missing) answers to give", count: missing)
            let title =
                file.mayTransmit ? reader.t("Finish and send “\(file.title)”") : reader.t("Write in “\(file.title)”")
            return Duty(.toDo, title, path: file.path, due: closing, detail: detail)
        case .transmitted where file.submission.eligibility == .toComplete:
            guard let closing else { return nil }
            return Duty(
                .toDo, reader.t("Complete “\(file.title)”"), path: file.path, due: closing,
                detail: file.submission.eligibilityNote)
        case .transmitted where file.submission.eligibility == .pending:
            return Duty(
                .waiting, reader.t("The agency checks “\(file.title)”, no. \(file.submission.number ?? "")"),
                path: file.path)
        case .transmitted, .withdrawn: return nil
        }
    }

    private func agencyDuties(_ work: DeskWork, _ edition: Edition, _ visit: Visit) -> [Duty] {
        let reader = visit.reader
        let list = "/agence/editions/\(edition.slug)/dossiers"
        let (pending, drafts, nearly) = (work.pending, work.drafts, work.nearly)
        var duties: [Duty] = []
        if pending > 0 {
            let title = reader.t(
                "Look at the eligibility of \(pending) file", "Look at the eligibility of \(pending) files",
                count: pending)
            duties.append(Duty(.toDo, title, path: list + "?etat=transmitted&recevabilite=pending"))
        }
        if drafts > 0 {
            let title = reader.t("\(drafts) draft not sent", "\(drafts) drafts not sent", count: drafts)
            let detail =
                nearly == 0
                ? ""
                : reader.t(
                    "of which \(nearly) filled in to more than 80 %", "of which \(nearly) filled in to more than 80 %",
                    count: nearly)
            duties.append(Duty(.waiting, title, path: list + "?etat=draft", due: work.closing, detail: detail))
        }
        return duties
    }
}
