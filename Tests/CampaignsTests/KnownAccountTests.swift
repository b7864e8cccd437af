import StorageTesting
import Testing
import WebTesting
import World

/// A role given by an address that is somebody's already, typed with another name or function.
struct KnownAccountTests {
    private let new = "/agence/personnes/nouvelle"

    @Test(arguments: Engine.available)
    func `whoever types another name or function for a known address reads that the account keeps its own`(
        engine: Engine
    ) async throws {
        let world = try await World(engine)
        let mireille = world.visitor(.mireille)
        let form = try await mireille.get(new)
        let typed: KeyValuePairs = [
            "name": "Lucile Autrement", "email": "Lucie@example.org", "function": "Ergonome", "role": "observer",
            "edition": World.edition2014.description, "invited": "",
        ]
        let page = try await mireille.follow(mireille.submit(new, on: form, typed))
        #expect(page.text.contains("lucie@example.org a déjà un compte, au nom de « Lucie »"), "\(page.text)")
        #expect(!page.text.contains("Lucile") && !page.text.contains("Ergonome"))
        let again = try await mireille.follow(mireille.submit(new, on: form, typed))
        #expect(again.text.contains("a déjà un compte"))
    }

    @Test func `nobody is told so whose name was typed as it is, nor of somebody new`() async throws {
        let world = try await World()
        let mireille = world.visitor(.mireille)
        let form = try await mireille.get(new)
        for (name, email) in [("Lucie", "lucie@example.org"), ("Naïma", "naima@example.org")] {
            let typed: KeyValuePairs = [
                "name": name, "email": email, "role": "observer", "edition": World.edition2014.description,
                "invited": "",
            ]
            let page = try await mireille.follow(mireille.submit(new, on: form, typed))
            #expect(page.text.contains("Aucune invitation") && !page.text.contains("a déjà un compte"), "\(page.text)")
        }
    }
}
