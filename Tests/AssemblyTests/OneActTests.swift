import Campaigns
import Foundation
import Storage
import StorageTesting
import Testing
import WebTesting
import World

/// One act, one transaction: whatever stops it half-way, nothing of it stays (ASVS 2.3.3).
struct OneActTests {
    /// Whose forms are sent.
    private static let readers: [Somebody?] = [.mireille, .julien, .sabine, .coralie, .romain, .awa, .genevieve, nil]

    /// Tables that an act may write to in a transaction of its own, and why.
    fileprivate static let apart = [
        "letter_count": "whoever asks whether somebody judges has asked, also when the answer is no",
        "submission_request": "whoever asks has asked, also when nothing comes of it",
        "session": "that a session was used is noted whatever comes of the act",
    ]

    @Test(arguments: Engine.available)
    func `each form of the site writes in one transaction, and one that fails at its second write leaves nothing`(
        engine: Engine
    ) async throws {
        var (seen, walked): (Set<String>, Walked) = ([], Walked())
        for reader in Self.readers {
            let world = try await World.furnished(engine)
            let walk = try await Walk(world, reader)
            for page in world.readableRoutes.map(\.path) {
                for form in try await walk.visitor.get(page).forms where !form.path.hasSuffix("/deconnexion") {
                    guard seen.insert("\(form.path) \(form.fields.map(\.0))").inserted else { continue }
                    for fields in [form.fields, Self.filled(form.fields)] {
                        walked += try await walk.send(form.path, fields)
                    }
                }
            }
        }
        #expect(seen.count > 60)
        // Enough of them did something, and enough could be stopped half-way.
        #expect(walked.kept > 20)
        #expect(walked.stopped > 10)
    }

    @Test(arguments: Engine.available)
    func `a verdict that is refused leaves no extension, and one that is not kept neither`(engine: Engine) async throws
    {
        let world = try await World(engine)
        let walk = try await Walk(world, .julien)
        let desk = "/agence/dossiers/\(World.nursery)"
        let page = try await walk.visitor.get(desk)
        let verdict: KeyValuePairs = ["verdict": "to-complete", "end_day": "31/12/2014", "end_hour": "18:00"]
        let fields = page.fields(of: desk + "/recevabilite").map { ($0.key, $0.value) }.filter { field in
            !verdict.contains { $0.key == field.0 } && field.0 != "note"
        }
        func typed(_ note: String) -> [(String, String)] {
            fields + verdict.map { ($0.key, $0.value) } + [("note", note)]
        }
        let before = try await walk.extensions()
        let refused = try await walk.visitor.post(desk + "/recevabilite", typed(""))
        #expect(refused.status == .unprocessableContent)
        #expect(try await walk.extensions() == before)
        var number = 1
        while true {
            let act = try await walk.database.watch(failingAt: number) {
                _ = try await walk.visitor.post(desk + "/recevabilite", typed("Le coût manque."))
            }
            guard act.hasFailed else { break }
            #expect(try await walk.extensions() == before, "write \(number)")
            number += 1
        }
        #expect(number > 4)
        #expect(try await walk.extensions() == before + 1)
    }

    @Test(arguments: Engine.available)
    func `a default grid that an edition may not have is not taken in`(engine: Engine) async throws {
        let world = try await World(engine)
        try await world.database.write { connection in
            try connection.run("UPDATE grid SET slug = 'another'")
            try connection.run("UPDATE edition_grid SET frozen_at = \(World.monday)")
        }
        let before = try await world.database.read { try $0.count("SELECT count(*) AS count FROM grid") }
        let answer = try await world.visitor(.julien).post(
            "/agence/editions/2014/grille", ["token": "token-of-julien", "grid": "defaut"])
        #expect(answer.status == .conflict)
        #expect(try await world.database.read { try $0.count("SELECT count(*) AS count FROM grid") } == before)
    }

    /// With something typed where nothing was.
    private static func filled(_ fields: [(String, String)]) -> [(String, String)] {
        fields.map { name, value in
            guard value.isEmpty else { return (name, value) }
            switch name {
            case _ where name.contains("mail"): return (name, "odile@example.org")
            case _ where name.hasSuffix("_day") || name == "day": return (name, "01/11/2014")
            case _ where name.hasSuffix("_hour") || name == "time": return (name, "18:00")
            case _ where name.contains("website"): return (name, "https://example.org/")
            case "goal", "most": return (name, "12")
            default: return (name, "Texte")
            }
        }
    }

    /// What came of the forms that were sent.
    private struct Walked {
        var kept = 0
        var stopped = 0

        static func += (sum: inout Walked, part: Walked) {
            sum.kept += part.kept
            sum.stopped += part.stopped
        }
    }

    /// Somebody in a world that tells what is written.
    private struct Walk {
        let database: ActDatabase
        let changes: Changes
        let visitor: Visitor

        init(_ world: World, _ reader: Somebody?) async throws {
            changes = try await Changes.watching(world.database)
            database = ActDatabase(world.database)
            let watched = try world.seen(through: database)
            visitor = reader.map(watched.visitor) ?? watched.stranger
        }

        /// First with a second write that fails, then as it is.
        func send(_ path: String, _ fields: [(String, String)]) async throws -> Walked {
            var walked = Walked()
            _ = try await changes.seen()
            let stopped = try await database.watch(failingAt: 2) { _ = try await visitor.post(path, fields) }
            let left = try await changes.seen().filter { change in
                !OneActTests.apart.keys.contains { change.hasSuffix(" \($0)") }
            }
            if stopped.hasFailed {
                walked.stopped = 1
                #expect(left == [], "\(path)")
            }
            let act = try await database.watch { _ = try await visitor.post(path, fields) }
            let written = act.transactions.filter { !$0.isSubset(of: OneActTests.apart.keys) }
            #expect(written.count <= 1, "\(path): \(written)")
            walked.kept = written.count
            return walked
        }

        func extensions() async throws -> Int {
            try await database.read { try $0.count("SELECT count(*) AS count FROM extension") }
        }
    }
}
