import Foundation
import Storage

/// The SQL of what lies in the store of files. A row stands there before its bytes do, and goes before they do.
struct HeldBlobStore: Sendable {
    let database: any Database

    static func hold(_ digest: BlobDigest, size: Int, in connection: any Connection) throws {
        try connection.run(
            """
            INSERT INTO media_blob (digest, size) VALUES (\(digest), \(size))
            ON CONFLICT (digest) DO UPDATE SET unnamed_since = NULL
            """)
    }

    func hold(_ digest: BlobDigest, size: Int) async throws {
        try await database.write(for: .insiders) { try Self.hold(digest, size: size, in: $0) }
    }

    func all() async throws -> [BlobDigest: Int] {
        try await database.read { connection in
            Dictionary(
                try connection.rows("SELECT digest, size FROM media_blob").map { (try $0["digest"], try $0["size"]) }
            ) { first, _ in first }
        }
    }

    /// Notes since when nothing names some of them; answers those of which that was true before `date`.
    func unnamed(before date: Date, now: Date) async throws -> [BlobDigest] {
        try await database.write(for: .insiders) { connection in
            try connection.run(
                "UPDATE media_blob SET unnamed_since = \(now) WHERE unnamed_since IS NULL AND \(Self.isUnnamed)")
            try connection.run(
                "UPDATE media_blob SET unnamed_since = NULL WHERE unnamed_since IS NOT NULL AND NOT (\(Self.isUnnamed))"
            )
            return try connection.rows("SELECT digest FROM media_blob WHERE unnamed_since < \(date) ORDER BY digest")
                .map { try $0["digest"] }
        }
    }

    /// False where something names it again.
    func letGo(_ digest: BlobDigest) async throws -> Bool {
        try await database.write(for: .insiders) { connection in
            try connection.run(
                "DELETE FROM media_blob WHERE digest = \(digest) AND unnamed_since IS NOT NULL AND \(Self.isUnnamed)")
                == 1
        }
    }

    /// What people call the files that have these bytes; empty for what was made of one.
    func names(of digest: BlobDigest) async throws -> [String] {
        try await database.read { connection in
            try connection.rows("SELECT DISTINCT name FROM media WHERE digest = \(digest) ORDER BY name").map {
                try $0["name"]
            }
        }
    }

    func isNamed(_ digest: BlobDigest) async throws -> Bool {
        try await database.read { connection in
            try connection.row("SELECT digest FROM media_blob WHERE digest = \(digest) AND NOT (\(Self.isUnnamed))")
                != nil
        }
    }

    private static let isUnnamed: SQL = """
        NOT EXISTS (SELECT 1 FROM media WHERE media.digest = media_blob.digest)
        AND NOT EXISTS (SELECT 1 FROM media_form WHERE media_form.digest = media_blob.digest)
        """
}
