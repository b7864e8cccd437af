import Campaigns
import Identifiers
import Organisations
import Sheets
import Storage
import Submissions

extension LaureateStore {
    /// A file that the jury retained without an award, once that is out.
    public struct Retained: Equatable, Sendable {
        public let title: String
        public let organisation: String
        /// The word in its address, while its sheet is public.
        public let slug: String?
    }

    /// By their numbers: those whose sheet everybody reads, and those who agreed to one that is not out.
    public func retained(of edition: Edition.ID) async throws -> [Retained] {
        try await database.read { connection in
            try connection.rows(
                """
                SELECT coalesce(sheet.title, submission.title) AS title, organisation.name, initiative.slug, sheet.id AS sheet
                FROM decision JOIN submission ON submission.id = decision.submission
                JOIN initiative ON initiative.id = submission.initiative
                LEFT JOIN organisation ON organisation.id = submission.organisation
                LEFT JOIN sheet ON sheet.submission = submission.id AND sheet.state = 'published'
                WHERE submission.edition = \(edition) AND decision.outcome = 'retained' AND \(EmbargoStore.isAwardPublic)
                AND (sheet.id IS NOT NULL OR \(SheetReleaseStore.isAgreed("submission.id")))
                ORDER BY submission.number, submission.id
                """
            ).map { row in
                let (name, sheet): (String?, String?) = (try row["name"], try row["sheet"])
                let slug: String = try row["slug"]
                return Retained(title: try row["title"], organisation: name ?? "", slug: sheet == nil ? nil : slug)
            }
        }
    }
}
