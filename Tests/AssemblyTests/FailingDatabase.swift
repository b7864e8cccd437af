import Storage
import StorageTesting
import Synchronization

/// A database that refuses everything while it is told to.
final class FailingDatabase: Database {
    private let database: TestDatabase
    private let failure = Mutex<StorageError?>(nil)
    private let isFull = Mutex(false)

    init(_ database: TestDatabase) { self.database = database }

    func fail(with error: StorageError?) { failure.withLock { $0 = error } }

    /// From now on, or no more, only small writes find room.
    func fill(_ full: Bool) { isFull.withLock { $0 = full } }

    var dialect: Dialect { database.dialect }
    var version: Version { database.version }
    var copyFormat: any CopyFormat { database.copyFormat }

    func read<Result: Sendable>(
        _ body: @escaping @Sendable (any Connection) throws -> Result
    ) async throws -> Result {
        try check()
        return try await database.read(body)
    }

    @discardableResult func write<Result: Sendable>(
        for audience: Audience, _ body: @escaping @Sendable (any Connection) throws -> Result
    ) async throws -> Result {
        try check()
        return try await database.write(for: audience, body)
    }

    func changesByOthers() async throws -> Int { try await database.changesByOthers() }
    func makeSureOfRoom() async throws {
        try check()
        if isFull.withLock({ $0 }) { throw StorageError.full }
    }
    func backUp(to path: String) async throws { try await database.backUp(to: path) }
    func close() async throws { try await database.close() }

    private func check() throws { if let failure = failure.withLock({ $0 }) { throw failure } }
}
