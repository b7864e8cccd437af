import Forms
import Foundation
import Storage
import StorageTesting
import Testing
import WebTesting
import World

@testable import Submissions

/// The pages on which staff publish a version, and read which there were.
struct FormVersionTests {
    private static let pages = "/agence/editions/2014/formulaire"

    @Test(arguments: Engine.available)
    func `staff read what each publication changed, and ask an earlier version again after reading what will happen`(
        engine: Engine
    ) async throws {
        let world = try await World(engine)
        try await CompleteFile.fill(World.ovens, in: world)
        let first = try await world.database.read { try FormStore.current(of: World.edition2014, in: $0).id }
        try await world.publish(NextForm().without("who_with"))
        let julien = world.visitor(.julien)
        let list = try await julien.get(Self.pages + "/versions")
        #expect(list.text.contains("Version 2") && list.text.contains("1 brouillon a suivi"))
        #expect(list.text.contains("N’est plus demandé"))
        #expect(list.html.contains("publier?version=\(first)"))

        let path = Self.pages + "/publier"
        let page = try await julien.get("\(path)?version=\(first)")
        #expect(page.text.contains("1 brouillon suit.") && page.text.contains("1 question s’ajoute."))
        #expect(try await julien.submit(path, on: page, [:]).status == .seeOther)
        #expect(try await world.version(of: World.ovens) == "3")
        for (file, version) in [(World.ovens, "3"), (World.nursery, CompleteFile.form.version)] {
            #expect(try await julien.get("/agence/dossiers/\(file)").text.contains("», version \(version)"), "\(file)")
        }
        #expect(try await world.saved(in: World.ovens)["who_with"] != nil)
        // The same page pressed once more says that something else is asked by now.
        let again = try await julien.submit(path, on: page, [:])
        #expect(again.status == .conflict && again.text.contains("Rien n’a été publié"))
        #expect(try await world.version(of: World.ovens) == "3")
    }

    @Test func `nobody but those who run the edition publishes, and a version of elsewhere is none`() async throws {
        let world = try await World()
        try await world.publish(NextForm().without("who_with"))
        for somebody in [Somebody.romain, .awa] {
            let page = try await world.visitor(somebody).get(Self.pages + "/versions")
            #expect(page.status != .ok)
        }
        let julien = world.visitor(.julien)
        let other: Form.ID = World.key("0099", 2)
        #expect(try await julien.get("\(Self.pages)/publier?version=\(other)").status == .notFound)
        #expect(try await julien.get(Self.pages + "/publier").text.contains("Rien n’est en préparation"))
        let theirs = try await world.publish(NextForm(), by: .romain)
        #expect(theirs == nil)
    }

    @Test func `before publishing, files that were taken back are told apart from those that were sent`() async throws {
        let world = try await World()
        let first = try await world.database.read { try FormStore.current(of: World.edition2014, in: $0).id }
        try await world.publish(NextForm().without("who_with"))
        let page = "\(Self.pages)/publier?version=\(first)"
        let before = try await world.visitor(.julien).get(page).text
        #expect(!before.contains("retiré garde sa version"))
        try await world.database.write { connection in
            try connection.run("UPDATE submission SET state = 'withdrawn' WHERE id = \(World.nursery)")
        }
        let after = try await world.visitor(.julien).get(page).text
        #expect(after.contains("1 dossier retiré garde sa version."))
        let sent = { (text: String) in text.firstMatch(of: /([0-9]+) dossiers? transmis/).flatMap { Int($0.1) } ?? 0 }
        #expect(sent(after) == sent(before) - 1)
    }

    @Test func `what can't be used, or says nothing new, is not published`() async throws {
        let world = try await World()
        await #expect(throws: PublicationRefusal.unchanged) { try await world.publish(NextForm()) }
        await #expect(throws: PublicationRefusal.self) { try await world.publish(NextForm().without("title")) }
        #expect(try await world.version(of: World.ovens) == CompleteFile.form.version)
    }

    @Test func `the table of files holds what every version asked`() async throws {
        let world = try await World()
        try await CompleteFile.fill(World.nursery, in: world)
        let next = NextForm().without("who_with").adding(NextForm.languages).changing("need") { field in
            field.label = NextForm.languages.label
        }
        try await world.publish(next)
        let table = try await world.visitor(.julien).get("/agence/editions/2014/dossiers.csv")
        #expect(table.html.contains("Les deux boulangers et le médecin du travail."))
        #expect(table.html.contains("(jusqu’à la version") && table.html.contains("(avant"))
        #expect(table.html.contains("Non demandé"))
    }
}
