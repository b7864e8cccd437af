import Storage
import Synchronization

/// A database that tells what each transaction of an act wrote, and refuses one of the act's writes when it is told to.
final class ActDatabase: Database {
    /// The tables that each transaction which was kept has written to.
    struct Act: Sendable {
        var transactions: [Set<String>] = []
        fileprivate var count = 0
        fileprivate var refused: Int?
        /// The write that was to be refused was tried.
        var hasFailed = false
    }

    private let database: any Database
    private let act = Mutex(Act())

    init(_ database: any Database) { self.database = database }

    /// What an act writes; its `number`th write finds the disk full.
    func watch(failingAt number: Int? = nil, _ work: () async throws -> Void) async throws -> Act {
        act.withLock { act in
            act = Act()
            act.refused = number
        }
        try await work()
        return act.withLock { done in
            defer { done = Act() }
            return done
        }
    }

    fileprivate func check() throws {
        let isRefused = act.withLock { act in
            act.count += 1
            if act.count == act.refused { act.hasFailed = true }
            return act.count == act.refused
        }
        if isRefused { throw StorageError.full }
    }

    var dialect: Dialect { database.dialect }
    var version: Version { database.version }
    var copyFormat: any CopyFormat { database.copyFormat }

    func read<Result: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> Result) async throws -> Result {
        try await database.read(body)
    }

    @discardableResult func write<Result: Sendable>(
        for audience: Audience, _ body: @escaping @Sendable (any Connection) throws -> Result
    ) async throws -> Result {
        let (result, tables) = try await database.write(for: audience) { connection -> (Result, Set<String>) in
            let watched = WatchedConnection(connection, self)
            let result = try body(watched)
            return (result, watched.tables)
        }
        if !tables.isEmpty { act.withLock { $0.transactions.append(tables) } }
        return result
    }

    func changesByOthers() async throws -> Int { try await database.changesByOthers() }
    func makeSureOfRoom() async throws { try await database.makeSureOfRoom() }
    func backUp(to path: String) async throws { try await database.backUp(to: path) }
    func close() async throws { try await database.close() }
}

private final class WatchedConnection: Connection {
    private let connection: any Connection
    private let database: ActDatabase
    private(set) var tables: Set<String> = []

    init(_ connection: any Connection, _ database: ActDatabase) {
        (self.connection, self.database) = (connection, database)
    }

    var dialect: Dialect { connection.dialect }

    func rows(_ sql: SQL) throws -> [Row] { try connection.rows(sql) }

    @discardableResult func run(_ sql: SQL) throws -> Int {
        try database.check()
        let changed = try connection.run(sql)
        if changed > 0 { tables.insert(Self.table(sql.text)) }
        return changed
    }

    func runScript(_ script: String) throws {
        try database.check()
        try connection.runScript(script)
        tables.insert("a script")
    }

    private static func table(_ statement: String) -> String {
        let match = statement.firstMatch(of: /(?:INSERT INTO|UPDATE|DELETE FROM)\s+([a-z_]+)/)
        return match.map { String($0.1) } ?? statement
    }
}
