import Foundation
import Identifiers
import StorageTesting
import Testing
import WebTesting
import Words
import World

@testable import Campaigns

struct EditionPlanStoreTests {
    @Test(arguments: Engine.available)
    func `an edition made from another takes over what is ticked, on the same weekdays`(engine: Engine) async throws {
        let world = try await World(engine)
        let plans = EditionPlanStore(database: world.database)
        try await fill(world, year: "2014")
        var plan = self.plan
        let key: Edition.ID = World.key("0003", 15)
        let made = try await plans.make(plan, as: key, by: Somebody.mireille.id, at: World.monday)
        let old = try #require(try await EditionStore(database: world.database).find("2014"))
        #expect(made.status == .draft)
        #expect(made.phases.map(\.kind) == old.phases.map(\.kind))
        #expect(made.phases.map(\.firstDay.weekday) == old.phases.map(\.firstDay.weekday))
        let targets = try await TargetStore(database: world.database, counters: []).all(of: key)
        #expect(targets.map(\.target.name) == ["Initiatives 2014"])
        #expect(targets.map(\.value) == [nil])
        let partners = try await PartnerStore(database: world.database).engagements(in: key)
        #expect(partners.map(\.words) == ["Finance 2014"])
        #expect(partners.map(\.signedOn) == [nil])
        let stale = try await plans.staleTexts(of: made)
        #expect(stale.year == "2014")
        #expect(Set(stale.texts.map(\.place)) == [.target, .partner, .text])
        let page = try await world.visitor(.mireille).get(made.path())
        #expect(page.text.contains("\(stale.texts.count) textes parlent encore de 2014"))
        for text in stale.texts { #expect(page.html.contains("href=\"\(text.path)\""), "\(text)") }
        // The same form once more, and with something else in it.
        #expect(try await plans.make(plan, as: key, by: Somebody.mireille.id, at: World.monday).id == made.id)
        plan.name = "Autre"
        let other = plan
        await #expect(throws: EditionPlan.Problem.keyTaken) {
            try await plans.make(other, as: key, by: Somebody.mireille.id, at: World.monday)
        }
    }

    @Test(arguments: Engine.available)
    func `a text of the old year is kept or changed by one press, and asked about again once it says something else`(
        engine: Engine
    ) async throws {
        let world = try await World(engine)
        try await fill(world, year: "2014")
        let plans = EditionPlanStore(database: world.database)
        let made = try await plans.make(
            plan, as: World.key("0003", 15), by: Somebody.mireille.id, at: World.monday)
        let (mireille, keep) = (world.visitor(.mireille), made.path("reprises"))
        let page = try await mireille.get(made.path())
        #expect(page.text.contains("Ces mots ont été recopiés de l’édition 2014 à la création de rally’nov 2015"))
        let target = try #require(
            page.forms.first { form in
                form.path.hasSuffix("/reprises")
                    && form.fields.contains { $0.0 == "thing" && $0.1.hasPrefix("target:") }
            })
        let kept = try await mireille.post(keep, target.fields)
        #expect(kept.location == made.path() + "?ok=kept")
        #expect(try await mireille.post(keep, target.fields).location == made.path() + "?ok=kept")
        let places = try await plans.staleTexts(of: made).texts.map(\.place)
        #expect(!places.contains(.target) && places.contains(.text))
        try await world.database.write { connection in
            try connection.run("UPDATE target SET rule = 'Publiées en 2014' WHERE edition = \(made.id)")
        }
        #expect(try await plans.staleTexts(of: made).texts.map(\.place).contains(.target))
        #expect(try await mireille.post(keep, target.fields).location == made.path() + "?ok=otherwise")
        // Nobody else keeps anything.
        let own = target.fields.filter { $0.0 != "token" } + [("token", "token-of-julien")]
        #expect(try await world.visitor(.julien).post(keep, own).status == .notFound)
    }

    @Test(arguments: Engine.available)
    func `an edition with nothing ticked has the standard calendar`(engine: Engine) async throws {
        let world = try await World(engine)
        try await fill(world, year: "2014")
        var plan = plan
        plan.parts = []
        let made = try await EditionPlanStore(database: world.database).make(
            plan, as: World.key("0003", 15), by: Somebody.mireille.id, at: World.monday)
        #expect(made.phases.count == 13)
        #expect(made.phases.first?.firstDay.description == "2015-01-12")
        #expect(try await PartnerStore(database: world.database).engagements(in: made.id).isEmpty)
    }

    @Test(arguments: Engine.available)
    func `an address that is taken is refused and nothing is made`(engine: Engine) async throws {
        let world = try await World(engine)
        var plan = plan
        plan.slug = "2013"
        await #expect(throws: EditionPlan.Problem.addressTaken) {
            try await EditionPlanStore(database: world.database).make(
                plan, as: World.key("0003", 15), by: Somebody.mireille.id, at: World.monday)
        }
        #expect(try await EditionStore(database: world.database).all().count == 2)
    }

    private var plan: EditionPlan {
        EditionPlan(
            key: "", name: "rally'nov 2015", slug: "2015", firstDay: Day("2015-01-12")!,
            campaign: World.campaign.description, previous: World.edition2014.description)
    }

    private func fill(_ world: World, year: String) async throws {
        try await world.database.write { connection in
            let target: Target.ID = World.key("0009", 1)
            let partner: Partner.ID = World.key("0010", 1)
            try connection.run(
                """
                INSERT INTO target (id, edition, position, name, goal, rule, typed, typed_at)
                VALUES (\(target), \(World.edition2014), 0, \("Initiatives \(year)"), 20, 'Publiées', 13, \(World.monday))
                """)
            try connection.run(
                "INSERT INTO partner (id, name_fr, created_at) VALUES (\(partner), 'Chambre', \(World.monday))")
            try connection.run(
                """
                INSERT INTO partner_engagement (partner, edition, engagement, signed_on)
                VALUES (\(partner), \(World.edition2014), \("Finance \(year)"), '2014-01-07')
                """)
            try connection.run(
                """
                INSERT INTO page_text (scope, name, language, body, updated_at)
                VALUES (\(World.edition2014.description), 'rules', 'fr', \("Règlement de \(year)."), \(World.monday))
                """)
        }
    }
}

