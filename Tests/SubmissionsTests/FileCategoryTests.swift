import Campaigns
import Forms
import Foundation
import Grids
import Storage
import StorageTesting
import Testing
import Web
import WebTesting
import World

@testable import Submissions

/// To which category a file belongs: chosen when it is begun, kept with it, changed by staff once it was sent.
struct FileCategoryTests: BeginsFiles {
    private static let ovens = "/dossiers/\(World.ovens)"
    private static let desk = "/agence/dossiers/\(World.nursery)"
    private static let list = "/agence/editions/2014/dossiers"

    @Test(arguments: Engine.available)
    func `whoever begins a file chooses a category, and has it when the link is opened`(engine: Engine) async throws {
        let world = try await World(engine)
        try await world.addCategories()
        let page = try await world.stranger.get(Self.path)
        #expect(page.text.contains("Santé au travail") && page.text.contains("Le travail qui ménage"))
        let refused = try await begin(world.stranger, email: "neuve@example.org")
        #expect(refused.status == .unprocessableContent && refused.text.contains("Choisissez une des catégories"))
        let asked = try await world.stranger.post(
            Self.path,
            [
                "email": "neuve@example.org", "organisation": "Levain", "title": "La nuit rendue",
                "category": World.inclusion.description,
            ])
        #expect(asked.status == .seeOther)
        let (reader, link) = (world.stranger, try await link(to: "neuve@example.org", in: world))
        #expect(try await reader.get(link).text.contains("Inclusion"))
        let begun = try await reader.post(link, [("file", "")])
        #expect(begun.status == .seeOther)
        let row = try await world.database.read {
            try $0.row("SELECT category FROM submission WHERE title = 'La nuit rendue'")
        }
        #expect(try row?["category"] as Campaigns.Category.ID? == World.inclusion)
    }

