import Campaigns
import Foundation
import Identifiers
import Organisations
import Storage
import Submissions

/// The awards of an edition. Those who run the edition change them; the others find nothing.
public struct AwardStore: Sendable {
    let database: any Database

    public init(database: any Database) { self.database = database }

    public func all(in edition: Edition.ID) async throws -> [Award] {
        try await database.read { try Self.all(in: edition, $0) }
    }

    /// Nil when the edition isn't this person's to run.
    public func add(_ draft: Award.Draft, to edition: Edition.ID, by person: Person.ID, now: Date) async throws -> Award
        .ID?
    {
        let id = Award.ID.new(at: now)
        return try await database.write { connection in
            guard try ReleaseStore.isRun(edition, by: person, connection) else { return nil }
            // Held until the end, so that of twenty at once the first one adds it.
            _ = try ReleaseStore.claim(edition, keepsConfirmation: true, in: connection)
            if let same = try Self.same(as: draft, in: edition, connection) { return same }
            try Self.checkNames(draft, in: edition, connection)
            let added = try connection.run(
                """
                INSERT INTO award (id, edition, position, name_fr, name_en, kind, note, category)
                SELECT \(id), edition.id, (SELECT count(*) FROM award WHERE award.edition = edition.id), \(draft.nameFR),
                    \(draft.nameEN), \(draft.kind), \(draft.note), CAST(\(draft.category) AS TEXT)
                FROM edition WHERE edition.id = \(edition) AND \(Rights.isStaff(person, of: "edition.id"))
                """)
            return added == 1 ? id : nil
        }
    }

    /// The awards of an earlier edition, in their order.
    static func takeOver(_ succession: Succession, in connection: any Connection) throws {
        guard succession.takesAwards else { return }
        for (position, award) in try all(in: succession.from, connection).enumerated() {
            let category = try CategoryStore.heir(of: award.category, in: succession.to, connection)
            try connection.run(
                """
                INSERT INTO award (id, edition, position, name_fr, name_en, kind, note, category)
                VALUES (\(Award.ID.new(at: succession.time)), \(succession.to), \(position), \(award.nameFR),
                    \(award.nameEN), \(award.kind), \(award.note), \(category))
                """)
        }
    }

    /// The award that says the very same: a form that came twice.
    private static func same(
        as draft: Award.Draft, in edition: Edition.ID, _ connection: any Connection
    ) throws -> Award.ID? {
        try connection.row(
            """
            SELECT id FROM award WHERE edition = \(edition) AND name_fr = \(draft.nameFR) AND name_en = \(draft.nameEN)
                AND kind = \(draft.kind) AND note = \(draft.note)
                AND COALESCE(category, '') = \(draft.category?.description ?? "")
            """
        ).map { try $0["id"] }
    }

    /// Names that differ by case, accents and signs alone read the same.
    private static func checkNames(
        _ draft: Award.Draft, besides id: Award.ID? = nil, in edition: Edition.ID, _ connection: any Connection
    ) throws {
        let others = try all(in: edition, connection).filter { $0.id != id }
        let key = { (name: String) in Organisation.nameKey(name) }
        guard !others.contains(where: { key($0.nameFR) == key(draft.nameFR) }) else {
            throw Award.Refusal.nameTaken(isEnglish: false)
        }
        guard !others.contains(where: { !$0.nameEN.isEmpty && key($0.nameEN) == key(draft.nameEN) }) else {
            throw Award.Refusal.nameTaken(isEnglish: true)
        }
    }

    /// Letters are prepared that say something else than what is so now.
    func haveLettersAged(in edition: Edition.ID) async throws -> Bool {
        try await database.read { try LetterStore.haveAged(in: edition, $0) }
    }

    /// Nil when it isn't this person's to change.
    public func change(_ id: Award.ID, to draft: Award.Draft, at revision: Int, by person: Person.ID) async throws
        -> Bool?
    {
        try await database.write { connection in
            guard let edition = try Self.edition(of: id, by: person, connection) else { return nil }
            // Locked before it is looked at: what is named may go out meanwhile. Named otherwise, it is not what one of two
            // people has confirmed.
            let isNext = try Self.goesOutNext(id, in: edition, connection)
            _ = try ReleaseStore.claim(edition, keepsConfirmation: !isNext, by: person, in: connection)
            try Self.check(draft, against: id, by: person, connection)
            // What reads the same since long ago may still be described otherwise.
            if try !Self.isNamed(draft, id, connection) {
                try Self.checkNames(draft, besides: id, in: edition, connection)
            }
            let changed = try connection.run(
                """
                UPDATE award SET name_fr = \(draft.nameFR), name_en = \(draft.nameEN), kind = \(draft.kind),
                    note = \(draft.note), category = \(draft.category), revision = revision + 1
                WHERE id = \(id) AND revision = \(revision) AND \(Rights.isStaff(person, of: "award.edition"))
                """)
            guard changed == 0 else { return true }
            throw Award.Refusal.outdated
        }
    }

