import Foundation
import Identifiers
import Storage

/// The SQL of media. Who may see or change one stands in each query: whoever brings it, at the place they bring it to.
public struct MediaStore: Sendable {
    let database: any Database

    public init(database: any Database) { self.database = database }

    /// Of those that belong to a thing of a feature, which says which ones; in the order in which they came.
    public func list(_ ids: [Medium.ID]) async throws -> [Medium] {
        try await database.read { try Self.list(ids, in: $0) }
    }

    public static func list(_ ids: [Medium.ID], in connection: any Connection) throws -> [Medium] {
        try connection.rows("\(columns) WHERE id IN \(list: ids) ORDER BY brought_at, id").map(Medium.init)
    }

    /// One that a feature has found to belong to a thing that whoever asks may see.
    public func find(_ id: Medium.ID) async throws -> Medium? { try await list([id]).first }

    public func forms(of id: Medium.ID) async throws -> [StoredForm] {
        try await database.read { connection in
            try connection.rows(
                """
                SELECT variant, digest, size, type, width, height FROM media_form WHERE media = \(id) ORDER BY width, variant
                """
            ).map(StoredForm.init)
        }
    }

    /// What was made of each of them; those of which nothing was are not named.
    public static func forms(of ids: [Medium.ID], in connection: any Connection) throws -> [Medium.ID: [StoredForm]] {
        let rows = try connection.rows(
            """
            SELECT media, variant, digest, size, type, width, height FROM media_form WHERE media IN \(list: ids)
            ORDER BY width, variant
            """)
        return try rows.reduce(into: [:]) { forms, row in
            forms[try row["media"], default: []].append(try StoredForm(row))
        }
    }

    /// What could be read of a paper.
    public func words(of id: Medium.ID) async throws -> String {
        try await database.read { try $0.row("SELECT words FROM media WHERE id = \(id)").map { try $0["words"] } ?? "" }
    }

    /// How many files lie in the store, with those that were made; nil in a database of a program before files.
    public func countOfBlobs() async throws -> Int? {
        try await database.read { connection in
            guard try connection.row("SELECT number FROM schema_step WHERE number = 53") != nil else { return nil }
            return try connection.count("SELECT count(*) AS count FROM media_blob")
        }
    }

    /// How many bytes these have together: what a quota is held against.
    public static func size(of ids: [Medium.ID], in connection: any Connection) throws -> Int {
        let row = try connection.row(
            "SELECT CAST(coalesce(sum(size), 0) AS BIGINT) AS sum FROM media WHERE id IN \(list: ids)")
        return try row.map { try $0["sum"] } ?? 0
    }

    /// How many files are on their way to a place, and how many bytes to all places that share its room. What others began and do
    /// not go on with keeps nobody out: it is looked at again once it is whole.
    static func arriving(
        at place: UploadPlace, beside person: Person.ID, now: Date, in connection: any Connection
    ) throws -> (count: Int, size: Int) {
        let row = try connection.row(
            """
            SELECT count(CASE WHEN place = \(place.key) THEN 1 END) AS count,
                CAST(coalesce(sum(size), 0) AS BIGINT) AS sum
            FROM media WHERE state = 'arriving' AND (place = \(place.key) OR place LIKE \(place.share + "/%"))
                AND (brought_by = \(person) OR touched_at > \(now - 900))
            """)
        return try row.map { (try $0["count"], try $0["sum"]) } ?? (0, 0)
    }

    /// Whether it is there, or was within the day, of those that this person sent.
    public static func isKnown(_ id: Medium.ID, to person: Person.ID, in connection: any Connection) throws -> Bool {
        if try connection.row("SELECT id FROM media WHERE id = \(id)") != nil { return true }
        return try BroughtBytesStore.hasBrought(id, person, in: connection)
    }

    /// Takes one out of a thing: its feature has unnamed it in this transaction. Its bytes go a day after nothing names them.
    public static func remove(_ id: Medium.ID, in connection: any Connection) throws {
        try connection.run("DELETE FROM media WHERE id = \(id)")
    }

    /// Another row that names the same bytes, at another place: what becomes of the one is nothing to the other. Nobody is named as having
    /// brought it. False where the first is not there, or nobody has looked at it.
    public static func copy(
        _ id: Medium.ID, as new: Medium.ID, to place: String, now: Date, in connection: any Connection
    )
        throws -> Bool
    {
        let isThere =
            try connection.run(
                """
                INSERT INTO media (id, place, state, name, size, received, said_digest, digest, kind, type, scan, scan_note, words,
                    pages, brought_at, touched_at)
                SELECT \(new), \(place), state, name, size, received, said_digest, digest, kind, type, scan, scan_note, words, pages,
                    \(now), \(now)
                FROM media WHERE id = \(id) AND state = 'ready'
                """) == 1
        guard isThere else { return false }
        try connection.run(
            """
            INSERT INTO media_form (media, variant, digest, size, type, width, height)
            SELECT \(new), variant, digest, size, type, width, height FROM media_form WHERE media = \(id)
            """)
        return true
    }

    static let columns: SQL = """
        SELECT id, place, state, reason, name, size, received, said_digest, digest, kind, type, scan, scan_note, pages, brought_by,
            brought_at FROM media \n
        """
}

extension Medium {
    init(_ row: Row) throws {
        let (reason, said, kind): (String, String, String) = try (row["reason"], row["said_digest"], row["kind"])
        self.init(
            id: try row["id"], place: try row["place"], state: try row["state"],
            reason: PreparationRefusal(rawValue: reason),
            name: try row["name"], size: try row["size"], received: try row["received"], saidDigest: BlobDigest(said),
            digest: try row["digest"], kind: MediaType.Kind(rawValue: kind), type: try row["type"],
            scan: try row["scan"],
            scanNote: try row["scan_note"], pages: try row["pages"], broughtBy: try row["brought_by"],
            broughtAt: try row["brought_at"])
    }
}

extension StoredForm {
    init(_ row: Row) throws {
        self.init(
            variant: try row["variant"], digest: try row["digest"], size: try row["size"], type: try row["type"],
            width: try row["width"], height: try row["height"])
    }
}
