import Foundation
import Identifiers
import Storage

/// The SQL of what is on its way.
struct ArrivalStore: Sendable {
    let database: any Database

    /// Whoever began it, where they began it.
    func find(_ id: Medium.ID, of person: Person.ID, at place: String) async throws -> Medium? {
        try await database.read { connection in
            try connection.row(
                MediaStore.columns + "WHERE id = \(id) AND brought_by = \(person) AND place = \(place)"
            ).map(Medium.init)
        }
    }

    func unfinished(of person: Person.ID, at place: String) async throws -> [Medium] {
        try await database.read { connection in
            try connection.rows(
                """
                \(MediaStore.columns) WHERE brought_by = \(person) AND place = \(place) AND state = 'arriving' ORDER BY brought_at, id
                """
            ).map(Medium.init)
        }
    }

    /// The one that was begun before with the same words, so that it goes on wherever that person chooses the same file again.
    static func same(
        _ name: String, size: Int, digest: BlobDigest?, of person: Person.ID, at place: String,
        in connection: any Connection
    ) throws -> Medium? {
        try connection.row(
            """
            \(MediaStore.columns) WHERE brought_by = \(person) AND place = \(place) AND state = 'arriving' AND name = \(name)
            AND size = \(size) AND said_digest = \(digest?.description ?? "") ORDER BY touched_at DESC, id LIMIT 1
            """
        ).map(Medium.init)
    }

    /// How many somebody has begun and not ended, anywhere.
    static func count(of person: Person.ID, in connection: any Connection) throws -> Int {
        try connection.count(
            "SELECT count(*) AS count FROM media WHERE brought_by = \(person) AND state = 'arriving'")
    }

    static func add(_ medium: Medium, in connection: any Connection) throws {
        try connection.run(
            """
            INSERT INTO media (id, place, state, name, size, received, said_digest, digest, kind, type, scan, brought_by,
                brought_at, touched_at)
            VALUES (\(medium.id), \(medium.place), \(medium.state), \(medium.name), \(medium.size), \(medium.received),
                \(medium.saidDigest?.description ?? ""), \(medium.digest), \(medium.kind?.rawValue ?? ""), \(medium.type),
                \(medium.scan), \(medium.broughtBy), \(medium.broughtAt), \(medium.broughtAt))
            """)
    }

    /// So many bytes are on the disk for good. False where it has ended or was taken back meanwhile.
    @discardableResult func note(_ received: Int, of id: Medium.ID, now: Date) async throws -> Bool {
        try await database.write(for: .insiders) { connection in
            try connection.run(
                "UPDATE media SET received = \(received), touched_at = \(now) WHERE id = \(id) AND state = 'arriving'")
                == 1
        }
    }

    /// All of it is there, under that digest. False where somebody has ended it already.
    static func end(_ medium: Medium, as digest: BlobDigest, _ type: MediaType, in connection: any Connection) throws
        -> Bool
    {
        try connection.run(
            """
            UPDATE media SET state = 'waiting', digest = \(digest), received = size, kind = \(type.kind), type = \(type.name),
                name = \(FileName(medium.name, type: type).description)
            WHERE id = \(medium.id) AND state = 'arriving'
            """) == 1
    }

    /// True where it was still on its way, and is nowhere now.
    func cancel(_ id: Medium.ID) async throws -> Bool {
        try await database.write(for: .insiders) { connection in
            try connection.run("DELETE FROM media WHERE id = \(id) AND state = 'arriving'") == 1
        }
    }

    /// Those of which nothing came since then.
    func left(since date: Date) async throws -> [Medium.ID] {
        try await database.read { connection in
            try connection.rows("SELECT id FROM media WHERE state = 'arriving' AND touched_at < \(date)").map {
                try $0["id"]
            }
        }
    }

    func arriving() async throws -> Set<Medium.ID> {
        try await database.read { connection in
            Set(try connection.rows("SELECT id FROM media WHERE state = 'arriving'").map { try $0["id"] })
        }
    }
}
