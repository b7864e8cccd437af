import Accounts
import Foundation
import Identifiers
import Journal
import Mail
import Storage
import Web

/// Removes an edition in which nothing would be lost, with all that hangs on it.
struct EditionRemovalStore: Sendable {
    let database: any Database
    let roles: RoleStore
    /// Writes to whoever loses a role. The command line writes nothing: it names them.
    var mail: Correspondence?

    /// Nil for somebody who doesn't run it.
    func removal(of slug: String, for person: Person.ID) async throws -> EditionRemoval? {
        try await database.read { connection in
            try EditionStore.find(slug, runBy: person, in: connection).map { try Self.removal(of: $0, in: connection) }
        }
    }

    /// The same for the command line.
    func removal(of slug: String) async throws -> EditionRemoval? {
        try await database.read { connection in
            try EditionStore.editions("slug = \(slug)", in: connection).first.map {
                try Self.removal(of: $0, in: connection)
            }
        }
    }

    /// Removes it as it was read, with what was `shown` and nothing more; answers what went. Nil for somebody who doesn't run it.
    func remove(
        _ slug: String, at revision: Int, shown: String?, by person: Person.ID, time: Date
    ) async throws -> EditionRemoval? {
        try await database.write { connection in
            guard let edition = try EditionStore.claim(slug, at: revision, by: person, in: connection) else {
                return nil
            }
            let now = try Self.removal(of: edition, in: connection)
            if now.holds.isEmpty, let shown, shown != now.shown { throw Outdated() }
            return try remove(edition, by: person, time, connection)
        }
    }

    /// The same for the command line.
    func remove(_ slug: String, time: Date) async throws -> EditionRemoval? {
        try await database.write { connection in
            try connection.run("UPDATE edition SET revision = revision + 1 WHERE slug = \(slug)")
            guard let edition = try EditionStore.editions("slug = \(slug)", in: connection).first else { return nil }
            return try remove(edition, by: nil, time, connection)
        }
    }

    private func remove(
        _ edition: Edition, by person: Person.ID?, _ time: Date, _ connection: any Connection
    ) throws -> EditionRemoval {
        let removal = try Self.removal(of: edition, in: connection)
        try removal.check()
        try Outbox.cancel(ofEdition: edition.id.description, in: connection)
        for loss in removal.losses { try roles.drop(loss.hat, from: loss.person, by: person, in: connection) }
        for loser in Set(removal.losses.map(\.person)) {
            guard try RoleStore.grants(of: loser, in: connection).isEmpty else { continue }
            try SignInStore.forgetLinks(of: loser, in: connection)
        }
        try Self.unhang(edition.id, connection)
        try Self.delete(edition.id, connection)
        for loss in removal.told(by: person) { try tell(loss, edition, time, connection) }
        try Journal.write(
            .editionRemoved, by: person, of: .edition(edition.id), edition: edition.id,
            details: ["slug": edition.slug, "name": edition.name], in: connection)
        return removal
    }

    private func tell(
        _ loss: EditionRemoval.Loss, _ edition: Edition, _ time: Date, _ connection: any Connection
    ) throws {
        guard let mail else { return }
        let agency = try AgencyStore.find(in: connection)
        let manner = Correspondence.Manner(about: "role:\(loss.person)")
        try mail.doneAnyway.write(to: loss.person, manner, now: time, in: connection) {
            $0.roleTakenLetter(loss.name, loss.hat, edition: edition, agency)
        }
    }

    /// What stays, and spoke of it: editions made from it, lists that were taken back, letters that have left.
    private static func unhang(_ edition: Edition.ID, _ connection: any Connection) throws {
        try connection.run("UPDATE edition SET previous = NULL WHERE previous = \(edition)")
        try connection.run("UPDATE import_run SET edition = NULL WHERE edition = \(edition)")
        try connection.run("UPDATE message SET edition = NULL WHERE edition = \(edition.description)")
    }

    /// In the order in which one hangs on the other. A test holds that no table with an edition is forgotten.
    private static func delete(_ edition: Edition.ID, _ connection: any Connection) throws {
        try connection.run(
            "DELETE FROM chair_event WHERE juror IN (SELECT juror.id FROM juror WHERE juror.edition = \(edition))")
        let isIts: SQL = "edition = \(edition)"
        let statements: [SQL] = [
            "DELETE FROM shortlisted WHERE round = \(edition)", "DELETE FROM round_letter WHERE round = \(edition)",
            "DELETE FROM juror WHERE \(isIts)", "DELETE FROM juror_proposal WHERE \(isIts)",
            "DELETE FROM award WHERE \(isIts)", "DELETE FROM release WHERE \(isIts)",
            "DELETE FROM edition_grid WHERE \(isIts)", "DELETE FROM edition_form WHERE \(isIts)",
            "DELETE FROM export_template WHERE \(isIts)",
            "DELETE FROM form_publication WHERE \(isIts)",
            "DELETE FROM form_draft WHERE \(isIts)",
            "DELETE FROM file_rule WHERE \(isIts)", "DELETE FROM file_count WHERE \(isIts)",
            "DELETE FROM file_beginning WHERE \(isIts)", "DELETE FROM submission_numbering WHERE \(isIts)",
            "DELETE FROM kept_text WHERE \(isIts)", "DELETE FROM target WHERE \(isIts)",
            "DELETE FROM partner_engagement WHERE \(isIts)", "DELETE FROM role_taken WHERE \(isIts)",
            "DELETE FROM role_grant WHERE \(isIts)", "DELETE FROM phase WHERE \(isIts)",
            "DELETE FROM category WHERE \(isIts)",
            "DELETE FROM page_text WHERE scope = \(edition.description)", "DELETE FROM edition WHERE id = \(edition)",
        ]
        for statement in statements { try connection.run(statement) }
    }
}