    @Test(arguments: Engine.available)
    func `a draft without a category is not sent before one is chosen`(engine: Engine) async throws {
        let world = try await World(engine)
        try await CompleteFile.fill(World.ovens, in: world)
        try await world.addCategories()
        let romain = world.visitor(.romain)
        let check = try await romain.get("\(Self.ovens)/transmettre")
        #expect(check.text.contains("choisissez celle du dossier"))
        let refused = try await romain.post("\(Self.ovens)/transmettre", ["token": "token-of-romain"])
        #expect(refused.status == .unprocessableContent && refused.text.contains("Choisissez d’abord la catégorie"))
        let form = try await romain.get("\(Self.ovens)/categorie")
        #expect(
            try await romain.submit("\(Self.ovens)/categorie", on: form, [:]).status == .unprocessableContent)
        let chosen = try await romain.submit(
            "\(Self.ovens)/categorie", on: form, ["category": World.health.description])
        #expect(chosen.location == "\(Self.ovens)?ok=category")
        #expect(try await romain.get(Self.ovens).text.contains("Santé au travail"))
        // Another one, while it is a draft.
        _ = try await romain.submit("\(Self.ovens)/categorie", on: form, ["category": World.inclusion.description])
        #expect(try await romain.post("\(Self.ovens)/transmettre", ["token": "token-of-romain"]).status == .seeOther)
        // Sent, it is the agency's to change.
        let late = try await romain.post(
            "\(Self.ovens)/categorie", ["token": "token-of-romain", "category": World.health.description])
        #expect(late.status == .conflict && late.text.contains("seule l’agence"))
        #expect(try await category(of: World.ovens, in: world) == World.inclusion)
    }

    @Test(arguments: Engine.available)
    func `staff change the category of a sent file with a reason, which its owners read`(engine: Engine) async throws {
        let world = try await World(engine)
        try await world.addCategories()
        try await world.put(World.nursery, in: World.health)
        let julien = world.visitor(.julien)
        let page = try await julien.get(Self.desk)
        let fields: KeyValuePairs = ["category": World.inclusion.description, "category-reason": ""]
        let refused = try await julien.submit("\(Self.desk)/categorie", on: page, fields)
        #expect(refused.status == .unprocessableContent && refused.text.contains("Donnez un motif"))
        let given: KeyValuePairs = [
            "category": World.inclusion.description, "category-reason": "Elle parle surtout d’emploi.",
        ]
        let done = try await julien.submit("\(Self.desk)/categorie", on: page, given)
        #expect(done.location == "\(Self.desk)?ok=category")
        let history = try await julien.get(Self.desk).text
        #expect(
            history.contains("Catégorie changée de « Santé au travail » à « Inclusion »".replacing(" ", with: "\u{A0}"))
                || history.contains("Elle parle surtout d’emploi."))
        let letter = try await letter(to: "coralie@example.org", in: world)
        #expect(letter.contains("Inclusion") && letter.contains("Elle parle surtout d’emploi."))
        // The same once more is no act.
        #expect(
            try await julien.submit("\(Self.desk)/categorie", on: page, given).text.contains(
                "déjà dans cette catégorie"))
        // A draft is its writers' to put somewhere.
        let draft = try await julien.post(
            "/agence/dossiers/\(World.ovens)/categorie",
            [
                "token": "token-of-julien", "category": World.health.description, "category-reason": "Pour voir",
            ])
        #expect(draft.status == .unprocessableContent)
        #expect(try await category(of: World.ovens, in: world) == nil)
    }

    @Test(arguments: Engine.available)
    func `the list of files is narrowed by category, shows it, and so does the table`(engine: Engine) async throws {
        let world = try await World(engine)
        try await world.addCategories()
        try await world.put(World.nursery, in: World.health)
        let julien = world.visitor(.julien)
        let narrowed = try await julien.get("\(Self.list)?categorie=sante")
        #expect(narrowed.text.contains("Composer les tournées") && !narrowed.text.contains("Un pain qui attend"))
        #expect(try await julien.get("\(Self.list)?categorie=inclusion").text.contains("Aucun dossier"))
        let without = try await julien.get("\(Self.list)?categorie=-").text
        #expect(without.contains("Un pain qui attend") && !without.contains("Composer les tournées"))
        let whole = try await julien.get("\(Self.list).csv").html
        #expect(whole.contains("Catégorie") && whole.contains("Santé au travail"))
        let part = try await julien.get("\(Self.list).csv?categorie=inclusion").html
        #expect(!part.contains("Composer les tournées"))
    }

    @Test(arguments: Engine.available)
    func `a question for one category is not asked of another, nor missed, and what was answered is kept`(
        engine: Engine
    )
        async throws
    {
        let world = try await World(engine)
        try await CompleteFile.fill(World.ovens, in: world)
        try await world.addCategories()
        var field = NextForm.languages
        (field.isNeeded, field.only) = (true, ["sante"])
        _ = try await world.publish(NextForm().adding(field))
        let romain = world.visitor(.romain)
        try await world.put(World.ovens, in: World.inclusion)
        let part = "\(Self.ovens)/parties/besoin"
        let other = try await romain.get(part)
        #expect(other.status == .ok && !other.html.contains("name=\"languages\""))
        let others = try #require(try await file(in: world))
        #expect(others.faults.isEmpty && others.form[id: "languages"] == nil)
        try await world.put(World.ovens, in: World.health)
        let mine = try #require(try await file(in: world))
        #expect(mine.faults.map(\.field.id) == ["languages"])
        let page = try await romain.get(part)
        #expect(page.html.contains("name=\"languages\""))
        _ = try await romain.submit(part, on: page, ["languages": "Le comtois"])
        #expect(try await world.saved(in: World.ovens)["languages"] == "Le comtois")
        // In another category it says nothing, and nothing that is saved there empties it.
        try await world.put(World.ovens, in: World.inclusion)
        let without = try await romain.get(part)
        _ = try await romain.submit(part, on: without, ["need": "On pétrissait à trois heures."])
        #expect(try await world.saved(in: World.ovens)["languages"] == "Le comtois")
        #expect(try await !romain.get(Self.ovens).text.contains("Le comtois"))
        try await world.put(World.ovens, in: World.health)
        #expect(try await romain.get(Self.ovens).text.contains("Le comtois"))
    }

    @Test func `a form that names a category the edition does not have is not published`() async throws {
        let world = try await World()
        var field = NextForm.languages
        field.only = ["sante"]
        let form = NextForm().adding(field)
        await #expect(throws: PublicationRefusal.self) { try await world.publish(form) }
        try await world.addCategories()
        #expect(try await world.publish(form) != nil)
    }

    @Test func `a change is kept in its history by the names of then`() {
        let health = Campaigns.Category(id: World.health, code: "sante", nameFR: "Santé")
        let inclusion = Campaigns.Category(id: World.inclusion, code: "inclusion", nameFR: "Inclusion")
        let change = CategoryChange(from: health, to: inclusion, reason: "Une ligne\net une autre")
        #expect(CategoryChange(note: change.note) == change)
        let first = CategoryChange(from: nil, to: inclusion, reason: "Sans")
        #expect(CategoryChange(note: first.note) == first)
        #expect(CategoryChange(note: "autre chose") == nil)
    }

    private func file(in world: World) async throws -> SubmissionFile? {
        try await SubmissionStore(database: world.database).find(World.ovens, by: Somebody.romain.id)?.looked(
            at: World.monday)
    }

    private func category(of file: Submission.ID, in world: World) async throws -> Campaigns.Category.ID? {
        try await world.database.read {
            try $0.row("SELECT category FROM submission WHERE id = \(file)").flatMap {
                try $0["category"] as Campaigns.Category.ID?
            }
        }
    }
}
