import Foundation
import Storage
import StorageTesting
import Testing
import WebTesting
import World

/// What was only kept ready never was published: neither the sheet, nor its list, nor its history says that it was.
struct SheetTraceTests {
    private static let list = "/agence/editions/2014/fiches"
    private static let owned = "/dossiers/\(World.nursery)/fiche"
    private static let told = "/dossiers/\(World.nursery)/decision"
    private static let address = "/initiatives/initiative-1"
    private static let withdrawn = "etirée de la publication"

    @Test(arguments: Engine.available)
    func `a sheet that is taken out before its decision is out is no longer kept ready, and no more than that`(
        engine: Engine
    ) async throws {
        let world = try await World(engine)
        let (editor, owner) = (world.visitor(.sabine), world.visitor(.coralie))
        let sheet = try await world.publishSheet(isOut: false)
        _ = try await editor.submit(sheet + "/retirer", on: editor.get(sheet), ["reason": "À revoir ensemble"])
        try await world.expectLetter("N’est plus prête", "n’est plus prête")
        try await world.pass()
        let duty = "« Composer les tournées en équipe » n’est plus tenue prête : à reprendre"
        #expect(try await editor.get("/ma-page").text.contains(duty))
        #expect(try await editor.get(Self.list).text.contains("N’est plus tenue prête"))
        let desk = try await editor.get(sheet).text
        #expect(desk.contains("N’est plus tenue prête depuis le lundi 22 septembre 2014, par Sabine."))
        #expect(desk.contains("n’était plus tenue prête pour cette raison : « À revoir ensemble »"))
        for path in [sheet, Self.list, "/ma-page"] {
            #expect(try await !editor.get(path).text.contains(Self.withdrawn), "\(path)")
        }
        // Nor once the decision is out without it.
        try await world.letDecisionOut()
        for path in [sheet, Self.list, "/ma-page"] {
            #expect(try await !editor.get(path).text.contains(Self.withdrawn), "\(path)")
        }
        #expect(try await world.stranger.get(Self.address).status == .notFound)
        let page = try await owner.get(Self.owned).text
        #expect(page.contains("Elle n’est plus prête") && !page.contains(Self.withdrawn))
        #expect(try await owner.get(Self.told).text.contains("avant qu’elle paraisse"))
    }

    @Test(arguments: Engine.available)
    func `the history tells what was done then, and that it came out with its decision`(engine: Engine) async throws {
        let world = try await World(engine)
        let (editor, owner) = (world.visitor(.sabine), world.visitor(.coralie))
        let sheet = try await world.publishSheet(isOut: false)
        try await world.letDecisionOut()
        let pages = [(editor, sheet), (owner, Self.owned)]
        for (reader, path) in pages {
            let text = try await reader.get(path).text
            #expect(text.contains("Tenue prête jusqu’aux résultats, version 1"), "\(path)")
            #expect(text.contains("Publiée, version 1"), "\(path)")
        }
        // From then on it is withdrawn from publication.
        _ = try await editor.submit(sheet + "/retirer", on: editor.get(sheet), ["reason": "À revoir ensemble"])
        for (reader, path) in pages {
            let text = try await reader.get(path).text
            #expect(text.contains("Retirée de la publication, version 1"), "\(path)")
            #expect(text.contains("Tenue prête jusqu’aux résultats, version 1"), "\(path)")
        }
        #expect(try await world.stranger.get(Self.address).status == .gone)
    }

    @Test(arguments: Engine.available)
    func `what an organisation carries tells the same of its sheet`(engine: Engine) async throws {
        let world = try await World(engine)
        let julien = world.visitor(.julien)
        _ = try await world.publishSheet(isOut: false)
        let page = "/agence/organisations/\(World.homeCare)"
        #expect(try await julien.get(page).text.contains("Prête, attend la décision"))
        try await world.letDecisionOut()
        let after = try await julien.get(page).text
        #expect(after.contains("Publiée") && !after.contains("Prête, attend la décision"))
    }
}

extension World {
    /// Half a minute ago, after all that was done before the last `pass`.
    fileprivate func letDecisionOut() async throws {
        try await database.write { connection in
            try connection.run(
                """
                INSERT INTO decision (submission, outcome, reason, recorded_at)
                VALUES (\(World.nursery), 'retained', \("Une équipe qui décide"), \(World.monday))
                """)
            try connection.run(
                "UPDATE submission SET announced_at = \(World.monday - 30) WHERE id = \(World.nursery)")
        }
    }
}
