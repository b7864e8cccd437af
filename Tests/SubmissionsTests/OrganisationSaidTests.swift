import Identifiers
import Storage
import StorageTesting
import Testing
import WebTesting
import World

@testable import Organisations
@testable import Submissions

/// What a file says of its organisation, and whom that changes.
struct OrganisationSaidTests {
    private static let file = "/dossiers/\(World.ovens)"
    private static let desk = "/agence/dossiers/\(World.ovens)"
    private static let rna = "W391000001"

    @Test(arguments: Engine.available, ["merge", "leave"])
    func `a file whose numbers are those of two records is sent under its SIRET, and staff merge or part them`(
        engine: Engine, act: String
    ) async throws {
        let world = try await World(engine)
        try await fill(World.ovens, ["organisation.rna": "W39 1000001"], in: world)
        try await world.database.write { connection in
            try connection.run("UPDATE organisation SET rna = \(Self.rna), siret = NULL WHERE id = \(World.homeCare)")
            // Staff have confirmed that the file is this organisation's.
            try connection.run("UPDATE submission SET confirmed_organisation = organisation")
        }
        #expect(try await send(World.ovens, as: .romain, in: world).status == .seeOther)
        #expect(try await organisation(of: World.ovens, in: world) == World.bakery)
        let julien = world.visitor(.julien)
        for page in [Self.desk, "/agence/organisations/\(World.bakery)"] {
            let shown = try await julien.get(page)
            #expect(shown.text.contains("Deux notices"), "\(page)")
            #expect(shown.html.contains("/agence/organisations/\(World.homeCare)"), "\(page)")
        }
        #expect(try await settle("organisation.rna", "W391000001", act, in: world).status == .seeOther)
        #expect(try await !julien.get(Self.desk).text.contains("Deux notices"))
        let isMerged = act == "merge"
        #expect(try await organisation(of: World.nursery, in: world) == (isMerged ? World.bakery : World.homeCare))
        let records = try await world.database.read { connection in
            try connection.rows("SELECT id, rna FROM organisation ORDER BY name").map { row -> String in
                let (id, rna): (String, String?) = (try row["id"], try row["rna"])
                return "\(id) \(rna ?? "")"
            }
        }
        let merged = ["\(World.bakery) \(Self.rna)"]
        let parted = ["\(World.homeCare) \(Self.rna)", "\(World.bakery) "]
        #expect(records.sorted() == (isMerged ? merged : parted))
        let carriers = try await world.database.read { connection in
            try InitiativeStore.carriers(of: World.key("0008", 1), in: connection).map(\.id)
        }
        #expect(carriers == [isMerged ? World.bakery : World.homeCare])
    }

    @Test(arguments: Engine.available)
    func `two records of one organisation are merged by hand, once, and not by who may change only one`(
        engine: Engine
    ) async throws {
        let world = try await World(engine)
        try await world.database.write { connection in
            try connection.run("UPDATE organisation SET siret = NULL WHERE id = \(World.homeCare)")
        }
        let (mireille, path) = (world.visitor(.mireille), "/agence/organisations/\(World.bakery)")
        #expect(try await mireille.get(path).html.contains("\(path)/reunir?q="))
        let page = try await mireille.get("\(path)/reunir?q=pas")
        #expect(page.html.contains("/agence/organisations/\(World.homeCare)\""))
        let answer = try await mireille.submit("\(path)/reunir", on: page, [:])
        #expect(answer.location == "\(path)?ok=merged")
        #expect(try await organisation(of: World.nursery, in: world) == World.bakery)
        #expect(try await mireille.get("/agence/organisations/\(World.homeCare)").status == .notFound)
        #expect(try await mireille.submit("\(path)/reunir", on: page, [:]).status == .notFound)
        let noted = try await world.noted("organisations-merged")
        #expect(noted.map(\.thing) == ["organisation \(World.bakery)"])
        #expect(noted.map(\.actor) == [Somebody.mireille.id])
        #expect(noted.first?.holds(["merged": World.homeCare.description]) == true)
    }

