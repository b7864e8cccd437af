import StorageTesting
import Testing
import WebTesting
import World

@testable import Campaigns

struct PhasePagesTests {
    private let list = "/agence/editions/2014/phases"
    private var call: String { "\(list)/\(World.call)" }

    @Test func `a change of dates is shown with all it moves, and saved only when confirmed`() async throws {
        let world = try await World()
        let julien = world.visitor(.julien)
        let before = try await call(in: world)
        let shown = try await julien.submit(
            call, on: julien.get(call), ["end_day": "24/10/2014", "end_hour": "18:00", "following": "yes"])
        #expect(shown.status == .ok)
        #expect(shown.text.contains("Changer ces dates ?"))
        #expect(shown.text.contains("Lecture par le jury") == false)
        #expect(shown.text.contains("Délibération"))
        #expect(shown.text.contains("porteurs"))
        #expect(try await call(in: world) == before)
        let saved = try await julien.submit(call, on: shown, [:])
        #expect(saved.location == "\(list)?ok=told")
        #expect(try await call(in: world).endsAt != before.endsAt)
    }

    @Test func `an order that turns over is said before it is done, and a phase promises what it opens alone`()
        async throws
    {
        let world = try await World()
        let julien = world.visitor(.julien)
        let shown = try await julien.submit(call, on: julien.get(call), ["end_day": "10/01/2015", "end_hour": ""])
        #expect(shown.text.contains("L’ordre habituel des étapes s’inverse"))
        #expect(shown.text.contains("« Dépôt des dossiers » commencerait ou finirait après « Lecture par le jury »"))
        let week = try await julien.submit(call, on: julien.get(call), ["end_day": "18/10/2014", "end_hour": "12:00"])
        #expect(!week.text.contains("L’ordre habituel des étapes s’inverse"))
        #expect(try await julien.get(list).text.contains("Repérer des initiatives rien par elle-même"))
        let scouting: Phase.ID = World.key("0004", 1404)
        let removal = try await julien.get("\(list)/\(scouting)/retirer")
        #expect(!removal.text.contains("Ce que cette phase ouvre"))
        #expect(try await julien.get(call + "/retirer").text.contains("ne sera plus ouvert"))
    }

    @Test(arguments: Engine.available)
    func `phases of one step that are open at once stand each with its own end, wherever the step is shown`(
        engine: Engine
    ) async throws {
        let world = try await World(engine)
        for path in ["/agence/editions/2014", "/"] {
            let visitor = path == "/" ? world.stranger : world.visitor(.julien)
            let page = try await visitor.get(path).text
            #expect(page.contains("Analyse et visites · jusqu’au 24 oct."), "\(path)")
            #expect(page.contains("Lecture par le jury · jusqu’au 31 oct."), "\(path)")
            #expect(!page.contains("Évaluer jusqu’au"), "\(path)")
        }
    }

