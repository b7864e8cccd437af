import Storage
import Synchronization

/// A database that counts how often it is read.
final class CountingDatabase: Database {
    private let database: any Database
    private let count = Mutex(0)

    init(_ database: any Database) { self.database = database }

    var reads: Int { count.withLock { $0 } }
    var dialect: Dialect { database.dialect }
    var version: Version { database.version }

    func read<Result: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> Result) async throws -> Result {
        count.withLock { $0 += 1 }
        return try await database.read(body)
    }

    @discardableResult func write<Result: Sendable>(
        for audience: Audience, _ body: @escaping @Sendable (any Connection) throws -> Result
    ) async throws -> Result {
        try await database.write(for: audience, body)
    }

    func changesByOthers() async throws -> Int { try await database.changesByOthers() }
    var copyFormat: any CopyFormat { database.copyFormat }
    func makeSureOfRoom() async throws { try await database.makeSureOfRoom() }
    func backUp(to path: String) async throws { try await database.backUp(to: path) }
    func close() async throws { try await database.close() }
}
