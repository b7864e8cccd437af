import StorageTesting
import Testing
import WebTesting
import World

/// The first words of the home page are set as their form promises.
struct HomeLeadTests {
    private static let form = "/agence/editions/2014/textes/home-lead"

    @Test(arguments: Engine.available)
    func `lists, bold words and links of the first words are shown as such, and their description is plain`(
        engine: Engine
    ) async throws {
        let world = try await World(engine)
        let typed = "Des **preuves** et [le règlement](/reglement) :\n\n- une <b>idée</b>\n- un essai"
        let julien = world.visitor(.julien)
        let saved = try await julien.submit(Self.form, on: julien.get(Self.form), ["body_fr": typed])
        #expect(saved.location == "/agence/textes?ok=saved&edition=2014")
        let home = try await world.stranger.get("/").html
        #expect(home.contains("<strong>preuves</strong>") && home.contains("<a href=\"/reglement\">le règlement</a>"))
        #expect(home.contains("<li>une &lt;b&gt;idée&lt;/b&gt;</li>"))
        let head = String(home.prefix(upTo: home.firstRange(of: "</head>")?.lowerBound ?? home.endIndex))
        #expect(head.contains("preuves") && !head.contains("**") && !head.contains("]("))
    }

    @Test(arguments: Engine.available)
    func `what is left between braces is said not to be filled in by anything, and is not shown`(engine: Engine)
        async throws
    {
        let world = try await World(engine)
        let julien = world.visitor(.julien)
        let form = try await julien.get(Self.form)
        #expect(form.text.contains("entre {{ et }} est à compléter par vous"))
        let saved = try await julien.submit(Self.form, on: form, ["body_fr": "Bonjour {{prenom}}, entrez."])
        let page = try await julien.follow(saved)
        #expect(page.text.contains("rien d’autre que vous ne le complète"), "\(page.text)")
        #expect(try await !world.stranger.get("/").text.contains("entrez."))
    }
}
