import Foundation
import Storage
import Tasks

/// What a feature does when a file that had come is not taken, in the same transaction.
public typealias RefusalFollower = @Sendable (Medium.ID, any Connection) throws -> Void

/// Everything that features need of files which people send: taken in, prepared, kept and given out.
public struct MediaHouse: Sendable {
    let database: any Database
    let blobs: any BlobStore
    /// Where what is on its way lies, and what is made before it is kept.
    let folder: String
    let preparation: Preparation
    let queue: TaskQueue
    let refused: RefusalFollower
    /// Of what one person sends within a day, in bytes.
    let mostOfDay: Int
    let gate = BlobGate()
    let hashes = HashStates()

    /// - Parameters:
    ///   - folder: of this machine, made where it is not there; on the same disk as the store, if that is a folder.
    ///   - mostOfDay: of what one person sends, in bytes.
    ///   - refused: what follows where one that had come is not taken after all.
    public init(
        database: any Database, blobs: any BlobStore, folder: String, preparation: Preparation, queue: TaskQueue,
        mostOfDay: Int = MediaLimits.mostOfDay, refused: @escaping RefusalFollower = { _, _ in }
    ) {
        (self.database, self.blobs, self.folder) = (database, blobs, folder)
        (self.preparation, self.queue, self.refused) = (preparation, queue, refused)
        self.mostOfDay = mostOfDay
    }

    public var store: MediaStore { MediaStore(database: database) }
    /// False where nothing that comes is looked at by a scanner: staff are told.
    public var isScanned: Bool { preparation.scanner != nil }

    var arrivals: ArrivalStore { ArrivalStore(database: database) }
    var held: HeldBlobStore { HeldBlobStore(database: database) }

    /// Where the bytes of one on its way lie.
    func path(of id: Medium.ID) -> String { "\(folder)/arriving/\(id)" }

    /// Where something is made, or lent to a tool, before it is kept or taken away.
    func preparing(_ name: String) -> String { "\(folder)/preparing/\(name)" }

    /// What is on its way, and what is made before it is kept.
    static let folders = ["arriving", "preparing"]

    /// What an earlier version of the program left under another name goes.
    func makeFolders() throws {
        try? FileManager.default.removeItem(atPath: "\(folder)/work")
        for part in Self.folders {
            try FileManager.default.createDirectory(
                atPath: "\(folder)/\(part)", withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        }
    }

    /// Whether the disk on which files arrive takes one of so many bytes and is not full afterwards: with none, whether it takes any.
    public func hasRoom(for size: Int = 0) -> Bool {
        let disk = try? FileManager.default.attributesOfFileSystem(forPath: folder)
        guard let free = disk?[.systemFreeSize] as? NSNumber else { return true }
        // Twice, since it lies there once more while it is kept, and the rest of the house writes meanwhile.
        let needed = size.multipliedReportingOverflow(by: 2).partialValue
        return free.int64Value - 64 << 20 > Int64(needed)
    }

    /// Keeps one that has come whole, without writing it once more where the store is on the same disk.
    func adopt(_ path: String, as digest: BlobDigest, size: Int) async throws {
        try await gate.pass(digest) {
            try await held.hold(digest, size: size)
            try await blobs.adopt(path, as: digest, size: size)
        }
    }

    /// Keeps a file of this machine under its digest. It is named by nothing so far: that is for whoever keeps it, within a day.
    func keep(_ path: String, as digest: BlobDigest, size: Int) async throws {
        try await gate.pass(digest) {
            try await held.hold(digest, size: size)
            try await blobs.put(path, as: digest, size: size)
        }
    }
}
