import Foundation

public enum Dialect: Sendable {
    case sqlite, postgres
}

/// What a feature may ask of either engine, inside a transaction.
public protocol Connection {
    /// For the few named functions whose SQL must differ.
    var dialect: Dialect { get }

    func rows(_ sql: SQL) throws -> [Row]

    /// Answers how many rows it changed.
    @discardableResult func run(_ sql: SQL) throws -> Int

    /// Several statements without values, as a migration has them.
    func runScript(_ script: String) throws
}

extension Connection {
    /// The first row, if there is one.
    public func row(_ sql: SQL) throws -> Row? { try rows(sql).first }

    /// The number that `SELECT count(*) AS count …` gives.
    public func count(_ sql: SQL) throws -> Int { try row(sql).map { try $0["count"] } ?? 0 }
}

/// Who sees what a transaction writes.
public enum Audience: Sendable {
    /// The public pages may show it: their cached copies are dropped.
    case everyone
    /// Sessions, marks, drafts, mail, tasks: no public page shows them.
    case insiders
}

/// A database, whichever engine keeps it. A body must have no effect outside the database: it may run again after a deadlock.
public protocol Database: Sendable {
    var dialect: Dialect { get }

    /// Counts what public pages may show: it has moved on when a copy made earlier may be out of date.
    var version: Version { get }

    /// Reads one consistent state.
    func read<Result: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> Result) async throws -> Result

    /// One transaction: all of it is kept, or, when the body throws, nothing.
    func write<Result: Sendable>(
        for audience: Audience, _ body: @escaping @Sendable (any Connection) throws -> Result
    ) async throws -> Result

    /// A copy of everything, taken while others write.
    func backUp(to path: String) async throws

    func close() async throws
}

extension Database {
    public func write<Result: Sendable>(
        _ body: @escaping @Sendable (any Connection) throws -> Result
    ) async throws -> Result {
        try await write(for: .everyone, body)
    }
}
