import StorageTesting
import Testing
import World

@testable import Sheets

/// Lists that change what earlier lists made, taken back one after the other.
struct ThreeListsTests {
    @Test(arguments: Engine.available)
    func `three lists that changed one sheet are taken back whole, the last one first`(engine: Engine) async throws {
        let folder = try await ImportFolder(engine)
        let before = try await folder.everything()
        var runs: [String] = []
        for title in ["Sans personne", "Avec Ana", "Avec Bo"] {
            _ = try await folder.take(ImportFolder.list.replacing("Sans personne", with: title))
            runs.append(try await folder.lastRun())
        }
        for run in runs.reversed() {
            let answer = try await folder.runs.undo(run, now: World.monday)
            #expect(answer.exit == .complete, "\(answer.text)")
        }
        #expect(try await folder.everything() == before)
    }
}
