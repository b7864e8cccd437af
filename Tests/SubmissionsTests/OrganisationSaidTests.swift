import Identifiers
import Storage
import StorageTesting
import Testing
import WebTesting
import World

@testable import Organisations
@testable import Submissions

/// What a file says of its organisation, and whom that changes.
struct OrganisationSaidTests: SayingOfOrganisation {
    @Test(arguments: Engine.available)
    func `a form shows nothing that others said of the organisation, and what was emptied stays empty`(engine: Engine)
        async throws
    {
        let world = try await World(engine)
        try await fill(World.ovens, ["organisation.rna": Self.rna], in: world)
        let romain = world.visitor(.romain)
        let part = Self.file + "/parties/organisation"
        #expect(try await romain.get(part).html.contains(Self.rna))
        _ = try await send(World.ovens, as: .romain, in: world)
        try await world.database.write { connection in
            try connection.run(
                """
                UPDATE organisation SET rna = \(Self.rna), website = 'https://levain.example', activity_fr = 'Fournil secret'
                WHERE id = \(World.bakery)
                """)
        }
        _ = try await romain.submit(part, on: romain.get(part), ["organisation.rna": ""])
        let form = try await romain.get(part).html
        for words in [Self.rna, "levain.example", "Fournil secret"] { #expect(!form.contains(words), "\(words)") }
        let answers = try #require(
            try await SubmissionStore(database: world.database).find(World.ovens, by: Somebody.romain.id)
        ).answers
        #expect(answers.text("organisation.rna").isEmpty)
    }

    @Test(arguments: Engine.available)
    func `what a file says of another's organisation is on nobody's page until staff take it over`(engine: Engine)
        async throws
    {
        let world = try await World(engine)
        try await publish(in: world)
        let address = "https://evil.example/phish"
        try await fill(
            World.ovens,
            [
                "organisation.name": "À Portée de Pas", "organisation.siret": "00001001700010",
                "organisation.department": "25", "organisation.website": address,
            ], in: world)
        #expect(try await send(World.ovens, as: .romain, in: world).status == .seeOther)
        #expect(try await organisation(of: World.ovens, in: world) == World.homeCare)
        let page = "/initiatives/initiative-1"
        #expect(try await world.stranger.get(page).text.contains("À Portée de Pas"))
        #expect(try await !world.stranger.get(page).html.contains("evil.example"))
        let julien = world.visitor(.julien)
        #expect(try await julien.get(Self.desk).text.contains("Le dossier dit : \(address)"))
        let outdated = try await settle("organisation.website", "https://other.example", "take", in: world)
        #expect(outdated.status == .conflict)
        #expect(try await settle("organisation.website", address, "leave", in: world).status == .seeOther)
        #expect(try await !julien.get(Self.desk).text.contains("Le dossier dit : \(address)"))
        #expect(try await !world.stranger.get(page).html.contains("evil.example"))
        // The sheet is of an edition that he does not run.
        #expect(try await settle("organisation.website", address, "take", in: world).status == .unprocessableContent)
        #expect(try await !world.stranger.get(page).html.contains("evil.example"))
        let taken = try await settle("organisation.website", address, "take", as: .mireille, in: world)
        #expect(taken.status == .seeOther)
        #expect(try await world.stranger.get(page).html.contains("evil.example"))
        #expect(try await settle("organisation.website", address, "take", as: .awa, in: world).status == .forbidden)
    }

    @Test(arguments: Engine.available)
    func `an organisation that a file makes known has the address of nobody`(engine: Engine) async throws {
        let world = try await World(engine)
        try await fill(
            World.ovens,
            [
                "organisation.name": "Les Fours d’à Côté", "organisation.siret": "73282932000074",
                "organisation.website": "www.cote.example",
            ], in: world)
        _ = try await send(World.ovens, as: .romain, in: world)
        let id = try #require(try await organisation(of: World.ovens, in: world))
        let store = OrganisationStore(database: world.database)
        #expect(try await store.find(id)?.website == "")
        let julien = world.visitor(.julien)
        #expect(try await julien.get("/agence/organisations/\(id)").text.contains("https://www.cote.example"))
        _ = try await settle("organisation.website", "https://www.cote.example", "take", in: world)
        #expect(try await store.find(id)?.website == "https://www.cote.example")
    }

    @Test(arguments: Engine.available)
    func `whoever writes another's organisation in a file does not take its place`(engine: Engine) async throws {
        let world = try await World(engine)
        try await world.database.write { connection in
            try connection.run("INSERT INTO file_rule (edition, most_of_organisation) VALUES (\(World.edition2014), 1)")
        }
        let squat = try await squatter(in: world)
        try await fill(squat, [:], in: world)
        try await fill(World.ovens, [:], in: world)
        #expect(try await send(squat, as: .edith, in: world).status == .seeOther)
        #expect(try await send(World.ovens, as: .romain, in: world).status == .seeOther)
        let julien = world.visitor(.julien)
        let desk = try await julien.get(Self.desk)
        #expect(desk.text.contains("au plus 1 dossier à cette édition. 1 autre est transmis."))
        let judging = "/agence/dossiers/\(squat)/recevabilite"
        _ = try await julien.submit(
            judging, on: julien.get("/agence/dossiers/\(squat)"), ["verdict": "eligible", "unlooked": "on"])
        let romain = world.visitor(.romain)
        let path = Self.file + "/retirer"
        _ = try await romain.submit(path, on: romain.get(path), ["reason": "À revoir"])
        #expect(try await send(World.ovens, as: .romain, in: world).status == .unprocessableContent)
        _ = try await julien.submit(
            judging, on: julien.get("/agence/dossiers/\(squat)"), ["verdict": "not-eligible", "note": "Pas la sienne"])
        #expect(try await send(World.ovens, as: .romain, in: world).status == .seeOther)
    }

    @Test(arguments: Engine.available)
    func `a list of the agency speaks in the place of what a file alone said, and gives it back when it is undone`(
        engine: Engine
    ) async throws {
        let world = try await World(engine)
        let (said, listed, back) = try await world.database.write { connection in
            var one = Organisation(id: .new(at: World.monday), name: "Les Escrocs Réunis")
            one.siret = try Siret("73282932000074")
            one.place.communeName = "Nulle-Part"
            let id = try OrganisationStore.claimed(as: one, now: World.monday, in: connection)
            let said = try OrganisationStore.find(id, in: connection)
            one.name = "Les Fours d’à Côté"
            one.place.communeName = ""
            _ = try OrganisationStore.find(or: one, now: World.monday, in: connection)
            let listed = try OrganisationStore.find(id, in: connection)
            if let said { _ = try OrganisationStore.giveBack(said, leftAt: listed?.revision ?? 0, in: connection) }
            return (said, listed, try OrganisationStore.find(id, in: connection))
        }
        #expect(said?.isClaimed == true)
        #expect(listed?.name == "Les Fours d’à Côté" && listed?.isClaimed == nil)
        #expect(listed?.place.communeName == "")
        #expect(back?.name == "Les Escrocs Réunis" && back?.isClaimed == true)
    }
}
