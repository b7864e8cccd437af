import Foundation
import Identifiers
import Storage

/// Editions with their phases. Any feature reads them, in its own transaction where it has one.
public struct EditionStore: Sendable {
    let database: any Database

    public init(database: any Database) { self.database = database }

    /// By the word in its address: `2014`.
    public func find(_ slug: String) async throws -> Edition? {
        try await database.read { try Self.editions("slug = \(slug)", in: $0).first }
    }

    public func find(_ id: Edition.ID) async throws -> Edition? {
        try await database.read { try Self.find(id, in: $0) }
    }

    /// The newest first, without second rounds: those are met under their edition.
    public func all() async throws -> [Edition] {
        try await database.read { try Self.editions(Self.isWhole, in: $0) }
    }

    public func running() async throws -> RunningEditions {
        try await database.read { try Self.running(in: $0) }
    }

    /// The one that a public page means which names none: that under way, else the last one that is over.
    public func shown(at now: Date) async throws -> Edition? {
        try await database.read { connection in
            try Self.running(in: connection).main(at: now)
                ?? Self.editions("status = 'closed' AND \(Self.isWhole)", in: connection).first
        }
    }

    /// Nil for somebody who doesn't run it.
    public func find(_ slug: String, runBy person: Person.ID) async throws -> Edition? {
        try await database.read { try Self.find(slug, runBy: person, in: $0) }
    }

    /// Those that somebody runs, second rounds among them, the newest first.
    public func all(runBy person: Person.ID) async throws -> [Edition] {
        try await database.read { try Self.editions(Rights.isStaff(person, of: "edition.id"), in: $0) }
    }

    /// What is said of editions on one page is said of one moment.
    public func known(to person: Person.ID) async throws -> KnownEditions {
        try await database.read { connection in
            let all = try Self.editions("1 = 1", in: connection)
            let run = Set(
                try connection.rows("SELECT id FROM edition WHERE \(Rights.isStaff(person, of: "edition.id"))").map {
                    row -> Edition.ID in try row["id"]
                })
            return KnownEditions(all: all, run: all.filter { run.contains($0.id) })
        }
    }

    public static func find(_ slug: String, runBy person: Person.ID, in connection: any Connection) throws -> Edition? {
        try editions("slug = \(slug) AND \(Rights.isStaff(person, of: "edition.id"))", in: connection).first
    }

    /// Counted up before it is read: two changes of one edition come one after the other. Nil for somebody who doesn't run it.
    static func claim(_ slug: String, at revision: Int? = nil, by person: Person.ID, in connection: any Connection)
        throws
        -> Edition?
    {
        let isCurrent: SQL = revision.map { "revision = \($0)" } ?? "1 = 1"
        let claimed = try connection.run(
            """
            UPDATE edition SET revision = revision + 1
            WHERE slug = \(slug) AND \(Rights.isStaff(person, of: "edition.id")) AND \(isCurrent)
            """)
        guard let edition = try find(slug, runBy: person, in: connection) else { return nil }
        guard claimed == 1 else { throw Outdated() }
        return edition
    }

    public static func find(_ id: Edition.ID, in connection: any Connection) throws -> Edition? {
        try editions("id = \(id)", in: connection).first
    }

    /// Without second rounds, which nobody meets who names none.
    public static func running(in connection: any Connection) throws -> RunningEditions {
        RunningEditions(all: try editions("status = 'running' AND \(isWhole)", in: connection))
    }

    /// The words of all editions, the newest first.
    public static func slugs(in connection: any Connection) throws -> [String] {
        try connection.rows("SELECT slug FROM edition ORDER BY \(newestFirst())").map { try $0["slug"] }
    }

    static func editions(_ condition: SQL, in connection: any Connection) throws -> [Edition] {
        let rows = try connection.rows(
            """
            SELECT id, campaign, slug, name, status, revision, round_of,
                CASE WHEN EXISTS (SELECT 1 FROM category
                    WHERE category.edition = COALESCE(edition.round_of, edition.id)) THEN 1 ELSE 0 END AS has_categories
            FROM edition WHERE \(condition) ORDER BY \(newestFirst())
            """)
        return try rows.map { row in
            let id: Edition.ID = try row["id"]
            let (first, hasCategories): (Edition.ID?, Bool) = (try row["round_of"], try row["has_categories"])
            return Edition(
                id: id, campaign: try row["campaign"], slug: try row["slug"], name: try row["name"],
                status: try row["status"], phases: try phases(of: id, in: connection),
                categories: hasCategories ? try CategoryStore.categories(of: first ?? id, in: connection) : [],
                revision: try row["revision"], firstRound: first)
        }
    }

    private static func phases(of edition: Edition.ID, in connection: any Connection) throws -> [Phase] {
        try connection.rows(
            """
            SELECT id, kind, name_fr, name_en, note, starts_at, ends_at FROM phase WHERE edition = \(edition)
            ORDER BY position, starts_at
            """
        ).map { row in
            Phase(
                id: try row["id"], kind: try row["kind"], nameFR: try row["name_fr"], nameEN: try row["name_en"],
                note: try row["note"], startsAt: try row["starts_at"], endsAt: try row["ends_at"])
        }
    }

    /// When a phase ends for one file or one person: its own end, or a later one granted to them.
    public static func end(of phase: Phase, for subject: String, in connection: any Connection) throws -> Date {
        let granted = try connection.row(
            "SELECT ends_at FROM extension WHERE phase = \(phase.id) AND subject = \(subject)")
        return max(phase.endsAt, try granted?["ends_at"] ?? phase.endsAt)
    }
}

/// What was to be changed has moved on in another window.
public struct Outdated: Error, Equatable { public init() {} }
