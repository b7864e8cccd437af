import Campaigns
import Storage
import StorageTesting
import Testing
import WebTesting
import World

@testable import Sheets

/// Rows that bear the number, or the mail address, of something known under quite another name: a figure may be wrong and still be
/// somebody's, so nothing is taken for known by it alone.
struct MisnamedNumberTests {
    private static let path = "/agence/listes"
    /// With the SIRET of «À Portée de Pas».
    private static let rows = "Nom\tSIRET\tCommune\nLes Granges du Haut\t00001001700010\tPontarlier"

    private func trial(_ world: World) async throws -> Screen {
        let mireille = world.visitor(.mireille)
        return try await mireille.submit(
            Self.path, on: mireille.get(Self.path + "?kind=organisations"), ["rows": Self.rows])
    }

    @Test(arguments: Engine.available)
    func `an organisation with the SIRET of another name is asked about, and is not known as it is`(engine: Engine)
        async throws
    {
        let world = try await World(engine)
        let trial = try await trial(world)
        #expect(trial.text.contains("« Les Granges du Haut » porte") && trial.text.contains("À préciser : 1"))
        #expect(trial.text.contains("qui appartient ici à un autre nom : À Portée de Pas"), "\(trial.text)")
        #expect(trial.text.contains("Déjà connus tels quels : 0"), "\(trial.text)")
        let open = try await world.visitor(.mireille).submit(Self.path, on: trial, ["step": "keep"])
        #expect(open.status == .unprocessableContent && open.html.contains("href=\"#near\""))
        #expect(try await world.organisations() == 2)
    }

