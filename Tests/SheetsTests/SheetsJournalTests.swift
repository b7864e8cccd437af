import StorageTesting
import Testing
import World

@testable import Sheets
@testable import Submissions

struct SheetsJournalTests {
    /// Before the decision on its file is out, and after.
    @Test(
        arguments: Engine.available,
        [(false, ["sheet-kept-ready", "sheet-no-longer-ready"]), (true, ["sheet-published", "sheet-unpublished"])])
    func `from its owner's agreement on, what becomes of a sheet is noted, and only what is out is called published`(
        engine: Engine, moment: (Bool, [String])
    ) async throws {
        let world = try await World(engine)
        let (isOut, acts) = moment
        if isOut {
            try await world.database.write { connection in
                try connection.run(
                    "UPDATE submission SET announced_at = \(World.monday) WHERE id = \(World.nursery)")
            }
        }
        let store = SheetStore(database: world.database)
        try await CompleteFile.fill(World.nursery, in: world)
        let id = try #require(
            try await store.make(from: World.nursery, by: Somebody.sabine.id, now: World.monday))
        try await change(id, .asked, store) { file throws(SheetFile.Refusal) in try file.askApproval() }
        #expect(try await world.journalLength() == 0)
        let revision = try #require(try await store.find(id, by: Somebody.sabine.id)).sheet.revision
        let agreement = SheetStore.Act(kind: .approved, person: Somebody.coralie.id, now: World.monday)
        _ = try await store.change(of: World.nursery, seen: revision, agreement) { file throws(SheetFile.Refusal) in
            try file.approve(version: 1, name: "Coralie", function: "Directrice", now: World.monday)
        }
        try await change(id, .published, store) { file throws(SheetFile.Refusal) in
            try file.publish(isMeant: true, isRead: false, now: World.monday)
        }
        try await change(id, .unpublished, store, note: "Demande") { file throws(SheetFile.Refusal) in
            try file.unpublish(reason: "Demande")
        }
        let noted = try await world.noted(
            "sheet-approved", "sheet-kept-ready", "sheet-no-longer-ready", "sheet-published", "sheet-unpublished")
        #expect(noted.map(\.act) == ["sheet-approved"] + acts)
        #expect(noted.map(\.actor) == [Somebody.coralie.id, Somebody.sabine.id, Somebody.sabine.id])
        #expect(noted.allSatisfy { $0.thing == "sheet \(id)" && $0.edition == World.edition2014.description })
        #expect(noted[2].holds(["version": "1", "note": "Demande"]))
        #expect(try await world.journalLength() == 3)
    }

    @Test(arguments: Engine.available)
    func `sheets that come in published are noted, once, and so is their rewriting here`(engine: Engine) async throws {
        let folder = try await ImportFolder(engine)
        for _ in 1...2 { _ = try await folder.take() }
        let noted = try await folder.world.noted("sheet-published")
        #expect(noted.count == 3)
        #expect(noted.allSatisfy { $0.actor == nil && $0.edition != nil })
        let key = try #require(noted.first?.thing.split(separator: " ").last)
        let id = try #require(Sheet.ID(String(key)))
        let store = SheetStore(database: folder.world.database)
        let file = try #require(try await store.find(id, by: Somebody.mireille.id))
        let act = SheetStore.Act(kind: .rewritten, person: Somebody.mireille.id, now: World.monday)
        _ = try await store.change(id, seen: file.sheet.revision, act, for: .everyone) { file in
            file.sheet.title = "Autre titre"
        }
        #expect(try await folder.world.noted("published-sheet-rewritten").map(\.thing) == ["sheet \(id)"])
    }

    private func change(
        _ id: Sheet.ID, _ kind: SheetEvent.Kind, _ store: SheetStore, note: String = "",
        _ change: @escaping @Sendable (inout SheetFile) throws(SheetFile.Refusal) -> Void
    ) async throws {
        let file = try #require(try await store.find(id, by: Somebody.sabine.id))
        let act = SheetStore.Act(kind: kind, person: Somebody.sabine.id, note: note, now: World.monday)
        #expect(try await store.change(id, seen: file.sheet.revision, act, for: .everyone, change) != nil)
    }
}
