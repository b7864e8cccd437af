import Foundation
import PostgresEngine
import SQLiteEngine
import Storage
import StorageTesting
import Testing

struct BackupTests {
    private let formats: [any CopyFormat] = [PostgresCopyFormat(), SQLiteCopyFormat()]
    private let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "rallynov-test-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    @Test(arguments: Engine.available)
    func `a copy is one consistent state, though others write`(engine: Engine) async throws {
        defer { remove() }
        let database = try await engine.ledger()
        let writers = Task {
            try await withThrowingTaskGroup { group in
                for _ in 0..<2 { group.addTask { while !Task.isCancelled { try await move(in: database) } } }
                try await group.waitForAll()
            }
        }
        try await move(in: database)
        let backup = try await Backup.take(of: database, to: path("copy"))
        writers.cancel()
        _ = await writers.result

        try await engine.restored(backup, folder: folder) { restored in
            // Two lines of the ledger a move, in one transaction with the two things that change: all are there, or none.
            #expect(try await restored.sum(of: "thing") == 1_000)
            #expect(try await restored.sum(of: "line") == 0)
            let lines = try await restored.read { try $0.count("SELECT count(*) AS count FROM line") }
            #expect(lines >= 2 && lines.isMultiple(of: 2))
            #expect(backup.rows["line"] == lines)
        }
    }

    @Test(arguments: Engine.available)
    func `a copy holds every table and nothing changed in it`(engine: Engine) async throws {
        defer { remove() }
        let database = try await engine.shelf()
        let hostile = ["\\.", "COPY public.x", "tab\there\nnew line", "Ébène 👩🏽‍🌾"]
        try await database.write { connection in
            for words in hostile {
                try connection.run("INSERT INTO thing (words, number) VALUES (\(words), \(Int.max))")
            }
        }
        let taken = try await Backup.take(of: database, to: path("copy"))
        let verified = try await Backup.verify(path("copy"), among: formats)
        #expect(verified.rows == taken.rows)
        #expect(verified.digest == taken.digest)
        #expect(verified.rows["thing"] == 4)
        #expect(verified.rows["part"] == 0)
        try await engine.restored(verified, folder: folder) { restored in
            let rows = try await restored.read { try $0.rows("SELECT words FROM thing ORDER BY words") }
            #expect(try Set(rows.map { try $0["words"] }) == Set(hostile))
        }
    }

