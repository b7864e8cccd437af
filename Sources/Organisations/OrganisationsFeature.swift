import Campaigns
import Storage
import Web

/// The organisations that the agency knows, whichever way they came.
public struct OrganisationsFeature: Sendable {
    let pages: OrganisationPages

    /// `carried` tells what became of an organisation's initiatives.
    public init(database: any Database, carried: @escaping CarriedFinder) {
        pages = OrganisationPages(organisations: OrganisationStore(database: database), carried: carried)
    }

    public func addRoutes(to routes: Routes) {
        routes.get("agence/organisations", for: .staff, pages.list)
        routes.get("agence/organisations.csv", for: .staff, pages.export)
        routes.get("agence/organisations/:organisation", for: .staff, pages.edit)
        routes.post("agence/organisations/:organisation", for: .staff, pages.save)
    }
}
