import Foundation
import Storage
import StorageTesting
import Testing
import World

@testable import Sheets

/// Lists of organisations, partners and people.
struct ListCommandTests {
    private static let organisations = """
        Nom;Nature;SIRET;Code commune;Commune;Dép.;Site web;Bureau
        À Portée de Pas;Association;;25056;Besançon;25;https://pas.example;3e
        Les Fours du Plateau;Entreprise;9,99123E+13;1004;Ambérieu;1;pas encore;
        ;;;;;;;
        Total;2;;;;;;
        """

    @Test(arguments: Engine.available)
    func `organisations come in by the names of their columns; what is known stays, what is missing is filled`(
        engine: Engine
    ) async throws {
        let folder = try await ImportFolder(engine)
        try await folder.world.database.write { connection in
            try connection.run("UPDATE organisation SET name_key = 'a portee de pas' WHERE id = \(World.homeCare)")
        }
        let before = try await folder.organisations()
        let answer = try await folder.take(.organisations, Self.organisations)
        #expect(answer.text.contains("Line 2, updated: À Portée de Pas"), "\(answer.text)")
        #expect(answer.text.contains("Line 3, created: Les Fours du Plateau"))
        #expect(answer.text.contains("was rounded by the spreadsheet"))
        #expect(answer.text.contains("Line 5, refused: it adds up other rows."))
        #expect(answer.text.contains("Columns that are not read: Bureau"))
        #expect(try await folder.organisations().contains("Les Fours du Plateau, company, 01, 01004"))
        #expect(try await folder.take(.organisations, Self.organisations).text.contains("Unchanged: 2\n"))
        let runs = try await folder.runs.list().text.split(separator: "\n")
        let first = try #require(runs.last?.prefix { $0 != "\t" })
        #expect(
            try await folder.runs.undo(String(first), now: World.monday).text.hasPrefix("Removed: 1\nAs before: 1\n"))
        #expect(try await folder.organisations() == before)
    }

    @Test(arguments: Engine.available)
    func `a row with the numbers of two records is taken under its SIRET, and says so`(engine: Engine) async throws {
        let folder = try await ImportFolder(engine)
        try await folder.world.database.write { connection in
            try connection.run("UPDATE organisation SET rna = 'W391000001' WHERE id = \(World.homeCare)")
        }
        let list = """
            Nom;SIRET;RNA;Commune
            Boulangerie Levain d'Aubépine;00001004100010;W391000001;Poligny
            Les Meules;;;Dole
            """
        let answer = try await folder.take(.organisations, list)
        #expect(answer.text.contains("Created: 1\n") && answer.text.contains("Refused: 0\n"), "\(answer.text)")
        #expect(answer.text.contains("is the number of the record “À Portée de Pas”: two records"), "\(answer.text)")
        let holders = try await folder.world.database.read { connection in
            try connection.rows("SELECT id FROM organisation WHERE rna = 'W391000001'").map { try $0["id"] as String }
        }
        #expect(holders == [World.homeCare.description])
    }

    @Test(arguments: Engine.available)
    func `partners come in with whoever speaks for them, and engage themselves`(engine: Engine) async throws {
        let folder = try await ImportFolder(engine)
        let list = """
            Partenaire,Nature,Contact,Courriel,Engagement,Signé le
            Chambre des Fours,Région,Ana Invent,ana@fours.example,Relayer l’appel,07/01/2014
            Réseau des Meules,réseau de l’ess,Bo Invent,pas une adresse,,
            Chambre des fours,,,,,
            """
        let trial = try await folder.take(.partners, list, edition: "2014", isDryRun: true)
        #expect(try await folder.count("SELECT count(*) AS count FROM partner WHERE name_fr LIKE '%ours%'") == 0)
        let answer = try await folder.take(.partners, list, edition: "2014")
        #expect(answer.text.contains("Created: 2\n"), "\(answer.text)")
        #expect(trial.text.contains("Created: 2\n"))
        let repeats = "“Chambre des fours” stands at line 2 already, which this row repeats."
        #expect(answer.text.contains("Line 4, refused, column “Partenaire”: \(repeats)"))
        #expect(answer.text.contains("[column “Courriel” left out: “pas une adresse” is not a mail address]"))
        #expect(answer.text.contains("unknown term “réseau de l’ess”: 1"))
        let row = try #require(
            try await folder.world.database.read { connection in
                try connection.row(
                    """
                    SELECT kind, contact_email, signed_on FROM partner JOIN partner_engagement ON partner = partner.id
                    WHERE name_fr = 'Chambre des Fours'
                    """)
            })
        #expect(try row["kind"] == "region")
        #expect(try row["contact_email"] == "ana@fours.example")
        #expect(try row["signed_on"] == "2014-01-07")
        #expect(try await folder.runs.undo(folder.lastRun(), now: World.monday).text.hasPrefix("Removed: 4\n"))
        #expect(try await folder.count("SELECT count(*) AS count FROM partner WHERE name_fr LIKE '%ours%'") == 0)
    }

    @Test(arguments: Engine.available)
    func `people come in with their roles, nobody is written to, and no list makes an administrator`(
        engine: Engine
    ) async throws {
        let folder = try await ImportFolder(engine)
        let messages = try await folder.count("SELECT count(*) AS count FROM message")
        let list = """
            Nom et prénom;Courriel;Fonction;Rôle;Langue
            Ana Invent;ana@fours.example;Boulangère;juré;français
            Bo Invent;bo@fours.example;;Observer;English
            Awa;awa@example.org;;Référent;
            Coralie;coralie@example.org;;juror;
            Di Invent;di@fours.example;;agency-administrator;
            Em Invent;em(at)fours;;;
            """
        let answer = try await folder.take(.people, list, edition: "2014")
        #expect(answer.text.contains("Line 2, created: Ana Invent"), "\(answer.text)")
        #expect(answer.text.contains("Line 3, created: Bo Invent"))
        #expect(answer.text.contains("Line 5, refused: this person is “Submitter” already"))
        #expect(
            answer.text.contains(
                "Line 6, refused, column “Rôle”: “agency-administrator” is no role that a list can give."))
        #expect(answer.text.contains("Line 7, refused, column “Courriel”: “em(at)fours” is no mail address."))
        #expect(try await folder.count("SELECT count(*) AS count FROM message") == messages)
        let roles = try await folder.count(
            """
            SELECT count(*) AS count FROM role_grant JOIN person ON person.id = person
            WHERE email LIKE '%fours.example' AND edition = \(World.edition2014)
            """)
        #expect(roles == 2)
        #expect(try await folder.take(.people, list, edition: "2014").text.contains("Created: 0\n"))
        let runs = try await folder.runs.list().text.split(separator: "\n")
        let first = try #require(runs.last?.prefix { $0 != "\t" })
        #expect(try await folder.runs.undo(String(first), now: World.monday).exit == .complete)
        #expect(try await folder.count("SELECT count(*) AS count FROM person WHERE email LIKE '%fours.example'") == 0)
        #expect(try await folder.count("SELECT count(*) AS count FROM person WHERE email = 'awa@example.org'") == 1)
    }

    @Test func `one role for all is given as an option`() async throws {
        let folder = try await ImportFolder()
        let list = "name,email\nAna Invent,ana@fours.example\n"
        #expect(try await folder.take(.people, list, role: "agency-administrator").exit == .badArguments)
        #expect(try await folder.take(.people, list, role: "roi").exit == .badArguments)
        #expect(try await folder.take(.people, list, edition: "1999").exit == .badArguments)
        #expect(try await folder.take(.people, list, edition: "2014", role: "relay").exit == .complete)
        #expect(
            try await folder.count(
                "SELECT count(*) AS count FROM role_grant WHERE role = 'relay' AND edition IS NOT NULL")
                > 0)
    }

    @Test func `a mapping names columns that have names of their own`() async throws {
        let folder = try await ImportFolder()
        let mapping = """
            schema: rallynov.import/1
            columns:
              name: Qui
              kind: {column: Quoi, values: {Asso loi 1901: association}}
            """
        let list = "Qui,Quoi\nLes Meules,ASSO LOI 1901\nLes Fours,inconnu\n"
        let answer = try await folder.take(.organisations, list, mapping: mapping)
        #expect(answer.text.contains("unknown term “inconnu”: 1"), "\(answer.text)")
        #expect(try await folder.organisations().contains("Les Meules, association, , "))
        let wrong = try await folder.take(.organisations, list, mapping: mapping.replacing("kind", with: "sort"))
        #expect(wrong.exit == .badArguments)
        #expect(wrong.text.contains(":4: columns.sort "))
    }

    @Test func `a list without its needed column, and a file that is none, are refused whole`() async throws {
        let folder = try await ImportFolder()
        let answer = try await folder.take(.people, "prénom,courriel\nAna,ana@fours.example\n")
        #expect(answer.exit == .fileRefused)
        #expect(answer.text.contains("the column Name is missing"))
        #expect(try await folder.take(.partners, "\0").exit == .fileRefused)
        #expect(try await folder.runs.list().text == "No list has been taken in yet.")
    }
}

extension ImportFolder {
    func organisations() async throws -> [String] {
        try await world.database.read { connection in
            try connection.rows("SELECT name, kind, department, commune_code, siret FROM organisation").map { row in
                let (name, kind): (String, String) = (try row["name"], try row["kind"])
                return "\(name), \(kind), \(try row["department"] as String), \(try row["commune_code"] as String)"
            }.sorted()
        }
    }
}
