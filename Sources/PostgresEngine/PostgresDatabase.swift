import Foundation
import NIOPosix
import Storage
import Synchronization

/// A database on a PostgreSQL server, reached through libpq.
///
/// Transactions run on as many threads as there are connections, so a running one never waits for a connection.
public final class PostgresDatabase: Storage.Database {
    private let threads: NIOThreadPool
    private let seats: [Seat]
    private let free: Mutex<[Int]>
    private let outage = Outage()
    private let ownChanges = Atomic<Int>(0)

    public let version = Version()
    public var dialect: Dialect { .postgres }
    public var copyFormat: any CopyFormat { PostgresCopyFormat() }

    /// Connects once, so that a server out of reach is known at the start; the other connections are made when needed.
    public init(url: String, connections: Int = 8, statementTimeout: Duration = .seconds(30)) throws {
        let address = try PostgresAddress(url)
        let seats = (0..<connections).map { _ in Seat(PostgresSession(address: address, timeout: statementTimeout)) }
        try seats[connections - 1].session.withLock { session in
            try session.connect()
            try CutRestore.putRight(on: session)
            try PublicVersion.prepare(on: session)
        }
        self.seats = seats
        free = Mutex(Array(seats.indices))
        threads = NIOThreadPool(numberOfThreads: connections)
        threads.start()
    }

    deinit { threads.shutdownGracefully { _ in } }

    public func read<Result: Sendable>(
        _ body: @escaping @Sendable (any Connection) throws -> Result
    ) async throws -> Result {
        try await onSession { try self.transaction(.read, on: $0, body) }
    }

    @discardableResult public func write<Result: Sendable>(
        for audience: Audience, _ body: @escaping @Sendable (any Connection) throws -> Result
    ) async throws -> Result {
        guard audience == .everyone else { return try await onSession { try self.transaction(.write, on: $0, body) } }
        let result = try await onSession { session in
            try self.transaction(.write, on: session) { connection in
                let result = try body(connection)
                // Last, since other writers for everyone wait from here to the commit.
                try PublicVersion.advance(in: connection)
                return result
            }
        }
        ownChanges.add(1, ordering: .acquiringAndReleasing)
        version.advance()
        return result
    }

    public func changesByOthers() async throws -> Int {
        try await read { try PublicVersion.current(in: $0) } - ownChanges.load(ordering: .acquiring)
    }

    public func backUp(to path: String) async throws {
        let settings = try await onSession { session in
            try self.connect(session)
            return session.environment
        }
        try await PostgresTool("pg_dump").run(
            ["--format=custom", "--no-password", "--exclude-schema=\(CutRestore.asideName)", "--file=\(path)"],
            environment: settings)
    }

    /// Into a table of this transaction: what a disk has reserved for the tables that are there would let a small write go well
    /// where the next larger one fails.
    public func makeSureOfRoom() async throws {
        do {
            try await onSession { session in
                try self.transaction(.write, on: session) { connection in
                    try connection.runScript(
                        """
                        CREATE TEMPORARY TABLE room (words TEXT) ON COMMIT DROP;
                        INSERT INTO room SELECT repeat('x', 1900) FROM generate_series(1, 1000);
                        """)
                }
            }
        } catch StorageError.failed(code: Self.noRight, _) {
            // Somebody who may not make such tables is not told more than that other writes go well.
        }
    }

    private static let noRight = "42501"

    public func close() async throws {
        try await threads.shutdownGracefully()
        for seat in seats { seat.session.withLock { $0.disconnect() } }
    }

    private func onSession<Result: Sendable>(
        _ job: @escaping @Sendable (PostgresSession) throws -> Result
    ) async throws -> Result {
        do {
            return try await threads.runIfActive {
                // The last one given back is the most likely to be connected, with its statements prepared.
                let seat = self.free.withLock { $0.removeLast() }
                defer { self.free.withLock { $0.append(seat) } }
                return try self.seats[seat].session.withLock { try job($0) }
            }
        } catch is CancellationError where !Task.isCancelled {
            throw StorageError.unavailable(reason: "the database is closed")
        }
    }
}

extension PostgresDatabase {
    private static let attempts = 3

    /// Runs the body again after a deadlock, and never once the outcome of a commit is unknown.
    private func transaction<Result>(
        _ mode: PostgresSession.Mode, on session: PostgresSession, _ body: (any Connection) throws -> Result
    ) throws -> Result {
        var attempt = 1
        while true {
            try connect(session)
            do {
                return try session.transaction(mode, body)
            } catch {
                guard attempt < Self.attempts, session.mayTryAgain(mode) else { throw error }
                // By chance, so that two which met don't meet again.
                Thread.sleep(forTimeInterval: .random(in: 0.005...0.03) * Double(attempt))
                attempt += 1
            }
        }
    }

    private func connect(_ session: PostgresSession) throws {
        guard !session.isConnected else { return }
        try outage.connecting { try session.connect() }
    }
}

/// The place of one connection, which is nobody's or one thread's.
private final class Seat: Sendable {
    let session: Mutex<PostgresSession>

    init(_ session: sending PostgresSession) { self.session = Mutex(session) }
}
