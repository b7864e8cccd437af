import Campaigns
import Web

/// What the rules of an edition say of its files, for those who run it.
struct FileRulePages: Sendable {
    let rules: FileRuleStore
    let editions: EditionStore

    func show(_ visit: Visit) async throws -> Answer {
        let edition = try await editions.find(visit.word("edition"), runBy: visit.person).orNotFound()
        let most = try await rules.find(of: edition.id).mostOfOrganisation.map(String.init) ?? ""
        let done = visit.query["ok"] == "saved" ? visit.reader.t("The limit is kept, and holds from now on.") : nil
        return .page(visit.reader.fileRulePage(edition, most: most, faults: [], done: done))
    }

    func save(_ visit: Visit) async throws -> Answer {
        let edition = try await editions.find(visit.word("edition"), runBy: visit.person).orNotFound()
        let typed = visit.fields.text("most") ?? ""
        let most = visit.fields.number("most")
        guard typed.isEmpty || most.map(FileRule.limits.contains) ?? false else {
            let fault = Fault("most", visit.reader.t("Write a number from 1 to 99, or nothing."))
            return .refused(visit.reader.fileRulePage(edition, most: typed, faults: [fault], done: nil))
        }
        _ = try await rules.save(FileRule(mostOfOrganisation: most), of: edition.id, by: visit.person).orNotFound()
        return .seeOther(edition.path("dossiers/regles") + "?ok=saved")
    }
}
