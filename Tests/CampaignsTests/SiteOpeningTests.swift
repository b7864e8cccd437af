import Storage
import StorageTesting
import Testing
import WebTesting
import World

struct SiteOpeningTests {
    private let notice = "/agence/textes/legal-notice"

    @Test(arguments: Engine.available)
    func `what opens the site to the public is said before and after`(engine: Engine) async throws {
        let world = try await World(engine)
        try await world.database.write { try $0.run("DELETE FROM page_text") }
        let mireille = world.visitor(.mireille)
        let page = try await mireille.get(notice)
        #expect(page.text.contains("s’ouvre au public au moment où"))
        let saved = try await mireille.submit(
            notice, on: page, ["body_fr": "Éditeur : l’agence.", "body_en": "Publisher: {{nom}}"])
        let list = try await mireille.get(#require(saved.location))
        #expect(list.text.contains("Le site est désormais ouvert au public."))
        #expect(list.text.contains("Les pages en anglais montrent le texte français"))
        let again = try await mireille.get(notice)
        #expect(!again.text.contains("s’ouvre au public au moment où"))
        let location = try await mireille.submit(notice, on: again, ["body_en": "Publisher: the agency."]).location
        #expect(location == "/agence/textes?ok=saved")
    }
}
