import Foundation
import Identifiers
import Storage
import StorageTesting
import Testing

@testable import Tasks

struct TaskQueueTests {
    let now = Date(timeIntervalSince1970: 1_411_369_200)
    let queue = TaskQueue()

    @Test(arguments: Engine.available)
    func `a task is kept with the transaction that leaves it, or not at all`(engine: Engine) async throws {
        let database = try await engine.database()
        try await leave("kept", in: database)
        #expect(try await TaskStore(database: database).recent().map(\.payload) == ["\"kept\""])
        await #expect(throws: Refused.self) {
            try await database.write { connection in
                try queue.enqueue(.greet, "lost", dueAt: now, now: now, in: connection)
                throw Refused()
            }
        }
        #expect(try await TaskStore(database: database).recent().map(\.payload) == ["\"kept\""])
    }

    @Test(arguments: Engine.available)
    func `a key leaves its task once, even when it is done`(engine: Engine) async throws {
        let database = try await engine.database()
        let store = TaskStore(database: database)
        try await leave("first", key: "2014-007", in: database)
        try await leave("second", key: "2014-007", in: database)
        #expect(try await store.recent().map(\.payload) == ["\"first\""])
        let claim = try #require(try await store.claim(["greet"], now: now))
        try await store.finish(claim, now: now)
        try await leave("third", key: "2014-007", in: database)
        #expect(try await store.recent().map(\.state) == [.done])
        try await leave("other", key: "2014-008", in: database)
        #expect(try await store.recent().count == 2)
    }

    @Test(arguments: Engine.available)
    func `a task that nobody has begun can be withdrawn, and its key used again`(engine: Engine) async throws {
        let database = try await engine.database()
        let store = TaskStore(database: database)
        try await leave("first", key: "k", in: database)
        try await database.write { try queue.withdraw(key: "k", in: $0) }
        try await leave("second", key: "k", in: database)
        #expect(try await store.recent().map(\.payload) == ["\"second\""])
        _ = try await store.claim(["greet"], now: now)
        try await database.write { try queue.withdraw(key: "k", in: $0) }
        #expect(try await store.recent().map(\.state) == [.running])
    }

    @Test(arguments: Engine.available)
    func `the task that is due first is claimed first, and none before its time`(engine: Engine) async throws {
        let database = try await engine.database()
        let store = TaskStore(database: database)
        try await leave("later", dueAt: now + 10, in: database)
        try await leave("sooner", dueAt: now + 5, in: database)
        #expect(try await store.claim(["greet"], now: now + 4) == nil)
        #expect(try await store.claim(["other"], now: now + 20) == nil)
        #expect(try await store.claim(["greet"], now: now + 20)?.payload == "\"sooner\"")
        #expect(try await store.claim(["greet"], now: now + 20)?.payload == "\"later\"")
        #expect(try await store.claim(["greet"], now: now + 20) == nil)
    }

    @Test(arguments: Engine.available)
    func `each task goes to one process only`(engine: Engine) async throws {
        let database = try await engine.database()
        for number in 1...20 { try await leave("\(number)", in: database) }
        let other = try database.secondHandle()
        let claimed = try await withThrowingTaskGroup(of: [TaskRecord.ID].self) { group in
            for handle in [database, other, database, other] as [any Database] {
                group.addTask {
                    var claimed: [TaskRecord.ID] = []
                    while let claim = try await TaskStore(database: handle).claim(["greet"], now: now) {
                        claimed.append(claim.id)
                    }
                    return claimed
                }
            }
            return try await group.reduce(into: []) { $0 += $1 }
        }
        #expect(claimed.count == 20)
        #expect(Set(claimed).count == 20)
        try await other.close()
    }

    @Test(arguments: Engine.available)
    func `a task whose process died is taken up when its lease is over, and the dead one can no longer end it`(
        engine: Engine
    ) async throws {
        let store = TaskStore(database: try await engine.database())
        try await leave("first", in: store.database)
        let dead = try #require(try await store.claim(["greet"], now: now))
        #expect(try await store.claim(["greet"], now: now + 60) == nil)
        try await store.renew(dead, now: now + 20)
        #expect(try await store.claim(["greet"], now: now + 80) == nil)
        let living = try #require(try await store.claim(["greet"], now: now + 81))
        #expect(living.attempt == 2)
        try await store.finish(dead, now: now + 82)
        #expect(try await store.find(living.id)?.state == .running)
        try await store.finish(living, now: now + 83)
        #expect(try await store.find(living.id)?.finishedAt == now + 83)
    }

    @Test(arguments: Engine.available)
    func `what is long done is forgotten, unless its key says that it was done`(engine: Engine) async throws {
        let store = TaskStore(database: try await engine.database())
        try await leave("anyone", in: store.database)
        try await leave("keyed", key: "k", in: store.database)
        try await leave("waiting", dueAt: now + 99, in: store.database)
        while let claim = try await store.claim(["greet"], now: now) { try await store.finish(claim, now: now) }
        try await store.forget(before: now)
        #expect(try await store.recent().count == 3)
        try await store.forget(before: now + 1)
        #expect(Set(try await store.recent().map(\.payload)) == ["\"keyed\"", "\"waiting\""])
    }

    private func leave(_ name: String, dueAt: Date? = nil, key: String? = nil, in database: any Database) async throws {
        try await database.write { connection in
            try queue.enqueue(.greet, name, dueAt: dueAt ?? now, key: key, now: now, in: connection)
        }
    }
}

struct Refused: Error {}

extension TaskKind<String> {
    static let greet = TaskKind("greet")
}
