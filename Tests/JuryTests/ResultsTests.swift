import Foundation
import Grids
import Identifiers
import Storage
import StorageTesting
import Testing
import Web
import WebTesting
import World
import Yams

@testable import Jury

struct ResultsTests {
    /// The first assessments of the demonstration, marked through the desk.
    @Test(arguments: Engine.available)
    func `the score of a reading is that of the demonstration's reference`(engine: Engine) async throws {
        for reference in try ReferenceReading.some() {
            let world = try await World(engine)
            try await reference.mark(in: world)
            let reading = try #require(
                try await world.database.read { try ResultsStore.marks(of: World.edition2014, in: $0) }.first)
            #expect(reading.isSent)
            if reference.resolved.isEmpty {
                #expect(World.theGrid.scoring(of: reading.marks).score?.tenths == reference.tenths)
            } else {
                #expect(World.theGrid.scoring(of: reading.marks).score == nil)
                try await reference.resolve(in: world)
                let settled = try await world.database.read { try ResultsStore.marks(of: World.edition2014, in: $0) }
                #expect(World.theGrid.scoring(of: settled[0].marks).score?.tenths == reference.tenths)
                #expect(settled[0].rawMarks == reading.rawMarks)
            }
        }
    }

    @Test func `the chair sees the others' marks of a file only after sending their own`() async throws {
        let world = try await World()
        try await ReferenceReading.some()[0].mark(in: world)
        let (chair, path) = (world.visitor(.genevieve), "/jury/2014/resultats/\(World.nursery)")
        #expect(try await chair.get(path).html.contains("Awa"))
        try await world.database.write { connection in
            try connection.run(
                """
                INSERT INTO assessment (id, submission, juror, assigned_at)
                VALUES (\(World.key("0011", 2) as Assessment.ID), \(World.nursery), \(World.juror(.genevieve)), \(World.monday))
                """)
        }
        let page = try await chair.get(path)
        #expect(!page.html.contains("Awa"))
        #expect(try await !chair.get("/jury/2014/resultats.csv").html.contains("Awa"))
    }

    @Test func `no order is by figures unless it is asked for, and then it says what it is not`() async throws {
        let world = try await World()
        let plain = try await world.visitor(.genevieve).get("/jury/2014/resultats")
        #expect(!plain.html.contains("n’est pas un classement"))
        let sorted = try await world.visitor(.genevieve).get("/jury/2014/resultats?tri=moyenne")
        #expect(sorted.html.contains("n’est pas un classement"))
    }

    @Test func `what was found is a level of the scale and says how`() throws {
        let typed = { (level: String, how: String) in
            ResolutionForm(checkpoint: World.need, Fields([("level", level), ("how", how)]))
        }
        #expect(
            typed("2", "A call").resolution(on: World.theGrid) == CountedAssessment.Resolution(level: 2, how: "A call"))
        for (level, how) in [("5", "A call"), ("", "A call"), ("2", " "), ("not-documented", "A call")] {
            #expect(typed(level, how).resolution(on: World.theGrid) == nil)
        }
    }
}

/// An assessment of `Reference/demo/marks.yaml`.
struct ReferenceReading {
    let marks: [String: String]
    let comments: [String: String]
    let resolved: [String: Int]
    let tenths: Int

    /// Two that were complete, and one with a question answered later.
    static func some() throws -> [ReferenceReading] {
        let text = try String(contentsOfFile: World.root + "/Reference/demo/marks.yaml", encoding: .utf8)
        let file = try #require(try compose(yaml: text))
        let all = try #require(file["assessments"]?.array()).map(ReferenceReading.init)
        return Array(all.filter(\.resolved.isEmpty).prefix(2) + all.filter { !$0.resolved.isEmpty }.prefix(1))
    }

    init(_ node: Node) throws {
        let texts = { (node: Node?) -> [String: String] in
            Dictionary(
                uniqueKeysWithValues: (node?.mapping ?? [:]).compactMap { key, value in
                    value.scalar.map { (key.string ?? "", $0.string) }
                })
        }
        (marks, comments) = (texts(node["marks"]), texts(node["comments"]))
        resolved = Dictionary(
            uniqueKeysWithValues: (node["resolved"]?.array() ?? []).compactMap { item in
                item["level"]?.int.map { (item["checkpoint"]?.string ?? "", $0) }
            })
        tenths = Int((try #require(node["score"]?.float) * 10).rounded())
    }

    func mark(in world: World) async throws {
        let awa = world.visitor(.awa)
        for (checkpoint, mark) in marks {
            let comment = comments[checkpoint] ?? "Said in the file"
            _ = try await awa.post(
                "\(World.page)/points/\(checkpoint)",
                ["token": "token-of-awa", "revision": "1", "mark": mark, "comment": comment])
        }
        #expect(try await awa.post("\(World.page)/envoi", ["token": "token-of-awa"]).status == .seeOther)
    }

    func resolve(in world: World) async throws {
        let julien = world.visitor(.julien)
        for (checkpoint, level) in resolved {
            let path = "/jury/2014/resultats/\(World.nursery)/precisions/\(checkpoint)"
            let page = try await julien.get("/jury/2014/resultats/\(World.nursery)")
            let answer = try await julien.submit(path, on: page, ["level": String(level), "how": "Asked by phone"])
            #expect(answer.status == .seeOther)
        }
    }
}
