import Campaigns
import Documents
import Storage
import Web

/// Grids: their public page, the pages where staff keep them, and which edition uses which.
public struct GridFeature: Feature {
    let pages: GridPages
    let desk: GridDeskPages

    /// `starter` gives the YAML that a first grid may start from.
    public init(database: any Database, papers: Papers, starter: @escaping @Sendable () throws -> String) {
        pages = GridPages(database: database)
        desk = GridDeskPages(grids: GridStore(database: database), papers: papers, starter: starter)
    }

    /// The grid of an edition made from another.
    public var heirs: [Succession.Heir] { [{ try GridStore.takeOver($0, in: $1) }] }

    /// The grid by its name and version.
    public var legacies: [LegacyFinder] { [{ try GridStore.legacies($0, $1, $2, in: $3) }] }

    /// Checkpoints that are for a category.
    public var categoryUses: [CategoryUseFinder] {
        [{ try GridStore.uses(of: $0, in: $1, $2, $3) }]
    }

    /// What the home page of staff says of grids.
    public func duties(for visit: Visit, knowing editions: KnownEditions) async throws -> [Duty] {
        try await desk.duties(visit, editions.run)
    }

    public static var holdings: [Holding] { GridsHoldings.all }

    public var places: [Place] {
        [
            .ofEdition("grille") { $0.t("Grid") },
            Place(.settings, "/agence/grilles") { $0.t("Grids") },
        ]
    }

    public func addRoutes(to routes: Routes) {
        routes.publicPage("grille", pages.current)
        routes.publicPage("editions/:edition/grille", pages.show)
        routes.get("agence/grilles", for: .staff, desk.list)
        routes.get("agence/grilles/nouvelle", for: .staff, desk.new)
        routes.post("agence/grilles", for: .staff, bounds: .file, desk.add)
        routes.upload("agence/grilles/fichiers", for: .staff, bounds: GridFile.bounds, desk.read)
        // Opened again, or in the other language, it leads to where the file is chosen.
        routes.get("agence/grilles/fichiers", for: .staff) { _ in .seeOther(Grid.newPath) }
        routes.get("agence/grilles/:grid", for: .staff, desk.show)
        routes.get("agence/grilles/:grid/source.yaml", for: .staff, desk.source)
        routes.get("agence/grilles/:grid/grille.pdf", for: .staff, desk.paper)
        routes.get("agence/editions/:edition/grille", for: .staff, desk.choice)
        routes.post("agence/editions/:edition/grille", for: .staff, desk.choose)
    }
}
