import Campaigns
import Documents
import Forms
import Foundation
import Grids
import Identifiers
import Web

/// Files, their receipts and the empty form as papers.
struct FilePaperPages: Sendable {
    let submissions: SubmissionStore
    let editions: EditionStore
    let papers: Papers
    let pictures: FilePictures

    /// For its authors, and for those who run its edition.
    func file(_ visit: Visit) async throws -> Answer {
        try await paper(of: submissions.find(visit.path("submission"), by: visit.person).orNotFound(), visit)
    }

    /// For those who run its edition alone.
    func deskFile(_ visit: Visit) async throws -> Answer {
        try await paper(of: submissions.find(visit.path("submission"), runBy: visit.person).orNotFound(), visit)
    }

    private func paper(of file: SubmissionFile, _ visit: Visit) async throws -> Answer {
        let reader = visit.reader
        return try await pictures.lent(to: reader.filePaper(file), of: file) { paper in
            await papers.answer(paper, named: reader.fileName(of: file), to: visit)
        }
    }

    func receipt(_ visit: Visit) async throws -> Answer {
        let id: Submission.ID = try visit.path("submission")
        let file = try await submissions.find(id, by: visit.person).orNotFound()
        let kept = try await submissions.receipt(of: id, by: visit.person)
        let receipt = try (kept ?? Receipt(of: file)).orNotFound()
        let paper = visit.reader.receiptPaper(file, receipt, now: visit.now)
        return await papers.answer(paper, named: visit.reader.receiptName(receipt), to: visit)
    }

    /// While files are received, for everybody.
    func blank(as form: Papers.Form) -> Routes.Handler {
        { visit in
            let slug = try visit.word("edition")
            let running = try await editions.running()
            let call = running.calling(at: visit.now).first { $0.slug == slug }
            return try await blank(of: call.orNotFound(), as: form, visit)
        }
    }

    /// At any time, for those who run the edition.
    func deskBlank(as form: Papers.Form) -> Routes.Handler {
        { visit in
            let edition = try await editions.find(visit.word("edition"), runBy: visit.person).orNotFound()
            return try await blank(of: edition, as: form, visit)
        }
    }

    private func blank(of edition: Edition, as form: Papers.Form, _ visit: Visit) async throws -> Answer {
        let asked = try await submissions.form(of: edition.id)
        let grid = try await submissions.grid(of: edition.id)
        let kicker = visit.reader.typeset(edition.name)
        let paper = visit.reader.blankPaper(of: asked, grid: grid, kicker: kicker)
        return await papers.answer(
            paper, named: visit.reader.blankName(of: edition), as: form, isPublic: true, to: visit)
    }
}

// What files are called where they are kept.
extension Reader {
    /// `dossier-2014-007`; of a draft `dossier`.
    public func fileName(of file: SubmissionFile) -> String {
        ["dossier", file.submission.number].compactMap(\.self).joined(separator: "-")
    }

    func receiptName(_ receipt: Receipt) -> String { "accuse-de-reception-\(receipt.number)" }

    fileprivate func blankName(of edition: Edition) -> String { "formulaire-\(edition.slug)" }
}
