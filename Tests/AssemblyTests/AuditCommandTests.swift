import Foundation
import Journal
import Storage
import StorageTesting
import Testing
import World

@testable import Assembly

struct AuditCommandTests {
    /// A journal of three rows, and a folder that goes with the test.
    private final class Desk: Sendable {
        let database: TestDatabase
        let folder = FileManager.default.temporaryDirectory.appending(path: "audit-\(UUID().uuidString)").path
        var command: AuditCommand { AuditCommand(database: database) }

        init(_ engine: Engine = .sqlite, rows: Int = 3) async throws {
            database = try await engine.database()
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            for _ in 0..<rows { try await write() }
        }

        deinit { try? FileManager.default.removeItem(atPath: folder) }

        func path(_ name: String) -> String { "\(folder)/\(name)" }

        func write() async throws {
            try await database.write { connection in
                try Journal.write(.exported, by: nil, of: Thing("route", word: "list"), in: connection)
            }
        }

        /// A key and a seal, and the journal one row further.
        func sealed() async throws -> (key: String, seal: String) {
            #expect(AuditCommand.makeKey(path("key")).exit == .good)
            let answer = try await command.seal(key: path("key"), to: path("seal"), now: World.monday)
            #expect(answer.text == "Sealed: row 3, \(path("seal")). Keep it on another machine.")
            try await write()
            return (path("key"), path("seal"))
        }

        func tamper(_ script: String) async throws {
            try await database.write { connection in
                if connection.dialect == .postgres {
                    try connection.runScript("SET LOCAL session_replication_role = replica")
                } else {
                    let triggers = try connection.rows("SELECT name FROM sqlite_master WHERE type = 'trigger'")
                    for row in triggers { try connection.runScript("DROP TRIGGER \(try row["name"] as String)") }
                }
                try connection.runScript(script)
            }
        }
    }

    @Test(arguments: Engine.available)
    func `a whole journal is said to be, with its seals and without`(engine: Engine) async throws {
        let desk = try await Desk(engine)
        let plain = try await desk.command.verify(seals: [], key: nil)
        #expect(plain.exit == .good && plain.text.hasPrefix("Whole: 3 rows, last hash "))
        let (key, seal) = try await desk.sealed()
        let answer = try await desk.command.verify(seals: [seal], key: key + ".pub")
        #expect(answer.exit == .good && answer.text.hasPrefix("Whole: 4 rows, sealed up to row 3, last hash "))
    }

    @Test(arguments: Engine.available)
    func `the row that was altered is named, and is not sealed`(engine: Engine) async throws {
        let desk = try await Desk(engine)
        let (key, _) = try await desk.sealed()
        try await desk.tamper("UPDATE journal SET act = 'other' WHERE position = 2")
        let words = "row 2 was altered: it does not hold what it was written with"
        #expect(try await desk.command.verify(seals: [], key: nil) == .init(text: words, exit: .altered))
        let sealing = try await desk.command.seal(key: key, to: desk.path("other"), now: World.monday)
        #expect(sealing == .init(text: words, exit: .altered))
        #expect(!FileManager.default.fileExists(atPath: desk.path("other")))
    }

    @Test(arguments: Engine.available)
    func `a journal that was cut is found with a seal`(engine: Engine) async throws {
        let desk = try await Desk(engine)
        let (_, seal) = try await desk.sealed()
        try await desk.tamper("DELETE FROM journal WHERE position > 1; UPDATE journal_head SET position = 1")
        #expect(try await desk.command.verify(seals: [], key: nil).exit == .good)
        let answer = try await desk.command.verify(seals: [seal], key: nil)
        #expect(
            answer
                == .init(
                    text:
                        "row 2 is missing: the journal was cut; it had 3 rows when it was sealed on 2014-09-22T07:00:00Z",
                    exit: .altered))
        for _ in 1...3 { try await desk.write() }
        #expect(
            try await desk.command.verify(seals: [seal], key: nil)
                == .init(
                    text:
                        "row 3 was altered: the journal was rewritten after it had been sealed on 2014-09-22T07:00:00Z",
                    exit: .altered))
    }

    @Test func `a seal of another key, a damaged one and what is none are told apart`() async throws {
        let desk = try await Desk()
        let (_, seal) = try await desk.sealed()
        #expect(AuditCommand.makeKey(desk.path("other")).exit == .good)
        let other = try await desk.command.verify(seals: [seal], key: desk.path("other.pub"))
        #expect(other.exit == .unusable && other.text.hasPrefix("«\(seal)» was made with another key: "))
        let text = try String(contentsOfFile: seal, encoding: .utf8)
        try text.replacing("position 3", with: "position 2").write(toFile: seal, atomically: true, encoding: .utf8)
        let damaged = try await desk.command.verify(seals: [seal], key: nil)
        #expect(damaged.text == "«\(seal)» is damaged: its signature does not fit what it says")
        #expect(damaged.exit == .unusable)
        let none = try await desk.command.verify(seals: [desk.path("key")], key: nil)
        #expect(none == .init(text: "«\(desk.path("key"))» is no seal", exit: .unusable))
        let missing = try await desk.command.verify(seals: [desk.path("nowhere")], key: nil)
        #expect(missing == .init(text: "there is no «\(desk.path("nowhere"))»", exit: .noSuchFile))
        let badKey = try await desk.command.verify(seals: [], key: seal)
        #expect(badKey == .init(text: "«\(seal)» is no Ed25519 key", exit: .unusable))
    }

    @Test func `nobody but its owner reads a key, and nothing that is there is written over`() async throws {
        let desk = try await Desk()
        let (key, seal) = try await desk.sealed()
        let permissions = try FileManager.default.attributesOfItem(atPath: key)[.posixPermissions] as? Int
        #expect(permissions == 0o600)
        let before = try String(contentsOfFile: key, encoding: .utf8)
        #expect(AuditCommand.makeKey(key) == .init(text: "«\(key)» is there already", exit: .unusable))
        #expect(try String(contentsOfFile: key, encoding: .utf8) == before)
        #expect(try await desk.command.seal(key: key, to: seal, now: World.monday).exit == .unusable)
        #expect(try await desk.command.seal(key: key + ".pub", to: desk.path("x"), now: World.monday).exit == .unusable)
        #expect(AuditCommand.makeKey(desk.path("no/key")).exit == .noSuchFile)
    }

    @Test func `a journal without a row is whole, and is not sealed`() async throws {
        let desk = try await Desk(rows: 0)
        #expect(try await desk.command.verify(seals: [], key: nil).exit == .good)
        #expect(AuditCommand.makeKey(desk.path("key")).exit == .good)
        let answer = try await desk.command.seal(key: desk.path("key"), to: desk.path("seal"), now: World.monday)
        #expect(answer == .init(text: "the journal has no row to seal", exit: .altered))
    }
}
