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
    let workshop: FormWorkshop

    /// For its authors, and for those who run its edition.
    func file(_ visit: Visit) async throws -> Answer {
        try await paper(of: submissions.find(visit.path("submission"), by: visit.person).orNotFound(), visit)
    }

    /// For those who run its edition alone.
    func deskFile(_ visit: Visit) async throws -> Answer {
        try await paper(of: submissions.find(visit.path("submission"), runBy: visit.person).orNotFound(), visit)
    }

    private func paper(of file: SubmissionFile, _ visit: Visit) async throws -> Answer {
        let (reader, first) = (visit.reader, try await submissions.firstPart(of: file, by: visit.person))
        return try await pictures.lent(to: reader.filePaper(file, after: first), of: file) { paper in
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

    /// At any time, for those who run the edition: what it asks now, or with `?copie=1` what is being prepared.
    func deskBlank(as form: Papers.Form) -> Routes.Handler {
        { visit in
            let edition = try await editions.find(visit.word("edition"), runBy: visit.person).orNotFound()
            guard visit.query.isOn("copie") else { return try await blank(of: edition, as: form, visit) }
            let prepared = try await submissions.database.read { try workshop.prepared(edition.id, $0) }.orNotFound()
            return try await blank(prepared.form, of: edition, as: form, isPrepared: true, visit)
        }
    }

    private func blank(of edition: Edition, as form: Papers.Form, _ visit: Visit) async throws -> Answer {
        try await blank(submissions.form(of: edition.id), of: edition, as: form, isPrepared: false, visit)
    }

    private func blank(
        _ asked: Forms.Form, of edition: Edition, as form: Papers.Form, isPrepared: Bool, _ visit: Visit
    ) async throws -> Answer {
        let (reader, grid) = (visit.reader, try await submissions.grid(of: edition.id))
        var paper = reader.blankPaper(of: asked, grid: grid, for: edition, kicker: reader.typeset(edition.name))
        if isPrepared {
            // What nobody is asked yet says so at its head, and is not taken for the version that it was begun from.
            paper.state = .init(.draft, reader.t("Working copy, not published"))
            paper.facts.removeFirst()
            paper.reference = reader.t("Working copy")
        }
        let name = reader.blankName(of: edition) + (isPrepared ? "-copie" : "")
        return await papers.answer(paper, named: name, as: form, isPublic: !isPrepared, to: visit)
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