extension EditionRemoval {
    /// Of all that goes, as a page said it.
    var shown: String {
        let counts = Part.allCases.map { "\($0.rawValue) \(parts[$0] ?? 0)" }
        let people = losses.map { "\($0.person) \($0.hat.role.rawValue)" }
        return String(Secret.digest(of: (counts + people).joined(separator: "\n")).prefix(16))
    }
}

// What stands in it.
extension EditionRemovalStore {
    private static func removal(of edition: Edition, in connection: any Connection) throws -> EditionRemoval {
        var parts: [EditionRemoval.Part: Int] = [:]
        for part in EditionRemoval.Part.allCases {
            let count = try connection.count(query(part, edition.id))
            if count > 0 { parts[part] = count }
        }
        return EditionRemoval(
            edition: edition, holds: try holds(edition, in: connection), parts: parts,
            losses: try losses(edition.id, in: connection))
    }

    private static func holds(_ edition: Edition, in connection: any Connection) throws -> [EditionRemoval.Hold] {
        let id = edition.id
        var holds: [EditionRemoval.Hold] = []
        switch edition.status {
        case .draft: break
        case .running: holds.append(.running)
        case .closed: holds.append(.closed)
        }
        let files = try connection.count("SELECT count(*) AS count FROM submission WHERE edition = \(id)")
        if files > 0 { holds.append(.files(files)) }
        let sheets = try connection.count("SELECT count(*) AS count FROM sheet WHERE edition = \(id)")
        if sheets > 0 { holds.append(.sheets(sheets)) }
        let releases = try connection.count("SELECT count(*) AS count FROM release_set WHERE edition = \(id)")
        if releases > 0 { holds.append(.releases(releases)) }
        let lists = try connection.count(
            "SELECT count(*) AS count FROM import_run WHERE edition = \(id) AND undone_at IS NULL")
        if lists > 0 { holds.append(.lists(lists)) }
        if try EditionStore.round(of: id, in: connection) != nil { holds.append(.round) }
        return holds
    }

    private static func query(_ part: EditionRemoval.Part, _ edition: Edition.ID) -> SQL {
        switch part {
        case .phases: "SELECT count(*) AS count FROM phase WHERE edition = \(edition)"
        case .extensions:
            """
            SELECT count(*) AS count FROM extension JOIN phase ON phase.id = extension.phase WHERE phase.edition = \(edition)
            """
        case .targets: "SELECT count(*) AS count FROM target WHERE edition = \(edition)"
        case .partners: "SELECT count(*) AS count FROM partner_engagement WHERE edition = \(edition)"
        case .awards: "SELECT count(*) AS count FROM award WHERE edition = \(edition)"
        case .texts: "SELECT count(DISTINCT name) AS count FROM page_text WHERE scope = \(edition.description)"
        case .jurors:
            """
            SELECT count(*) AS count FROM person WHERE person.id IN (
                SELECT juror.person FROM juror WHERE juror.edition = \(edition)
                UNION SELECT juror_proposal.person FROM juror_proposal
                WHERE juror_proposal.edition = \(edition) AND juror_proposal.is_dropped = 0)
            """
        case .letters:
            """
            SELECT count(*) AS count FROM message
            WHERE edition = \(edition.description) AND state IN ('held', 'waiting', 'failed')
            """
        }
    }

    private static func losses(_ edition: Edition.ID, in connection: any Connection) throws -> [EditionRemoval.Loss] {
        try connection.rows(
            """
            SELECT DISTINCT person.id, person.name, role_grant.role FROM role_grant
            JOIN person ON person.id = role_grant.person WHERE role_grant.edition = \(edition)
            ORDER BY person.name, person.id, role_grant.role
            """
        ).compactMap { row in
            // A role that only another version of the program knows goes without a word.
            guard let role = Role(rawValue: try row["role"]) else { return nil }
            return EditionRemoval.Loss(person: try row["id"], name: try row["name"], hat: Hat(role, in: edition))
        }
    }
}
