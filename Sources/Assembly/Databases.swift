import Foundation
import SQLiteEngine
import Storage

/// Opens the database an address names.
public enum Databases {
    public enum Refusal: Error, CustomStringConvertible {
        case noSuchKind(String)

        public var description: String {
            switch self {
            case .noSuchKind(let address): "«\(address)» is not a database address: use sqlite:PATH or postgres://…"
            }
        }
    }

    /// The database, brought to what this program needs.
    public static func open(_ address: String, root: String) async throws -> any Database {
        let database = try engine(address)
        try await Migrator(folder: root + "/Migrations").migrate(database)
        return database
    }

    private static func engine(_ address: String) throws -> any Database {
        let path = address.hasPrefix("sqlite:") ? String(address.dropFirst(7)) : address
        guard !path.contains("://") else { throw Refusal.noSuchKind(address) }
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        return try SQLiteDatabase(path: path)
    }
}
