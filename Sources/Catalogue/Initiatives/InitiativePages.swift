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
        var around = try await laureates.around(reading.sheet)
        around.profile = entry?.profile
        return .page(visit.reader.initiativePage(slug, reading, entry, around))
    }
}
