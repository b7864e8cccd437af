import Campaigns
import Foundation
import Identifiers
import Mail
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
        let telling = RoundTellingPage(
            outlook: outlook, texts: typed ?? outlook.texts, bar: outlook.bar(at: visit.now),
            previews: previews(outlook, visit))
        return visit.reader.shortlistTellingPage(telling, refusal: refusal, done: done, now: visit.now)
    }

    /// Both letters in both languages, as an owner of the first file reads it that gets one.
    private func previews(_ outlook: ShortlistOutlook, _ visit: Visit) -> [RoundPreview] {
        let sender = FileMail.Sender(closing: visit.reader.frame.signature, replyTo: nil)
        // The second part is not there yet: its window is that of its round, and its address is given when it is made.
        let window = CallWindow(outlook.round.begun) { $0.endsAt }
        return RoundLetterTexts.places.map { kind, language in
            let reader = mail.correspondence.reader(for: language.rawValue)
            let letter =
                switch kind {
                case .chosen:
                    outlook.waiting.first.map {
                        reader.shortlistLetter($0.title, at: $0.path, window, outlook.texts, sender, now: visit.now)
                    }
                case .others: outlook.example.map { reader.notShortlistedLetter($0, outlook.texts, sender) }
                }
            let usual = kind == .chosen ? reader.usualChosenWords : reader.usualOthersWords
            return RoundPreview(kind: kind, language: language, usual: usual, letter: letter)
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

/// What is read before a shortlist is told.
struct RoundTellingPage: Sendable {
    let outlook: ShortlistOutlook
    /// As they are kept, or as they were typed when they were not.
    let texts: RoundLetterTexts
    /// Why it cannot be told now.
    let bar: ShortlistRefusal?
    let previews: [RoundPreview]
}

/// One letter in one language as it would leave now.
struct RoundPreview: Sendable {
    let kind: RoundLetter
    let language: Language
    /// What it says while the agency has written nothing.
    let usual: [String]
    /// Nil where nobody would get it.
    let letter: Letter?
}

extension Edition {
    /// As it is once its shortlist is told.
    fileprivate var begun: Edition {
        Edition(
            id: id, campaign: campaign, slug: slug, name: name, status: .running, phases: phases,
            categories: categories, revision: revision, firstRound: firstRound)
    }
}
