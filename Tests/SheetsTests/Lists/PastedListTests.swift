import Storage
import StorageTesting
import Testing
import WebTesting
import World

@testable import Sheets

/// Lists as people keep them: with titles above, departments by name, names in other spellings, slips of the finger.
struct PastedListTests {
    private static let path = "/agence/listes"

    @Test(arguments: Engine.available, ["", "\n\n"])
    func `titles above the header are passed over, and said by their lines`(engine: Engine, above: String) async throws
    {
        let world = try await World(engine)
        let mireille = world.visitor(.mireille)
        let table = "Nom;Courriel\nChambre des Fours;ana@fours.example\nMeules;non"
        let rows = "\(above)Liste des partenaires, 2014\n\n\(table)"
        let first = above.count + 1
        let trial = try await mireille.submit(Self.path, on: mireille.get(Self.path), ["rows": rows])
        for words in [
            "À créer : 2", "La ligne \(first) n’a pas été lue : « Liste des partenaires, 2014 »",
            "Ligne \(first + 4), créée",
        ] {
            #expect(trial.text.contains(words), "\(words)")
        }
        let taken = try await mireille.submit(Self.path, on: trial, ["rows": rows, "step": "keep"])
        // What was left out is said: it is nowhere else.
        #expect(taken.status == .ok && taken.text.contains("« non » n’est pas une adresse électronique"))
        #expect(try await world.contacts() == ["Chambre des Fours ana@fours.example", "Meules "])
    }

    @Test func `a title that is the name of a column is no header, and what is refused keeps its header alone`()
        async throws
    {
        let folder = try await ImportFolder()
        let list = "Partenaire\n\nNom;Site web;Courriel\nChambre des Fours;;ana@fours.example\n"
        let answer = try await folder.take(.partners, list)
        #expect(answer.text.contains("Line 4, created: Chambre des Fours"), "\(answer.text)")
        #expect(answer.text.contains("Line 1 was passed over: “Partenaire”"))
        let mireille = folder.world.visitor(.mireille)
        let rows = "Nos gens\nNom;Courriel\nNora Invent;nora@example.org\nOtto Invent;otto"
        let taken = try await mireille.submit(
            Self.path, on: mireille.get(Self.path + "?kind=people"), ["rows": rows, "step": "keep"])
        #expect(taken.text.contains("Ligne 4, refusée"))
        #expect(taken.html.contains("\nNom;Courriel\nOtto Invent;otto</textarea>"))
    }

    @Test(arguments: Engine.available)
    func `departments are read by their names`(engine: Engine) async throws {
        let folder = try await ImportFolder(engine)
        let list = """
            Nom;Département
            Four A;Doubs
            Four B;haute saone
            Four C;JURA
            Four D;Territoire-de-Belfort (90)
            Four E;Ailleurs
            """
        let answer = try await folder.take(.organisations, list)
        #expect(answer.text.contains("“Ailleurs” is no department, neither its number nor its name"), "\(answer.text)")
        let found = try await folder.organisations().filter { $0.hasPrefix("Four ") }
        let codes = found.map { $0.split(separator: ", ", omittingEmptySubsequences: false)[2] }
        #expect(codes == ["25", "70", "39", "90", ""])
    }

    @Test(arguments: Engine.available)
    func `a day of signature is bounded as the form bounds it, and a month is no day`(engine: Engine) async throws {
        let folder = try await ImportFolder(engine)
        let list = """
            Nom;Signé le
            Four A;01/02/2030
            Four B;03/04/1907
            Four C;05/2014
            Four D;22/09/2014
            """
        let answer = try await folder.take(.partners, list, edition: "2014")
        for words in [
            "“01/02/2030”: what is signed was signed today at the latest",
            "“03/04/1907”: the year 1907 cannot be meant",
            "“05/2014”: write the day, the month and the year", "Created: 4\n",
        ] {
            #expect(answer.text.contains(words), "\(words): \(answer.text)")
        }
        let days = try await folder.world.database.read { connection in
            try connection.rows("SELECT signed_on FROM partner_engagement WHERE signed_on IS NOT NULL")
                .map { try $0["signed_on"] as String }
        }
        #expect(days == ["2014-09-22"])
    }

    @Test func `a row that repeats another is refused by its column and by what stands there`() async throws {
        let folder = try await ImportFolder()
        let list = "Nom;SIRET\nFour A;00999123300017\nFour B;00999123300017\nFour C;\nfour c;\n"
        let answer = try await folder.take(.organisations, list)
        let refused = answer.text.split(separator: "\n").filter { $0.contains(", refused") }
        #expect(
            refused == [
                "Line 3, refused, column “SIRET”: “00999123300017” stands at line 2 already, which this row repeats.",
                "Line 5, refused, column “Nom”: “four c” stands at line 4 already, which this row repeats.",
            ], "\(answer.text)")
    }

    @Test func `a list that was pasted is called so in the language of whoever reads`() async throws {
        let world = try await World()
        let mireille = world.visitor(.mireille)
        let page = try await mireille.get(Self.path)
        _ = try await mireille.submit(Self.path, on: page, ["rows": "Nom\nChambre des Fours", "step": "keep"])
        #expect(try await mireille.get(Self.path).text.contains("liste collée"))
        let english = try await mireille.get("/en" + Self.path).text
        #expect(english.contains("pasted list") && !english.contains("liste collée"))
    }

    @Test(arguments: Engine.available)
    func `lists that were pasted before have no file either`(engine: Engine) async throws {
        let database = try await engine.emptyDatabase()
        try await OlderSteps.run(before: "pasted_lists", on: database)
        try await database.write { connection in
            try connection.runScript(
                """
                INSERT INTO import_run (id, kind, file, started_at) VALUES ('a', 'partners', 'liste collée', 0),
                    ('b', 'partners', 'pasted list', 0), ('c', 'partners', 'liste.csv', 0);
                """)
        }
        try await Migrator(folder: World.root + "/Migrations").migrate(database)
        let files = try await database.read { connection in
            try connection.rows("SELECT file FROM import_run ORDER BY id").map { try $0["file"] as String }
        }
        #expect(files == ["", "", "liste.csv"])
    }
}

extension World {
    fileprivate func contacts() async throws -> [String] {
        try await database.read { connection in
            try connection.rows("SELECT name_fr, contact_email FROM partner ORDER BY name_fr").map { row in
                "\(try row["name_fr"] as String) \(try row["contact_email"] as String)"
            }
        }
    }
}
