import Awards
import Campaigns
import Foundation
import Grids
import Web

/// The public's first page: what the campaign is, where it stands, what it found.
struct HomePages: Sendable {
    let index: IndexKeeper
    let editions: EditionStore
    let campaigns: CampaignStore
    let texts: TextStore
    let targets: TargetStore
    let partners: PartnerStore
    let grids: GridStore
    let laureates: LaureateStore
    let labels: TermLabels

    func home(_ visit: Visit) async throws -> Answer {
        let edition = try await editions.running().main(at: visit.now)
        return .page(visit.reader.homePage(try await facts(visit, of: edition), labels, now: visit.now))
    }

    func edition(_ visit: Visit) async throws -> Answer {
        let edition = try await editions.find(visit.word("edition")).orNotFound()
        guard edition.status != .draft else { throw WebError.notFound }
        if let whole = try await editions.whole(of: edition) { return .movedTo(whole.publicPath()) }
        guard edition.status == .running else {
            return .page(visit.reader.pastEditionPage(try await past(edition), labels, now: visit.now))
        }
        return .page(visit.reader.homePage(try await facts(visit, of: edition), labels, now: visit.now))
    }

    private func past(_ edition: Edition) async throws -> PastEdition {
        let index = try await index.index()
        return PastEdition(
            line: try await SiteMapEdition(
                edition: edition, hasGrid: grids.grid(of: edition.id) != nil,
                hasLaureates: !laureates.laureates(of: edition.id).isEmpty,
                sheets: index.count(of: edition.slug, in: .edition)),
            campaign: try await campaigns.find(edition.campaign),
            entries: index.newest(PastEdition.most, with: [.edition: [edition.slug]]),
            figures: try await targets.all(of: edition.id), partners: try await partners.engagements(in: edition.id))
    }

    private func facts(_ visit: Visit, of edition: Edition?) async throws -> HomeFacts {
        let language = visit.reader.language
        let index = try await index.index()
        return HomeFacts(
            edition: edition, campaign: try await edition.asyncMap { try await campaigns.find($0.campaign) } ?? nil,
            title: try await texts.shown(.homeTitle, in: edition?.id, language: language),
            lead: try await texts.shown(.homeLead, in: edition?.id, language: language),
            definition: try await edition.asyncMap { try await grids.grid(of: $0.id)?.definition } ?? nil,
            highlights: HomeFacts.highlights(of: index), count: index.count,
            figures: try await edition.asyncMap { try await targets.all(of: $0.id) } ?? [],
            partners: try await edition.asyncMap { try await partners.engagements(in: $0.id) } ?? [])
    }
}

/// What the home page shows.
struct HomeFacts: Sendable {
    let edition: Edition?
    let campaign: Campaign?
    let title: PageText?
    let lead: PageText?
    let definition: Localized?
    let highlights: [CatalogueEntry]
    let count: Int
    let figures: [CountedTarget]
    let partners: [Engagement]

    /// The campaign's own first: awards, then mentions, then the others.
    static func highlights(of index: CatalogueIndex) -> [CatalogueEntry] {
        let own = [Facet.ownOrigin]
        let ways: [(with: [Facet: [String]], without: [Facet: [String]])] = [
            ([.origin: own, .award: ["award"]], [:]), ([.origin: own, .award: ["mention"]], [.award: ["award"]]),
            ([.origin: own], [.award: ["award", "mention"]]),
        ]
        var highlights: [CatalogueEntry] = []
        for way in ways where highlights.count < most {
            highlights += index.newest(most - highlights.count, with: way.with, without: way.without)
        }
        return highlights.isEmpty ? index.newest(most) : highlights
    }

    private static let most = 4
}

extension Optional {
    fileprivate func asyncMap<Result>(_ transform: (Wrapped) async throws -> Result) async rethrows -> Result? {
        guard let self else { return nil }
        return try await transform(self)
    }
}
