import Storage
import StorageTesting
import Testing
import World

@testable import Sheets

/// What people of a list are called, whichever columns say it.
struct PeopleNamesTests {
    @Test(
        arguments: Engine.available,
        [
            "Nom;Prénom;Courriel\nRameau;Odile;odile@example.org\n",
            "Prénom;Nom de famille;Structure;Adresse e-mail\nOdile;Rameau;Les Fours;odile@example.org\n",
            "Organisation;Nom et prénom;Mél\nLes Fours;Odile Rameau;odile@example.org\n",
            "Nom;Prénom;Courriel\nOdile Rameau;Odile;odile@example.org\n",
            "Last name,First name,Email\nRameau,Odile,odile@example.org\n",
        ])
    func `somebody is called by first name and name, and by no organisation`(engine: Engine, list: String) async throws
    {
        let folder = try await ImportFolder(engine)
        let answer = try await folder.take(.people, list)
        #expect(answer.text.contains("Line 2, created: Odile Rameau"), "\(answer.text)")
        #expect(!answer.text.contains("Columns that are not read: Prénom"))
        let name = try await folder.world.database.read {
            try $0.row("SELECT name FROM person WHERE email_key = 'odile@example.org'")?["name"] as String?
        }
        #expect(name == "Odile Rameau")
    }

    @Test func `without a first name the name stands alone`() async throws {
        let folder = try await ImportFolder()
        let answer = try await folder.take(.people, "Nom;Prénom;Courriel\nRameau;;odile@example.org\n")
        #expect(answer.text.contains("Line 2, created: Rameau\n"), "\(answer.text)")
    }
}
