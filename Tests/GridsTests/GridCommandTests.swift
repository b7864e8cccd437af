import Foundation
import Testing
import Words
import World

@testable import Grids

struct GridCommandTests {
    private let command = GridCommand(phrasebook: .english)

    @Test func `a grid without fault is told so`() throws {
        let outcome = command.check("\(World.root)/Reference/grids/social-innovation-default.yaml")
        #expect(outcome.exitCode == 0)
        #expect(outcome.output.hasSuffix("no fault. social-innovation-default 1.0.0, 6 dimensions, 18 checkpoints.\n"))
        #expect(outcome.errors.isEmpty)
    }

    @Test func `each fault stands on a line of its own, with file and line`() throws {
        let wrong = try SmallGrid.yaml("weight: 40", becomes: "weight: many").replacing(
            "rallynov.grid/1", with: "other")
        try withFile(wrong) { file in
            let outcome = command.check(file)
            #expect(outcome.exitCode == 3)
            #expect(outcome.output.isEmpty)
            #expect(
                outcome.errors == """
                    \(file):1: schema: the schema must be rallynov.grid/1.
                    \(file):27: checkpoints[at-work].weight: a whole number is expected, without quotes.

                    """)
        }
    }

    @Test func `a file that is not there is told so`() {
        let outcome = command.check("nowhere/grid.yaml")
        #expect(outcome == .init(exitCode: 2, output: "", errors: "nowhere/grid.yaml cannot be read.\n"))
    }

    @Test func `a grid is added once, and a version never replaced`() async throws {
        let world = try await World()
        try await withFile(SmallGrid.yaml) { file in
            for _ in 1...2 {
                let outcome = try await command.add(file, to: world.database, now: World.monday)
                #expect(outcome == .init(exitCode: 0, output: "small 1.0.0 is in the database.\n", errors: ""))
            }
        }
        try await withFile(SmallGrid.yaml("Petite grille", becomes: "Autre grille")) { file in
            let outcome = try await command.add(file, to: world.database, now: World.monday)
            #expect(outcome.exitCode == 3)
            #expect(outcome.errors.hasPrefix("\(file): Version 1.0.0 of this grid is here already"))
        }
        try await withFile("schema: other") { file in
            let outcome = try await command.add(file, to: world.database, now: World.monday)
            #expect(outcome.exitCode == 3)
        }
        #expect(try await GridStore(database: world.database).all().count == 2)
    }

    private func withFile<Result>(_ text: String, _ body: (String) async throws -> Result) async throws -> Result {
        let file = FileManager.default.temporaryDirectory.appending(path: "grid-\(UUID()).yaml")
        defer { try? FileManager.default.removeItem(at: file) }
        try text.write(to: file, atomically: true, encoding: .utf8)
        return try await body(file.path)
    }

    private func withFile<Result>(_ text: String, _ body: (String) throws -> Result) throws -> Result {
        let file = FileManager.default.temporaryDirectory.appending(path: "grid-\(UUID()).yaml")
        defer { try? FileManager.default.removeItem(at: file) }
        try text.write(to: file, atomically: true, encoding: .utf8)
        return try body(file.path)
    }
}
