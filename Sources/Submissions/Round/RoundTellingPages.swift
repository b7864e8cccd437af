import Campaigns
import Foundation
import Identifiers
import Web

/// Tells a shortlist: what goes out is read first, then confirmed.
struct RoundTellingPages: Sendable {
    let submissions: SubmissionStore
    let editions: EditionStore
    let mail: FileMail
    let followers: FileFollowers

    func addRoutes(to routes: Routes) {
        routes.get("agence/editions/:edition/tour/annoncer", for: .staff, show)
        routes.post("agence/editions/:edition/tour/annoncer", for: .staff, proof: .fresh, tell)
        routes.post("agence/editions/:edition/tour/annoncer/textes", for: .staff, saveTexts)
    }

    func show(_ visit: Visit) async throws -> Answer {
        .page(try await page(visit, done: visit.query["ok"]))
    }

    private func page(
        _ visit: Visit, refusal: ShortlistRefusal? = nil, typed: RoundLetterTexts? = nil, done: String? = nil
    ) async throws -> HTML {
        let outlook = try await submissions.outlook(of: edition(visit), for: visit.person).orNotFound()
        return visit.reader.shortlistTellingPage(
            outlook, typed: typed, refusal: refusal, done: done, previews: previews(outlook), now: visit.now)
    }

    /// The letters in both languages, as the first of those who get one reads it.
    private func previews(_ outlook: ShortlistOutlook) -> [(RoundLetter, Language, [String])] {
        RoundLetterTexts.places.map { kind, language in
            let reader = mail.correspondence.reader(for: language.rawValue)
            return (kind, language, kind == .chosen ? reader.usualChosenWords : reader.usualOthersWords)
        }
    }

    /// Keeps the words of the letters: nothing leaves.
    func saveTexts(_ visit: Visit) async throws -> Answer {
        let (edition, texts) = (try await edition(visit), RoundLetterTexts(visit.fields))
        do {
            _ = try await submissions.save(texts, of: edition, by: visit.person, at: visit.time).orNotFound()
            return .seeOther(edition.tellingPath + "?ok=saved")
        } catch let refusal as ShortlistRefusal {
            return .refused(try await page(visit, refusal: refusal, typed: texts))
        }
    }

    func tell(_ visit: Visit) async throws -> Answer {
        let edition = try await edition(visit)
        let telling = ShortlistTelling(
            mark: visit.fields.text("mark") ?? "", tellsOthers: visit.fields.isOn("others"), person: try visit.person,
            now: visit.now, time: visit.time)
        do {
            _ = try await submissions.tell(telling, of: edition, by: mail, then: followers.whenShortlisted).orNotFound()
            return .seeOther(edition.tellingPath + "?ok=told")
        } catch ShortlistRefusal.empty where visit.fields.text("mark") != nil {
            // Sent twice, it was told once.
            return .seeOther(edition.tellingPath + "?ok=nobody")
        } catch let refusal as ShortlistRefusal {
            let page = try await page(visit, refusal: refusal)
            return refusal == .movedOn ? .outOfDate(page) : .refused(page)
        }
    }

    private func edition(_ visit: Visit) async throws -> Edition {
        let edition = try await editions.find(visit.word("edition"), runBy: visit.person).orNotFound()
        guard edition.firstRound == nil else { throw WebError.notFound }
        return edition
    }
}
