import Foundation
import Logging
import Storage
import StorageTesting
import Synchronization
import Testing

@testable import Tasks

struct TaskRunnerTests {
    let clock = TestClock()
    let queue = TaskQueue()
    let seen = Notebook()

    @Test(arguments: Engine.available)
    func `what is due is done once, with its payload`(engine: Engine) async throws {
        let database = try await engine.database()
        let runner = runner(on: database, [.on(.greet) { name, task in seen.note("\(name) \(task.attempt)") }])
        try await leave("Awa", in: database)
        try await leave("later", dueAt: clock.now + 1, in: database)
        #expect(try await runner.runDue() == 2)  // the runner's own round as well
        #expect(try await runner.runDue() == 0)
        #expect(seen.notes == ["Awa 1"])
        clock.advance(1)
        #expect(try await runner.runDue() == 1)
        #expect(seen.notes == ["Awa 1", "later 1"])
    }

    @Test func `a failure is tried again later and later, then stays visible until staff try again`() async throws {
        let database = try await Engine.sqlite.database()
        let store = TaskStore(database: database)
        let runner = runner(
            on: database,
            [
                .on(.greet) { _, task in
                    seen.note("\(task.attempt)\(task.isLast ? " last" : "")")
                    throw Refused()
                }
            ])
        try await leave("Awa", in: database)
        let start = clock.now
        var moments: [TimeInterval] = []
        while let task = try await greeting(store), task.state == .waiting {
            clock.set(task.dueAt)
            moments.append(clock.now.timeIntervalSince(start))
            try await runner.runDue()
        }
        #expect(moments == [0, 30, 150, 630, 2550, 10_230, 39_030, 67_830])
        #expect(seen.notes == ["1", "2", "3", "4", "5", "6", "7", "8 last"])
        let failed = try #require(try await greeting(store))
        #expect(failed.state == .failed)
        #expect(failed.lastError?.contains("Refused") == true)
        #expect(try await store.recent(.failed).map(\.id) == [failed.id])

        #expect(try await store.retry(failed.id, now: clock.now))
        #expect(try await store.retry(failed.id, now: clock.now) == false)
        try await runner.runDue()
        #expect(seen.notes.last == "1")
    }

    @Test func `a handler can give up at once, and one that must wait loses no attempt`() async throws {
        let database = try await Engine.sqlite.database()
        let store = TaskStore(database: database)
        let until = clock.now + 900
        let runner = runner(
            on: database,
            [
                .on(.greet) { name, task in
                    seen.note("\(name) \(task.attempt)")
                    if name == "nobody" { throw GiveUp("there is nobody") }
                    if task.now < until { throw Postpone(until: until, "too early") }
                }
            ])
        try await leave("nobody", in: database)
        try await leave("early", dueAt: clock.now + 1, in: database)
        clock.advance(1)
        try await runner.runDue()
        let tasks = try await store.recent().filter { $0.kind == "greet" }
        #expect(Set(tasks.map(\.lastError)) == ["there is nobody", "too early"])
        #expect(Set(tasks.map(\.state)) == [.failed, .waiting])
        #expect(tasks.first { $0.state == .waiting }?.dueAt == until)
        clock.set(until)
        try await runner.runDue()
        #expect(seen.notes == ["nobody 1", "early 1", "early 1"])
    }

    @Test func `a payload that no longer fits its kind fails at once`() async throws {
        let database = try await Engine.sqlite.database()
        let now = clock.now
        try await database.write { try TaskStore.add("greet", "{", dueAt: now, key: nil, now: now, in: $0) }
        try await runner(on: database, [.on(.greet) { name, _ in seen.note(name) }]).runDue()
        #expect(try await greeting(TaskStore(database: database))?.state == .failed)
        #expect(seen.notes == [])
    }

    @Test func `a task whose process dies each time ends as failed`() async throws {
        let database = try await Engine.sqlite.database()
        let store = TaskStore(database: database)
        try await leave("fatal", in: database)
        for _ in 1...8 {
            #expect(try await store.claim(["greet"], now: clock.now) != nil)
            clock.advance(61)
        }
        try await runner(on: database, [.on(.greet) { name, _ in seen.note(name) }]).runDue()
        #expect(try await greeting(store)?.state == .failed)
        #expect(seen.notes == [])
    }