    @Test(arguments: Engine.available)
    func `a copy that changed on its way is refused`(engine: Engine) async throws {
        defer { remove() }
        _ = try await Backup.take(of: engine.shelf(), to: path("copy"))
        _ = try await Backup.verify(path("copy"), among: formats)
        var bytes = try Data(contentsOf: folder.appending(path: "copy"))
        bytes[bytes.count / 2] ^= 1
        try bytes.write(to: folder.appending(path: "copy"))
        await #expect(throws: Backup.Refusal.changed(path("copy"))) {
            try await Backup.verify(path("copy"), among: formats)
        }
    }

    @Test(arguments: Engine.available)
    func `a copy cut short is refused, even with the digest of what is left`(engine: Engine) async throws {
        defer { remove() }
        let database = try await engine.shelf()
        try await database.write { connection in
            for number in 0..<2_000 {
                try connection.run("INSERT INTO thing (words) VALUES (\("thing \(number) of many"))")
            }
        }
        _ = try await Backup.take(of: database, to: path("copy"))
        let bytes = try Data(contentsOf: folder.appending(path: "copy"))
        try bytes.prefix(bytes.count / 2).write(to: folder.appending(path: "copy"))
        await #expect(throws: StorageError.self) { try await database.copyFormat.rows(in: path("copy")) }
    }

    @Test(arguments: Engine.available)
    func `no file is ever written over`(engine: Engine) async throws {
        defer { remove() }
        let database = try await engine.shelf()
        let backup = try await Backup.take(of: database, to: path("copy"))
        await #expect(throws: Backup.Refusal.alreadyThere(path("copy"))) {
            try await Backup.take(of: database, to: path("copy"))
        }
        #expect(try await Backup.verify(path("copy"), among: formats).digest == backup.digest)
    }

    @Test(arguments: Engine.available)
    func `a copy that fails leaves no file behind`(engine: Engine) async throws {
        defer { remove() }
        let database = try await engine.shelf()
        await #expect(throws: StorageError.self) { try await Backup.take(of: database, to: path("nowhere/copy")) }
        try await database.close()
        await #expect(throws: (any Error).self) { try await Backup.take(of: database, to: path("copy")) }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
    }

    @Test(arguments: Engine.available)
    func `only their owner reads a copy and its digest`(engine: Engine) async throws {
        defer { remove() }
        _ = try await Backup.take(of: engine.shelf(), to: path("copy"))
        for name in ["copy", "copy.sha256"] {
            let mode = try FileManager.default.attributesOfItem(atPath: path(name))[.posixPermissions] as? Int
            #expect(mode == 0o600, "\(name)")
        }
    }

    @Test func `what is no copy is refused`() async throws {
        defer { remove() }
        try Data("something else".utf8).write(to: folder.appending(path: "notes"))
        await #expect(throws: Backup.Refusal.notACopy(path("notes"))) {
            try await Backup.verify(path("notes"), among: formats)
        }
        await #expect(throws: Backup.Refusal.notThere(path("none"))) {
            try await Backup.verify(path("none"), among: formats)
        }
    }

    @Test(arguments: Engine.available)
    func `a database is replaced only when that is said, and wholly`(engine: Engine) async throws {
        defer { remove() }
        let database = try await engine.shelf()
        try await database.write { try $0.run("INSERT INTO thing (words) VALUES ('saved')") }
        let backup = try await Backup.take(of: database, to: path("copy"))
        try await database.write {
            try $0.runScript("INSERT INTO thing (words) VALUES ('later'); CREATE TABLE later (x TEXT)")
        }
        try await database.close()
        await #expect(throws: Backup.Refusal.self) { try await backup.restore(to: database.address) }
        #expect(try await database.secondHandle().count() == 2)

        try await backup.restore(to: database.address, replacing: true)
        let restored = try database.secondHandle()
        #expect(try await restored.count() == 1)
        await #expect(throws: StorageError.self) {
            try await restored.read { try $0.count("SELECT count(*) AS count FROM later") }
        }
        try await restored.write { try $0.run("INSERT INTO thing (words) VALUES ('after')") }
    }

    @Test(arguments: Engine.available)
    func `a restored database works on with the next migration`(engine: Engine) async throws {
        defer { remove() }
        let database = try await engine.database()
        let backup = try await Backup.take(of: database, to: path("copy"))
        #expect(backup.rows["schema_step"] ?? 0 > 0)
        try await engine.restored(backup, folder: folder) { restored in
            #expect(
                try await restored.read { try $0.count("SELECT count(*) AS count FROM schema_step") }
                    == backup.rows["schema_step"])
            try await restored.write { try $0.runScript("CREATE TABLE next (x TEXT)") }
        }
    }

    private func path(_ name: String) -> String { folder.appending(path: name).path }

    private func remove() { try? FileManager.default.removeItem(at: folder) }

    private func move(in database: any Database) async throws {
        try await database.write(for: .insiders) { connection in
            try connection.run("UPDATE thing SET number = number - 1 WHERE id = 'a'")
            try connection.run("INSERT INTO line (amount) VALUES (-1)")
            try connection.run("UPDATE thing SET number = number + 1 WHERE id = 'b'")
            try connection.run("INSERT INTO line (amount) VALUES (1)")
        }
    }
}

extension Engine {
    fileprivate func ledger() async throws -> TestDatabase {
        let database = try await shelf()
        try await database.write {
            try $0.runScript(
                """
                INSERT INTO thing (id, number) VALUES ('a', 500), ('b', 500);
                CREATE TABLE line (amount BIGINT NOT NULL);
                """)
        }
        return database
    }

    /// Restores where nothing was, and looks at it.
    fileprivate func restored(
        _ backup: Backup, folder: URL, _ look: (any Database) async throws -> Void
    ) async throws {
        switch self {
        case .sqlite:
            let path = folder.appending(path: "restored.sqlite").path
            try await backup.restore(to: path)
            try await look(SQLiteDatabase(path: path, mustExist: true))
        case .postgres:
            let database = try await emptyDatabase()
            try await database.close()
            try await backup.restore(to: database.address)
            try await look(database.secondHandle())
        }
    }
}

extension Storage.Database {
    fileprivate func sum(of table: String) async throws -> Int {
        try await read {
            try $0.count(
                table == "line"
                    ? "SELECT sum(amount) AS count FROM line" : "SELECT sum(number) AS count FROM thing")
        }
    }
}
