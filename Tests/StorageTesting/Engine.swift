import Foundation
import PostgresEngine
import SQLiteEngine
import Storage

/// The engines that every store is tried on: `@Test(arguments: Engine.available)`.
public enum Engine: CaseIterable, Sendable {
    case sqlite, postgres

    /// PostgreSQL is among them when `RALLYNOV_TEST_POSTGRES` names a server, as `bin/test` sees to.
    public static let available: [Engine] = {
        guard server == nil else { return allCases }
        FileHandle.standardError.write(Data("PostgreSQL is not tried: RALLYNOV_TEST_POSTGRES is not set.\n".utf8))
        return [.sqlite]
    }()

    /// A new database with all its tables, dropped with the last use of it.
    public func database() async throws -> TestDatabase {
        switch self {
        case .sqlite: try await TestDatabase { try await .copy(of: Self.sqliteTemplate.value) }
        case .postgres: try await TestDatabase { try await .database(from: Self.postgresTemplate.value) }
        }
    }

    /// A new database without any table.
    public func emptyDatabase() async throws -> TestDatabase {
        switch self {
        case .sqlite: try await TestDatabase { try .file() }
        case .postgres: try await TestDatabase { try await .database() }
        }
    }

    static var server: String? { ProcessInfo.processInfo.environment["RALLYNOV_TEST_POSTGRES"] }

    // Migrated once a process: a copy takes milliseconds.
    private static let sqliteTemplate = Task { try await TestPlace.file().migrated() }
    private static let postgresTemplate = Task { try await TestPlace.database().migrated() }
}

extension TestPlace {
    fileprivate func migrated() async throws -> TestPlace {
        let database = try open()
        try await Migrator(folder: Self.migrations).migrate(database)
        // An open connection would keep PostgreSQL from copying, and SQLite's log beside the file.
        try await database.close()
        return self
    }

    private static var migrations: String {
        URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Migrations").standardized.path
    }
}
