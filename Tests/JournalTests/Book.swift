import Foundation
import Identifiers
import Storage
import StorageTesting

@testable import Journal

/// A journal of five rows, some with details, some with an edition or somebody it was done to.
struct Book {
    static let now = Date(timeIntervalSince1970: 1_411_369_200)
    static let details: Details = ["how": "Par téléphone", "level": "3"]
    let database: TestDatabase

    init(_ engine: Engine, rows: Int = 5) async throws {
        database = try await engine.database()
        for number in 0..<rows { try await write(number) }
    }

    func write(_ number: Int, in other: (any Database)? = nil) async throws {
        try await (other ?? database).write(for: .insiders) { try Self.write(number, in: $0) }
    }

    static func write(_ number: Int, in connection: any Connection) throws {
        let isEven = number.isMultiple(of: 2)
        let (person, edition): (Person.ID?, Identifier<Book>?) = isEven ? (key(number), key(99)) : (nil, nil)
        try Journal.write(
            .told, by: person, of: Thing("book", key(number) as Identifier<Book>), to: person, edition: edition,
            details: isEven ? details : [:], in: connection, at: now + Double(number))
    }

    static func key<Anything>(_ number: Int) -> Identifier<Anything> {
        Identifier("01480000-00ff-7000-8000-\(String(number + 100_000_000_000))")!
    }

    func rows() async throws -> [ChainRow] {
        try await database.read { connection in
            try connection.rows("SELECT \(ChainRow.columns) FROM journal ORDER BY position").map(ChainRow.init)
        }
    }

    /// In small pages, so that a fault stands on one side of a page's end or on the other.
    func check(_ seals: [Seal] = []) async throws -> Chain.Report {
        try await Chain(database: database, pageLength: 2).check(against: seals)
    }

    /// What somebody can do who owns the database.
    func tamper(_ script: String) async throws {
        try await database.write { connection in
            switch connection.dialect {
            case .postgres:
                try connection.runScript("SET LOCAL session_replication_role = replica")
            case .sqlite:
                let triggers = try connection.rows("SELECT name FROM sqlite_master WHERE type = 'trigger'")
                for row in triggers { try connection.runScript("DROP TRIGGER \(try row["name"] as String)") }
            }
            try connection.runScript(script)
        }
    }
}

extension Act {
    static let told = Act("told")
}