    @Test func `a name is saved at once`() async throws {
        let julien = try await World().visitor(.julien)
        #expect(
            try await julien.submit(call, on: julien.get(call), ["name_fr": "Dépôt & suite <b>"]).status == .seeOther)
        #expect(try await julien.get(list).html.contains("Dépôt &amp; suite &lt;b&gt;"))
    }

    @Test func `a refused date comes back as typed, linked from the top`() async throws {
        let julien = try await World().visitor(.julien)
        let answer = try await julien.submit(
            call, on: julien.get(call), ["end_day": "31/02/2014", "note": "Vu en réunion"])
        #expect(answer.status == .unprocessableContent)
        #expect(answer.html.contains("href=\"#end_day\""))
        #expect(answer.html.contains("value=\"31/02/2014\""))
        #expect(answer.html.contains("Vu en réunion</textarea>"))
    }

    @Test(arguments: Engine.available)
    func `a year that was mistyped is refused before anything moves, where a phase is changed and where it is added`(
        engine: Engine
    ) async throws {
        let world = try await World(engine)
        let (julien, before) = (world.visitor(.julien), try await call(in: world))
        let typed: KeyValuePairs = ["start_day": "01/01/2099", "end_day": "01/01/2100", "name_fr": "Appel"]
        for (page, path) in [(call, call), ("\(list)/nouvelle", list)] {
            let answer = try await julien.submit(path, on: julien.get(page), typed)
            #expect(answer.status == .unprocessableContent && answer.html.contains("href=\"#end_day\""), "\(page)")
            #expect(answer.text.contains("plus de dix ans") && answer.html.contains("value=\"01/01/2099\""), "\(page)")
        }
        #expect(try await call(in: world) == before)
    }

    @Test func `a second window sees both texts and can save again`() async throws {
        let julien = try await World().visitor(.julien)
        let (first, second) = try await (julien.get(call), julien.get(call))
        #expect(try await julien.submit(call, on: first, ["name_fr": "Premier nom"]).status == .seeOther)
        let answer = try await julien.submit(call, on: second, ["name_fr": "Second nom"])
        #expect(answer.status == .conflict)
        #expect(answer.text.contains("Premier nom"))
        #expect(answer.html.contains("value=\"Second nom\""))
        #expect(try await julien.submit(call, on: answer, [:]).status == .seeOther)
        #expect(try await julien.get(list).text.contains("Second nom"))
    }

    @Test func `a phase is added once even when its form is sent twice, and stands at its date`() async throws {
        let julien = try await World().visitor(.julien)
        let form = try await julien.get("\(list)/nouvelle")
        let fields: KeyValuePairs = [
            "name_fr": "Nuit des relais", "start_day": "01/10/2014", "end_day": "01/10/2014", "kind": "other",
        ]
        #expect(try await julien.submit(list, on: form, fields).status == .seeOther)
        #expect(try await julien.submit(list, on: form, fields).status == .seeOther)
        let other = try await julien.submit(
            list, on: form, ["name_fr": "Autre nuit", "start_day": "02/10/2014", "end_day": "02/10/2014"])
        #expect(other.status == .conflict && other.html.contains("value=\"Autre nuit\""))
        let page = try await julien.get(list).html
        #expect(page.components(separatedBy: "class=\"name\"><a").count - 1 == 14)
        let places = try ["Lecture par le jury", "Nuit des relais", "Délibération"].map {
            try #require(page.firstRange(of: "\($0)</a>")).lowerBound
        }
        #expect(places == places.sorted())
    }

    @Test func `a phase goes up and down, and is removed after it was asked`() async throws {
        let julien = try await World().visitor(.julien)
        #expect(try await julien.submit(call + "/monter", on: julien.get(list), [:]).status == .seeOther)
        let page = try await julien.get(list).html
        let (call, scouting) = try (
            #require(page.firstRange(of: "Dépôt des dossiers</a>")), #require(page.firstRange(of: "Repérage</a>"))
        )
        #expect(call.lowerBound < scouting.lowerBound)
        let asked = try await julien.get(self.call + "/retirer")
        #expect(asked.text.contains("Écrire et transmettre des dossiers"))
        #expect(try await julien.submit(self.call + "/retirer", on: asked, [:]).status == .seeOther)
        #expect(try await !julien.get(list).text.contains("Dépôt des dossiers"))
    }

    @Test func `the line of steps says where the edition stands`() async throws {
        let page = try await World().visitor(.julien).get("/agence/editions/2014")
        #expect(page.html.contains("aria-current=\"step\"><b>Repérer</b>"))
        #expect(page.html.contains("<li class=\"past\"><b>Définir</b>"))
        #expect(page.html.contains("<li><b>Récompenser</b>"))
    }

    private func call(in world: World) async throws -> Phase {
        let edition = try #require(try await EditionStore(database: world.database).find("2014"))
        return try #require(edition.phases.first { $0.id == World.call })
    }
}