    private static func check(
        _ draft: Award.Draft, against id: Award.ID, by person: Person.ID, _ connection: any Connection
    ) throws {
        guard try !renames(draft, what: id, connection) else { throw Award.Refusal.out }
        if try isGivenElsewhere(id, than: draft.category, in: connection) { throw Award.Refusal.givenElsewhere }
        // How many letters grow old by it would tell what was decided of a file that they are tied to.
        guard try !isNamed(draft, id, connection), try isTied(person, inEditionOf: id, connection) else { return }
        throw Award.Refusal.tied
    }

    private static func isNamed(_ draft: Award.Draft, _ id: Award.ID, _ connection: any Connection) throws -> Bool {
        try connection.row(
            """
            SELECT id FROM award WHERE id = \(id) AND name_fr = \(draft.nameFR) AND name_en = \(draft.nameEN)
            """) != nil
    }

    private static func goesOutNext(
        _ id: Award.ID, in edition: Edition.ID, _ connection: any Connection
    ) throws -> Bool {
        try connection.row(
            """
            SELECT decision.submission FROM decision JOIN submission ON submission.id = decision.submission
            WHERE decision.award = \(id) AND \(ReleaseStore.isNext(in: edition)) LIMIT 1
            """) != nil
    }

    /// Of an award that people have read with a decision: another name or another kind. A name in English that was missing may
    /// still come.
    private static func renames(_ draft: Award.Draft, what id: Award.ID, _ connection: any Connection) throws -> Bool {
        try connection.row(
            """
            SELECT decision.submission FROM decision JOIN submission ON submission.id = decision.submission
            JOIN award ON award.id = decision.award
            WHERE award.id = \(id) AND submission.announced_at IS NOT NULL AND (award.name_fr <> \(draft.nameFR)
                OR award.kind <> \(draft.kind) OR (award.name_en <> '' AND award.name_en <> \(draft.nameEN))) LIMIT 1
            """) != nil
    }

    public func remove(_ id: Award.ID, by person: Person.ID) async throws -> Bool? {
        try await database.write { connection in
            guard try Self.isSeen(id, by: person, connection) else { return nil }
            guard try !Self.isTied(person, inEditionOf: id, connection) else { throw Award.Refusal.tied }
            let given = try connection.count("SELECT count(*) AS count FROM decision WHERE award = \(id)")
            guard given == 0 else { throw Award.Refusal.inUse }
            return try connection.run("DELETE FROM award WHERE id = \(id)") == 1
        }
    }

    /// Whether an award may go would tell somebody who is tied to a file what was decided of it.
    private static func isTied(
        _ person: Person.ID, inEditionOf award: Award.ID, _ connection: any Connection
    ) throws -> Bool {
        try connection.row(
            """
            SELECT submission.id FROM submission JOIN award ON award.edition = submission.edition
            WHERE award.id = \(award) AND submission.announced_at IS NULL AND \(Ties.isInCompetition)
            AND \(Ties.binds(person, to: "submission.id")) LIMIT 1
            """) != nil
    }

    static func all(in edition: Edition.ID, _ connection: any Connection) throws -> [Award] {
        try connection.rows(
            """
            SELECT id, name_fr, name_en, kind, note, category, revision FROM award WHERE edition = \(edition) ORDER BY position, id
            """
        ).map { row in
            Award(
                id: try row["id"], nameFR: try row["name_fr"], nameEN: try row["name_en"], kind: try row["kind"],
                note: try row["note"], category: try row["category"], revision: try row["revision"])
        }
    }

    /// Nil when it isn't this person's to change.
    private static func edition(
        of id: Award.ID, by person: Person.ID, _ connection: any Connection
    ) throws -> Edition.ID? {
        try connection.row(
            "SELECT edition FROM award WHERE id = \(id) AND \(Rights.isStaff(person, of: "award.edition"))"
        ).map { try $0["edition"] }
    }

    private static func isSeen(_ id: Award.ID, by person: Person.ID, _ connection: any Connection) throws -> Bool {
        try connection.row(
            "SELECT id FROM award WHERE id = \(id) AND \(Rights.isStaff(person, of: "award.edition"))") != nil
    }
}
