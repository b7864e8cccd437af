import Campaigns
import Crypto
import Foundation
import Grids
import Identifiers
import Storage
import Synchronization

/// Forms as they were given. What a version says never changes.
public enum FormStore {
    public enum Refusal: Error, Equatable, Sendable {
        /// The version exists with other content: a change makes another version.
        case versionTaken(String)
        /// The first file that was sent has fixed the edition's form.
        case frozen(since: Date)
        /// The database was never opened by the program, which brings its own form.
        case noDefault
    }

    /// Takes a form in. Given again unchanged, it is the same one.
    public static func adopt(_ yaml: String, now: Date, in connection: any Connection) throws -> Form.ID {
        let form = try FormFile.form(from: yaml)
        let id = Form.ID.new(at: now)
        let (name, version) = (form.name.description, form.version)
        let added = try connection.run(
            """
            INSERT INTO form (id, slug, version, title, source, digest, created_at)
            VALUES (\(id), \(name), \(version), \(form.title.french), \(yaml), \(digest(of: yaml)), \(now))
            ON CONFLICT (slug, version) DO NOTHING
            """)
        if added == 1 { return id }
        // Comments and line ends may differ: what counts is what it says.
        guard let known = try find(form.name, version, in: connection), try Self.form(known, in: connection) == form
        else { throw Refusal.versionTaken(version) }
        return known
    }

    static func find(_ name: Form.Name, _ version: String, in connection: any Connection) throws -> Form.ID? {
        try connection.row("SELECT id FROM form WHERE slug = \(name.description) AND version = \(version)")?["id"]
    }

    static func form(_ id: Form.ID, in connection: any Connection) throws -> Form? {
        guard let row = try connection.row("SELECT digest FROM form WHERE id = \(id)") else { return nil }
        return try form(id, digest: row["digest"], in: connection)
    }

    static func form(_ id: Form.ID, digest: String, in connection: any Connection) throws -> Form? {
        if let known = shelf.withLock({ $0[digest] }) { return known }
        guard let row = try connection.row("SELECT source FROM form WHERE id = \(id)") else { return nil }
        let form = try FormFile.form(from: row["source"] as String)
        shelf.withLock { $0[digest] = form }
        return form
    }

    // Read once a process: what a digest stands for never changes.
    private static let shelf = Mutex<[String: Form]>([:])

    private static func digest(of yaml: String) -> String {
        SHA256.hash(data: Data(yaml.utf8)).map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
    }
}

// The form that the program comes with.
extension FormStore {
    /// Takes in the program's own form when it starts: editions without a form use it from then on.
    public static func bring(_ yaml: String, now: Date, into database: any Database) async throws {
        guard try await database.read({ try !isStandard(yaml, in: $0) }) else { return }
        try await database.write { connection in try bring(yaml, now: now, in: connection) }
    }

    /// The same, within a transaction.
    public static func bring(_ yaml: String, now: Date, in connection: any Connection) throws {
        guard try !isStandard(yaml, in: connection) else { return }
        let id = try adopt(yaml, now: now, in: connection)
        try connection.run("UPDATE form SET brought_at = \(now) WHERE id = \(id)")
    }

    /// What an edition uses that has not been given another.
    public static func standard(in connection: any Connection) throws -> (id: Form.ID, form: Form) {
        guard let row = try row(ofStandard: connection) else { throw Refusal.noDefault }
        let id: Form.ID = try row["id"]
        guard let form = try form(id, digest: row["digest"], in: connection) else { throw Refusal.noDefault }
        return (id, form)
    }

    private static func isStandard(_ yaml: String, in connection: any Connection) throws -> Bool {
        let known: String? = try row(ofStandard: connection)?["digest"]
        return known == digest(of: yaml)
    }

    private static func row(ofStandard connection: any Connection) throws -> Row? {
        try connection.row(
            "SELECT id, digest FROM form WHERE brought_at IS NOT NULL ORDER BY brought_at DESC, id DESC LIMIT 1")
    }
}
