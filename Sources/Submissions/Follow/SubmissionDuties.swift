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
            duties += agencyDuties(try await submissions.all(in: edition.id, runBy: person), edition, visit)
        }
        return duties
    }

    private func duty(_ file: SubmissionFile, _ visit: Visit) -> Duty? {
        let reader = visit.reader
        let closing = file.window.closing(at: visit.now)
        switch file.submission.state {
        case .draft:
            guard let closing else { return nil }
            let missing = file.answers.faults.count
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

    private func agencyDuties(_ files: [SubmissionFile], _ edition: Edition, _ visit: Visit) -> [Duty] {
        let reader = visit.reader
        let list = "/agence/editions/\(edition.slug)/dossiers"
        let pending = files.count { $0.submission.state == .transmitted && $0.submission.eligibility == .pending }
        let drafts = files.filter { $0.submission.state == .draft && $0.window.isOpen(at: visit.now) }
        var duties: [Duty] = []
        if pending > 0 {
            let title = reader.t(
                "Look at the eligibility of \(pending) file", "Look at the eligibility of \(pending) files",
                count: pending)
            duties.append(Duty(.toDo, title, path: list + "?etat=transmitted&recevabilite=pending"))
        }
        if !drafts.isEmpty {
            let nearly = drafts.count { $0.answers.percent > 80 }
            let title = reader.t(
                "\(drafts.count) draft not sent", "\(drafts.count) drafts not sent", count: drafts.count)
            let detail =
                nearly == 0
                ? ""
                : reader.t(
                    "of which \(nearly) filled in to more than 80 %", "of which \(nearly) filled in to more than 80 %",
                    count: nearly)
            let closing = drafts.compactMap { $0.window.closing(at: visit.now) }.min()
            duties.append(Duty(.waiting, title, path: list + "?etat=draft", due: closing, detail: detail))
        }
        return duties
    }
}
