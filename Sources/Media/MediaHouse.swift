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
    let gate = BlobGate()
    let hashes = HashStates()

    /// - Parameters:
    ///   - folder: of this machine, made where it is not there; on the same disk as the store, if that is a folder.
    ///   - refused: what follows where one that had come is not taken after all.
    public init(
        database: any Database, blobs: any BlobStore, folder: String, preparation: Preparation, queue: TaskQueue,
        refused: @escaping RefusalFollower = { _, _ in }
    ) {
        (self.database, self.blobs, self.folder) = (database, blobs, folder)
        (self.preparation, self.queue, self.refused) = (preparation, queue, refused)
    }

    public var store: MediaStore { MediaStore(database: database) }
    /// False where nothing that comes is looked at by a scanner: staff are told.
    public var isScanned: Bool { preparation.scanner != nil }

    var arrivals: ArrivalStore { ArrivalStore(database: database) }
    var held: HeldBlobStore { HeldBlobStore(database: database) }

    /// Where the bytes of one on its way lie.
    func path(of id: Medium.ID) -> String { "\(folder)/arriving/\(id)" }

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

    /// Keeps a file of this machine under its digest. It is named by nothing so far: that is for whoever keeps it, within a day.
    func keep(_ path: String, as digest: BlobDigest, size: Int) async throws {
        try await gate.pass(digest) {
            try await held.hold(digest, size: size)
            try await blobs.put(path, as: digest, size: size)
        }
    }
}
