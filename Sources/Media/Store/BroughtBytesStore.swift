import Foundation
import Identifiers
import Storage
import Web

/// The SQL of how much each person has sent within a day, kept or not.
struct BroughtBytesStore: Sendable {
    /// An hour and a half longer than bytes stay that nothing names: upkeep comes every hour, and looks twice before they go.
    static let span: TimeInterval = MediaHouse.patience + 5_400

    /// In bytes, with what is on its way.
    static func size(of person: Person.ID, now: Date, in connection: any Connection) throws -> Int {
        try sum(
            "SELECT size FROM media WHERE brought_by = \(person) AND state = 'arriving'", in: connection)
            + brought(by: person, now: now, in: connection)
    }

    /// Notes one that has come whole, once, and answers how many bytes that makes within the day.
    static func note(
        _ id: Medium.ID, _ size: Int, by person: Person.ID, now: Date, in connection: any Connection
    ) throws -> Int {
        try connection.run(
            """
            INSERT INTO media_brought (media, person, size, at) VALUES (\(id), \(person), \(size), \(now))
            ON CONFLICT (media) DO NOTHING
            """)
        return try brought(by: person, now: now, in: connection)
    }

    /// Whether somebody sent one of late, which may be gone.
    static func hasBrought(_ id: Medium.ID, _ person: Person.ID, in connection: any Connection) throws -> Bool {
        try connection.row("SELECT media FROM media_brought WHERE media = \(id) AND person = \(person)") != nil
    }

    static func forget(at now: Date, in connection: any Connection) throws {
        try connection.run("DELETE FROM media_brought WHERE at < \(now - span)")
    }

    private static func brought(by person: Person.ID, now: Date, in connection: any Connection) throws -> Int {
        try sum(
            "SELECT size FROM media_brought WHERE person = \(person) AND at > \(now - span)", in: connection)
    }

    private static func sum(_ sizes: SQL, in connection: any Connection) throws -> Int {
        let row = try connection.row(
            "SELECT CAST(coalesce(sum(size), 0) AS BIGINT) AS sum FROM (\(sizes)) AS sizes")
        return try row.map { try $0["sum"] } ?? 0
    }
}
