import Foundation
import Identifiers
import Storage
import Web

/// A file that comes with the program, as a demonstration's do, with what is shown of it: nothing of it waits to be looked at.
public struct BroughtFile: Sendable {
    /// One size of a picture, in pixels.
    public struct Form: Sendable {
        public let variant: String
        public let path: String
        public let width: Int
        public let height: Int

        public init(_ variant: String, at path: String, width: Int, height: Int) {
            (self.variant, self.path, self.width, self.height) = (variant, path, width, height)
        }
    }

    public let name: String
    public let path: String
    public let type: MediaType
    /// JPEG.
    public let forms: [Form]
    public let pages: Int?

    public init(_ name: String, at path: String, _ type: MediaType, forms: [Form] = [], pages: Int? = nil) {
        (self.name, self.path, self.type, self.forms, self.pages) = (name, path, type, forms, pages)
    }
}

/// The same once its bytes lie in the store: what rows name.
public struct KeptFile: Sendable {
    let file: BroughtFile
    let digest: BlobDigest
    let size: Int
    let forms: [StoredForm]
}

extension MediaHouse {
    /// Keeps its bytes. Nothing names them so far: that is for the caller, within a day (`MediaStore.add`).
    public func keep(_ file: BroughtFile) async throws -> KeptFile {
        let (digest, size) = try await keep(file.path)
        var forms: [StoredForm] = []
        for form in file.forms {
            let (digest, size) = try await keep(form.path)
            forms.append(
                StoredForm(
                    variant: form.variant, digest: digest, size: size, type: MediaType.jpeg.name, width: form.width,
                    height: form.height))
        }
        return KeptFile(file: file, digest: digest, size: size, forms: forms)
    }

    private func keep(_ path: String) async throws -> (BlobDigest, Int) {
        guard let (digest, size) = try await BlobHash.file(path) else {
            throw BlobFailure.away("a file of the program is missing: \(path)")
        }
        try makeFolders()
        // The store takes what it is given away from where it lies.
        let copy = preparing("\(digest)")
        try? FileManager.default.removeItem(atPath: copy)
        try FileManager.default.copyItem(atPath: path, toPath: copy)
        defer { try? FileManager.default.removeItem(atPath: copy) }
        try await keep(copy, as: digest, size: size)
        return (digest, size)
    }
}

extension MediaStore {
    /// Whether anything lies in the store, or ever did within a day.
    public static func isEmpty(in connection: any Connection) throws -> Bool {
        try connection.count("SELECT count(*) AS count FROM media_blob") == 0
    }

    /// A thing of a feature, ready to be shown, that nobody brought; the feature names it in its own tables.
    public static func add(
        _ kept: KeptFile, as id: Medium.ID, to place: String, now: Date, in connection: any Connection
    ) throws {
        let (file, type) = (kept.file, kept.file.type)
        try connection.run(
            """
            INSERT INTO media (id, place, state, name, size, received, digest, kind, type, scan, pages, brought_at, touched_at)
            VALUES (\(id), \(place), 'ready', \(file.name), \(kept.size), \(kept.size), \(kept.digest), \(type.kind), \(type.name),
                'none', \(file.pages), \(now), \(now))
            """)
        for form in kept.forms {
            try connection.run(
                """
                INSERT INTO media_form (media, variant, digest, size, type, width, height)
                VALUES (\(id), \(form.variant), \(form.digest), \(form.size), \(form.type), \(form.width), \(form.height))
                """)
        }
    }
}
