import Campaigns
import Storage
import StorageTesting
import Testing
import WebTesting
import World

@testable import Sheets

/// Rows whose name is nearly that of something known are asked about before they are taken in.
struct NearNamesTests {
    private static let path = "/agence/listes"

    @Test(arguments: [
        ("SARL Levain", "Levain"), ("Levain S.A.R.L.", "LEVAIN"), ("L’Élan", "l'elan"), ("Rally-Nov", "Rallynov"),
        ("Association loi 1901 Les Meules", "Les Meules"), ("SAS", "sas"),
        ("L’association Le Pain Partagé", "Le Pain Partagé"), ("Association Le Pain-Partagé", "Le Pain Partagé"),
        ("Bois et Cie", "Bois & Cie"), ("BOIS ET CIE SARL", "Bois & Cie"), ("Bois et Compagnie", "Bois & Cie"),
        ("L’Union régionale des Scop", "Union régionale des Scop"), ("Fours Saint-Martin", "Les Fours St Martin"),
        ("S.C.O.P. Les Deux Rives", "SCOP Les Deux Rives"), ("The Bread Society", "Bread Society"),
    ])
    func `accents, case, apostrophes, hyphens, the article, the sign of «and» and the legal form make no other name`(
        one: String, other: String
    ) {
        #expect(NearName.key(one) == NearName.key(other))
    }

    @Test(arguments: [
        ("Levain", "Levains"), ("Les Meules", "Les Moules"), ("SARL", "SAS"), ("Four 1", "Four 2"),
        ("Bois & Cie", "Bois"),
    ])
    func `other words do`(one: String, other: String) {
        #expect(NearName.key(one) != NearName.key(other))
    }

    @Test func `somebody is nobody else by being called Mme, or by the order of their names`() {
        #expect(NearName.key(ofPerson: "Mme RAMEAU Odile") == NearName.key(ofPerson: "Odile Rameau"))
        #expect(NearName.key(ofPerson: "M. Rameau") == NearName.key(ofPerson: "rameau"))
        #expect(NearName.key(ofPerson: "Madame") != NearName.key(ofPerson: "Monsieur"))
    }

    @Test(arguments: Engine.available)
    func `an organisation is asked about in the trial, and taken as it was said`(engine: Engine) async throws {
        let world = try await World(engine)
        let mireille = world.visitor(.mireille)
        let rows = "Nom\tSite web\nSARL Boulangerie Levain d’Aubépine\thttps://levain.example\nLes Meules\t"
        let trial = try await mireille.submit(
            Self.path, on: mireille.get(Self.path + "?kind=organisations"), ["rows": rows])
        let words = "Ligne 2 : « SARL Boulangerie Levain d’Aubépine » se trouve déjà presque sous ce nom"
        #expect(trial.text.contains(words))
        #expect(!trial.text.contains("« Les Meules » se trouve"))
        let open = try await mireille.submit(Self.path, on: trial, ["step": "keep"])
        #expect(open.status == .unprocessableContent && open.html.contains("href=\"#near\""))
        #expect(try await world.organisations() == 2)
        let taken = try await mireille.submit(Self.path, on: open, ["near": "same", "step": "keep"])
        #expect(taken.status == .seeOther)
        #expect(try await world.organisations() == 3)
        let site = try await world.database.read {
            try $0.row("SELECT website FROM organisation WHERE id = \(World.bakery)")?["website"] as String?
        }
        #expect(site == "https://levain.example")
        // Pressed twice, it is done once.
        #expect(try await mireille.submit(Self.path, on: open, ["near": "same", "step": "keep"]).status == .seeOther)
        #expect(try await world.organisations() == 3)
    }

    @Test(arguments: Engine.available)
    func `another of nearly the same name is added, or left out, when that is said`(engine: Engine) async throws {
        let world = try await World(engine)
        let mireille = world.visitor(.mireille)
        let rows = "Nom\nSARL Boulangerie Levain d’Aubépine"
        let trial = try await mireille.submit(
            Self.path, on: mireille.get(Self.path + "?kind=organisations"), ["rows": rows])
        let left = try await mireille.submit(Self.path, on: trial, ["near": "leave", "step": "keep"])
        #expect(left.text.contains("laissée de côté comme demandé"))
        #expect(try await world.organisations() == 2)
        let added = try await mireille.submit(Self.path, on: trial, ["near": "new", "step": "keep"])
        #expect(added.status == .seeOther)
        #expect(try await world.organisations() == 3)
    }

