import Foundation
import Identifiers
import Storage

/// Where features leave work for later.
public struct TaskQueue: Sendable {
    let doorbell = Doorbell()

    public init() {}

    /// Leaves a task, in the transaction of whatever asks for it: both are kept, or neither.
    ///
    /// With a key, the task is left once and for all: asked for again, even when it is done, it is not left again.
    public func enqueue<Payload>(
        _ kind: TaskKind<Payload>, _ payload: Payload, dueAt: Date, key: String? = nil, now: Date,
        in connection: any Connection
    ) throws {
        try TaskStore.add(kind.name, Self.text(payload), dueAt: dueAt, key: key, now: now, in: connection)
        doorbell.ring()
    }

    /// Takes back a task that nobody has begun, so that its key may be used again.
    public func withdraw(key: String, in connection: any Connection) throws {
        try connection.run("DELETE FROM task WHERE unique_key = \(key) AND state = 'waiting'")
    }

    /// Makes all waiting tasks of a kind due now: what they waited for has come.
    public func hurry<Payload>(_ kind: TaskKind<Payload>, now: Date, in connection: any Connection) throws {
        try connection.run(
            "UPDATE task SET due_at = \(now) WHERE kind = \(kind.name) AND state = 'waiting' AND due_at > \(now)")
        doorbell.ring()
    }

    private static func text(_ payload: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        return String(decoding: try encoder.encode(payload), as: UTF8.self)
    }
}
