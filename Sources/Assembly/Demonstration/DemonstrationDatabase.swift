import Accounts
import Forms
import Foundation
import Storage

extension Demonstration {
    /// The database of a demonstration with all that this program needs: a new one is filled, and one that an older program's
    /// demonstration made is brought up to date without a copy, since nothing in it is anybody's. Any other is refused and left.
    public func open(_ address: String, root: String) async throws -> any Database {
        let database = try Databases.connect(address)
        let migrator = Migrator(folder: root + "/Migrations")
        do {
            let missing = try await migrator.missing(in: database)
            if !missing.isEmpty, try await !Databases.isNew(database) {
                try await Self.refuseUnmarked(database, lacking: missing, at: address)
            }
            try await migrator.migrate(database)
        } catch Migrator.Refusal.newerDatabase, Migrator.Refusal.foreignDatabase {
            throw Refusal.notMadeByIt(Self.place(of: address))
        }
        if try await !isIn(database, at: address) { try await write(to: database) }
        try await FormStore.bring(House.defaultForm(in: root), now: Date(), into: database)
        return database
    }

    private static func refuseUnmarked(
        _ database: any Database, lacking missing: [Migrator.Step], at address: String
    ) async throws {
        // Without that step there is no mark to look for.
        if !missing.contains(where: { $0.number == DemonstrationStore.step }), try await isMarked(database) { return }
        throw Refusal.notMadeByIt(place(of: address))
    }

    /// Whether a database holds a demonstration already; one with anything else in it is refused.
    func isIn(_ database: any Database, at address: String) async throws -> Bool {
        if try await Self.isMarked(database) { return true }
        let isEmpty = try await database.read { connection in
            let tables: [SQL] = ["agency", "person", "campaign", "organisation", "partner", "initiative"]
            return try tables.allSatisfy { try connection.count("SELECT count(*) AS count FROM \($0)") == 0 }
        }
        guard isEmpty else { throw Refusal.notMadeByIt(Self.place(of: address)) }
        return false
    }

    /// A demonstration is served by its own command alone: that one sends no mail, and has its own Monday.
    public static func refuse(_ database: any Database, at address: String) async throws {
        if try await isMarked(database) { throw Refusal.isDemonstration(place(of: address)) }
    }

    static func isMarked(_ database: any Database) async throws -> Bool {
        try await database.read { try DemonstrationStore.isMarked(in: $0) }
    }

    /// What an operator is told of it: an address on a server may hold a password.
    private static func place(of address: String) -> String {
        Databases.path(of: address).map { "«\($0)»" } ?? "the database on the server"
    }
}