    @Test(arguments: Engine.available)
    func `another one is added without the number, which stays with its record, and that is said`(engine: Engine)
        async throws
    {
        let world = try await World(engine)
        let mireille = world.visitor(.mireille)
        let taken = try await mireille.submit(Self.path, on: trial(world), ["near": "new", "step": "keep"])
        #expect(taken.text.contains("est le numéro de la notice « À Portée de Pas »"), "\(taken.text)")
        #expect(try await world.organisations() == 3)
        let holder = try await world.database.read {
            try $0.row("SELECT name FROM organisation WHERE siret = '00001001700010'")?["name"] as String?
        }
        #expect(holder == "À Portée de Pas")
        // The same list once more is known by its name: all is as it was, and nobody is asked.
        let again = try await trial(world)
        #expect(
            !again.text.contains("À préciser") && again.text.contains("Déjà connus tels quels : 1"), "\(again.text)")
    }

    @Test(arguments: Engine.available)
    func `the same one stays as it is called here, and one that is left out is refused in words`(engine: Engine)
        async throws
    {
        let world = try await World(engine)
        let mireille = world.visitor(.mireille)
        let left = try await mireille.submit(Self.path, on: trial(world), ["near": "leave", "step": "keep"])
        #expect(left.text.contains("appartient ici à un autre nom : À Portée de Pas"), "\(left.text)")
        #expect(left.text.contains("laissée de côté comme demandé"))
        _ = try await mireille.submit(Self.path, on: trial(world), ["near": "same", "step": "keep"])
        #expect(try await world.organisations() == 2)
        let name = try await world.database.read {
            try $0.row("SELECT name FROM organisation WHERE id = \(World.homeCare)")?["name"] as String?
        }
        #expect(name == "À Portée de Pas")
    }

    @Test(arguments: Engine.available)
    func `a number of its own name, or of that name with words more, is asked about by nobody`(engine: Engine)
        async throws
    {
        let folder = try await ImportFolder(engine)
        let list = "Nom;SIRET\nLa Boulangerie Levain;00001004100010\nPortée de Pas SARL;00001001700010\n"
        let answer = try await folder.take(.organisations, list)
        #expect(answer.exit == .complete && answer.text.contains("Unchanged: 2\n"), "\(answer.text)")
    }

    @Test(arguments: Engine.available)
    func `an RNA number of another name is asked about as well`(engine: Engine) async throws {
        let folder = try await ImportFolder(engine)
        try await folder.world.database.write { connection in
            try connection.run("UPDATE organisation SET rna = 'W391000001' WHERE id = \(World.homeCare)")
        }
        let list = "Nom;RNA\nLes Granges du Haut;W391000001\n"
        for isDryRun in [true, false] {
            let asked = try await folder.take(.organisations, list, isDryRun: isDryRun)
            #expect(asked.exit == .undecided && asked.text.contains("bears W391000001"), "\(asked.text)")
        }
        let added = try await folder.take(.organisations, list, knownNames: .new)
        #expect(added.text.contains("Created: 1\n"), "\(added.text)")
        #expect(added.text.contains("is the number of the record “À Portée de Pas”"))
    }

    @Test(arguments: Engine.available)
    func `what nearly has the name of a row that is another one is not put with the record of its number`(
        engine: Engine
    ) async throws {
        let world = try await World(engine)
        let mireille = world.visitor(.mireille)
        let rows = "Nom\tSIRET\nLes Granges du Haut\t\nSARL Granges du haut\t00001001700010"
        let trial = try await mireille.submit(
            Self.path, on: mireille.get(Self.path + "?kind=organisations"), ["rows": rows])
        #expect(trial.text.contains("À préciser : 2"), "\(trial.text)")
        _ = try await mireille.submit(
            Self.path, on: trial, ["near-2": "same", "near-3": "new", "step": "keep"])
        let kept = try await world.database.read {
            try $0.count("SELECT count(*) AS count FROM organisation WHERE name LIKE '%Granges du%'")
        }
        #expect(kept == 2)
    }

    @Test(arguments: Engine.available)
    func `somebody under the address of another name is asked about, and can have no account of their own there`(
        engine: Engine
    ) async throws {
        let folder = try await ImportFolder(engine)
        let list = "Nom;Courriel\nCasimir Autrement;lucie@example.org\n"
        func held() async throws -> Int {
            try await folder.count(
                "SELECT count(*) AS count FROM role_grant WHERE role = 'observer' AND person = \(Somebody.lucie.id)")
        }
        let before = try await held()
        for isDryRun in [true, false] {
            let asked = try await folder.take(.people, list, edition: "2014", role: "observer", isDryRun: isDryRun)
            #expect(asked.exit == .undecided && asked.text.contains("bears lucie@example.org"), "\(asked.text)")
        }
        let other = try await folder.take(.people, list, edition: "2014", role: "observer", knownNames: .new)
        #expect(other.text.contains("is the address of the account of Lucie"), "\(other.text)")
        let left = try await folder.take(.people, list, edition: "2014", role: "observer", knownNames: .leave)
        #expect(left.text.contains("Refused: 1\n") && left.text.contains("left out as asked"))
        #expect(try await held() == before)
        let same = try await folder.take(.people, list, edition: "2014", role: "observer", knownNames: .same)
        #expect(same.text.contains("“Casimir Autrement”: the account of this address says “Lucie”"), "\(same.text)")
        #expect(try await held() == before + 1)
    }

    @Test(arguments: Engine.available)
    func `a practice is told of nobody for a number alone, where name and place are another's`(engine: Engine)
        async throws
    {
        let folder = try await ImportFolder(engine)
        let list = """
            \(ImportFolder.header)
            a,Un grenier,,,,Les Granges du Haut,00001001700010,39,
            b,Une cave,,,,APP,00001001700010,25,
            """
        let answer = try await folder.take(list)
        #expect(answer.text.contains("Line 2, created: Un grenier [column “SIRET” left out:"), "\(answer.text)")
        #expect(answer.text.contains("is the number of the record “À Portée de Pas”"))
        let carriers = try await folder.world.database.read { connection in
            try connection.rows(
                """
                SELECT organisation.name FROM sheet JOIN initiative_organisation AS carried
                    ON carried.initiative = sheet.initiative
                JOIN organisation ON organisation.id = carried.organisation
                WHERE sheet.source_key <> '' ORDER BY sheet.source_key
                """
            ).map { try $0["name"] as String }
        }
        #expect(carriers == ["Les Granges du Haut", "À Portée de Pas"])
        #expect(try await folder.take(list).text.contains("Unchanged: 2\n"))
    }
}

extension World {
    fileprivate func organisations() async throws -> Int {
        try await database.read { try $0.count("SELECT count(*) AS count FROM organisation") }
    }
}
