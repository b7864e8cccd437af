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
    }

    /// Those of the last edition first.
    static func sheets(of id: Organisation.ID, in connection: any Connection) throws -> [Line] {
        try connection.rows(
            """
            SELECT sheet.title AS title, edition.name AS edition, sheet.id AS id, sheet.state AS state
            FROM initiative_organisation JOIN sheet ON sheet.initiative = initiative_organisation.initiative
            JOIN edition ON edition.id = sheet.edition WHERE initiative_organisation.organisation = \(id)
            ORDER BY edition.created_at DESC, sheet.title COLLATE "fr-x-icu", sheet.id
            """
        ).map { row in
            Line(title: try row["title"], edition: try row["edition"], sheet: try row["id"], state: try row["state"])
        }
    }
}
