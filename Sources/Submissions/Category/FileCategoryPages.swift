import Campaigns
import Identifiers
import Web

/// The category of a file: chosen by whoever writes it while it is a draft, changed by staff once it was sent.
struct FileCategoryPages: Sendable {
    let submissions: SubmissionStore
    let mail: FileMail
    let desk: DeskFilePages
    let follow: WhenReclassified

    func show(_ visit: Visit) async throws -> Answer {
        let file = try await submissions.find(visit.path("submission"), by: visit.person).orNotFound()
        guard file.mayChooseCategory(at: visit.now) else { return .seeOther(file.path) }
        return .page(visit.reader.fileCategoryPage(file, now: visit.now))
    }

    func choose(_ visit: Visit) async throws -> Answer {
        let id: Submission.ID = try visit.path("submission")
        do {
            guard let category = chosen(visit) else { throw Submission.CategoryRefusal.unknown }
            let file = try await submissions.choose(category, for: id, by: visit.person, now: visit.now).orNotFound()
            return .seeOther(file.path + "?ok=category")
        } catch let refusal as Submission.CategoryRefusal {
            let file = try await submissions.find(id, by: visit.person).orNotFound()
            let fault = Fault("category", visit.reader.words(forCategory: refusal))
            let page = visit.reader.fileCategoryPage(file, faults: [fault], now: visit.now)
            return refusal == .unknown ? .refused(page) : .outOfDate(page)
        }
    }

    func reclassify(_ visit: Visit) async throws -> Answer {
        let id: Submission.ID = try visit.path("submission")
        if let answer = try await desk.braced(visit, "category-reason") { return answer }
        let (mail, time) = (mail, visit.time)
        do {
            guard let category = chosen(visit) else { throw Submission.CategoryRefusal.unknown }
            let reason = visit.fields.text("category-reason") ?? ""
            let file = try await submissions.reclassify(
                id, as: category, reason: reason, by: visit.person, now: visit.now, follow: follow
            ) { file, change, connection in
                try mail.sendToOwners(of: file, now: time, in: connection) {
                    $0.reclassifiedLetter(file, change, $1)
                }
            }.orNotFound()
            return .seeOther("\(id.deskPath)?ok=\(file.addressees.isEmpty ? "category-silently" : "category")")
        } catch let refusal as Submission.CategoryRefusal {
            let isOfReason = [.reasonMissing, .reasonTooLong].contains(refusal)
            let sentence = visit.reader.words(forCategory: refusal)
            return try await desk.refused(visit, isOfReason ? "category-reason" : "category", sentence)
        } catch let barred as ReclassificationBarred {
            return try await desk.refused(visit, "category", barred.sentence(visit.reader))
        }
    }

    private func chosen(_ visit: Visit) -> Campaigns.Category.ID? {
        visit.fields.text("category").flatMap { Campaigns.Category.ID($0) }
    }
}

/// Why a higher feature keeps a file in its category, in words.
public struct ReclassificationBarred: Error, Sendable {
    let sentence: @Sendable (Reader) -> String

    public init(_ sentence: @escaping @Sendable (Reader) -> String) { self.sentence = sentence }
}

extension SubmissionsFeature {
    func addCategoryRoutes(to routes: Routes) {
        let pages = FileCategoryPages(
            submissions: submissions, mail: mail, desk: desk, follow: desk.followers.whenReclassified)
        routes.get("dossiers/:submission/categorie", for: .signedIn, pages.show)
        routes.post("dossiers/:submission/categorie", for: .signedIn, pages.choose)
        routes.post("agence/dossiers/:submission/categorie", for: .staff, pages.reclassify)
    }

    /// Files that stand in a category.
    public var categoryUses: [CategoryUseFinder] {
        [{ category, _, reader, connection in try SubmissionStore.uses(of: category, reader, in: connection) }]
    }
}
