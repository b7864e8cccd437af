import Foundation

/// Brings a database to the state this program needs: numbered SQL files, each once, in order, each in its own transaction.
/// A first start takes all of them in one, so that one that was cut short has not begun.
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
        case foreignDatabase
        case failed(step: String, StorageError)
        /// Tables are missing, or steps of them, and somebody else owns them.
        case mayNotMakeTables
        case mayNotRead

        public var description: String {
            switch self {
            case .noFolder(let path): "there are no migrations in «\(path)»"
            case .newerDatabase(let number):
                """
                the database was written by a newer program (step \(number)): start that one, or restore the copy that its migrate made
                """
            case .foreignDatabase: "the database holds tables of another program"
            case .failed(let step, let error): "the step «\(step)» failed: \(error)"
            case .mayNotMakeTables:
                "the database lacks tables that this role may not make: run rallynov migrate as the role that owns it"
            case .mayNotRead:
                "this role may not read the tables of the database: run packaging/roles.sql as the role that owns them"
            }
        }
    }

    /// Where a database keeps which steps it has taken.
    static let table = "schema_step"

    private let folder: String

    public init(folder: String) { self.folder = folder }

    /// The number of the last step, on whichever engine.
    public var last: Int {
        get throws { try [Dialect.sqlite, .postgres].compactMap { try steps(for: $0).last?.number }.max() ?? 0 }
    }

    /// The steps this database has not taken yet.
    public func missing(in database: any Database) async throws -> [Step] {
        let steps = try steps(for: database.dialect)
        let taken: [Int]
        do {
            taken = try await database.write(for: .insiders) { connection in
                try Self.waitForOthers(connection)
                try Self.refuseForeign(connection)
                return try Self.taken(in: connection)
            }
        } catch StorageError.failed(code: Self.noRight, _) {
            throw Refusal.mayNotRead
        }
        if let unknown = taken.first(where: { number in !steps.contains { $0.number == number } }) {
            throw Refusal.newerDatabase(number: unknown)
        }
        return steps.filter { !taken.contains($0.number) }
    }

    private static func taken(in connection: any Connection) throws -> [Int] {
        // Whoever only reads and writes rows finds it there, and makes nothing.
        guard try !isBegun(connection) else {
            return try connection.rows("SELECT number FROM schema_step").map { try $0["number"] }
        }
        try refuseWithoutRight(connection)
        try connection.runScript(
            """
            CREATE TABLE IF NOT EXISTS schema_step (
                number BIGINT PRIMARY KEY,
                name TEXT NOT NULL,
                taken_at BIGINT NOT NULL
            )
            """)
        return []
    }

    /// Throws `mayNotMakeTables` where the tables are somebody else's to make and to change.
    public func makeSureOfRights(in database: any Database) async throws {
        // A file belongs to whoever opens it. Nor is it read from here: a reader that closes last leaves its pages beside the file.
        guard database.dialect == .postgres else { return }
        try await database.read { try Self.refuseWithoutRight($0) }
    }

    private static func refuseWithoutRight(_ connection: any Connection) throws {
        guard connection.dialect == .postgres else { return }
        let may: SQL = "SELECT count(*) AS count WHERE has_schema_privilege(current_schema()::text, 'CREATE')"
        if try connection.count(may) == 0 { throw Refusal.mayNotMakeTables }
    }

    /// What PostgreSQL calls a right that is missing.
    private static let noRight = "42501"

    /// What the steps of these numbers say to an engine, in their order.
    func scripts(of numbers: [Int], for dialect: Dialect) throws -> [String] {
        let steps = try steps(for: dialect)
        if let unknown = numbers.first(where: { number in !steps.contains { $0.number == number } }) {
            throw Refusal.newerDatabase(number: unknown)
        }
        return try steps.filter { numbers.contains($0.number) }
            .map { try String(contentsOfFile: $0.path, encoding: .utf8) }
    }

    public func migrate(_ database: any Database, now: Date = Date()) async throws {
        let missing = try await missing(in: database)
        guard !missing.isEmpty else { return }
        try await makeSureOfRights(in: database)
        let isFirst = try missing.count == steps(for: database.dialect).count
        for batch in isFirst ? [missing] : missing.map({ [$0] }) {
            let scripts = try batch.map { try String(contentsOfFile: $0.path, encoding: .utf8) }
            try await database.write { connection in
                for (step, script) in zip(batch, scripts) { try Self.take(step, script, now: now, in: connection) }
            }
        }
    }

    private static func take(_ step: Step, _ script: String, now: Date, in connection: any Connection) throws {
        do {
            try takeUnlessTaken(step, script, now: now, in: connection)
        } catch let error as StorageError {
            throw Refusal.failed(step: step.name, error)
        }
    }

    private static func takeUnlessTaken(
        _ step: Step, _ script: String, now: Date, in connection: any Connection
    ) throws {
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

    /// Before anything is written: a file or a server's database of something else stays as it is.
    private static func refuseForeign(_ connection: any Connection) throws {
        let others = try connection.count(connection.dialect == .postgres ? otherServerTables : otherFileTables)
        guard others > 0 else { return }
        guard try isBegun(connection) && connection.count("SELECT count(*) AS count FROM schema_step") > 0 else {
            throw Refusal.foreignDatabase
        }
    }

    private static func isBegun(_ connection: any Connection) throws -> Bool {
        try connection.count(connection.dialect == .postgres ? ownServerTable : ownFileTable) > 0
    }

    private static let ownFileTable: SQL = """
        SELECT count(*) AS count FROM sqlite_master WHERE type = 'table' AND name = 'schema_step'
        """
    private static let otherFileTables: SQL = """
        SELECT count(*) AS count FROM sqlite_master
        WHERE type = 'table' AND name <> 'schema_step' AND name NOT LIKE 'sqlite~_%' ESCAPE '~'
        """
    private static let ownServerTable: SQL = """
        SELECT count(*) AS count FROM pg_tables WHERE schemaname = current_schema() AND tablename = 'schema_step'
        """
    // What an extension of the server brings is nobody's data.
    private static let otherServerTables: SQL = """
        SELECT count(*) AS count FROM pg_class
        WHERE relnamespace = to_regnamespace(current_schema()::text) AND relkind IN ('r', 'p')
            AND relname NOT IN ('schema_step', 'public_version')
            AND NOT EXISTS (SELECT 1 FROM pg_depend WHERE objid = pg_class.oid AND deptype = 'e')
        """

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
