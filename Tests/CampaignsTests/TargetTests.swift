import Identifiers
import Storage
import StorageTesting
import Testing
import Web
import WebTesting
import World

@testable import Campaigns

/// What a target has reached is one figure, whichever page tells it.
struct TargetTests {
    private static let desk = "/agence/editions/2014"
    private static let sent = "01480000-0e0e-7000-8000-000000000001"

    @Test(arguments: Engine.available)
    func `a figure that the site counts is the same on every page, whatever was typed before`(engine: Engine)
        async throws
    {
        let world = try await World(engine)
        try await add("submissions-transmitted", typed: 57, to: world)
        let julien = world.visitor(.julien)
        let form = "\(Self.desk)/objectifs/\(Self.sent)"
        for path in [Self.desk, "\(Self.desk)/objectifs"] {
            let page = try await julien.get(path)
            #expect(page.html.contains("etat=transmitted\">1</a>"), "\(path)")
            #expect(page.text.contains("1 sur 20") && !page.text.contains("57"), "\(path)")
        }
        #expect(try await julien.get("\(Self.desk)/objectifs.csv").html.contains(";1;20;"))
        let page = try await julien.get(form)
        #expect(page.text.contains("Compté par le site aujourd’hui : 1."))
        #expect(page.fields(of: form)["value"] == "")

        #expect(try await julien.submit(form, on: page, ["value": "58"]).status == .seeOther)
        let kept = try await world.database.read { try $0.row("SELECT typed FROM target WHERE id = \(Self.sent)") }
        #expect(try kept?["typed"] as Int? == nil)
    }

    @Test(arguments: Engine.available)
    func `a form that is sent again with something else in it adds nothing and says so`(engine: Engine) async throws {
        let world = try await World(engine)
        let (julien, list) = (world.visitor(.julien), "\(Self.desk)/objectifs")
        let form = try await julien.get(list + "/nouveau")
        let fields: KeyValuePairs = ["name": "Ateliers", "goal": "10", "rule": "Un atelier compte une fois."]
        for _ in 1...2 { #expect(try await julien.submit(list, on: form, fields).status == .seeOther) }
        let typed: KeyValuePairs = ["name": "Visites", "goal": "5", "rule": "Une visite compte une fois."]
        let other = try await julien.submit(list, on: form, typed)
        #expect(other.status == .conflict && other.text.contains("Rien n’a été ajouté cette fois"))
        #expect(try await julien.submit(list, on: other, typed).status == .seeOther)
        let count = try await world.database.read {
            try $0.count("SELECT count(*) AS count FROM target WHERE name IN ('Ateliers', 'Visites')")
        }
        #expect(count == 2)
    }

    @Test(arguments: Engine.available)
    func `two targets that read the same are refused, and what was typed stays`(engine: Engine) async throws {
        let world = try await World(engine)
        let (julien, list) = (world.visitor(.julien), "\(Self.desk)/objectifs")
        let add = { (name: String) in
            try await julien.submit(
                list, on: julien.get(list + "/nouveau"), ["name": name, "goal": "10", "rule": "Compté une fois."])
        }
        #expect(try await add("Ateliers").status == .seeOther)
        let refused = try await add("ateliers")
        #expect(refused.status == .unprocessableContent && refused.html.contains("value=\"ateliers\""))
        #expect(refused.text.contains("Un autre objectif de cette édition"))
        #expect(try await add("Visites").status == .seeOther)
        let count = try await world.database.read {
            try $0.count("SELECT count(*) AS count FROM target WHERE lower(name) = 'ateliers'")
        }
        #expect(count == 1)
    }

    @Test(arguments: [
        ("0", false), ("00", false), ("1", true), ("999999999", true), ("1000000000", false), ("-3", false),
    ])
    func `a figure to reach is at least one, and within bounds`(goal: String, isOne: Bool) {
        #expect(TargetForm(Fields([("goal", goal)])).problems.contains(.noSuchGoal) != isOne, "\(goal)")
    }

    @Test func `a typed figure holds where nothing is counted, and nowhere else`() throws {
        let typed = TargetForm(Fields([("counter", "typed"), ("value", "12")]))
        #expect(typed.valueNumber == 12)
        let counted = TargetForm(Fields([("counter", "sheets-published"), ("value", "12")]))
        #expect(counted.valueNumber == nil)
        let unread = TargetForm(Fields([("counter", "sheets-published"), ("value", "a dozen")]))
        #expect(!unread.problems.contains(.noSuchValue))
        #expect(TargetForm(Fields([("counter", "typed"), ("value", "a dozen")])).problems.contains(.noSuchValue))
    }

    private func add(_ counter: String, typed: Int, to world: World) async throws {
        try await world.database.write { connection in
            try connection.run(
                """
                INSERT INTO target (id, edition, position, name, unit, goal, rule, counter, typed, typed_at)
                VALUES (\(Self.sent), \(World.edition2014), 0, 'Dossiers', 'dossiers', 20, 'Un dossier compte une fois',
                    \(counter), \(typed), \(World.monday))
                """)
        }
    }
}
