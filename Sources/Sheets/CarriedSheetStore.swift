import Campaigns
import Identifiers
import Organisations
import Storage
import Web

/// The sheets of what an organisation carries, for its page.
enum CarriedSheetStore {
    struct Line: Sendable {
        let title: String
        let edition: String
        let sheet: Sheet.ID
        let state: Sheet.State
        /// The public address of its initiative.
        let slug: String
        /// Of an edition that whoever asks publishes from.
        let isOwn: Bool
    }

    /// Those of the last edition first: the published ones, and the others of editions that somebody publishes from.
    static func sheets(
        of id: Organisation.ID, seenBy person: Person.ID, in connection: any Connection
    ) throws -> [Line] {
        let isOwn = Rights.isPublisher(person, of: "sheet.edition")
        return try connection.rows(
            """
            SELECT sheet.title AS title, edition.name AS edition, sheet.id AS id, sheet.state AS state,
                initiative.slug AS slug, CASE WHEN \(isOwn) THEN 1 ELSE 0 END AS is_own
            FROM initiative_organisation JOIN sheet ON sheet.initiative = initiative_organisation.initiative
            JOIN initiative ON initiative.id = sheet.initiative
            JOIN edition ON edition.id = sheet.edition WHERE initiative_organisation.organisation = \(id)
                AND (sheet.state = \(Sheet.State.published) OR \(isOwn))
            ORDER BY edition.created_at DESC, sheet.title COLLATE "fr-x-icu", sheet.id
            """
        ).map { row in
            Line(
                title: try row["title"], edition: try row["edition"], sheet: try row["id"], state: try row["state"],
                slug: try row["slug"], isOwn: try row["is_own"])
        }
    }
}
