import Foundation
import PostgresEngine
import SQLiteEngine
import Storage
import StorageTesting
import Testing

/// What a restore must not do to what stands there, and to whom it says no.
struct RestoreTests {
    private let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "rallynov-test-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    @Test(arguments: Engine.available)
    func `a database in use is not replaced, and works on`(engine: Engine) async throws {
        defer { remove() }
        let database = try await engine.shelf()
        let backup = try await Backup.take(of: database, to: path("copy"))
        let error = await #expect(throws: StorageError.self) {
            try await backup.restore(to: database.address, replacing: true)
        }
        #expect(error.map { "\($0)" }?.hasSuffix("in use: stop the server first") == true)
        try await database.write { try $0.run("INSERT INTO thing (words) VALUES ('still here')") }
        #expect(try await database.count() == 1)
    }

    @Test(arguments: Engine.available)
    func `a restore that is cut in the middle has not taken place, and the next one does`(engine: Engine) async throws {
        defer { remove() }
        let (database, other) = (try await engine.shelf(), try await engine.shelf())
        try await other.write { connection in
            for number in 0..<2_000 { try connection.run("INSERT INTO thing (words) VALUES (\("saved \(number)"))") }
        }
        let backup = try await Backup.take(of: other, to: path("copy"))
        try await database.write { try $0.run("INSERT INTO thing (words) VALUES ('stands there')") }
        try await database.close()
        try cut(path("copy"), to: path("half"), engine)
        await #expect(throws: (any Error).self) {
            try await database.copyFormat.restore(
                path("half"), to: database.address, replacing: true, madeBy: nil)
        }
        let kept = try database.secondHandle()
        #expect(try await kept.count() == 1)
        try await kept.write { try $0.run("INSERT INTO thing (words) VALUES ('works on')") }
        try await kept.close()
        try await backup.restore(to: database.address, replacing: true)
        #expect(try await database.secondHandle().count() == 2_000)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() == names(engine))
    }

    @Test(arguments: Engine.available)
    func `a restored database is copied and restored again`(engine: Engine) async throws {
        defer { remove() }
        let database = try await engine.shelf()
        var backup = try await Backup.take(of: database, to: path("copy"))
        try await database.close()
        for round in 1...2 {
            try await backup.restore(to: database.address, replacing: true)
            let restored = try database.secondHandle()
            try await restored.write { try $0.run("INSERT INTO thing (words) VALUES (\("round \(round)"))") }
            backup = try await Backup.take(of: restored, to: path("copy \(round)"))
            try await restored.close()
        }
        #expect(backup.rows["thing"] == 2)
    }

    @Test(arguments: [false, true])
    func `only their owner reads what was restored, where nothing was and in the place of a file open to all`(
        replacing: Bool
    ) async throws {
        defer { remove() }
        let database = try await Engine.sqlite.shelf()
        let backup = try await Backup.take(of: database, to: path("copy"))
        // Copies are carried about, and lose their rights on the way.
        chmod(path("copy"), 0o644)
        if replacing {
            try await SQLiteDatabase(path: path("restored")).close()
            chmod(path("restored"), 0o644)
        }
        try await backup.restore(to: path("restored"), replacing: replacing)
        let mode = try FileManager.default.attributesOfItem(atPath: path("restored"))[.posixPermissions] as? Int
        #expect(mode == 0o600)
    }

    @Test(arguments: Engine.available)
    func `a database of another program is no copy, however whole it is`(engine: Engine) async throws {
        defer { remove() }
        let database = try await engine.shelf()
        _ = try await Backup.take(of: database, to: path("copy"))
        try await database.write { try $0.runScript("DROP TABLE schema_step") }
        await #expect(throws: Backup.Refusal.foreign(path("other"))) {
            try await Backup.take(of: database, to: path("other"))
        }
        try await database.backUp(to: path("foreign"))
        let digest = try digest(of: path("foreign"))
        try "\(digest)  foreign\n".write(toFile: path("foreign.sha256"), atomically: true, encoding: .utf8)
        let formats: [any CopyFormat] = [PostgresCopyFormat(), SQLiteCopyFormat()]
        _ = try await Backup.verify(path("copy"), among: formats)
        await #expect(throws: Backup.Refusal.foreign(path("foreign"))) {
            try await Backup.verify(path("foreign"), among: formats)
        }
    }

    @Test(.enabled(if: Engine.available.contains(.postgres)))
    func `tables that a killed restore of an earlier version set aside come back`() async throws {
        defer { remove() }
        let database = try await Engine.postgres.shelf()
        try await database.write { connection in
            try connection.run("INSERT INTO thing (words) VALUES ('set aside')")
            try connection.runScript(
                """
                ALTER SCHEMA public RENAME TO before_restore;
                CREATE SCHEMA public;
                CREATE TABLE public_version (number BIGINT NOT NULL);
                """)
        }
        try await database.close()
        let opened = try database.secondHandle()
        #expect(try await opened.count() == 1)
        let backup = try await Backup.take(of: opened, to: path("copy"))
        try await opened.close()
        try await backup.restore(to: database.address, replacing: true)
        #expect(try await database.secondHandle().count() == 1)
    }

    @Test(.enabled(if: Engine.available.contains(.postgres)))
    func `tables set aside by an earlier version stay where they are when whole ones stand in their place`()
        async throws
    {
        let database = try await Engine.postgres.shelf()
        try await database.write { connection in
            try connection.runScript(
                """
                CREATE SCHEMA before_restore;
                CREATE TABLE before_restore.schema_step AS SELECT * FROM schema_step;
                INSERT INTO thing (words) VALUES ('present');
                """)
        }
        try await database.close()
        let opened = try database.secondHandle()
        #expect(try await opened.count() == 1)
        #expect(try await opened.read { try $0.count("SELECT count(*) AS count FROM before_restore.schema_step") } == 1)
    }

    @Test func `what a killed restore had copied by then goes with the next start`() async throws {
        defer { remove() }
        let database = try await Engine.sqlite.shelf()
        try await database.close()
        try Data("half a copy".utf8).write(to: URL(filePath: database.address + ".partial"))
        #expect(try await database.secondHandle().count() == 0)
        #expect(!FileManager.default.fileExists(atPath: database.address + ".partial"))
    }

    private func cut(_ copy: String, to half: String, _ engine: Engine) throws {
        // A file of SQLite is copied as it is; a source that is not there ends that at once.
        guard engine == .postgres else { return }
        let bytes = try Data(contentsOf: URL(filePath: copy))
        try bytes.prefix(bytes.count * 9 / 10).write(to: URL(filePath: half))
    }

    private func names(_ engine: Engine) -> [String] {
        engine == .postgres ? ["copy", "copy.sha256", "half"] : ["copy", "copy.sha256"]
    }

    private func digest(of path: String) throws -> String {
        let tool = Process()
        tool.executableURL = URL(filePath: "/usr/bin/sha256sum")
        tool.arguments = [path]
        let said = Pipe()
        tool.standardOutput = said
        try tool.run()
        let line = try said.fileHandleForReading.readToEnd() ?? Data()
        tool.waitUntilExit()
        return String(decoding: line.prefix(64), as: UTF8.self)
    }

    private func path(_ name: String) -> String { folder.appending(path: name).path }

    private func remove() { try? FileManager.default.removeItem(at: folder) }
}
