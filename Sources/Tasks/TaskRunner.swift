import Foundation
import Logging
import Storage

/// Does the tasks of one process, a few at a time, until it is stopped.
public actor TaskRunner {
    private let store: TaskStore
    private let doorbell: Doorbell
    private let handlers: [String: TaskHandler]
    private let clock: @Sendable () -> Date
    private let log: Logger
    private var workers: [Task<Void, Never>] = []
    private var underWay = 0
    private var isStopping = false

    /// `clock` is the one by which tasks are left: whatever a page says is due now is done now.
    public init(
        database: any Database, queue: TaskQueue, handlers: [TaskHandler],
        clock: @escaping @Sendable () -> Date = { Date() }, log: Logger = Logger(label: "tasks")
    ) {
        let forget = TaskHandler.every(.seconds(86_400), "tasks.forget") { task in
            try await TaskStore(database: database).forget(before: task.now - 30 * 86_400)
        }
        self.handlers = Dictionary((handlers + [forget]).map { ($0.kind, $0) }) { first, _ in first }
        (store, doorbell) = (TaskStore(database: database), queue.doorbell)
        (self.clock, self.log) = (clock, log)
    }

    /// Returns once the work has begun. Four tasks run side by side, two long ones at most, so that a slow one holds up no other.
    public func start() async throws {
        try await plan()
        guard workers.isEmpty else { return }
        workers = (0..<4).map { number in Task { await self.work(number < 2 ? self.kinds : self.shortKinds) } }
    }

    /// Takes on nothing more, gives what is under way a second to end, then cancels it: it is taken up again at the next
    /// start. Returns within two seconds, even when a handler does not listen.
    public func stop() async {
        isStopping = true
        doorbell.ring()
        await pause(atMost: .seconds(1))
        for worker in workers { worker.cancel() }
        await pause(atMost: .milliseconds(800))
        workers = []
    }

    private func pause(atMost limit: Duration) async {
        let end = ContinuousClock.now + limit
        while underWay > 0, ContinuousClock.now < end { try? await Task.sleep(for: .milliseconds(10)) }
    }

    /// Does all that is due now, one after the other, and answers how many tasks that was: for the command line and tests.
    @discardableResult public func runDue() async throws -> Int {
        try await plan()
        var count = 0
        while try await runNext(kinds) { count += 1 }
        return count
    }

    private func plan() async throws {
        for handler in handlers.values {
            if let interval = handler.interval { try await store.plan(handler.kind, every: interval, now: clock()) }
        }
    }

    private var kinds: [String] { handlers.keys.sorted() }
    private var shortKinds: [String] { kinds.filter { handlers[$0]?.isLong == false } }

    private func work(_ kinds: [String]) async {
        while !isStopping {
            let rings = doorbell.rings
            do {
                guard try await !runNext(kinds) else { continue }
                await doorbell.wait(since: rings, atMost: .seconds(1))
                // What rang may not be committed yet where others can read meanwhile (PostgreSQL): look again soon.
                if doorbell.rings != rings, try await !runNext(kinds) {
                    await doorbell.wait(since: doorbell.rings, atMost: .milliseconds(50))
                }
            } catch {
                log.error("tasks cannot be read", metadata: ["error": "\(error)"])
                await doorbell.wait(since: doorbell.rings, atMost: .seconds(5))
            }
        }
    }

    private func runNext(_ kinds: [String]) async throws -> Bool {
        guard !isStopping else { return false }
        underWay += 1
        defer { underWay -= 1 }
        // Reading first: an idle process takes no lock.
        guard try await store.hasDue(kinds, now: clock()), let claim = try await store.claim(kinds, now: clock()),
            let handler = handlers[claim.kind]
        else { return false }
        await run(claim, by: handler)
        return true
    }

    private func run(_ claim: Claim, by handler: TaskHandler) async {
        let task = TaskRun(id: claim.id, attempt: claim.attempt, now: clock())
        do {
            // A task whose process died each time must end as well.
            if claim.attempt > RetrySchedule.attempts && handler.interval == nil {
                throw GiveUp("the program stopped each time while it ran")
            }
            try await holding(claim) { try await handler.run(claim.payload, task) }
            try await end(claim, by: handler)
        } catch {
            await settle(claim, by: handler, error)
        }
    }

    /// Keeps others from the task while its work lasts.
    private func holding(_ claim: Claim, _ work: @escaping @Sendable () async throws -> Void) async throws {
        let (store, clock) = (store, clock)
        let renewal = Task {
            while !Task.isCancelled {
                try await Task.sleep(for: .seconds(TaskStore.lease / 3))
                try? await store.renew(claim, now: clock())
            }
        }
        defer { renewal.cancel() }
        try await work()
    }

    private func end(_ claim: Claim, by handler: TaskHandler) async throws {
        if let interval = handler.interval {
            try await store.leave(claim, until: clock() + interval, attempts: 0, nil)
        } else {
            try await store.finish(claim, now: clock())
        }
    }

    private func settle(_ claim: Claim, by handler: TaskHandler, _ error: any Error) async {
        let isCancelled = Task.isCancelled
        // Saved by a task of its own: a cancelled one could not.
        let saving = Task { try await self.save(claim, by: handler, error, isCancelled: isCancelled) }
        do {
            try await saving.value
        } catch {
            // Its lease will run out, and it will be tried again.
            log.error("a task's failure is not saved", metadata: ["task": "\(claim.id)", "error": "\(error)"])
        }
    }

    private func save(_ claim: Claim, by handler: TaskHandler, _ error: any Error, isCancelled: Bool) async throws {
        let now = clock()
        let reason = String("\(error)".prefix(500))
        switch error {
        case _ where isCancelled: try await store.leave(claim, until: now, attempts: claim.attempt - 1, nil)
        case let postponed as Postpone:
            try await store.leave(claim, until: postponed.date, attempts: claim.attempt - 1, postponed.reason)
        case let refusal as GiveUp where handler.interval == nil: try await fail(claim, refusal.reason)
        case _ where claim.attempt >= RetrySchedule.attempts && handler.interval == nil:
            try await fail(claim, "\(error)")
        default:
            let pause = min(RetrySchedule.pause(after: claim.attempt), handler.interval ?? .infinity)
            log.warning("a task will be tried again", metadata: ["kind": "\(claim.kind)", "error": "\(reason)"])
            try await store.leave(claim, until: now + pause, attempts: claim.attempt, reason)
        }
    }

    private func fail(_ claim: Claim, _ reason: String) async throws {
        log.error(
            "a task has failed", metadata: ["kind": "\(claim.kind)", "task": "\(claim.id)", "error": "\(reason)"])
        try await store.fail(claim, reason, now: clock())
    }
}
