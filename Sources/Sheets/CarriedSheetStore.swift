import Campaigns
import Identifiers
import Organisations
import Storage
import Submissions
import Web

/// The sheets of what an organisation carries, for its page.
enum CarriedSheetStore {
    struct Line: Sendable {
        let title: String
        let edition: String
        let sheet: Sheet.ID
        let state: Sheet.State
        /// Everybody reads it once it is published, or could before it was taken out.
        let isOut: Bool
        /// The public address of its initiative.
        let slug: String
        /// Of an edition that whoever asks publishes from.
        let isOwn: Bool
    }

    /// Those of the last edition first: what is public (`isPublic` says it of a sheet), and what somebody prepares.
    static func sheets(
        of id: Organisation.ID, seenBy person: Person.ID, _ isPublic: SQL, in connection: any Connection
    ) throws -> [Line] {
        let isOwn: SQL = "(\(SheetStore.mayPublish(person)))"
        return try connection.rows(
            """
            SELECT sheet.title AS title, edition.name AS edition, sheet.id AS id, sheet.state AS state,
                CASE WHEN \(SheetReleaseStore.isKnown) THEN 1 ELSE 0 END AS is_out, initiative.slug AS slug, CASE WHEN \(isOwn) THEN 1 ELSE 0 END AS is_own
            FROM initiative_organisation JOIN sheet ON sheet.initiative = initiative_organisation.initiative
            JOIN initiative ON initiative.id = sheet.initiative
            JOIN edition ON edition.id = sheet.edition WHERE initiative_organisation.organisation = \(id)
                AND (\(isPublic) OR \(isOwn))
            ORDER BY \(EditionStore.newestFirst()), sheet.title COLLATE "fr-x-icu", sheet.id
            """
        ).map { row in
            Line(
                title: try row["title"], edition: try row["edition"], sheet: try row["id"], state: try row["state"],
                isOut: try row["is_out"], slug: try row["slug"], isOwn: try row["is_own"])
        }
    }

    /// True of a row of `initiative_organisation` whose initiative is public, or in an edition that somebody works on: a file
    /// that has not come out is nothing to those of another edition.
    static func isKnown(to person: Person.ID, _ isPublic: SQL) -> SQL {
        """
        (EXISTS (SELECT 1 FROM sheet WHERE sheet.initiative = initiative_organisation.initiative
            AND (\(isPublic) OR \(SheetStore.mayPublish(person))))
        OR EXISTS (SELECT 1 FROM submission WHERE submission.initiative = initiative_organisation.initiative
            AND \(Rights.isStaff(person, of: "submission.edition")) AND NOT \(Ties.binds(person, to: "submission.id"))))
        """
    }
}
