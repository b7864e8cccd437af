import Storage
import StorageTesting
import Testing
import World

@testable import Sheets

/// A trial writes nothing, keeps nobody waiting for long, and says what taking the list in would do.
struct ListRehearsalTests {
    @Test func `rows go in small transactions, those that may mean one thing in the same one and in their order`() {
        var words = (0..<500).map { Set(["name \($0)"]) }
        // By way of a third: 3 and 499 share no word.
        words[3] = ["name a", "siret 1"]
        words[250] = ["siret 1", "record x"]
        words[499] = ["record x"]
        let batches = ListRehearsal.batches(of: words)
        #expect(batches.allSatisfy { $0.count <= ListRehearsal.most && $0 == $0.sorted() })
        #expect(batches.flatMap(\.self).sorted() == Array(0..<500))
        #expect(batches.contains { Set($0).isSuperset(of: [3, 250, 499]) })
        #expect(batches.count == 20)
    }

    @Test func `rows of one kin stay together however many they are, and rows known by one word alone are apart`() {
        let alike = ListRehearsal.batches(of: Array(repeating: ["name a"], count: 30))
        #expect(alike == [Array(0..<30)])
        #expect(ListRehearsal.batches(of: Array(repeating: [], count: 30)).map(\.count) == [25, 5])
        #expect(ListRehearsal.batches(of: []).isEmpty)
    }

    @Test(arguments: Engine.available)
    func `a trial says of a row far below another what taking the list in says of it`(engine: Engine) async throws {
        let folder = try await ImportFolder(engine)
        let others = (0..<58).map { "Atelier \($0);;\n" }.joined()
        let list =
            "Nom;SIRET;Site web\nLevain du Haut;00999123300017;\n\(others)Levain du Haut;;https://levain.example\n"
        let before = try await organisations(in: folder)
        let trial = try await folder.take(.organisations, list, isDryRun: true)
        #expect(trial.text.contains("Line 61, updated: Levain du Haut"), "\(trial.text)")
        #expect(trial.text.contains("Created: 59\n") && trial.text.contains("Updated: 1\n"))
        #expect(try await organisations(in: folder) == before)
        let taken = try await folder.take(.organisations, list)
        #expect(taken.text.contains("Line 61, updated: Levain du Haut"))
        #expect(taken.text.contains("Created: 59\n") && taken.text.contains("Updated: 1\n"))
    }

    private func organisations(in folder: ImportFolder) async throws -> Int {
        try await folder.world.database.read { try $0.count("SELECT count(*) AS count FROM organisation") }
    }
}
