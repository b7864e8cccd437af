import Storage

/// A database of one test: nobody else's, and gone when nobody uses it any more.
public final class TestDatabase: Database {
    private let database: any Database
    private let place: TestPlace

    init(_ place: () async throws -> TestPlace) async throws {
        await Permits.shared.take()
        do {
            self.place = try await place()
            database = try self.place.open()
        } catch {
            Permits.shared.give()
            throw error
        }
    }

    deinit {
        place.drop()
        Permits.shared.give()
    }

    /// The same data through connections of its own, as another process has it.
    public func secondHandle() throws -> any Database { try place.open() }

    /// The path of the file, or the URL on the server.
    public var address: String { place.address }

    public var dialect: Dialect { database.dialect }
    public var version: Version { database.version }
    public var copyFormat: any CopyFormat { database.copyFormat }

    public func read<Result: Sendable>(
        _ body: @escaping @Sendable (any Connection) throws -> Result
    ) async throws -> Result {
        try await database.read(body)
    }

    @discardableResult public func write<Result: Sendable>(
        for audience: Audience, _ body: @escaping @Sendable (any Connection) throws -> Result
    ) async throws -> Result {
        try await database.write(for: audience, body)
    }

    public func changesByOthers() async throws -> Int { try await database.changesByOthers() }
    public func makeSureOfRoom() async throws { try await database.makeSureOfRoom() }
    public func backUp(to path: String) async throws { try await database.backUp(to: path) }
    public func close() async throws { try await database.close() }
}
