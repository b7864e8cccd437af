import Campaigns
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
            isNew: try row["is_new"])
    }
}
