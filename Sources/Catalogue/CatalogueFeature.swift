import Awards
import Campaigns
import Documents
import Forms
import Grids
import Media
import Organisations
import Sheets
import Storage
import Submissions
import Web
import Words

/// What the public reads: home, catalogue, initiatives, laureates, feeds.
public struct CatalogueFeature: Feature {
    private let home: HomePages
    private let catalogue: CataloguePages
    private let initiatives: InitiativePages
    private let laureates: LaureatePages
    private let feeds: FeedPages
    private let siteMap: SiteMapPages
    private let index: IndexKeeper
    private let files: SheetFilePages
    private let sheetPapers: SheetPaperPages

    /// `grid` and `form` are the default ones: their words name the terms of imported sheets. By the phrasebooks a sheet is found by the words
    /// for its terms in each language.
    public init(
        database: any Database, grid: Grid, form: Form, phrasebooks: [Language: Phrasebook], media: MediaHouse,
        papers: Papers = .none, counters: [Counter] = []
    ) {
        let grids = GridStore(database: database)
        let editions = EditionStore(database: database)
        let names = LaureateStore(database: database)
        let labels = TermLabels(grid: grid, form: form)
        let words = SheetWords(
            labels: labels,
            french: Reader(language: .french, phrasebook: phrasebooks[.french] ?? .english),
            english: Reader(language: .english, phrasebook: .english))
        let index = IndexKeeper(store: CatalogueStore(database: database, grids: grids, words: words))
        self.index = index
        files = SheetFilePages(media: SheetMediaStore(database: database), house: media)
        home = HomePages(
            index: index, editions: editions, campaigns: CampaignStore(database: database),
            texts: TextStore(database: database),
            targets: TargetStore(database: database, counters: counters), partners: PartnerStore(database: database),
            grids: grids, laureates: names, labels: labels)
        catalogue = CataloguePages(index: index, labels: labels)
        let sheets = PublicSheetStore(database: database, vocabularies: grid.vocabularies)
        initiatives = InitiativePages(sheets: sheets, index: index, laureates: names, labels: labels)
        sheetPapers = SheetPaperPages(sheets: sheets, laureates: names, papers: papers, house: media)
        laureates = LaureatePages(index: index, editions: editions, laureates: names)
        feeds = FeedPages(index: index)
        siteMap = SiteMapPages(index: index, editions: editions, grids: grids, laureates: names)
    }

    /// A sheet as its public page shows it, for whoever agrees to it.
    public static func article(in database: any Database) -> SheetArticle {
        let store = AgreedSheetStore(database: database)
        return { reading, reader in
            let (shown, around) = try await store.whole(reading)
            return reader.agreedArticle(shown, around)
        }
    }

    public static var holdings: [Holding] { CatalogueHoldings.all }

    /// Makes the index, so that no visitor waits for it.
    public func prepare() async throws { _ = try await index.index() }

    /// Follows what is written until the task is cancelled; the server runs it beside its other services.
    public func follow(every interval: Duration) async { await index.follow(every: interval) }

    public func addRoutes(to routes: Routes) {
        routes.publicPage("", home.home)
        routes.publicPage("editions/:edition", home.edition)
        routes.publicPage("catalogue", catalogue.list)
        routes.publicPage("initiatives/:slug", initiatives.show)
        routes.get("initiatives/:slug/fiche.pdf", for: .anyone, sheetPapers.show)
        routes.get("initiatives/:slug/fichiers/:digest", for: .anyone, files.show)
        routes.publicPage("laureats", laureates.last)
        routes.publicPage("editions/:edition/laureats", laureates.ofEdition)
        routes.publicPage("plan-du-site", siteMap.show)
        routes.publicPage("atom.xml", feeds.atom)
        routes.publicPage("sitemap.xml", feeds.siteMap)
        routes.publicPage("robots.txt", feeds.robots)
    }
}
