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

        public var description: String {
            switch self {
            case .noFolder(let path): "there are no migrations in «\(path)»"
            case .newerDatabase(let number): "the database was written by a newer program (step \(number))"
            }
        }
    }

    private let folder: String

    public init(folder: String) { self.folder = folder }

    /// The steps this database has not taken yet.
    public func missing(in database: any Database) async throws -> [Step] {
        let steps = try steps(for: database.dialect)
        let taken = try await database.write(for: .insiders) { connection in
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
            try await database.write { connection in
                try connection.runScript(script)
                try connection.run(
                    "INSERT INTO schema_step (number, name, taken_at) VALUES (\(step.number), \(step.name), \(now))")
            }
        }
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