    @Test(arguments: Engine.available)
    func `each row has its own answer, and one that waits for its answer is not among those to make`(
        engine: Engine
    ) async throws {
        let world = try await World(engine)
        let mireille = world.visitor(.mireille)
        let rows = "Nom\nSARL Boulangerie Levain d’Aubépine\nLes Meules\nAssociation À Portée-de-Pas"
        let trial = try await mireille.submit(
            Self.path, on: mireille.get(Self.path + "?kind=organisations"), ["rows": rows])
        #expect(trial.text.contains("À créer : 1 ·") && trial.text.contains("À préciser : 2"), "\(trial.text)")
        // One of two is not said yet.
        let half = try await mireille.submit(Self.path, on: trial, ["near-2": "new", "step": "keep"])
        #expect(half.status == .unprocessableContent && half.lostFaults == [])
        #expect(half.text.contains("À créer : 2 ·") && half.text.contains("À préciser : 1"), "\(half.text)")
        #expect(half.fields(of: Self.path)["near-2"] == "new")
        let taken = try await mireille.submit(Self.path, on: half, ["near": "same", "step": "keep"])
        #expect(taken.status == .seeOther, "\(taken.text)")
        // The bakery of another name and the mills are new; the other one is what was known.
        #expect(try await world.organisations() == 4)
    }

    @Test(arguments: Engine.available)
    func `another department or another number says that it is another`(engine: Engine) async throws {
        let folder = try await ImportFolder(engine)
        let list = """
            Nom;Département;SIRET
            SARL Boulangerie Levain d’Aubépine;Haute-Saône;
            Association À Portée de Pas;;00999123300017
            """
        let answer = try await folder.take(.organisations, list)
        #expect(answer.text.contains("Created: 2\n"), "\(answer.text)")
    }

    @Test(arguments: Engine.available)
    func `partners and people are asked about as well, on the command line too`(engine: Engine) async throws {
        let folder = try await ImportFolder(engine)
        _ = try await folder.take(.partners, "Nom\nChambre des Fours\n")
        let partners = "Nom;Site web\nAssociation Chambre-des-Fours;https://fours.example\n"
        for isDryRun in [true, false] {
            let asked = try await folder.take(.partners, partners, isDryRun: isDryRun)
            #expect(asked.exit == .undecided && asked.text.contains("nearly under this name: Chambre des Fours"))
        }
        #expect(try await folder.take(.partners, partners, knownNames: .same).text.contains("Updated: 1\n"))
        #expect(try await folder.count("SELECT count(*) AS count FROM partner") == 1)

        let people = "Nom;Courriel;Rôle\nCORALIE;coralie.ailleurs@example.org;relay\n"
        let before = try await folder.count("SELECT count(*) AS count FROM person")
        let asked = try await folder.take(.people, people, edition: "2014")
        #expect(asked.exit == .undecided && asked.text.contains("coralie@example.org"), "\(asked.text)")
        let left = try await folder.take(.people, people, edition: "2014", knownNames: .leave)
        #expect(left.text.contains("Refused: 1\n"))
        let taken = try await folder.take(.people, people, edition: "2014", knownNames: .same)
        #expect(taken.text.contains("Updated: 1\n"), "\(taken.text)")
        #expect(try await folder.count("SELECT count(*) AS count FROM person") == before)
        let held = try await folder.count(
            "SELECT count(*) AS count FROM role_grant WHERE role = 'relay' AND person = \(Somebody.coralie.id)")
        #expect(held == 1)
        let other = try await folder.take(.people, people, edition: "2014", knownNames: .new)
        #expect(other.text.contains("Created: 1\n"))
    }

