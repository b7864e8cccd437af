import Foundation
import Grids
import Identifiers
import Storage
import StorageTesting
import Testing
import World

@testable import Jury

struct AssessmentStoreTests {
    @Test(arguments: Engine.available)
    func `a mark is saved once, however often and from however many windows it comes`(engine: Engine) async throws {
        let world = try await World(engine)
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<20 {
                group.addTask { _ = try? await mark("3", "Seen on site", in: world, at: 1) }
            }
        }
        #expect(try await rows("SELECT count(*) AS count FROM mark", in: world) == 1)
        let saved = try await assessments(world).find(World.reading, by: .juror(Somebody.awa.id))
        #expect(saved?.lines[World.need]?.mark == .level(3))
        #expect(saved?.lines[World.need]?.comment == "Seen on site")
    }

    @Test(arguments: Engine.available)
    func `a refused mark leaves nothing behind, not even a revision`(engine: Engine) async throws {
        let world = try await World(engine)
        let before = try await assessments(world).find(World.reading, by: .juror(Somebody.awa.id))
        await #expect(throws: Assessment.Refusal.offScale) { _ = try await mark("9", in: world) }
        #expect(try await assessments(world).find(World.reading, by: .juror(Somebody.awa.id)) == before)
        #expect(before?.lines.isEmpty == true)
    }

    @Test(arguments: Engine.available)
    func `the first mark fixes the edition's grid`(engine: Engine) async throws {
        let world = try await World(engine)
        let frozen =
            "SELECT count(*) AS count FROM edition_grid WHERE frozen_at IS NOT NULL AND edition = \(World.edition2014)"
            as SQL
        await #expect(throws: Assessment.Refusal.offScale) { _ = try await mark("9", in: world) }
        #expect(try await rows(frozen, in: world) == 0)
        _ = try await mark("3", in: world)
        #expect(try await rows(frozen, in: world) == 1)
    }

    @Test(arguments: Engine.available)
    func `an assessment is found and changed by its juror only`(engine: Engine) async throws {
        let world = try await World(engine)
        #expect(try await mark("3", in: world) != nil)
        for somebody in [Somebody.benoit, .genevieve, .coralie] {
            #expect(try await assessments(world).find(World.reading, by: .juror(somebody.id)) == nil)
            #expect(try await mark("1", in: world, by: .juror(somebody.id)) == nil)
        }
        let kept = try await assessments(world).find(World.reading, by: .juror(Somebody.awa.id))
        #expect(kept?.lines[World.need]?.mark == .level(3))
        #expect(kept?.revision == 2)
    }

    @Test(arguments: Engine.available)
    func `a strong tie takes the file away, marks and all`(engine: Engine) async throws {
        let world = try await World(engine)
        _ = try await mark("3", in: world)
        let desk = DeskStore(database: world.database)
        #expect(try await desk.seats(of: Somebody.awa.id).first?.toRead == 1)
        try await world.database.write { connection in
            try connection.run("UPDATE interest SET degree = 'strong' WHERE juror = \(World.juror(.awa))")
        }
        #expect(try await assessments(world).find(World.reading, by: .juror(Somebody.awa.id)) == nil)
        #expect(try await assessments(world).find(World.reading, by: .staff(Somebody.mireille.id)) == nil)
        #expect(try await mark("1", in: world) == nil)
        #expect(try await desk.seats(of: Somebody.awa.id).first?.toRead == 0)
    }

    @Test(arguments: Engine.available)
    func `a juror never reads a file of their own, even without having said so`(engine: Engine) async throws {
        let world = try await World(engine)
        #expect(try await assessments(world).find(World.reading, by: .juror(Somebody.awa.id)) != nil)
        try await world.database.write { connection in
            try connection.run(
                """
                INSERT INTO submission_author (submission, person, role)
                VALUES (\(World.nursery), \(Somebody.awa.id), 'co-author')
                """)
        }
        #expect(try await assessments(world).find(World.reading, by: .juror(Somebody.awa.id)) == nil)
    }

    @Test(arguments: Engine.available)
    func `nothing opens before the undertaking and a word about ties`(engine: Engine) async throws {
        let world = try await World(engine)
        try await world.database.write { connection in
            try connection.run("DELETE FROM interest WHERE juror = \(World.juror(.awa))")
        }
        #expect(try await assessments(world).find(World.reading, by: .juror(Somebody.awa.id)) == nil)
        #expect(try await mark("3", in: world) == nil)
    }

    @Test(arguments: Engine.available)
    func `every version that was sent is kept`(engine: Engine) async throws {
        let world = try await World(engine)
        let awa = Writer.juror(Somebody.awa.id)
        for checkpoint in World.theGrid.checkpoints {
            _ = try await mark("2", in: world, on: checkpoint.id)
        }
        for _ in 0..<2 {
            _ = try await assessments(world).change(World.reading, by: awa, now: World.monday) {
                a throws(Assessment.Refusal) in try a.send(now: World.monday)
            }
            _ = try await assessments(world).change(World.reading, by: awa, now: World.monday) {
                a throws(Assessment.Refusal) in try a.reopen(now: World.monday)
            }
        }
        #expect(try await rows("SELECT count(*) AS count FROM assessment_event WHERE kind = 'sent'", in: world) == 2)
        let kept = try await world.database.read {
            try $0.row("SELECT marks FROM assessment_event WHERE kind = 'sent'")
        }
        let marks: String = try #require(kept)["marks"]
        #expect(marks.contains(#""need-established":{"comment":"","mark":"2"}"#))
    }

    @Test(arguments: Engine.available)
    func `a juror given more time has it, and no other`(engine: Engine) async throws {
        let world = try await World(engine)
        try await world.database.write { connection in
            let phase = try connection.row(
                "SELECT id FROM phase WHERE edition = \(World.edition2014) AND kind = 'jury'")
            let key: String = try #require(phase)["id"]
            try connection.run(
                """
                INSERT INTO extension (id, phase, subject, ends_at, reason, granted_at)
                VALUES ('1', \(key), \(Somebody.awa.id), \(World.closing + 86_400), 'ill', \(World.monday))
                """)
        }
        #expect(try await mark("3", in: world, now: World.closing) != nil)
        await #expect(throws: Assessment.Refusal.closed) {
            _ = try await mark("2", in: world, now: World.closing + 86_400)
        }
    }

    private func assessments(_ world: World) -> AssessmentStore { AssessmentStore(database: world.database) }

    private func mark(
        _ mark: String, _ comment: String = "", in world: World, at revision: Int = 1_000,
        on checkpoint: Checkpoint.ID = World.need, by writer: Writer = .juror(Somebody.awa.id), now: Date = World.monday
    ) async throws -> Assessment? {
        let typed = TypedMark(mark: mark, comment: comment, revision: revision)
        return try await assessments(world).change(World.reading, by: writer, now: now) {
            assessment throws(Assessment.Refusal) in
            try assessment.mark(checkpoint, typed, now: now)
        }
    }

    private func rows(_ sql: SQL, in world: World) async throws -> Int {
        try await world.database.read { try $0.count(sql) }
    }
}
