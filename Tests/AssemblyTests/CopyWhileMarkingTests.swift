import Assembly
import Foundation
import Storage
import StorageTesting
import Synchronization
import Testing
import WebTesting
import World

struct CopyWhileMarkingTests {
    @Test(arguments: Engine.available)
    func `a copy taken while a juror marks is whole, and holds every mark that was acknowledged before`(
        _ engine: Engine
    ) async throws {
        let world = try await World(engine)
        let database = try #require(world.database as? TestDatabase)
        let juror = Marking(by: world.visitor(.awa))
        try await juror.mark(times: 5)
        async let others: Void = juror.mark(times: 60)
        let path = FileManager.default.temporaryDirectory.appending(path: "copy-\(UUID().uuidString)").path
        defer { for file in [path, path + ".sha256"] { try? FileManager.default.removeItem(atPath: file) } }
        let before = juror.acknowledged
        _ = try await DatabaseCommand(address: database.address, root: World.root).backup(to: path)
        let after = juror.acknowledged
        try await others
        #expect(try await DatabaseCommand.verify(path, root: World.root).hasPrefix("Whole: "))
        let restored = try await restore(path, on: engine)
        // The juror went on between what was noted here and the copy's own moment: one mark may be under way.
        #expect((before...after + 1).contains(restored))
        #expect(juror.acknowledged == 65)
    }

    /// How often the mark had been changed, by the copy.
    private func restore(_ path: String, on engine: Engine) async throws -> Int {
        let place = try await engine.emptyDatabase()
        try await place.close()
        _ = try await DatabaseCommand(address: place.address, root: World.root).restore(from: path, replacing: true)
        let database = try await Databases.open(place.address, root: World.root)
        let revision: Int = try await database.read { connection in
            try connection.row("SELECT revision FROM mark WHERE assessment = \(World.reading)").map {
                try $0["revision"]
            } ?? 1
        }
        try await database.close()
        return revision - 1
    }
}

/// A juror who changes their mind about one checkpoint, again and again.
private final class Marking: Sendable {
    private let juror: Visitor
    private let revision = Mutex(1)

    init(by juror: Visitor) { self.juror = juror }

    /// How many of the changes were acknowledged.
    var acknowledged: Int { revision.withLock { $0 } - 1 }

    func mark(times: Int) async throws {
        for _ in 0..<times {
            let seen = revision.withLock { $0 }
            let answer = try await juror.post(
                "/jury/dossiers/\(World.reading)/points/need-established",
                ["token": "token-of-awa", "revision": "\(seen)", "mark": "\(1 + seen % 3)"],
                [.accept: "application/json"])
            let saved = try JSONDecoder().decode(Saved.self, from: Data(answer.bytes))
            revision.withLock { $0 = saved.revision }
        }
    }

    private struct Saved: Decodable { let revision: Int }
}
