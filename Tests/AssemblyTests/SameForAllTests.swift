import Storage
import StorageTesting
import Synchronization
import Testing
import WebTesting
import World

/// Nobody tells by how long an answer takes who has an account: the database is asked the same for every address.
struct SameForAllTests {
    private static let addresses = ["awa@example.org", "nobody@example.org", "damien@example.org"]

    @Test(arguments: Engine.available)
    func `a link is asked for with the same statements, whether an address is somebody's, nobody's or disabled`(
        engine: Engine
    ) async throws {
        let (world, log) = try await watched(engine)
        let asked = try await statements(of: log) { email in
            let answer = try await world.stranger.post("/connexion", ["email": email])
            #expect(answer.status == .ok)
        }
        #expect(asked[0].contains { $0.contains("INSERT INTO sign_in_link") })
        #expect(asked[0].contains { $0.contains("INSERT INTO message") })
        #expect(asked[1] == asked[0])
        #expect(asked[2] == asked[0])
        let kept = try await world.database.read { connection in
            try connection.rows(
                "SELECT person.email AS email FROM sign_in_link JOIN person ON person.id = sign_in_link.person"
            ).map { row -> String in try row["email"] }
        }
        #expect(kept == ["awa@example.org"])
        let told = try await world.database.read { connection in
            try connection.rows("SELECT address FROM message").map { row -> String in try row["address"] }
        }
        #expect(told == ["awa@example.org"])
        // What would send the others is undone with them.
        let tasks = try await world.database.read {
            try $0.count("SELECT count(*) AS count FROM task WHERE kind = 'mail.send'")
        }
        #expect(tasks == 1)
    }

    @Test(arguments: Engine.available)
    func `a file is begun with the same statements, whether an address is somebody's, nobody's or disabled`(
        engine: Engine
    ) async throws {
        let (world, log) = try await watched(engine)
        let asked = try await statements(of: log) { email in
            let answer = try await world.stranger.post(
                "/dossiers/nouveau", ["email": email, "organisation": "Levain", "title": "La nuit"])
            #expect(answer.status == .seeOther)
        }
        #expect(asked[0].contains { $0.contains("INSERT INTO message") })
        #expect(asked[1] == asked[0])
        #expect(asked[2] == asked[0])
        let told = try await world.database.read { connection in
            try connection.rows("SELECT address FROM message ORDER BY address").map { row -> String in
                try row["address"]
            }
        }
        // Everybody may begin a file but somebody whose account is disabled; the first is the one that is not counted.
        #expect(told == ["awa@example.org", "first@example.org", "nobody@example.org"])
    }

    /// The world with a disabled account, and nothing in it that a first request has to find out.
    private func watched(_ engine: Engine) async throws -> (World, StatementLog) {
        let world = try await World(engine)
        try await world.database.write {
            try $0.run("UPDATE person SET disabled_at = \(World.monday) WHERE email = 'damien@example.org'")
        }
        let log = StatementLog(world.database)
        return (try world.seen(through: log), log)
    }

    /// What each address makes the database be asked; which of two words ends what is kept or undone is no difference.
    private func statements(of log: StatementLog, _ ask: (String) async throws -> Void) async throws -> [[String]] {
        var all: [[String]] = []
        // The first of all has what every page begins with read as well: it is asked once more, and not counted.
        for email in ["first@example.org"] + Self.addresses {
            log.forget()
            try await ask(email)
            all.append(log.texts)
        }
        return Array(all.dropFirst())
    }
}

/// A database that keeps what it is asked, without the values.
private final class StatementLog: Database {
    private let database: any Database
    private let kept = Mutex<[String]>([])

    init(_ database: any Database) { self.database = database }

    var texts: [String] { kept.withLock { $0 } }

    func forget() { kept.withLock { $0 = [] } }

    fileprivate func keep(_ text: String) {
        kept.withLock { $0.append(text.replacing("ROLLBACK TO SAVEPOINT", with: "RELEASE SAVEPOINT")) }
    }

    var dialect: Dialect { database.dialect }
    var version: Version { database.version }
    var copyFormat: any CopyFormat { database.copyFormat }

    func read<Result: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> Result) async throws -> Result {
        try await database.read { try body(LoggedConnection(connection: $0, log: self)) }
    }

    @discardableResult func write<Result: Sendable>(
        for audience: Audience, _ body: @escaping @Sendable (any Connection) throws -> Result
    ) async throws -> Result {
        try await database.write(for: audience) { try body(LoggedConnection(connection: $0, log: self)) }
    }

    func changesByOthers() async throws -> Int { try await database.changesByOthers() }
    func makeSureOfRoom() async throws { try await database.makeSureOfRoom() }
    func backUp(to path: String) async throws { try await database.backUp(to: path) }
    func close() async throws { try await database.close() }
}

private struct LoggedConnection: Connection {
    let connection: any Connection
    let log: StatementLog

    var dialect: Dialect { connection.dialect }

    func rows(_ sql: SQL) throws -> [Row] {
        log.keep(sql.text)
        return try connection.rows(sql)
    }

    @discardableResult func run(_ sql: SQL) throws -> Int {
        log.keep(sql.text)
        return try connection.run(sql)
    }

    func runScript(_ script: String) throws { try connection.runScript(script) }
}
