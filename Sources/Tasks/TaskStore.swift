import Foundation
import Identifiers
import Storage

/// A task as staff see it.
public struct TaskRecord: Sendable, Equatable {
    public typealias ID = Identifier<TaskRecord>
    public enum State: String, Storable, CaseIterable { case waiting, running, done, failed }

    public let id: ID
    public let kind: String
    public let payload: String
    public let state: State
    public let dueAt: Date
    public let attempts: Int
    public let lastError: String?
    public let createdAt: Date
    public let finishedAt: Date?
}

/// The SQL of tasks.
public struct TaskStore: Sendable {
    let database: any Database

    public init(database: any Database) { self.database = database }

    /// The latest first.
    public func recent(_ state: TaskRecord.State? = nil, limit: Int = 100) async throws -> [TaskRecord] {
        let condition: SQL = if let state { "state = \(state)" } else { "1 = 1" }
        return try await database.read { connection in
            try connection.rows(Self.columns + "WHERE \(condition) ORDER BY created_at DESC, id DESC LIMIT \(limit)")
                .map(TaskRecord.init)
        }
    }

    public func find(_ id: TaskRecord.ID) async throws -> TaskRecord? {
        try await database.read { try $0.row(Self.columns + "WHERE id = \(id)").map(TaskRecord.init) }
    }

    /// Gives a failed task all its attempts again. False when it has not failed.
    public func retry(_ id: TaskRecord.ID, now: Date) async throws -> Bool {
        try await database.write(for: .insiders) { connection in
            try connection.run(
                """
                UPDATE task SET state = 'waiting', attempts = 0, due_at = \(now), finished_at = NULL
                WHERE id = \(id) AND state = 'failed'
                """) == 1
        }
    }

    private static let columns: SQL = """
        SELECT id, kind, payload, state, due_at, attempts, last_error, created_at, finished_at FROM task \n
        """

    static func add(
        _ kind: String, _ payload: String, dueAt: Date, key: String?, now: Date, in connection: any Connection
    ) throws {
        try connection.run(
            """
            INSERT INTO task (id, kind, payload, due_at, unique_key, created_at)
            VALUES (\(TaskRecord.ID.new(at: now)), \(kind), \(payload), \(dueAt), \(key), \(now))
            ON CONFLICT (unique_key) DO NOTHING
            """)
    }
}

extension TaskRecord {
    fileprivate init(_ row: Row) throws {
        self.init(
            id: try row["id"], kind: try row["kind"], payload: try row["payload"], state: try row["state"],
            dueAt: try row["due_at"], attempts: try row["attempts"], lastError: try row["last_error"],
            createdAt: try row["created_at"], finishedAt: try row["finished_at"])
    }
}
