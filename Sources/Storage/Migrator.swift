import Foundation

/// Brings a database to the state this program needs: numbered SQL files, each once, in order, each in its own transaction.
///
/// A file says literal tables and columns and names no type of the program: the past must not change when the code does.
/// `0009_catalogue.postgres.sql` stands beside `0009_catalogue.sql` where an engine needs its own.
public struct Migrator: Sendable {
    public struct Step: Sendable, Equatable {
        public let number: Int
        public let name: String
        let path: String
    }

    public enum Refusal: Error, CustomStringConvertible {
        case noFolder(String)
        case newerDatabase(number: Int)
        case failed(step: String, StorageError)

        public var description: String {
            switch self {
            case .noFolder(let path): "there are no migrations in «\(path)»"
            case .newerDatabase(let number): "the database was written by a newer program (step \(number))"
            case .failed(let step, let error): "the step «\(step)» failed: \(error)"
            }
        }
    }

    private let folder: String

    public init(folder: String) { self.folder = folder }

    /// The steps this database has not taken yet.
    public func missing(in database: any Database) async throws -> [Step] {
        let steps = try steps(for: database.dialect)
        let taken = try await database.write(for: .insiders) { connection in
            try Self.waitForOthers(connection)
            try connection.runScript(
                """
                CREATE TABLE IF NOT EXISTS schema_step (
                    number BIGINT PRIMARY KEY,
                    name TEXT NOT NULL,
                    taken_at BIGINT NOT NULL
                )
                """)
            return try connection.rows("SELECT number FROM schema_step").map { row -> Int in try row["number"] }
        }
        if let unknown = taken.first(where: { number in !steps.contains { $0.number == number } }) {
            throw Refusal.newerDatabase(number: unknown)
        }
        return steps.filter { !taken.contains($0.number) }
    }

    public func migrate(_ database: any Database, now: Date = Date()) async throws {
        for step in try await missing(in: database) {
            let script = try String(contentsOfFile: step.path, encoding: .utf8)
            do {
                try await database.write { try Self.take(step, script, now: now, in: $0) }
            } catch let error as StorageError {
                throw Refusal.failed(step: step.name, error)
            }
        }
    }

    private static func take(_ step: Step, _ script: String, now: Date, in connection: any Connection) throws {
        try waitForOthers(connection)
        // Another process that started at the same time may have been faster.
        guard try connection.row("SELECT number FROM schema_step WHERE number = \(step.number)") == nil else { return }
        try connection.runScript(script)
        try connection.run(
            "INSERT INTO schema_step (number, name, taken_at) VALUES (\(step.number), \(step.name), \(now))")
    }

    /// One process migrates at a time, as long as it takes. SQLite has one writer anyway.
    private static func waitForOthers(_ connection: any Connection) throws {
        guard connection.dialect == .postgres else { return }
        try connection.runScript(
            """
            SET LOCAL statement_timeout = 0;
            SET LOCAL lock_timeout = 0;
            SELECT pg_advisory_xact_lock(hashtext('schema_step'));
            """)
    }

    private func steps(for dialect: Dialect) throws -> [Step] {
        guard let files = try? FileManager.default.contentsOfDirectory(atPath: folder), !files.isEmpty else {
            throw Refusal.noFolder(folder)
        }
        let other = dialect == .postgres ? ".sqlite.sql" : ".postgres.sql"
        let own = dialect == .postgres ? ".postgres.sql" : ".sqlite.sql"
        var steps: [Int: Step] = [:]
        for file in files.sorted() where file.hasSuffix(".sql") && !file.hasSuffix(other) {
            guard let number = Int(file.prefix { $0 != "_" }) else { continue }
            if steps[number] != nil, !file.hasSuffix(own) { continue }
            let name = file.split(separator: ".")[0]
            steps[number] = Step(number: number, name: String(name), path: "\(folder)/\(file)")
        }
        return steps.values.sorted { $0.number < $1.number }
    }
}
