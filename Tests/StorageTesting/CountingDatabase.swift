import Storage
import Synchronization

/// A database that counts what is asked of it: `let (cost, page) = try await counting.cost(of: { try await visitor.get("/jury") })`.
///
/// A list's cost must not grow with what it lists from: the same statements, and the rows of a page.
public final class CountingDatabase: Database {
    public struct Cost: Equatable, Sendable, CustomStringConvertible {
        public var statements = 0
        /// How many rows came back.
        public var rows = 0

        public init(statements: Int = 0, rows: Int = 0) { (self.statements, self.rows) = (statements, rows) }

        public var description: String { "\(statements) statements, \(rows) rows" }
    }

    private let database: any Database
    private let total = Mutex(Cost())

    public init(_ database: any Database) { self.database = database }

    /// What a piece of work asks of the database. One at a time: the count is the database's.
    public func cost<Result: Sendable>(of work: () async throws -> Result) async throws -> (Cost, Result) {
        total.withLock { $0 = Cost() }
        let result = try await work()
        return (total.withLock { $0 }, result)
    }

    fileprivate func count(rows: Int) {
        total.withLock { total in
            total.statements += 1
            total.rows += rows
        }
    }

    public var dialect: Dialect { database.dialect }
    public var version: Version { database.version }
    public var copyFormat: any CopyFormat { database.copyFormat }

    public func read<Result: Sendable>(
        _ body: @escaping @Sendable (any Connection) throws -> Result
    ) async throws -> Result {
        try await database.read { try body(CountingConnection(connection: $0, counter: self)) }
    }

    @discardableResult public func write<Result: Sendable>(
        for audience: Audience, _ body: @escaping @Sendable (any Connection) throws -> Result
    ) async throws -> Result {
        try await database.write(for: audience) { try body(CountingConnection(connection: $0, counter: self)) }
    }

    public func changesByOthers() async throws -> Int { try await database.changesByOthers() }
    public func makeSureOfRoom() async throws { try await database.makeSureOfRoom() }
    public func backUp(to path: String) async throws { try await database.backUp(to: path) }
    public func close() async throws { try await database.close() }
}

private struct CountingConnection: Connection {
    let connection: any Connection
    let counter: CountingDatabase

    var dialect: Dialect { connection.dialect }

    func rows(_ sql: SQL) throws -> [Row] {
        let rows = try connection.rows(sql)
        counter.count(rows: rows.count)
        return rows
    }

    @discardableResult func run(_ sql: SQL) throws -> Int {
        counter.count(rows: 0)
        return try connection.run(sql)
    }

    func runScript(_ script: String) throws {
        counter.count(rows: 0)
        try connection.runScript(script)
    }
}
