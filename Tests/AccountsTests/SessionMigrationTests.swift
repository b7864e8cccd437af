import Foundation
import Storage
import StorageTesting
import Testing
import World

@testable import Accounts

/// Sessions that an earlier program began go on.
struct SessionMigrationTests {
    @Test(arguments: Engine.available)
    func `whoever was signed in still is, and proved it when they signed in`(engine: Engine) async throws {
        let database = try await engine.emptyDatabase()
        try await OlderSteps.run(before: "sessions", on: database)
        let person = Somebody.awa.id
        try await database.write { connection in
            try connection.run(
                """
                INSERT INTO person (id, email, email_key, name, created_at)
                VALUES (\(person), \("awa@example.org"), \("awa@example.org"), \("Awa"), \(World.monday))
                """)
            try connection.run(
                """
                INSERT INTO session (digest, person, form_token, created_at, seen_at, ends_at)
                VALUES (\(Secret.digest(of: "cookie")), \(person), \("token"), \(World.monday), \(World.monday + 3_600),
                        \(World.monday + 86_400))
                """)
        }
        try await Migrator(folder: World.root + "/Migrations").migrate(database)
        let open = try await database.read { try SessionStore.find("cookie", at: World.monday + 7_200, in: $0) }
        #expect(open?.person == person)
        #expect(open?.provedAt == World.monday)
        #expect(open?.device == "")
    }
}
