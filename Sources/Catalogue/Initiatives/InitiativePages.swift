import Awards
import Campaigns
import Web

struct InitiativePages: Sendable {
    let sheets: PublicSheetStore
    let index: IndexKeeper
    let laureates: LaureateStore
    let labels: TermLabels

    func show(_ visit: Visit) async throws -> Answer {
        let slug = try visit.word("slug")
        guard case .sheet(let reading) = try await sheets.find(slug).orNotFound() else {
            return .gone(visit.reader.withdrawnSheetPage)
        }
        let entry = try await index.index().entry(reading.sheet.id)
        let awards = try await laureates.laureates(of: reading.sheet.edition).filter {
            $0.submission == reading.sheet.submission
        }
        let gone = try await laureates.amended(from: reading.sheet.edition).last {
            $0.submission == reading.sheet.submission
        }
        // Another award that took its place says so itself.
        let changedAt = awards.isEmpty ? gone?.at : nil
        return .page(visit.reader.initiativePage(slug, reading, entry, awards, changedAt: changedAt))
    }
}
