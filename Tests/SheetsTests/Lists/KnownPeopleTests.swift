import StorageTesting
import Testing
import World

@testable import Sheets

/// A list of people beside accounts that say otherwise who they are.
struct KnownPeopleTests {
    @Test(arguments: Engine.available)
    func `a known address with another name or function keeps its own, and the report says so`(engine: Engine)
        async throws
    {
        let folder = try await ImportFolder(engine)
        let list = """
            Nom;Courriel;Fonction
            Lucile Autrement;Lucie@example.org;Ergonome
            Damien;damien@example.org;
            Nora Invent;nora@example.org;Boulangère
            """
        // Whoever is called otherwise is asked about: it is the same person.
        let answer = try await folder.take(.people, list, edition: "2014", role: "observer", knownNames: .same)
        #expect(answer.text.contains("“Lucile Autrement”: the account of this address says “Lucie”"), "\(answer.text)")
        #expect(answer.text.contains("“Ergonome”: the account of this address says"))
        #expect(answer.text.matches(of: /the account of this address says/).count == 2)
        let names = try await folder.count("SELECT count(*) AS count FROM person WHERE name = 'Lucie'")
        #expect(names == 1)
    }
}
