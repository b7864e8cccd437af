import Foundation
import Identifiers
import Web

// What the owners of a file answer to the agency, beside their letters.
extension FilePages {
    func answerPrecisions(_ visit: Visit) async throws -> Answer {
        let id: Submission.ID = try visit.path("submission")
        do {
            let words = visit.fields.text("precision") ?? ""
            _ = try await submissions.answerPrecisions(of: id, words, by: visit.person, now: visit.now).orNotFound()
            return .seeOther(id.path + "?ok=answered")
        } catch let refusal as PrecisionRefusal {
            let fault = Fault("precision", visit.reader.words(for: refusal))
            let page = try await refusedPage(id, fault, visit)
            return refusal == .notAsked ? .outOfDate(page) : .refused(page)
        }
    }

    /// What the agency ticked for them, once the file is sent.
    func agree(_ visit: Visit) async throws -> Answer {
        let id: Submission.ID = try visit.path("submission")
        do {
            let given = OwnAgreement.given(in: visit.fields)
            _ = try await submissions.agree(id, to: given, by: visit.person, now: visit.now).orNotFound()
            return .seeOther(id.path + "?ok=agreed")
        } catch let refusal as Submission.Refusal {
            let sentence =
                refusal == .agreementMissing ? visit.reader.neededAgreement : visit.reader.words(for: refusal)
            let page = try await refusedPage(id, Fault("agree", sentence), visit)
            return refusal == .agreementMissing ? .refused(page) : .outOfDate(page)
        }
    }

    /// The page of the file with what stands against what was sent from it.
    func refusedPage(_ id: Submission.ID, _ fault: Fault, _ visit: Visit) async throws -> HTML {
        let file = try await submissions.find(id, by: visit.person).orNotFound().looked(at: visit.now)
        var overview = try await overview(of: file, visit)
        overview.typed = visit.fields
        return visit.reader.overviewPage(overview, done: nil, faults: [fault], now: visit.now)
    }
}

extension DeskFilePages {
    /// The agency has read what was answered, or needs it no more.
    func closePrecisions(_ visit: Visit) async throws -> Answer {
        let id: Submission.ID = try visit.path("submission")
        guard try await submissions.closePrecisions(of: id, by: visit.person, now: visit.now) else {
            throw WebError.notFound
        }
        return .seeOther(id.deskPath + "?ok=precisions-closed")
    }
}
