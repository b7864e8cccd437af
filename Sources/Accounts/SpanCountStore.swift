import Foundation
import Storage

/// How often something was done in a span of time, such as an hour: in a table of its own, by a digest of what it is about.
public struct SpanCountStore: Sendable {
    private let table: SQL
    private let span: TimeInterval

    /// The table has the columns `about`, `at` and `count`; a span is in seconds.
    public init(_ table: SQL, span: TimeInterval) { (self.table, self.span) = (table, span) }

    /// Counts one more, and answers how many that makes in this span. The row is locked by it, so none is missed.
    public func count(_ words: String, at time: Date, in connection: any Connection) throws -> Int {
        let (about, start) = (Secret.digest(of: words), start(of: time))
        try connection.run(
            """
            INSERT INTO \(table) (about, at, count) VALUES (\(about), \(start), 1)
            ON CONFLICT (about, at) DO UPDATE SET count = \(table).count + 1
            """)
        return try connection.count("SELECT count FROM \(table) WHERE about = \(about) AND at = \(start)")
    }

    /// Until the next span begins: 1 at least.
    public func secondsLeft(at time: Date) -> Int {
        max(1, Int((start(of: time) + span).timeIntervalSince(time).rounded(.up)))
    }

    /// Counts are kept for a day.
    public func forget(at time: Date, in connection: any Connection) throws {
        try connection.run("DELETE FROM \(table) WHERE at < \(time - 86_400)")
    }

    /// It is counted from nothing again: for a clock that was set back.
    public func forget(in connection: any Connection) throws { try connection.run("DELETE FROM \(table)") }

    private func start(of time: Date) -> Date {
        Date(timeIntervalSince1970: (time.timeIntervalSince1970 / span).rounded(.down) * span)
    }
}
