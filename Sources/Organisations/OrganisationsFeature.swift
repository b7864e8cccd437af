import Campaigns
import Storage
import Web
import Workbooks

/// What follows from a change of an organisation, in the same transaction.
public typealias OrganisationFollower = @Sendable (Organisation.ID, any Connection) throws -> Void

/// The organisations that the agency knows, whichever way they came.
public struct OrganisationsFeature: Feature {
    let pages: OrganisationPages

    /// `carried` tells what became of an organisation's initiatives, and `known` which of them count for somebody; `said` what
    /// files say of it; `changed` keeps in step what others say of it; `tied` are the files that somebody is bound to.
    public init(
        database: any Database, carried: @escaping CarriedFinder, known: @escaping KnownInitiatives,
        said: @escaping SaidFinder, changed: @escaping OrganisationFollower, tied: @escaping TiedFiles
    ) {
        pages = OrganisationPages(
            organisations: OrganisationStore(database: database), carried: carried, known: known, said: said,
            changed: changed, tied: tied)
    }

    public static var holdings: [Holding] { OrganisationsHoldings.all }

    public var places: [Place] { [Place(.bar, "/agence/organisations") { $0.t("Organisations") }] }

    public func addRoutes(to routes: Routes) {
        routes.get("agence/organisations", for: .staff, pages.list)
        routes.list("agence/organisations", for: .staff, pages.export)
        routes.get("agence/organisations/nouvelle", for: .staff, pages.new)
        routes.post("agence/organisations/nouvelle", for: .staff, pages.add)
        routes.get("agence/organisations/:organisation", for: .staff, pages.edit)
        routes.post("agence/organisations/:organisation", for: .staff, pages.save)
    }
}
