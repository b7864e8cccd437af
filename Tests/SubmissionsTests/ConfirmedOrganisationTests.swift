import Identifiers
import Storage
import StorageTesting
import Testing
import WebTesting
import World

@testable import Organisations
@testable import Submissions

/// Under which name an organisation is read, before and after somebody of the agency has confirmed it.
struct ConfirmedOrganisationTests: SayingOfOrganisation {
    @Test(arguments: Engine.available)
    func `the first file that names a SIRET names the organisation for no other file, nor once one is found eligible`(
        engine: Engine
    ) async throws {
        let world = try await World(engine)
        let squat = try await squatter(in: world)
        let (siret, absurd, own) = ("73282932000074", "Les Escrocs Réunis", "Les Fours d’à Côté")
        try await fill(
            squat,
            [
                "organisation.name": absurd, "organisation.siret": siret, "organisation.commune": "Nulle-Part",
                "organisation.department": "2A",
            ], in: world)
        #expect(try await send(squat, as: .edith, in: world).status == .seeOther)
        try await fill(World.ovens, ["organisation.name": own, "organisation.siret": siret], in: world)
        #expect(try await send(World.ovens, as: .romain, in: world).status == .seeOther)
        let id = try #require(try await organisation(of: World.ovens, in: world))
        #expect(try await organisation(of: squat, in: world) == id)
        let julien = world.visitor(.julien)
        let record = "/agence/organisations/\(id)"
        #expect(try await julien.get(record).text.contains("Personne n’a confirmé ce qui est dit ici"))
        _ = try await julien.submit(
            "\(Self.desk)/recevabilite", on: julien.get(Self.desk), ["verdict": "eligible", "unlooked": "on"])
        let known = try #require(try await OrganisationStore(database: world.database).find(id))
        #expect(known.name == own && known.isClaimed == nil)
        #expect(known.place.communeName == "Poligny" && known.place.department == "39")
        #expect(known.siret?.description == siret)
        #expect(try await !julien.get(record).text.contains("Personne n’a confirmé"))
        let statements = try await world.visitor(.awa).get("/jury/2014/interets").text
        #expect(statements.contains(own) && !statements.contains(absurd))
    }

    @Test(arguments: Engine.available, [false, true])
    func
        `the jury reads each file under the name that it gives its organisation, and under that of the record once confirmed`(
            engine: Engine, isConfirmed: Bool
        ) async throws
    {
        let world = try await World(engine)
        try await fill(World.nursery, ["organisation.name": "Nom du dossier"], in: world)
        try await world.database.write { connection in
            try connection.run("UPDATE organisation SET name = 'Nom de la notice' WHERE id = \(World.homeCare)")
            guard !isConfirmed else { return }
            try connection.run("UPDATE submission SET confirmed_organisation = NULL")
        }
        let (shown, other) =
            isConfirmed ? ("Nom de la notice", "Nom du dossier") : ("Nom du dossier", "Nom de la notice")
        let pages: [(Somebody, String)] = [
            (.awa, "/jury"), (.awa, "/jury/2014/interets"), (.julien, "/jury/2014/resultats"),
            (.julien, "/agence/editions/2014/decisions"), (.julien, "/agence/editions/2014/jury/lectures"),
        ]
        for (somebody, path) in pages {
            let text = try await world.visitor(somebody).get(path).text
            #expect(text.contains(shown) && !text.contains(other), "\(path)")
        }
    }

    @Test(arguments: Engine.available, [false, true])
    func `the answers that a juror reads name the record once it is confirmed, and until then say whose word it is`(
        engine: Engine, isConfirmed: Bool
    ) async throws {
        let world = try await World(engine)
        try await fill(
            World.nursery, ["organisation.name": "Une rivale", "organisation.siret": "73282932000074"], in: world)
        guard isConfirmed else {
            try await world.database.write { connection in
                try connection.run("UPDATE submission SET confirmed_organisation = NULL")
            }
            let page = try await world.visitor(.awa).get("/jury/dossiers/\(World.reading)").text
            #expect(page.contains("Une rivale") && page.contains("732 829 320 00074"))
            #expect(page.components(separatedBy: "selon le porteur du dossier").count == 4)
            return
        }
        let page = try await world.visitor(.awa).get("/jury/dossiers/\(World.reading)").text
        #expect(page.contains("À Portée de Pas") && page.contains("000 010 017 00010"))
        #expect(!page.contains("Une rivale") && !page.contains("732 829 320"))
        #expect(!page.contains("selon le porteur du dossier"))
        // Who wrote it, and who runs its edition, read what was typed.
        let pages: [(Somebody, String)] = [
            (.coralie, "/dossiers/\(World.nursery)"), (.julien, "/agence/dossiers/\(World.nursery)"),
        ]
        for (somebody, path) in pages {
            #expect(try await world.visitor(somebody).get(path).text.contains("Une rivale"), "\(path)")
        }
    }
}
