import Campaigns
import Foundation
import Identifiers
import Storage

/// One thing that an import made or changed, as it is called today.
struct RunChange: Equatable, Sendable {
    let kind: ImportChange.Kind
    /// The key of what it is about: a partner and its engagement are one thing.
    let thing: String
    /// Of the person, the partner, the organisation or the sheet.
    let name: String
    /// Of a role.
    let role: String
    let isNew: Bool
    /// Its kind and its subject, as the import noted them.
    let key: String
    /// Why it would stay, where taking the list back was tried.
    var stays: ImportChange.Reason?
}

// What taking one back would do.
extension ImportUndoStore {
    /// Of more, nobody waits to be told: what stays is said once it stayed.
    private static let mostForetold = 1_500

    /// All of it, each thing with why it would stay. It is done, and undone before anybody sees it.
    func foretelling(now: Date) async throws -> [RunChange] {
        var changes = try await runs.named(of: run)
        guard changes.count <= Self.mostForetold else { return changes }
        // Each that the database itself holds ends what was tried: it is tried again without it.
        var held: Set<String> = []
        while held.count < 10 {
            do {
                let stays = try await rehearse(apartFrom: held, now: now)
                for place in changes.indices { changes[place].stays = stays[changes[place].key] }
                return changes
            } catch let thing as Held {
                held.insert(thing.key)
            }
        }
        return changes
    }

    private func rehearse(
        apartFrom held: Set<String>, now: Date
    ) async throws -> [String: ImportChange.Reason] {
        var all: [ImportChange] = []
        for kind in Self.order { all += try await runs.changes(kind, of: run.id, areKept: run.undoneAt != nil) }
        do {
            return try await runs.database.write(for: .insiders) { [all] connection -> [String: ImportChange.Reason] in
                for change in all { try rehearse(change, isHeld: held.contains(change.key), now: now, connection) }
                throw Rehearsed(stays: try Self.reasons(of: run.id, in: connection))
            }
        } catch let rehearsed as Rehearsed {
            return rehearsed.stays
        }
    }

    private func rehearse(_ change: ImportChange, isHeld: Bool, now: Date, _ connection: any Connection) throws {
        guard !isHeld else {
            return try ImportRunStore.keep(change, of: run.id, because: .used, in: connection)
        }
        var outcome = Outcome()
        do {
            try undo(change, now: now, counting: &outcome, in: connection)
        } catch let error as StorageError where error.isAboutContent {
            throw Held(key: change.key)
        }
    }

    private static func reasons(
        of run: ImportRun.ID, in connection: any Connection
    ) throws -> [String: ImportChange.Reason] {
        let rows = try connection.rows(
            "SELECT kind, subject, kept FROM import_change WHERE run = \(run) AND kept <> ''")
        return Dictionary(
            try rows.map { row in
                let (kind, subject): (ImportChange.Kind, String) = (try row["kind"], try row["subject"])
                return (kind.rawValue + " " + subject, try row["kept"])
            }, uniquingKeysWith: { first, _ in first })
    }

    private struct Rehearsed: Error { let stays: [String: ImportChange.Reason] }

    private struct Held: Error { let key: String }
}

extension ImportChange {
    fileprivate var key: String { kind.rawValue + " " + subject }
}

// What taking an import back needs to know of what happened since.
extension ImportRunStore {
    /// All of it, or what stayed of one that was taken back.
    func named(of run: ImportRun) async throws -> [RunChange] {
        let isMeant: SQL = run.undoneAt == nil ? "1 = 1" : "import_change.kept <> ''"
        return try await database.read { connection in
            try connection.rows(
                """
                SELECT import_change.kind, import_change.subject, import_change.is_new,
                    coalesce(person.name, partner.name_fr, organisation.name, sheet.title, '') AS name
                FROM import_change LEFT JOIN person ON person.id = substr(import_change.subject, 1, 36)
                LEFT JOIN partner ON partner.id = import_change.subject
                LEFT JOIN organisation ON organisation.id = import_change.subject
                LEFT JOIN sheet ON sheet.id = import_change.subject
                WHERE import_change.run = \(run.id) AND \(isMeant)
                ORDER BY name, import_change.kind DESC, import_change.subject
                """
            ).map(RunChange.init)
        }
    }

    /// Whether it was taken back, and nothing of it stayed.
    func isOver(_ run: ImportRun) async throws -> Bool {
        guard run.undoneAt != nil else { return false }
        return try await named(of: run).isEmpty
    }

    /// Answers whether it had stayed until now: what stays once more is noted again.
    static func release(_ change: ImportChange, of run: ImportRun.ID, in connection: any Connection) throws -> Bool {
        try connection.run(
            """
            UPDATE import_change SET kept = ''
            WHERE run = \(run) AND kind = \(change.kind) AND subject = \(change.subject) AND kept <> ''
            """) == 1
    }

    /// A thing that is again as an earlier import left it, though it was written twice since, is that one's to take back.
    static func handBack(
        _ change: ImportChange, from run: ImportRun.ID, leftAt before: Int, in connection: any Connection
    ) throws {
        try connection.run(
            """
            UPDATE import_change SET revision = \(change.revision + 1)
            WHERE run IN (SELECT id FROM import_run WHERE id <> \(run))
                AND kind = \(change.kind) AND subject = \(change.subject) AND revision = \(before)
            """)
    }

    /// Whether somebody counts on an engagement that a list made: they speak for the partner there, have taken it over into the
    /// next edition, or have written in the record that the list made or filled.
    static func isEngagementUsed(
        of partner: Partner.ID, in edition: Edition.ID, since run: ImportRun.ID, in connection: any Connection
    ) throws -> Bool {
        try connection.row(
            """
            SELECT partner.id FROM partner WHERE partner.id = \(partner) AND (
                EXISTS (SELECT 1 FROM role_grant WHERE role_grant.partner = partner.id
                    AND (role_grant.edition = \(edition) OR role_grant.edition IS NULL))
                OR EXISTS (SELECT 1 FROM partner_engagement AS taken JOIN edition AS later ON later.id = taken.edition
                    WHERE taken.partner = partner.id AND later.previous = \(edition))
                OR EXISTS (SELECT 1 FROM import_change AS made WHERE made.run = \(run) AND made.kind = 'partner'
                    AND made.subject = partner.id AND made.revision <> partner.revision))
            """) != nil
    }
}

extension RunChange {
    fileprivate init(_ row: Row) throws {
        let (kind, subject): (ImportChange.Kind, String) = (try row["kind"], try row["subject"])
        let role = kind == .role ? subject.split(separator: " ").dropFirst().first.map(String.init) : nil
        self.init(
            kind: kind, thing: String(subject.prefix(36)), name: try row["name"], role: role ?? "",
            isNew: try row["is_new"], key: kind.rawValue + " " + subject)
    }
}