    @Test(arguments: Engine.available)
    func `a number that another record has leads there and to the merge`(engine: Engine) async throws {
        let world = try await World(engine)
        try await world.database.write { connection in
            try connection.run("UPDATE organisation SET rna = \(Self.rna), siret = NULL WHERE id = \(World.homeCare)")
        }
        let (mireille, path) = (world.visitor(.mireille), "/agence/organisations/\(World.bakery)")
        let refused = try await mireille.submit(path, on: mireille.get(path), ["rna": Self.rna])
        #expect(refused.status == .unprocessableContent)
        #expect(refused.html.contains("/agence/organisations/\(World.homeCare)"))
        #expect(refused.html.contains("\(path)/reunir?q=\(Self.rna)"))
    }

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
    func `two records that have each a SIRET are not made one`(engine: Engine) async throws {
        let world = try await World(engine)
        try await fill(World.ovens, ["organisation.rna": "W39 1000001"], in: world)
        try await world.database.write { connection in
            try connection.run("UPDATE organisation SET rna = \(Self.rna) WHERE id = \(World.homeCare)")
        }
        #expect(try await send(World.ovens, as: .romain, in: world).status == .seeOther)
        let refused = try await settle("organisation.rna", "W391000001", "merge", in: world)
        #expect(refused.status == .unprocessableContent && refused.text.contains("deux établissements"))
        #expect(try await organisation(of: World.nursery, in: world) == World.homeCare)
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
    func `an RNA number beside the SIRET of another body makes another record, without the number`(engine: Engine)
        async throws
    {
        let world = try await World(engine)
        let (claimed, listed) = try await world.database.write { connection in
            try connection.run("UPDATE organisation SET rna = \(Self.rna) WHERE id = \(World.homeCare)")
            var one = Organisation(id: .new(at: World.monday), name: "Un tout autre nom")
            (one.siret, one.rna) = (try Siret("73282932000074"), try Rna(Self.rna))
            let claimed = try OrganisationStore.claimed(as: one, now: World.monday, in: connection)
            return (claimed, try OrganisationStore.find(or: one, now: World.monday, in: connection))
        }
        #expect(claimed != World.homeCare)
        #expect(listed.id == claimed)
        #expect(listed.double?.id == World.homeCare)
        #expect(try await OrganisationStore(database: world.database).find(claimed)?.rna == nil)
    }

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

    private func fill(_ file: Submission.ID, _ said: [String: String], in world: World) async throws {
        try await CompleteFile.fill(file, in: world, without: Set(said.keys))
        try await world.database.write { connection in
            for (field, text) in said {
                try connection.run(
                    """
                    INSERT INTO submission_answer (submission, field, value, updated_at)
                    VALUES (\(file), \(field), \(text), \(World.monday))
                    """)
            }
        }
    }

    private func send(_ file: Submission.ID, as somebody: Somebody, in world: World) async throws -> Screen {
        let (visitor, path) = (world.visitor(somebody), "/dossiers/\(file)/transmettre")
        return try await visitor.submit(path, on: visitor.get(path), [:])
    }

    private func settle(_ fact: String, _ said: String, _ act: String, as somebody: Somebody = .julien, in world: World)
        async throws -> Screen
    {
        try await world.visitor(somebody).post(
            Self.desk + "/organisation",
            [("token", "token-of-\(somebody.rawValue)"), ("fact", fact), ("said", said), ("act", act)])
    }

    private func organisation(of file: Submission.ID, in world: World) async throws -> Organisation.ID? {
        try await world.database.read { connection in
            try connection.row("SELECT organisation FROM submission WHERE id = \(file)")?["organisation"]
        }
    }

    /// An imported sheet of the practice that the nursery's organisation carries.
    private func publish(in world: World) async throws {
        try await world.database.write { connection in
            try connection.run(
                """
                INSERT INTO sheet (id, initiative, edition, state, title, published_at, updated_at)
                VALUES ('01480000-0012-7000-8000-000000000001', \(World.key("0008", 1) as Initiative.ID),
                    \(World.edition2013), 'published', 'Composer les tournées en équipe', \(World.monday), \(World.monday))
                """)
        }
    }

    private func squatter(in world: World) async throws -> Submission.ID {
        try await world.database.write { connection in
            let id = try SubmissionStore.create(
                NewFile(edition: World.edition2014, title: "Squat", organisation: "x"), owner: Somebody.edith.id,
                by: Somebody.edith.id, now: World.monday, in: connection)
            try connection.run("DELETE FROM submission_answer WHERE submission = \(id)")
            return id
        }
    }
}
