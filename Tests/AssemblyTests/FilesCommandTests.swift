import Foundation
import Journal
import Media
import Storage
import StorageTesting
import Testing
import World

@testable import Assembly

/// `rallynov backup`, `restore` and `verify` with what people sent.
struct FilesCommandTests {
    /// A folder of one test, removed with it.
    private final class Folder {
        let path = FileManager.default.temporaryDirectory.appending(path: "files-\(UUID().uuidString)").path
        init() throws { try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true) }
        deinit { try? FileManager.default.removeItem(atPath: path) }
    }

    private static let text = "what somebody sent"

    private func command(_ address: String, _ files: String) -> DatabaseCommand {
        DatabaseCommand(address: address, root: World.root, files: FileSettings(folder: files))
    }

    /// Something that lies in the store, as its row says.
    private func keep(_ text: String, in database: TestDatabase, _ files: String) async throws -> BlobDigest {
        let path = files + "-sent"
        try Data(text.utf8).write(to: URL(filePath: path))
        let sum = try #require(BlobDigest(sha256(of: text)))
        try await FileSettings(folder: files).blobs.put(path, as: sum, size: text.utf8.count)
        try await database.write { connection in
            try connection.run("INSERT INTO media_blob (digest, size) VALUES (\(sum), \(text.utf8.count))")
        }
        return sum
    }

    private func sha256(of text: String) -> String { Details.digest(of: Array(text.utf8)) }

    @Test(arguments: Engine.available)
    func `a copy takes files along, and puts them back with the database`(engine: Engine) async throws {
        let (database, target, folder) = (try await engine.database(), try await engine.emptyDatabase(), try Folder())
        let (here, there, copy) = (folder.path + "/here", folder.path + "/there", folder.path + "/a.copy")
        let digest = try await keep(Self.text, in: database, here)
        #expect(try await command(database.address, here).backup(to: copy).contains(", 1 files, "))
        #expect(try await DatabaseCommand.verify(copy, root: World.root).hasPrefix("Whole: "))
        try await target.close()
        #expect(try await command(target.address, there).restore(from: copy, replacing: true).contains(", 1 files, "))
        #expect(try await FileSettings(folder: there).blobs.size(digest) == Self.text.utf8.count)
        #expect(try await command(target.address, there).verifyFiles() == "Whole: 1 files, 18 bytes\n")
    }

    @Test(arguments: Engine.available)
    func `where they belong to different users, each part is put back by itself`(engine: Engine) async throws {
        let (database, target, folder) = (try await engine.database(), try await engine.emptyDatabase(), try Folder())
        let (here, there, copy) = (folder.path + "/here", folder.path + "/there", folder.path + "/a.copy")
        let digest = try await keep(Self.text, in: database, here)
        _ = try await command(database.address, here).backup(to: copy)
        try await target.close()
        let command = command(target.address, there)
        _ = try await command.restore(from: copy, replacing: true, only: .database)
        #expect(try await FileSettings(folder: there).blobs.size(digest) == nil)
        #expect(try await command.restore(from: copy, replacing: false, only: .files) == "Restored: 1 files\n")
        #expect(try await FileSettings(folder: there).blobs.size(digest) == Self.text.utf8.count)
    }

    @Test(arguments: Engine.available)
    func `a restore that is refused leaves no file behind`(engine: Engine) async throws {
        let (database, folder) = (try await engine.database(), try Folder())
        let (here, there, copy) = (folder.path + "/here", folder.path + "/there", folder.path + "/a.copy")
        let digest = try await keep(Self.text, in: database, here)
        _ = try await command(database.address, here).backup(to: copy)
        try await database.close()
        // A database stands there, and nobody said that it may be replaced.
        await #expect(throws: (any Error).self) {
            try await command(database.address, there).restore(from: copy, replacing: false)
        }
        #expect(try await FileSettings(folder: there).blobs.size(digest) == nil)
        // Nor is anything put back of a copy whose files were changed.
        let file = "\(copy).files/\(digest.description.prefix(2))/\(digest)"
        try Data("what nobody sent!!".utf8).write(to: URL(filePath: file))
        await #expect(throws: FilesCopy.Refusal.self) { try await DatabaseCommand.verify(copy, root: World.root) }
        await #expect(throws: FilesCopy.Refusal.self) {
            try await command(database.address, there).restore(from: copy, replacing: true)
        }
        #expect(try await FileSettings(folder: there).blobs.size(digest) == nil)
    }

    @Test(arguments: Engine.available)
    func `what the store has lost is named by a look and by a copy, which holds all the rest`(engine: Engine)
        async throws
    {
        let (database, folder) = (try await engine.database(), try Folder())
        let (here, copy) = (folder.path + "/here", folder.path + "/a.copy")
        let (kept, lost) = (
            try await keep(Self.text, in: database, here), try await keep("what is lost", in: database, here)
        )
        // Something names it: what nothing names may have gone, or be on its way.
        let id: Medium.ID = World.key("0aff", 1)
        try await database.write { connection in
            try connection.run(
                """
                INSERT INTO media (id, place, state, name, size, received, digest, kind, type, scan, brought_at, touched_at)
                VALUES (\(id), 'thing/1', 'ready', 'a.txt', 12, 12, \(lost), 'text', 'text/plain', 'none', \(World.monday),
                    \(World.monday))
                """)
        }
        try await FileSettings(folder: here).blobs.remove(lost)
        let refusal = await #expect(throws: CopyOfFiles.Refusal.self) {
            try await command(database.address, here).backup(to: copy)
        }
        #expect(refusal == .damaged([lost.description]))
        #expect(FileManager.default.fileExists(atPath: "\(copy).files/\(kept.description.prefix(2))/\(kept)"))
        await #expect(throws: CopyOfFiles.Refusal.incomplete(1)) {
            try await DatabaseCommand.verify(copy, root: World.root)
        }
    }

    @Test func `a machine names its folder, its bucket and its scanner, or is told what is amiss`() throws {
        let beside = try FileSettings(database: "sqlite:/var/lib/rallynov/rallynov.sqlite", environment: [:])
        #expect(beside.folder == "/var/lib/rallynov/rallynov.files" && beside.scanner == nil && beside.bucket == nil)
        let state = ["STATE_DIRECTORY": "/var/lib/rallynov:/var/lib/rallynov/backups"]
        #expect(
            try FileSettings(database: "postgres:///a", environment: state).folder == "/var/lib/rallynov/rallynov.files"
        )
        let named = try FileSettings(
            database: "postgres:///a",
            environment: [
                "RALLYNOV_FILES": "/srv/files", "RALLYNOV_CLAMD": "/run/clamav/clamd.ctl",
                "RALLYNOV_S3": "https://s3.example/bucket", "RALLYNOV_S3_KEY": "key", "RALLYNOV_S3_SECRET": "secret",
            ])
        #expect(
            named.folder == "/srv/files" && named.scanner == .socket("/run/clamav/clamd.ctl") && named.bucket != nil)
        #expect(throws: FileSettings.Refusal.scanner("nowhere")) {
            try FileSettings(database: "a.sqlite", environment: ["RALLYNOV_CLAMD": "nowhere"])
        }
        #expect(throws: FileSettings.Refusal.bucket) {
            try FileSettings(database: "a.sqlite", environment: ["RALLYNOV_S3": "https://s3.example/bucket"])
        }
    }
}
