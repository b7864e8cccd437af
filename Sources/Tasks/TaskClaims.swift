import Foundation
import Storage

/// A task taken by this process. Its number of attempts tells it from a later claim of the same task.
struct Claim: Sendable {
    let id: TaskRecord.ID
    let kind: String
    let payload: String
    let attempt: Int
}

// How processes share the tasks.
extension TaskStore {
    /// How long a process that died keeps others from its task. A living one renews its lease.
    static let lease: TimeInterval = 60

    func hasDue(_ kinds: [String], now: Date) async throws -> Bool {
        try await database.read { try $0.row("SELECT id FROM task WHERE \(Self.due(kinds, now)) LIMIT 1") != nil }
    }

    /// Takes the task that is due first, if there is one; no other process gets it as long as the lease lasts.
    func claim(_ kinds: [String], now: Date) async throws -> Claim? {
        try await database.write(for: .insiders) { connection in
            let row = try connection.row(
                """
                SELECT id, kind, payload, attempts FROM task WHERE \(Self.due(kinds, now))
                ORDER BY due_at, id LIMIT 1 \(connection.skipLocked)
                """)
            guard let row else { return nil }
            let attempts: Int = try row["attempts"]
            let claim = Claim(
                id: try row["id"], kind: try row["kind"], payload: try row["payload"], attempt: attempts + 1)
            try connection.run(
                """
                UPDATE task SET state = 'running', attempts = \(claim.attempt), leased_until = \(now + Self.lease)
                WHERE id = \(claim.id)
                """)
            return claim
        }
    }

    func renew(_ claim: Claim, now: Date) async throws {
        try await set("leased_until = \(now + Self.lease)", of: claim)
    }

    func finish(_ claim: Claim, now: Date) async throws {
        try await set("state = 'done', leased_until = NULL, last_error = NULL, finished_at = \(now)", of: claim)
    }

    func fail(_ claim: Claim, _ reason: String, now: Date) async throws {
        try await set("state = 'failed', leased_until = NULL, last_error = \(reason), finished_at = \(now)", of: claim)
    }

    /// Leaves the task for later. `attempts` is what it counts as so far.
    func leave(_ claim: Claim, until date: Date, attempts: Int, _ reason: String?) async throws {
        try await set(
            """
            state = 'waiting', leased_until = NULL, due_at = \(date), attempts = \(attempts), last_error = \(reason)
            """, of: claim)
    }

    /// One row a recurring task, for all processes.
    func plan(_ kind: String, every interval: TimeInterval, now: Date) async throws {
        try await database.write(for: .insiders) { connection in
            try Self.add(kind, "{}", dueAt: now, key: "every:\(kind)", now: now, in: connection)
            // A shorter interval than last time's holds at once.
            try connection.run(
                """
                UPDATE task SET due_at = \(now + interval)
                WHERE unique_key = \("every:\(kind)") AND state = 'waiting' AND due_at > \(now + interval)
                """)
        }
    }

    /// Done tasks without a key tell nothing any more after a month; a key must stay, or its work would be done again.
    func forget(before date: Date) async throws {
        try await database.write(for: .insiders) { connection in
            try connection.run("DELETE FROM task WHERE state = 'done' AND unique_key IS NULL AND finished_at < \(date)")
        }
    }

    private func set(_ change: SQL, of claim: Claim) async throws {
        try await database.write(for: .insiders) { connection in
            try connection.run(
                "UPDATE task SET \(change) WHERE id = \(claim.id) AND state = 'running' AND attempts = \(claim.attempt)"
            )
        }
    }

    private static func due(_ kinds: [String], _ now: Date) -> SQL {
        """
        kind IN \(list: kinds) AND
        ((state = 'waiting' AND due_at <= \(now)) OR (state = 'running' AND leased_until < \(now)))
        """
    }
}

extension Connection {
    /// SQLite has one writer at a time, so nothing can be locked by another.
    fileprivate var skipLocked: SQL { dialect == .postgres ? "FOR UPDATE SKIP LOCKED" : "" }
}
