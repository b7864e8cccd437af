import Grids
import Storage
import Submissions
import Web

/// What the public reads: home, catalogue, initiatives, feeds.
public struct CatalogueFeature: Sendable {
    private let catalogue: CataloguePages
    private let feeds: FeedPages

    public init(database: any Database, grids: GridStore, labels: TermLabels) {
        let index = IndexKeeper(store: CatalogueStore(database: database, grids: grids))
        catalogue = CataloguePages(index: index, labels: labels)
        feeds = FeedPages(index: index)
    }

    public func addRoutes(to routes: Routes) {
        routes.publicPage("catalogue", catalogue.list)
        routes.publicPage("atom.xml", feeds.atom)
        routes.publicPage("sitemap.xml", feeds.siteMap)
        routes.publicPage("robots.txt", feeds.robots)
    }
}