struct EditionPagesTests {
    @Test func `an edition is closed and reopened, each said in words first`() async throws {
        let world = try await World()
        let julien = world.visitor(.julien)
        let turn = "/agence/editions/2014/etat"
        let asked = try await julien.get(turn)
        #expect(asked.text.contains("On ne peut plus y écrire ni dossier ni évaluation"))
        #expect(try await julien.submit(turn, on: asked, [:]).status == .seeOther)
        #expect(try await EditionStore(database: world.database).find("2014")?.status == .closed)
        // Sent twice, it stays closed.
        #expect(try await julien.submit(turn, on: asked, [:]).status == .seeOther)
        let again = try await julien.get(turn)
        #expect(again.text.contains("Rouvrir"))
        #expect(try await julien.submit(turn, on: again, [:]).status == .seeOther)
        #expect(try await EditionStore(database: world.database).find("2014")?.status == .running)
    }

    @Test func `a new edition is proposed a year of weeks after the newest`() async throws {
        let mireille = try await World().visitor(.mireille)
        let page = try await mireille.get("/agence/editions/nouvelle")
        #expect(page.html.contains("value=\"2015\""))
        let made = try await mireille.submit("/agence/editions/nouvelle", on: page, [:])
        #expect(made.location == "/agence/editions/2015?ok=made")
        #expect(try await mireille.get("/agence/editions").text.contains("rally’nov 2015"))
    }

    @Test func `what stands against a new edition is linked from the top`() async throws {
        let mireille = try await World().visitor(.mireille)
        let page = try await mireille.get("/agence/editions/nouvelle")
        let answer = try await mireille.submit(
            "/agence/editions/nouvelle", on: page, ["name": "", "slug": "L'an prochain", "first_day": "30/02/2015"])
        #expect(answer.status == .unprocessableContent)
        for link in ["#name", "#slug", "#first_day"] { #expect(answer.html.contains("href=\"\(link)\"")) }
        #expect(answer.html.contains("value=\"L&#39;an prochain\""))
    }

    @Test(arguments: Engine.available)
    func `a new edition whose year was mistyped is refused, on its page and on the command line`(
        engine: Engine
    ) async throws {
        let world = try await World(engine)
        let (mireille, path) = (world.visitor(.mireille), "/agence/editions/nouvelle")
        let answer = try await mireille.submit(path, on: mireille.get(path), ["first_day": "01/01/2099"])
        #expect(answer.status == .unprocessableContent && answer.html.contains("href=\"#first_day\""))
        #expect(answer.text.contains("plus de dix ans") && answer.html.contains("value=\"01/01/2099\""))
        let addition = EditionCommand.Addition(slug: "2015", name: "2015", firstDay: "2099-01-01")
        let told = try await EditionCommand(database: world.database).add(addition, now: World.monday)
        #expect(told.exit == 1 && told.text.contains("more than ten years away"), "\(told.text)")
        #expect(try await EditionStore(database: world.database).all().count == 2)
        // A former year is recorded whenever that is.
        let former = EditionCommand.Addition(slug: "2000", name: "2000", firstDay: "2000-01-10")
        #expect(try await EditionCommand(database: world.database).add(former, now: World.monday).exit == 0)
    }
}

struct TargetPagesTests {
    private let list = "/agence/editions/2014/objectifs"