    @Test(arguments: Engine.available)
    func `a round comes back at its interval, once for all processes, also after a failure`(engine: Engine) async throws
    {
        let database = try await engine.database()
        let round = TaskHandler.every(.seconds(900), "round") { task in
            seen.note("\(task.attempt)")
            if seen.notes.count == 2 { throw Refused() }
        }
        let runners = [runner(on: database, [round]), runner(on: database, [round])]
        for _ in 1...4 {
            for runner in runners { try await runner.runDue() }
            clock.advance(899)
            for runner in runners { try await runner.runDue() }
            clock.advance(1)
        }
        // The second failed and came back early, at the first look after 30 s.
        #expect(seen.notes == ["1", "1", "2", "1", "1"])
    }

    @Test func `a shorter interval holds at the next start`() async throws {
        let database = try await Engine.sqlite.database()
        for interval in [Duration.seconds(900), .seconds(60)] {
            try await runner(on: database, [.every(interval, "round") { _ in seen.note("") }]).runDue()
        }
        clock.advance(60)
        try await runner(on: database, [.every(.seconds(60), "round") { _ in seen.note("") }]).runDue()
        #expect(seen.notes.count == 2)
    }

    @Test(.timeLimit(.minutes(5)), arguments: Engine.available)
    func `a task left while the runner waits is done, and work that does not end is given back when it stops`(
        engine: Engine
    ) async throws {
        let database = try await engine.database()
        let (begun, beginning) = AsyncStream.makeStream(of: String.self)
        let runner = runner(
            on: database,
            [
                .on(.greet) { name, _ in
                    beginning.yield(name)
                    if name == "endless" { try await Task.sleep(for: .seconds(3600)) }
                }
            ])
        try await runner.start()
        try await leave("endless", in: database)
        try await leave("short", in: database)
        var names: Set<String> = []
        for await name in begun where names.insert(name).inserted && names.count == 2 { break }
        let start = ContinuousClock.now
        await runner.stop()
        // Two seconds on a machine that is not busy; never the hour.
        #expect(ContinuousClock.now - start < .seconds(60))
        let tasks = try await TaskStore(database: database).recent().filter { $0.kind == "greet" }
        #expect(tasks.first { $0.payload == "\"endless\"" }?.state == .waiting)
        #expect(tasks.first { $0.payload == "\"endless\"" }?.attempts == 0)
        #expect(tasks.first { $0.payload == "\"short\"" }?.state == .done)
    }

    @Test func `many long tasks hold up no short one`() async throws {
        let database = try await Engine.sqlite.database()
        let done = AsyncStream<String>.makeStream()
        let long = TaskKind<String>("long")
        let runner = runner(
            on: database,
            [
                .on(long, isLong: true) { _, _ in try await Task.sleep(for: .seconds(3_600)) },
                .on(.greet) { name, _ in done.continuation.yield(name) },
            ])
        let now = clock.now
        for number in 0..<6 {
            try await database.write { [queue] in try queue.enqueue(long, "\(number)", dueAt: now, now: now, in: $0) }
        }
        try await runner.start()
        try await leave("letter", in: database)
        #expect(await done.stream.first { _ in true } == "letter")
        await runner.stop()
    }

    private func runner(on database: any Database, _ handlers: [TaskHandler]) -> TaskRunner {
        TaskRunner(
            database: database, queue: queue, handlers: handlers, clock: { clock.now },
            log: Logger(label: "tasks") { _ in SwiftLogNoOpLogHandler() })
    }

    private func greeting(_ store: TaskStore) async throws -> TaskRecord? {
        try await store.recent().first { $0.kind == "greet" }
    }

    private func leave(_ name: String, dueAt: Date? = nil, in database: any Database) async throws {
        let now = clock.now
        try await database.write { connection in
            try queue.enqueue(.greet, name, dueAt: dueAt ?? now, now: now, in: connection)
        }
    }
}

final class TestClock: Sendable {
    private let date = Mutex(Date(timeIntervalSince1970: 1_411_369_200))

    var now: Date { date.withLock { $0 } }
    func advance(_ seconds: TimeInterval) { date.withLock { $0 += seconds } }
    func set(_ moment: Date) { date.withLock { $0 = moment } }
}

final class Notebook: Sendable {
    private let pages = Mutex<[String]>([])

    var notes: [String] { pages.withLock { $0 } }
    func note(_ text: String) { pages.withLock { $0.append(text) } }
}
