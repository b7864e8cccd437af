import Accounts
import Campaigns
import Documents
import Forms
import Foundation
import Identifiers
import Mail
import Web

/// The receipt that goes along with the letter which says that a file was received.
struct EnclosedReceipt: Sendable {
    static let kind = "receipt"

    let submissions: SubmissionStore
    let papers: Papers
    let correspondence: Correspondence
    /// The campaign's.
    let clock: @Sendable () -> Date

    static func paper(of file: Submission.ID) -> LetterPaper { LetterPaper(kind, of: file.description) }

    /// Nothing to somebody whose file it is no more.
    func make(_ wanted: LetterPaper, for person: Person.ID, in language: String) async -> MailAttachment? {
        guard wanted.kind == Self.kind, let id = Submission.ID(wanted.key),
            let file = try? await submissions.find(id, by: person), file.part != nil,
            let receipt = try? await receipt(of: file, person), let reader = try? await reader(language)
        else { return nil }
        let paper = reader.receiptPaper(file, receipt, now: clock())
        guard let bytes = try? await papers.make(paper) else { return nil }
        return MailAttachment(name: reader.receiptName(receipt) + ".pdf", .pdf, bytes)
    }

    private func receipt(of file: SubmissionFile, _ person: Person.ID) async throws -> Receipt? {
        try await submissions.receipt(of: file.submission.id, by: person) ?? Receipt(of: file)
    }

    /// As the pages have it: whose receipt it is, and where they are reached.
    private func reader(_ language: String) async throws -> Reader {
        let agency = try await submissions.database.read { try AgencyStore.find(in: $0) }
        let plain = correspondence.reader(for: language)
        var frame = plain.frame
        (frame.agency, frame.email, frame.phone) = (agency.name(in: plain.language), agency.email, agency.phone)
        frame.accent = agency.accent?.description
        return Reader(language: plain.language, phrasebook: plain.phrasebook, frame: frame)
    }
}
