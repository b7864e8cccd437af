import Campaigns
import Forms
import Foundation
import Identifiers
import Organisations
import Sheets
import Storage
import Submissions

/// What the public reads of an edition's awards, once they are out; before, there is nothing.
public struct LaureateStore: Sendable {
    let database: any Database

    public init(database: any Database) { self.database = database }

    public struct Laureate: Sendable {
        public let award: Award.ID
        public let awardFR: String
        public let awardEN: String
        public let kind: Award.Kind
        public let title: String
        public let organisation: String
        public let place: String
        public let reason: String
        /// The word in its address, while its sheet is public.
        public let slug: String?
        public let submission: Submission.ID
    }

    /// The edition whose awards came out last.
    public func lastEdition() async throws -> Edition? {
        try await database.read { connection in
            let row = try connection.row(
                "SELECT edition FROM release WHERE released_at IS NOT NULL ORDER BY released_at DESC LIMIT 1")
            guard let row else { return nil }
            return try EditionStore.find(row["edition"], in: connection)
        }
    }

    public func laureates(of edition: Edition.ID) async throws -> [Laureate] {
        try await database.read { connection in
            try connection.rows(
                """
                SELECT award.id, award.name_fr, award.name_en, award.kind, submission.id AS submission,
                    coalesce(sheet.title, submission.title) AS title, organisation.name, organisation.commune_name,
                    organisation.department, decision.reason, initiative.slug, sheet.id AS sheet
                FROM decision JOIN award ON award.id = decision.award
                JOIN submission ON submission.id = decision.submission
                JOIN initiative ON initiative.id = submission.initiative
                LEFT JOIN organisation ON organisation.id = submission.organisation
                LEFT JOIN sheet ON sheet.submission = submission.id AND sheet.state = 'published'
                WHERE submission.edition = \(edition) AND \(EmbargoStore.isAwardPublic)
                ORDER BY award.position, submission.number
                """
            ).map(Self.laureate)
        }
    }

    private static func laureate(_ row: Row) throws -> Laureate {
        let (name, commune): (String?, String?) = (try row["name"], try row["commune_name"])
        let (department, sheet): (String?, String?) = (try row["department"], try row["sheet"])
        let slug: String = try row["slug"]
        let place = [commune ?? "", (department ?? "").isEmpty ? "" : "(\(department ?? ""))"].filter { !$0.isEmpty }
        return Laureate(
            award: try row["id"], awardFR: try row["name_fr"], awardEN: try row["name_en"], kind: try row["kind"],
            title: try row["title"], organisation: name ?? "", place: place.joined(separator: " "),
            reason: try row["reason"], slug: sheet == nil ? nil : slug, submission: try row["submission"])
    }
}
