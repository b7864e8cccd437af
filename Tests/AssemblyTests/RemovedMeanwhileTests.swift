import Campaigns
import Foundation
import Identifiers
import Storage
import StorageTesting
import Synchronization
import Testing
import WebTesting
import World

/// What somebody writes into is removed by somebody else between their reading it and their writing.
struct RemovedMeanwhileTests {
    private static let next: Edition.ID = World.key("0003", 15)

    @Test(arguments: Engine.available)
    func `a role given in an edition that is removed at that moment is told to be lost, and what was typed is kept`(
        engine: Engine
    ) async throws {
        let (world, database) = try await Self.about(engine)
        let mireille = world.visitor(.mireille)
        let (path, typed) = ("/agence/personnes/nouvelle", "Odile Beurre")
        let page = try await mireille.get(path)
        database.overtake(with: "DELETE FROM edition WHERE id = \(Self.next)")
        let answer = try await mireille.submit(
            path, on: page,
            [
                "name": typed, "email": "odile@example.org", "role": "observer", "edition": Self.next.description,
                "invited": "on",
            ])
        try Self.expectKept(typed, on: answer)
        let known = try await world.database.read { connection in
            try connection.count("SELECT count(*) AS count FROM person WHERE email = 'odile@example.org'")
        }
        #expect(known == 0)
    }

    @Test(arguments: Engine.available)
    func `a seat in the jury of such an edition as well`(engine: Engine) async throws {
        let (world, database) = try await Self.about(engine)
        let mireille = world.visitor(.mireille)
        let (path, typed) = ("/agence/editions/2015/jury", "Odile Beurre")
        #expect(try await mireille.get(path).status == .ok)
        database.overtake(with: "DELETE FROM edition WHERE id = \(Self.next)")
        let answer = try await mireille.post(
            path, ["token": "token-of-mireille", "name": typed, "email": "odile@example.org"])
        try Self.expectKept(typed, on: answer)
    }

    private static func expectKept(_ typed: String, on answer: Screen) throws {
        #expect(answer.status == .conflict)
        #expect(answer.text.contains("Ce dans quoi vous écriviez vient d’être retiré"))
        #expect(answer.text.contains("Ce que vous avez saisi n’est pas enregistré"))
        #expect(answer.html.contains("\(typed)</textarea>"))
    }

    /// A world with an edition in which there is nothing yet, over a database that can be overtaken.
    private static func about(_ engine: Engine) async throws -> (World, OvertakenDatabase) {
        let world = try await World(engine)
        try await world.database.write { connection in
            try connection.run(
                """
                INSERT INTO edition (id, campaign, slug, name, status, created_at)
                VALUES (\(next), \(World.campaign), '2015', \("rally'nov 2015"), 'draft', \(World.monday))
                """)
        }
        let database = OvertakenDatabase(world.database)
        return (try world.seen(through: database), database)
    }
}

/// A database in which somebody else writes something just before the next write.
private final class OvertakenDatabase: Database {
    private let database: any Database
    private let waiting = Mutex<SQL?>(nil)

    init(_ database: any Database) { self.database = database }

    func overtake(with sql: SQL) { waiting.withLock { $0 = sql } }

    var dialect: Dialect { database.dialect }
    var version: Version { database.version }
    var copyFormat: any CopyFormat { database.copyFormat }

    func read<Result: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> Result) async throws -> Result {
        try await database.read(body)
    }

    @discardableResult func write<Result: Sendable>(
        for audience: Audience, _ body: @escaping @Sendable (any Connection) throws -> Result
    ) async throws -> Result {
        let sql = waiting.withLock { waiting in
            defer { waiting = nil }
            return waiting
        }
        if let sql { try await database.write { try $0.run(sql) } }
        return try await database.write(for: audience, body)
    }

    func changesByOthers() async throws -> Int { try await database.changesByOthers() }
    func makeSureOfRoom() async throws { try await database.makeSureOfRoom() }
    func backUp(to path: String) async throws { try await database.backUp(to: path) }
    func close() async throws { try await database.close() }
}
