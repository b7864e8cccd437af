import Foundation
import PostgresEngine
import SQLiteEngine
import Storage
import StorageTesting
import Testing

struct OpeningTests {
    private let folder = FileManager.default.temporaryDirectory.appending(path: "rallynov-test-\(UUID().uuidString)")

    @Test func `a file that should be there is not made`() {
        let error = #expect(throws: StorageError.self) { try SQLiteDatabase(path: folder.path, mustExist: true) }
        #expect(error == .unavailable(reason: "there is no database at «\(folder.path)»"))
        #expect(!FileManager.default.fileExists(atPath: folder.path))
    }

    @Test func `a folder that is missing is named`() {
        let path = folder.appending(path: "data.sqlite").path
        expectOneLine(naming: path) { _ = try SQLiteDatabase(path: path) }
    }

    @Test func `a folder is not a database`() throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        expectOneLine(naming: folder.path) { _ = try SQLiteDatabase(path: folder.path) }
    }

    @Test func `a file of something else is not a database`() throws {
        try String(repeating: "Not a database. ", count: 100).write(to: folder, atomically: true, encoding: .utf8)
        defer { try? FileManager.default.removeItem(at: folder) }
        let error = #expect(throws: StorageError.self) { try SQLiteDatabase(path: folder.path) }
        #expect(error == .unavailable(reason: "«\(folder.path)» is not a database"))
        #expect(try String(contentsOf: folder, encoding: .utf8).hasPrefix("Not a database."))
    }

    @Test(arguments: [
        "postgres://tester:s3cret@127.0.0.1:1/nowhere", "postgres://tester:s3cret@127.0.0.1:1/?password=s3cret",
    ])
    func `a server out of reach is named without the password`(url: String) {
        let error = #expect(throws: StorageError.self) { try PostgresDatabase(url: url) }
        #expect(
            error
                == .unavailable(reason: "the PostgreSQL server at «127.0.0.1:1» cannot be reached: Connection refused"))
    }

    @Test(arguments: ["postgres://tester:s3%zzcret@127.0.0.1/x", "mysql://tester:s3cret@127.0.0.1/x s3cret", ""])
    func `an address that is none is not quoted`(url: String) {
        let error = #expect(throws: StorageError.self) { try PostgresDatabase(url: url) }
        #expect("\(error!)".contains("postgres://person:password@host:port/name"))
        #expect(!"\(error!)".contains("cret"))
    }

    @Test(.enabled(if: Engine.available.contains(.postgres)))
    func `a database that the server does not have is named`() async throws {
        let url = try await Engine.postgres.emptyDatabase().address + "-not"
        let error = #expect(throws: StorageError.self) { try PostgresDatabase(url: url) }
        #expect("\(error!)".hasSuffix("-not\" does not exist"))
        #expect(!"\(error!)".contains("FATAL"))
    }

    @Test func `SQLite keeps what it acknowledged through a power cut`() async throws {
        let database = try await Engine.sqlite.emptyDatabase()
        let settings = try await database.write { connection in
            try (
                connection.row("PRAGMA synchronous").map { try $0["synchronous"] as Int },
                connection.row("PRAGMA journal_mode").map { try $0["journal_mode"] as String },
                connection.row("PRAGMA foreign_keys").map { try $0["foreign_keys"] as Bool }
            )
        }
        #expect(settings.0 == 2)
        #expect(settings.1 == "wal")
        #expect(settings.2 == true)
    }

    @Test func `only its owner reads a file of data, nor what stands beside it, new or found open to all`() async throws
    {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appending(path: "data.sqlite").path
        for _ in 1...2 {
            let database = try SQLiteDatabase(path: path)
            try await database.write { try $0.runScript("CREATE TABLE IF NOT EXISTS thing (words TEXT)") }
            let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
            #expect(names == ["data.sqlite", "data.sqlite-shm", "data.sqlite-wal"])
            for name in names { #expect(try mode(folder.appending(path: name).path) == 0o600, "\(name)") }
            try await database.close()
            chmod(path, 0o644)
        }
    }

    /// As a program that was killed leaves them, or one that minded the file alone.
    @Test func `what stands beside a file of data that was found open to all is its owner's alone, too`() async throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appending(path: "data.sqlite").path
        let first = try SQLiteDatabase(path: path)
        try await first.write { try $0.runScript("CREATE TABLE thing (words TEXT)") }
        for end in ["", "-wal", "-shm"] { #expect(chmod(path + end, 0o644) == 0) }
        let second = try SQLiteDatabase(path: path)
        for end in ["", "-wal", "-shm"] { #expect(try mode(path + end) == 0o600, "data.sqlite\(end)") }
        try await second.close()
        try await first.close()
    }

    @Test func `a file named by mistake keeps its rights`() throws {
        try "Not a database".write(to: folder, atomically: true, encoding: .utf8)
        defer { try? FileManager.default.removeItem(at: folder) }
        chmod(folder.path, 0o644)
        #expect(throws: StorageError.self) { try SQLiteDatabase(path: folder.path) }
        #expect(try mode(folder.path) == 0o644)
    }

    @Test func `a disk without the room that a large write needs is full, and nothing is left of the question`()
        async throws
    {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appending(path: "data.sqlite").path
        try await SQLiteDatabase(path: path).makeSureOfRoom()
        let large = try SQLiteDatabase(path: path, room: 1 << 60)
        await #expect(throws: StorageError.full) { try await large.makeSureOfRoom() }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).allSatisfy { !$0.contains("room") })
    }

    @Test(.enabled(if: Engine.available.contains(.postgres)))
    func `a server with room says so, and keeps nothing of the question`() async throws {
        let database = try await Engine.postgres.emptyDatabase()
        for _ in 1...2 { try await database.makeSureOfRoom() }
        #expect(
            try await database.read { try $0.count("SELECT count(*) AS count FROM pg_class WHERE relname = 'room'") }
                == 0)
    }

    private func mode(_ path: String) throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    }

    private func expectOneLine(naming path: String, _ open: () throws -> Void) {
        let error = #expect(throws: StorageError.self) { try open() }
        #expect(error?.kind == .unavailable)
        #expect(error?.description.contains("«\(path)»") == true)
        #expect(error?.description.contains("\n") == false)
    }
}
