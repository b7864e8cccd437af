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

/// A database, whichever engine keeps it.
///
/// A body must have no effect outside the database: it may run again after a deadlock. When one of its statements fails, the
/// transaction is lost, even when the body catches the error: `ON CONFLICT` is the way to ask whether a row is there.
public protocol Database: Sendable {
    var dialect: Dialect { get }

    /// Counts what public pages may show: it has moved on when a copy made earlier may be out of date.
    var version: Version { get }

    /// Reads one consistent state. The body may hold the thread that asks.
    func read<Result: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> Result) async throws -> Result

    /// One transaction: all of it is kept, or, when the body throws, nothing.
    @discardableResult func write<Result: Sendable>(
        for audience: Audience, _ body: @escaping @Sendable (any Connection) throws -> Result
    ) async throws -> Result

    /// A number that moves when another process has committed something that public pages may show.
    func changesByOthers() async throws -> Int

    /// Throws `full` when a write as large as the largest that a page makes would find no room. Nothing of it stays.
    func makeSureOfRoom() async throws

    /// A copy of everything in one file, which is new or empty, taken while others write. `Backup` adds what makes it safe.
    func backUp(to path: String) async throws

    var copyFormat: any CopyFormat { get }

    func close() async throws
}

extension Database {
    @discardableResult public func write<Result: Sendable>(
        _ body: @escaping @Sendable (any Connection) throws -> Result
    ) async throws -> Result {
        try await write(for: .everyone, body)
    }
}

extension Database {
    /// Advances `version` when another process has changed what the public sees. Runs until its task is cancelled; the
    /// server starts it beside its other services.
    public func watch(every interval: Duration) async {
        // What others did before the first look is not known, so the first look counts as a change.
        var seen: Int?
        while !Task.isCancelled {
            // A database that is away for a moment is asked again.
            if let changes = try? await changesByOthers(), changes != seen {
                seen = changes
                version.advance()
            }
            try? await Task.sleep(for: interval)
        }
    }
}
