import Foundation
import Storage
import StorageTesting
import Testing
import Web
import WebTesting
import World

@testable import Assembly

/// PostgreSQL with two roles: one that owns the tables, and one that the service works as (ASVS 13.2.2).
@Suite(.enabled(if: Engine.available.contains(.postgres)))
struct TwoRolesTests {
    /// A database of its own, its two roles, and the rights as `packaging/roles.sql` gives them.
    private struct Roles {
        let database: TestDatabase
        let owner = "rallynov_owner_\(UUID().uuidString.prefix(8).lowercased())"
        let service = "rallynov_\(UUID().uuidString.prefix(8).lowercased())"

        init() async throws {
            database = try await Engine.postgres.emptyDatabase()
            let name = try #require(URLComponents(string: database.address)).path.dropFirst()
            try await play(
                """
                CREATE ROLE \(owner); CREATE ROLE \(service);
                ALTER DATABASE "\(name)" OWNER TO \(owner); ALTER TABLE public_version OWNER TO \(owner);
                """, in: database)
        }

        func remove() async throws {
            try await play("REASSIGN OWNED BY \(owner) TO CURRENT_USER", in: database)
            // One after the other: what one gave the other is dropped with the first.
            try await play("DROP OWNED BY \(service)", in: database)
            try await play("DROP OWNED BY \(owner)", in: database)
            try await play("DROP ROLE \(owner), \(service)", in: database)
        }

        /// The address under which a role comes in, whatever the server asks of those who do.
        func address(of role: String) -> String {
            "\(database.address)\(database.address.contains("?") ? "&" : "?")options=-crole%3D\(role)"
        }

        func give() async throws {
            let script = try String(contentsOfFile: World.root + "/packaging/roles.sql", encoding: .utf8)
            let owned = try Databases.connect(address(of: owner))
            let named = script.replacing(/TO rallynov;|FROM rallynov;/) { match in
                match.0.replacing("rallynov", with: service)
            }
            try await play(named, in: owned)
            try await owned.close()
        }

        func play(_ script: String, in database: any Database) async throws {
            try await database.write { try $0.runScript(script) }
        }
    }

    private func withRoles(_ body: (Roles) async throws -> Void) async throws {
        let roles = try await Roles()
        do {
            try await body(roles)
        } catch {
            try await roles.remove()
            throw error
        }
        try await roles.remove()
    }

    @Test func `a service that may only write rows makes no table, and says in a line who does`() async throws {
        try await withRoles { roles in
            let (owner, service) = (roles.address(of: roles.owner), roles.address(of: roles.service))
            let bare = await refusal { try await Databases.open(service, root: World.root).close() }
            #expect(bare?.contains("run rallynov migrate as the role that owns it") == true, "\(bare ?? "")")
            let said = try await DatabaseCommand(address: owner, root: World.root)
                .migrate(copies: nil, now: World.monday)
            #expect(said.hasPrefix("Steps taken: "))
            let shut = await refusal { try await Databases.open(service, root: World.root).close() }
            #expect(shut?.contains("packaging/roles.sql") == true, "\(shut ?? "")")
            try await roles.give()
            try await Databases.open(service, root: World.root).close()
            let lacking = try await DatabaseCommand(address: service, root: World.root)
                .migrate(copies: nil, now: World.monday)
            #expect(lacking == "The database lacks nothing.\n")
        }
    }

    @Test func `it does all its work, and nothing to a table, nor to what the journal holds`() async throws {
        try await withRoles { roles in
            let owner = DatabaseCommand(address: roles.address(of: roles.owner), root: World.root)
            _ = try await owner.migrate(copies: nil, now: World.monday)
            try await roles.give()
            let database = try await Databases.open(roles.address(of: roles.service), root: World.root)
            try await Demonstration(root: World.root).write(to: database)
            let house = try House(
                database: database, settings: HouseSettings(root: World.root, address: World.address))
            for path in ["/", "/catalogue", "/connexion", "/readyz", "/healthz"] {
                #expect(try await Visitor(house.site).get(path).status == .ok, "\(path)")
            }
            for statement in Self.forbidden {
                await #expect(throws: StorageError.self, "\(statement)") {
                    try await roles.play(statement, in: database)
                }
            }
            // What an erasure does.
            try await roles.play("UPDATE journal SET salt = ''", in: database)
            try await database.close()
        }
    }

    private static let forbidden = [
        "CREATE TABLE thing (id TEXT)", "DROP TABLE juror", "ALTER TABLE juror ADD COLUMN thing TEXT",
        "TRUNCATE person CASCADE", "CREATE SCHEMA thing", "ALTER TABLE journal DISABLE TRIGGER ALL",
        "CREATE FUNCTION thing() RETURNS INT AS 'SELECT 1' LANGUAGE sql", "DROP TRIGGER journal_row_stays ON journal",
        "DELETE FROM journal", "UPDATE journal SET act = 'role-granted'", "DELETE FROM journal_head",
        "DELETE FROM schema_step", "INSERT INTO schema_step VALUES (99999, 'thing', 1)",
        "SET session_replication_role = replica",
    ]

    @Test func `tables of a later version are written to as soon as their owner has made them`() async throws {
        let root = FileManager.default.temporaryDirectory.appending(path: "roles-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: root) }
        for part in ["Migrations", "Reference"] {
            try FileManager.default.copyItem(atPath: "\(World.root)/\(part)", toPath: "\(root)/\(part)")
        }
        try await withRoles { roles in
            let (owner, service) = (roles.address(of: roles.owner), roles.address(of: roles.service))
            _ = try await DatabaseCommand(address: owner, root: root).migrate(copies: nil, now: World.monday)
            try await roles.give()
            try await Databases.open(service, root: root).close()
            try "CREATE TABLE thing (id TEXT PRIMARY KEY)".write(
                toFile: "\(root)/Migrations/9999_thing.sql", atomically: true, encoding: .utf8)
            let later = await refusal {
                _ = try await DatabaseCommand(address: service, root: root).migrate(copies: root, now: World.monday)
            }
            #expect(later?.contains("run rallynov migrate as the role that owns it") == true, "\(later ?? "")")
            let files = try FileManager.default.contentsOfDirectory(atPath: root)
            #expect(!files.contains { $0.hasPrefix("before-") })
            _ = try await DatabaseCommand(address: owner, root: root).migrate(copies: root, now: World.monday)
            let database = try await Databases.open(service, root: root)
            try await roles.play("INSERT INTO thing VALUES ('one'); UPDATE thing SET id = 'two'", in: database)
            try await database.close()
        }
    }

    private func refusal(_ work: () async throws -> Void) async -> String? {
        do {
            try await work()
            return nil
        } catch {
            return "\(error)"
        }
    }
}
