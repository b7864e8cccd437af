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
        /// When a change of the decision gave it; nil of one that came out so.
        public let changedAt: Date?
    }

    /// An edition whose awards everybody may read.
    public struct Year: Equatable, Sendable {
        public let slug: String
        public let name: String
    }

    /// The newest first, as everywhere: a former year may come out after a later one. An edition of which nothing is out is none of them.
    public func years() async throws -> [Year] {
        try await database.read { connection in
            try connection.rows(
                """
                SELECT edition.slug, edition.name FROM decision
                JOIN submission ON submission.id = decision.submission JOIN edition ON edition.id = submission.edition
                WHERE decision.award IS NOT NULL AND \(EmbargoStore.isAwardPublic)
                GROUP BY edition.id, edition.slug, edition.name, edition.created_at ORDER BY \(EditionStore.newestFirst())
                """
            ).map { row in Year(slug: try row["slug"], name: try row["name"]) }
        }
    }

    public func laureates(of edition: Edition.ID) async throws -> [Laureate] {
        try await database.read { connection in
            try connection.rows(
                """
                SELECT award.id, award.name_fr, award.name_en, award.kind, submission.id AS submission,
                    coalesce(sheet.title, submission.title) AS title, organisation.name, organisation.commune_name,
                    organisation.department, decision.reason, initiative.slug, sheet.id AS sheet,
                    \(Self.changedAt) AS changed_at
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

    /// A laureate that was announced and whose file was withdrawn since: nothing of it is told but that, and when.
    public struct Withdrawn: Equatable, Sendable {
        public let announcedAt: Date
        public let at: Date
        /// Of its initiative, by which it is left out where others are named.
        public let slug: String?
    }

    /// Those of an edition, or of all.
    public func withdrawn(from edition: Edition.ID?) async throws -> [Withdrawn] {
        let isAsked: SQL = edition.map { "submission.edition = \($0)" } ?? "1 = 1"
        return try await database.read { connection in
            try connection.rows(
                """
                SELECT submission.announced_at, submission.withdrawn_at, initiative.slug FROM decision
                JOIN submission ON submission.id = decision.submission
                LEFT JOIN initiative ON initiative.id = submission.initiative
                WHERE decision.award IS NOT NULL AND submission.announced_at IS NOT NULL
                AND submission.state = 'withdrawn' AND submission.withdrawn_at IS NOT NULL AND \(isAsked)
                ORDER BY submission.withdrawn_at, submission.id
                """
            ).map { row in
                Withdrawn(announcedAt: try row["announced_at"], at: try row["withdrawn_at"], slug: try row["slug"])
            }
        }
    }

    private static func laureate(_ row: Row) throws -> Laureate {
        let (name, commune): (String?, String?) = (try row["name"], try row["commune_name"])
        let (department, sheet): (String?, String?) = (try row["department"], try row["sheet"])
        let slug: String = try row["slug"]
        let place = Organisation.Place(commune: commune ?? "", department: department ?? "")
        return Laureate(
            award: try row["id"], awardFR: try row["name_fr"], awardEN: try row["name_en"], kind: try row["kind"],
            title: try row["title"], organisation: name ?? "", place: place.short,
            reason: try row["reason"], slug: sheet == nil ? nil : slug, submission: try row["submission"],
            changedAt: try row["changed_at"])
    }
}
