import Foundation
import Grids
import Storage
import StorageTesting
import Testing
import WebTesting
import World

@testable import Jury

struct JuryPaperTests {
    private static let paper = World.page + "/dossier.pdf"

    @Test(arguments: Engine.available)
    func `a juror has a file on paper without whom to call, and nothing of a file they are tied to`(engine: Engine)
        async throws
    {
        let world = try await World(engine)
        try await world.database.write { connection in
            for (field, value) in [("contact.name", "Zélie Perrenot"), ("need", "Un besoin")] {
                try connection.run(
                    """
                    INSERT INTO submission_answer (submission, field, value, updated_at)
                    VALUES (\(World.nursery), \(field), \(value), \(World.monday))
                    """)
            }
        }
        let staff = try await world.visitor(.julien).get("/agence/dossiers/\(World.nursery)/dossier.pdf").text
        #expect(staff.contains("Zélie Perrenot") && staff.contains("Un besoin"))
        let read = try await world.visitor(.awa).get(Self.paper)
        #expect(read.status == .ok && read.text.contains("Un besoin") && !read.text.contains("Zélie"))
        #expect(!read.text.contains("J’accepte"))
        #expect(try await world.visitor(.awa).get(World.page).html.contains("href=\"\(Self.paper)\""))
        #expect(try await world.visitor(.benoit).get(Self.paper).status == .notFound)
        #expect(try await world.visitor(.coralie).get(Self.paper).status == .forbidden)
        try await world.database.write { connection in
            try connection.run(
                "UPDATE interest SET degree = 'strong', words = 'Parent' WHERE juror = \(World.juror(.awa)) AND submission = \(World.nursery)"
            )
        }
        #expect(try await world.visitor(.awa).get(Self.paper).status == .notFound)
    }

    @Test(arguments: Engine.available)
    func `the grid is on paper for staff and for its jury`(engine: Engine) async throws {
        let world = try await World(engine)
        let path = "/jury/2014/grille.pdf"
        let page = try await world.visitor(.awa).get(path)
        #expect(page.status == .ok)
        #expect(try await world.visitor(.awa).get("/jury").html.contains("href=\"\(path)\""))
        #expect(try await world.visitor(.coralie).get(path).status == .forbidden)
        #expect(try await world.visitor(.awa).get("/jury/2099/grille.pdf").status == .notFound)
        let staff = try await world.visitor(.julien).get("/agence/grilles/\(World.grid)/grille.pdf")
        let points =
            try await world.database.read { try GridStore.grid(of: World.edition2014, in: $0) }?.checkpoints ?? []
        #expect(!points.isEmpty)
        for point in points {
            #expect(
                staff.html.contains(point.title.french.prefix(12)) && page.html.contains(point.title.french.prefix(12)))
        }
        #expect(try await world.visitor(.awa).get("/agence/grilles/\(World.grid)/grille.pdf").status == .forbidden)
    }
}
