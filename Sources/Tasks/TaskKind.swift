import Foundation

/// A sort of work, by a name that lasts, and what it needs to know: `TaskKind<Message.ID>("mail.send")`.
public struct TaskKind<Payload: Codable & Sendable>: Sendable {
    public let name: String

    public init(_ name: StaticString) { self.name = name.description }
}

/// A task that a process has taken on.
public struct TaskRun: Sendable {
    public let id: TaskRecord.ID
    /// 1 the first time.
    public let attempt: Int
    /// The time at which it began.
    public let now: Date

    /// No further attempt follows this one.
    public var isLast: Bool { attempt >= RetrySchedule.attempts }
}

/// Trying again would change nothing: the task fails at once.
public struct GiveUp: Error {
    let reason: String

    public init(_ reason: String) { self.reason = reason }
}

/// It is too early: the task waits until then, and this does not count as an attempt.
public struct Postpone: Error {
    let date: Date
    let reason: String

    public init(until date: Date, _ reason: String) { (self.date, self.reason) = (date, reason) }
}

/// When a task that failed is tried again: after 30 s, 2 min, 8 min, 32 min, 2 h 08, 8 h and 8 h, then it stays failed,
/// some 19 hours after the first attempt. The same for every task: few run at once, so nothing is gained by chance.
enum RetrySchedule {
    static let attempts = 8

    static func pause(after attempt: Int) -> TimeInterval {
        // A recurring task never gives up, so its attempts have no limit.
        min(30 * pow(4, Double(min(attempt, attempts) - 1)), 8 * 3600)
    }
}

/// What does the work of one kind. It may run twice, after a crash, so doing it again must change nothing.
public struct TaskHandler: Sendable {
    let kind: String
    /// How often it comes back by itself.
    let interval: TimeInterval?
    /// It may take many seconds of processor: never so many at once that a letter waits for them.
    let isLong: Bool
    let run: @Sendable (_ payload: String, TaskRun) async throws -> Void

    public static func on<Payload>(
        _ kind: TaskKind<Payload>, isLong: Bool = false,
        _ run: @escaping @Sendable (Payload, TaskRun) async throws -> Void
    ) -> TaskHandler {
        TaskHandler(kind: kind.name, interval: nil, isLong: isLong) { payload, task in
            guard let value = try? JSONDecoder().decode(Payload.self, from: Data(payload.utf8)) else {
                throw GiveUp("its payload cannot be read: \(payload)")
            }
            try await run(value, task)
        }
    }

    /// A round that comes back an interval after the last one ended, in one process at a time. One that fails comes back
    /// all the same, later at first and then at its interval.
    public static func every(
        _ interval: Duration, _ name: StaticString, _ run: @escaping @Sendable (TaskRun) async throws -> Void
    ) -> TaskHandler {
        TaskHandler(kind: name.description, interval: TimeInterval(interval.components.seconds), isLong: false) {
            _, task in
            try await run(task)
        }
    }
}