    @Test(arguments: Engine.available)
    func `two new rows of one list that are nearly alike are asked about, and come in as it was said`(
        engine: Engine
    ) async throws {
        let world = try await World(engine)
        let mireille = world.visitor(.mireille)
        let rows = "Nom\tSite web\nAtelier du Tilleul\t\nSARL Atelier-du-Tilleul\thttps://tilleul.example"
        let trial = try await mireille.submit(
            Self.path, on: mireille.get(Self.path + "?kind=organisations"), ["rows": rows])
        let words = "Ligne 3 : « SARL Atelier-du-Tilleul » a presque le nom de la ligne 2 : Atelier du Tilleul"
        #expect(trial.text.contains(words), "\(trial.text)")
        let open = try await mireille.submit(Self.path, on: trial, ["step": "keep"])
        #expect(open.status == .unprocessableContent)
        #expect(try await world.organisations() == 2)
        let taken = try await mireille.submit(Self.path, on: open, ["near": "same", "step": "keep"])
        #expect(taken.status == .seeOther)
        #expect(try await world.organisations() == 3)
        let made = try await world.database.read {
            try $0.row("SELECT website FROM organisation WHERE name = 'Atelier du Tilleul'")?["website"] as String?
        }
        #expect(made == "https://tilleul.example")
    }

    @Test(arguments: Engine.available)
    func `the earlier row of two waits for the later one where that is known by its number`(engine: Engine) async throws
    {
        let folder = try await ImportFolder(engine)
        _ = try await folder.take(.organisations, "Nom;SIRET\nLes Ateliers du Quai;00999123300017\n")
        let list = "Nom;SIRET;Site web\nLe Quai d’En Bas;;https://quai.example\nSAS Le Quai d’en bas;00999123300017;\n"
        let asked = try await folder.take(.organisations, list)
        #expect(
            asked.exit == .undecided && asked.text.contains("Line 2: “Le Quai d’En Bas” has nearly"), "\(asked.text)")
        let taken = try await folder.take(.organisations, list, knownNames: .same)
        #expect(taken.text.contains("Created: 0\n") && taken.text.contains("Updated: 1\n"), "\(taken.text)")
    }

    @Test(arguments: Engine.available)
    func `partners and people of one list are asked about as well`(engine: Engine) async throws {
        let folder = try await ImportFolder(engine)
        let partners = "Nom;Site web\nCercle des Tuileries;\nAsso. Cercle des Tuileries;https://tuiles.example\n"
        let asked = try await folder.take(.partners, partners, isDryRun: true)
        #expect(asked.exit == .undecided && asked.text.contains("the name of line 2: Cercle des Tuileries"))
        let left = try await folder.take(.partners, partners, knownNames: .leave, isDryRun: true)
        #expect(left.text.contains("it has nearly the name of line 2: Cercle des Tuileries; left out"), "\(left.text)")
        let tried = try await folder.take(.partners, partners, knownNames: .same, isDryRun: true)
        let taken = try await folder.take(.partners, partners, knownNames: .same)
        for report in [tried, taken] {
            #expect(report.text.contains("Created: 1\nUpdated: 1\n"), "\(report.text)")
        }
        #expect(try await folder.count("SELECT count(*) AS count FROM partner") == 1)

        let people =
            "Nom;Courriel;Rôle\nOdile Rameau;odile@example.org;relay\nRAMEAU Odile;o.rameau@example.org;relay\n"
        let before = try await folder.count("SELECT count(*) AS count FROM person")
        #expect(try await folder.take(.people, people, edition: "2014").exit == .undecided)
        let one = try await folder.take(.people, people, edition: "2014", knownNames: .same)
        #expect(one.text.contains("Created: 1\nUpdated: 0\nUnchanged: 1\n"), "\(one.text)")
        #expect(try await folder.count("SELECT count(*) AS count FROM person") == before + 1)
    }

    @Test(arguments: Engine.available)
    func `rows of one list that say another number, or repeat a name as it is, are not asked about`(
        engine: Engine
    ) async throws {
        let folder = try await ImportFolder(engine)
        let list = """
            Nom;Département;Commune
            Les Fours du Lac;Doubs;Besançon
            SARL Les Fours du Lac;Haute-Saône;Vesoul
            Les Fours du Lac;Doubs;Pontarlier
            """
        let answer = try await folder.take(.organisations, list)
        #expect(answer.exit == .complete, "\(answer.text)")
    }
}

extension World {
    fileprivate func organisations() async throws -> Int {
        try await database.read { try $0.count("SELECT count(*) AS count FROM organisation") }
    }
}
