import Foundation
import Testing
import Yams

@testable import Grids

struct ScoringTests {
    @Test(arguments: try! DemonstrationMarks.assessments)
    func `the score is that of the demonstration's reference`(assessment: DemonstrationMarks.Assessment) throws {
        let grid = try Reference.defaultGrid
        #expect(grid.scoring(of: try assessment.settled).score?.tenths == assessment.tenths)
    }

    @Test func `the reference has every assessment of 2013`() throws {
        #expect(try DemonstrationMarks.assessments.count == 43)
        #expect(try DemonstrationMarks.assessments.filter { !$0.resolved.isEmpty }.count == 7)
    }

    @Test func `no score stands while something is not documented`() throws {
        let grid = try Reference.defaultGrid
        for assessment in try DemonstrationMarks.assessments where !assessment.resolved.isEmpty {
            let open = try assessment.resolved.keys.map { try Checkpoint.ID.named($0) }
            guard case .open(let told) = grid.scoring(of: try assessment.given) else { throw Unexpected() }
            #expect(Set(told) == Set(open))
        }
    }

    @Test(arguments: [
        (["2", "2", "2"], 1000), (["0", "0", "0"], 0), (["2", "not-applicable", "0"], 571), (["1", "0", "0"], 200),
        (["not-applicable", "1", "1"], 500), (["0", "1", "0"], 150), (["not-applicable", "2", "0"], 500),
    ])
    func `weights count over what is applicable`(marks: [String], tenths: Int) throws {
        #expect(try SmallGrid.grid.scoring(of: SmallGrid.marks(marks)) == .score(Score(tenths: tenths)))
    }

    // All at 0 but one at 1: 5 of 400 is 1.25, 7 of 400 is 1.75, and a half goes up whether its neighbour is even or odd.
    @Test(arguments: [("beneficiaries", 13), ("need-established", 18), ("depth-of-change", 15)])
    func `a half is rounded upward`(checkpoint: String, tenths: Int) throws {
        let grid = try Reference.defaultGrid
        var marks = Dictionary(uniqueKeysWithValues: grid.checkpoints.map { ($0.id, Mark.level(0)) })
        marks[try .named(checkpoint)] = .level(1)
        #expect(grid.scoring(of: marks).score?.tenths == tenths)
    }

    @Test func `the mean of scores is rounded upward, and none has no mean`() {
        #expect(Score.mean(of: [Score(tenths: 700), Score(tenths: 701)]) == Score(tenths: 701))
        #expect(Score.mean(of: [Score(tenths: 700), Score(tenths: 700), Score(tenths: 701)]) == Score(tenths: 700))
        #expect(Score.mean(of: []) == nil)
    }

    @Test(arguments: [
        (["2", "2", nil], ["figures"]), (["not-documented", "2", "1"], ["at-work"]),
        (["not-applicable", "not-applicable", "2"], ["at-work", "at-home"]), (["3", "0", "0"], ["at-work"]),
    ])
    func `what is open is listed instead of a score`(marks: [String?], open: [String]) throws {
        let scoring = try SmallGrid.grid.scoring(of: SmallGrid.marks(marks))
        #expect(scoring == .open(try open.map { try .named($0) }))
        #expect(scoring.score == nil)
    }

    struct Unexpected: Error {}
}

extension SmallGrid {
    /// Marks of its checkpoints in their order.
    static func marks(_ texts: [String?]) throws -> Grid.Marks {
        var marks: Grid.Marks = [:]
        for (checkpoint, text) in zip(try grid.checkpoints, texts) {
            marks[checkpoint.id] = try text.map { try #require(Mark($0)) }
        }
        return marks
    }
}

/// The assessments of the demonstration, whose scores were computed by another program.
enum DemonstrationMarks {
    struct Assessment: CustomTestStringConvertible, Sendable {
        let id: String
        let initiative: String
        let tenths: Int
        let marks: [String: String]
        let resolved: [String: String]

        var testDescription: String { id }
        var given: Grid.Marks { get throws { try Self.read(marks) } }
        var settled: Grid.Marks { get throws { try Self.read(marks.merging(resolved) { $1 }) } }

        private static func read(_ marks: [String: String]) throws -> Grid.Marks {
            let pairs = try marks.map { (try Checkpoint.ID.named($0.key), try #require(Mark($0.value))) }
            return Dictionary(uniqueKeysWithValues: pairs)
        }
    }

    static var assessments: [Assessment] {
        get throws {
            let file = try #require(try compose(yaml: Reference.text("demo/marks.yaml")))
            return try #require(file["assessments"]?.array()).map { node in
                Assessment(
                    id: try text(node, "id"), initiative: try text(node, "initiative"),
                    tenths: try tenths(text(node, "score")), marks: try texts(node["marks"]),
                    resolved: Dictionary(
                        uniqueKeysWithValues: try (node["resolved"]?.array() ?? []).map {
                            (try text($0, "checkpoint"), try text($0, "level"))
                        }))
            }
        }
    }

    private static func text(_ node: Node, _ key: String) throws -> String {
        try #require(node[key]?.scalar?.string)
    }

    private static func texts(_ node: Node?) throws -> [String: String] {
        let pairs = try #require(node?.mapping).map { ($0.key.scalar?.string ?? "", $0.value.scalar?.string ?? "") }
        return Dictionary(uniqueKeysWithValues: pairs)
    }

    private static func tenths(_ decimal: String) throws -> Int {
        Int((try #require(Double(decimal)) * 10).rounded())
    }
}
