import Foundation
import Identifiers
import Storage

/// The campaigns of this installation; most have one.
public struct CampaignStore: Sendable {
    let database: any Database

    public init(database: any Database) { self.database = database }

    /// The oldest first.
    public func all() async throws -> [Campaign] {
        try await database.read { try Self.campaigns("1 = 1", in: $0) }
    }

    public func find(_ id: Campaign.ID) async throws -> Campaign? {
        try await database.read { try Self.campaigns("id = \(id)", in: $0).first }
    }

    public static func find(_ id: Campaign.ID, in connection: any Connection) throws -> Campaign? {
        try campaigns("id = \(id)", in: connection).first
    }

    /// The one a site without any edition is named after.
    public static func first(in connection: any Connection) throws -> Campaign? {
        try campaigns("1 = 1", in: connection).first
    }

    /// A second time with the same key changes nothing, twenty times at once neither; `Problem.keyTaken` when what stands under the
    /// key is another one.
    func create(_ form: CampaignForm, as key: Campaign.ID, at time: Date) async throws {
        try await database.write { connection in
            let taken = Set(try Self.campaigns("1 = 1", in: connection).map(\.slug))
            let slug = taken.contains(form.slug) ? "\(form.slug)-\(taken.count + 1)" : form.slug
            // Of two at once, the second waits here for the first, whose word is taken then as its key is.
            let added = try connection.run(
                """
                INSERT INTO campaign (id, slug, name, purpose_fr, purpose_en, departments, territory_fr, territory_en, created_at)
                VALUES (\(key), \(slug), \(form.name), \(form.purposeFR), \(form.purposeEN),
                        \(form.codes.joined(separator: " ")), \(form.territoryFR), \(form.territoryEN), \(time))
                ON CONFLICT DO NOTHING
                """)
            guard added == 0 else { return }
            guard let known = try Self.find(key, in: connection), form.says(known) else {
                throw CampaignForm.Problem.keyTaken
            }
        }
    }

    /// Nil when there is no such campaign.
    func save(_ form: CampaignForm, of id: Campaign.ID) async throws -> Campaign? {
        try await database.write { connection in
            let saved = try connection.run(
                """
                UPDATE campaign SET revision = revision + 1, name = \(form.name), purpose_fr = \(form.purposeFR),
                    purpose_en = \(form.purposeEN), departments = \(form.codes.joined(separator: " ")),
                    territory_fr = \(form.territoryFR), territory_en = \(form.territoryEN)
                WHERE id = \(id) AND revision = \(form.revision)
                """)
            guard let campaign = try Self.campaigns("id = \(id)", in: connection).first else { return nil }
            guard saved == 1 else { throw Outdated() }
            return campaign
        }
    }

    private static func campaigns(_ condition: SQL, in connection: any Connection) throws -> [Campaign] {
        try connection.rows(
            """
            SELECT id, slug, name, purpose_fr, purpose_en, departments, territory_fr, territory_en, revision
            FROM campaign WHERE \(condition) ORDER BY created_at, slug
            """
        ).map { row in
            let departments: String = try row["departments"]
            return Campaign(
                id: try row["id"], slug: try row["slug"], name: try row["name"], purposeFR: try row["purpose_fr"],
                purposeEN: try row["purpose_en"], departments: departments.split(separator: " ").map(String.init),
                territoryFR: try row["territory_fr"], territoryEN: try row["territory_en"],
                revision: try row["revision"])
        }
    }
}
