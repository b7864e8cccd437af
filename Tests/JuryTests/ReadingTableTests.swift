import Foundation
import Grids
import StorageTesting
import Testing
import Web
import WebTesting
import Words
import World

@testable import Analysis
@testable import Jury

/// The table of readings that an edition gives out is one that `analyse calibrate` reads.
struct ReadingTableTests {
    @Test func `the exported marks are read with their weights, and what was found since counts`() async throws {
        let reference = try #require(try ReferenceReading.some().last { !$0.resolved.isEmpty })
        let world = try await World()
        try await reference.mark(in: world)
        try await reference.resolve(in: world)
        let table = try await world.visitor(.julien).get("/jury/2014/resultats.csv").html
        let command = try CalibrateCommand.parse(["--scores", "lectures.csv"])
        let told = try command.told(scores: DataFile(Array(table.utf8), name: "lectures.csv"))
        let answer = try #require(JSONSerialization.jsonObject(with: Data(told.bytes)) as? [String: Any])
        #expect(answer["counts"] as? [String: Int] == ["entries": 1, "jurors": 1, "readings": 1])

        let grid = World.theGrid
        let levels = grid.checkpoints.compactMap { checkpoint -> (weight: Int, level: Int)? in
            let level =
                reference.resolved[checkpoint.id.description] ?? Int(reference.marks[checkpoint.id.description] ?? "")
            return level.map { (checkpoint.weight, $0) }
        }
        let criteria = try #require(answer["criteria"] as? [[String: Any]])
        let whole = Double(levels.reduce(0) { $0 + $1.weight })
        #expect(criteria.count == levels.count && !levels.isEmpty)
        let weights = criteria.compactMap { $0["weight"] as? Double }.sorted()
        #expect(zip(weights, levels.map { Double($0.weight) / whole }.sorted()).allSatisfy { abs($0 - $1) < 1e-12 })
        let mean = Double(levels.reduce(0) { $0 + $1.weight * $1.level }) / whole
        let raw = try #require((answer["entries"] as? [[String: Any]])?.first?["raw"] as? Double)
        #expect(abs(raw - mean) < 1e-9)
    }

    @Test func `a line that says what is withheld is no mark`() throws {
        let table = """
            N°;Initiative;Organisation;Juré·e;Lien faible;Envoyée;Note sur 100;Point de repère;Poids;Note;Motif;Trouvé depuis;Comment
            2014-001;Un;A;Awa;;oui;50;Besoin;10;2;;;
            2014-001;Un;A;Benoit;;oui;50;Besoin;10;3;;;
            2014-002;Deux;B;Awa;;oui;50;Besoin;10;1;;;
            2014-002;Deux;B;Benoit;;oui;50;Besoin;10;1;;;
            2014-003;Trois;C;;;envoyez d’abord votre lecture;;;;;;;
            """
        let command = try CalibrateCommand.parse(["--scores", "lectures.csv"])
        let told = try command.told(scores: DataFile(Array(table.utf8), name: "lectures.csv"))
        let answer = try #require(JSONSerialization.jsonObject(with: Data(told.bytes)) as? [String: Any])
        #expect(answer["counts"] as? [String: Int] == ["entries": 2, "jurors": 2, "readings": 4])
    }

    @Test func `the columns have the names by which they are read, in both languages`() throws {
        let locale = URL(filePath: World.root).appending(path: "Locale/fr.po")
        let french = try String(contentsOf: locale, encoding: .utf8)
        for (english, name) in [
            ("No.", "N°"), ("Juror", "Juré·e"), ("Checkpoint", "Point de repère"), ("Mark", "Note"),
            ("Weight", "Poids"),
            ("Found since", "Trouvé depuis"),
        ] {
            #expect(french.contains("msgid \"\(english)\"\nmsgstr \"\(name)\""))
            #expect(ScorePlaces.namedHere.contains(english) && ScorePlaces.namedHere.contains(name))
        }
    }
}
