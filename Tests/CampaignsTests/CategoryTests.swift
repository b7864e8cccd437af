import Identifiers
import Storage
import StorageTesting
import Testing
import Web
import WebTesting
import World

@testable import Campaigns

/// The categories of an edition, as staff declare them.
struct CategoryTests {
    private static let desk = "/agence/editions/2014"
    private static let list = "\(desk)/categories"

    @Test func `an edition without categories speaks of them in one line of its overview, and nowhere else`()
        async throws
    {
        let world = try await World()
        let julien = world.visitor(.julien)
        #expect(try await julien.get(Self.desk).text.contains("Ajouter des catégories"))
        let pages = [
            "\(Self.desk)/dossiers", "\(Self.desk)/jury", "\(Self.desk)/jury/lectures", "\(Self.desk)/prix",
            "\(Self.desk)/decisions", "\(Self.desk)/formulaire", "/agence/dossiers/\(World.nursery)",
            "/jury/2014/resultats", "/dossiers/nouveau", "\(Self.desk)/dossiers/saisir",
        ]
        for path in pages {
            let page = try await julien.get(path)
            #expect(page.status == .ok, "\(path)")
            #expect(!page.text.lowercased().contains("catégorie"), "\(path)")
        }
        // Such pages could say it.
        try await world.addCategories()
        for path in pages where !path.hasSuffix("formulaire") && !path.hasSuffix("jury") && !path.hasSuffix("lectures")
        {
            let page = try await julien.get(path)
            #expect(
                page.text.lowercased().contains("catégorie") || path.hasSuffix("decisions")
                    || path.hasSuffix("resultats"), "\(path)")
        }
    }

    @Test(arguments: Engine.available)
    func `staff declare categories, put them in order, and remove one that nothing stands for`(engine: Engine)
        async throws
    {
        let world = try await World(engine)
        let julien = world.visitor(.julien)
        for name in ["Santé au travail", "Inclusion"] {
            let form = try await julien.get("\(Self.list)/nouvelle")
            let added = try await julien.submit(Self.list, on: form, ["name_fr": name, "purpose_fr": "Pour \(name)"])
            #expect(added.location == "\(Self.list)?ok=added")
            // Twice is once.
            #expect(
                try await julien.submit(Self.list, on: form, ["name_fr": name, "purpose_fr": "Pour \(name)"]).status
                    == .seeOther)
        }
        #expect(try await codes(in: world) == ["sante-au-travail", "inclusion"])
        let last = try #require(try await categories(in: world).last)
        let page = try await julien.get(Self.list)
        _ = try await julien.submit("\(Self.list)/\(last.id)/monter", on: page, [:])
        #expect(try await codes(in: world) == ["inclusion", "sante-au-travail"])
        // Called otherwise it keeps its code.
        let path = "\(Self.list)/\(last.id)"
        let edit = try await julien.get(path)
        #expect(try await julien.submit(path, on: edit, ["name_fr": "Emploi pour tous"]).status == .seeOther)
        #expect(try await codes(in: world) == ["inclusion", "sante-au-travail"])
        #expect(try await julien.get(Self.list).text.contains("Emploi pour tous"))
        // What an older page says is shown beside what stands there.
        #expect(try await julien.submit(path, on: edit, ["name_fr": "Autre"]).status == .conflict)
        _ = try await julien.submit("\(path)/retirer", on: julien.get(path), [:])
        #expect(try await codes(in: world) == ["sante-au-travail"])
    }

    @Test(arguments: Engine.available)
    func `a category that a file is in stays, and the page says why`(engine: Engine) async throws {
        let world = try await World(engine)
        try await world.addCategories()
        try await world.put(World.nursery, in: World.health)
        let julien = world.visitor(.julien)
        let path = "\(Self.list)/\(World.health)"
        let page = try await julien.get(path)
        #expect(page.text.contains("dossier s’y trouve") && !page.html.contains("\(path)/retirer"))
        let refused = try await julien.post("\(path)/retirer", ["token": "token-of-julien"])
        #expect(refused.status == .unprocessableContent && refused.text.contains("dossier s’y trouve"))
        #expect(try await codes(in: world) == ["sante", "inclusion"])
    }

    @Test func `two of one name, one without a name, and a thirteenth are refused in words`() async throws {
        let world = try await World()
        let julien = world.visitor(.julien)
        let add = { (name: String) in
            try await julien.submit(Self.list, on: julien.get("\(Self.list)/nouvelle"), ["name_fr": name])
        }
        #expect(try await add("").status == .unprocessableContent)
        for number in 1...Category.most { #expect(try await add("Catégorie \(number)").status == .seeOther) }
        let again = try await julien.post(
            Self.list,
            ["token": "token-of-julien", "key": "01480000-0e02-7000-8000-000000000001", "name_fr": "Treizième"])
        #expect(again.status == .unprocessableContent && again.text.contains("12 catégories au plus"))
        let last = try #require(try await categories(in: world).last)
        _ = try await julien.submit(
            "\(Self.list)/\(last.id)/retirer", on: julien.get("\(Self.list)/\(last.id)"), [:])
        #expect(try await add("CATEGORIE 1").text.contains("porte ce nom"))
    }

    @Test func `whoever does not run the edition declares none`() async throws {
        let world = try await World()
        for somebody in [Somebody.awa, .coralie, .genevieve, .sabine] {
            #expect(try await world.visitor(somebody).get(Self.list).status != .ok, "\(somebody)")
        }
    }

    @Test(arguments: Engine.available)
    func `an edition made from another has its categories, under the same codes`(engine: Engine) async throws {
        let world = try await World(engine)
        try await world.addCategories()
        let julien = world.visitor(.julien)
        let page = try await julien.get("/agence/editions/nouvelle?depuis=2014")
        let made = try await julien.submit("/agence/editions/nouvelle", on: page, [:])
        #expect(made.location == "/agence/editions/2015?ok=made")
        let next = try #require(try await EditionStore(database: world.database).find("2015"))
        #expect(next.categories.map(\.code) == ["sante", "inclusion"])
        #expect(next.categories.first?.purposeFR == "Le travail qui ménage")
        #expect(Set(next.categories.map(\.id)).isDisjoint(with: [World.health, World.inclusion]))
        #expect(
            try await julien.get("/agence/editions/2015").text.contains("les catégories Santé au travail et Inclusion"))
    }

    @Test func `a code is made of the name, and of no other category`() {
        #expect(Category.code(from: "Santé & travail", unlike: []) == "sante-travail")
        #expect(Category.code(from: "Santé & travail", unlike: ["sante-travail"]) == "sante-travail-2")
        #expect(Category.code(from: "2014", unlike: []) == "categorie-2014")
        #expect(Category.code(from: "—", unlike: []) == "categorie")
    }

    private func categories(in world: World) async throws -> [Campaigns.Category] {
        try await EditionStore(database: world.database).find("2014")?.categories ?? []
    }

    private func codes(in world: World) async throws -> [String] { try await categories(in: world).map(\.code) }
}
