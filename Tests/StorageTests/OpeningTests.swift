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

    private func expectOneLine(naming path: String, _ open: () throws -> Void) {
        let error = #expect(throws: StorageError.self) { try open() }
        #expect(error?.kind == .unavailable)
        #expect(error?.description.contains("«\(path)»") == true)
        #expect(error?.description.contains("\n") == false)
    }
}