    @Test func `a target is added once, shows its gauge, and its typed figure keeps its date`() async throws {
        let julien = try await World().visitor(.julien)
        let form = try await julien.get(list + "/nouveau")
        let typed: KeyValuePairs = [
            "name": "Initiatives <nouvelles>", "goal": "1 200", "unit": "initiatives", "rule": "Publiées",
            "value": "13",
        ]
        #expect(try await julien.submit(list, on: form, typed).status == .seeOther)
        #expect(try await julien.submit(list, on: form, typed).status == .seeOther)
        let page = try await julien.get(list)
        #expect(page.html.components(separatedBy: "class=\"meter\"").count - 1 == 1)
        #expect(page.html.contains("max=\"1200\" value=\"13\""))
        #expect(page.text.contains("22 sept. 2014"))
        #expect(page.html.contains("Initiatives &lt;nouvelles&gt;"))
        #expect(try await julien.get(list + ".csv").html.contains(";13;1200;initiatives;2014-09-22"))
    }

    @Test(arguments: Engine.available)
    func `a target that is named in French only is marked as French on an English page, and so is its rule`(
        engine: Engine
    ) async throws {
        let julien = try await World(engine).visitor(.julien)
        for (name, english) in [("Partenaires engagés", ""), ("Dossiers reçus", "Files received")] {
            let form = try await julien.get(list + "/nouveau")
            _ = try await julien.submit(
                list, on: form,
                ["name": name, "name_en": english, "goal": "10", "unit": "en tout", "rule": "Comptés une fois"])
        }
        let page = try await julien.get("/en" + list).html
        for words in ["Partenaires engagés", "Comptés une fois", "en tout"] {
            #expect(page.contains("<span lang=\"fr\">\(words)</span>"), "\(words)")
        }
        #expect(page.contains(">Files received</a>") && !page.contains("Dossiers reçus"))
        #expect(try await !julien.get(list).html.contains("lang=\"fr\">Partenaires"))
    }

    @Test func `a target without its rule is refused as typed`() async throws {
        let julien = try await World().visitor(.julien)
        let answer = try await julien.submit(list, on: julien.get(list + "/nouveau"), ["name": "Films", "goal": "dix"])
        #expect(answer.status == .unprocessableContent)
        for link in ["#goal", "#rule"] { #expect(answer.html.contains("href=\"\(link)\"")) }
        #expect(answer.html.contains("value=\"dix\""))
    }

    @Test(arguments: Engine.available)
    func `a figure the program counts is counted when it is read`(engine: Engine) async throws {
        let world = try await World(engine)
        let counter = Counter(key: "files", name: { _ in "Files" }, listPath: { $0.path("dossiers") }) {
            edition, connection in
            try connection.count("SELECT count(*) AS count FROM submission WHERE edition = \(edition)")
        }
        let targets = TargetStore(database: world.database, counters: [counter])
        var form = TargetForm(key: "")
        (form.name, form.goal, form.rule, form.counter) = ("Dossiers", "20", "Tous", "files")
        _ = try await targets.add(form, as: World.key("0009", 2), to: "2014", by: Somebody.julien.id, at: World.monday)
        #expect(try await targets.all(of: World.edition2014).map(\.value) == [2])
        #expect(
            try await targets.add(form, as: World.key("0009", 3), to: "2013", by: Somebody.julien.id, at: World.monday)
                == nil)
    }
}
