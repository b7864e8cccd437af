import Foundation
import Identifiers
import Storage
import Words

/// Partner organisations, and what each engages to do in an edition.
public struct PartnerStore: Sendable {
    let database: any Database

    public init(database: any Database) { self.database = database }

    /// All of them, each with whether somebody may change it.
    func all(for person: Person.ID) async throws -> [PartnerLine] {
        try await database.read { connection in
            let own = Set(try Self.partners(Self.mayChange(person), in: connection).map(\.id))
            return try Self.partners("1 = 1", in: connection).map { PartnerLine($0, mayChange: own.contains($0.id)) }
        }
    }

    /// One of them, and whether somebody may change it.
    func find(_ id: Partner.ID, for person: Person.ID) async throws -> PartnerLine? {
        try await database.read { connection in
            let isOwn = try !Self.partners("id = \(id) AND \(Self.mayChange(person))", in: connection).isEmpty
            return try Self.partners("id = \(id)", in: connection).first.map { PartnerLine($0, mayChange: isOwn) }
        }
    }

    /// True of one whose editions the person runs, every one of them: whoever engages it in one more edition gains nothing over
    /// what others know of it.
    private static func mayChange(_ person: Person.ID) -> SQL {
        """
        NOT EXISTS (SELECT 1 FROM partner_engagement WHERE partner_engagement.partner = partner.id
            AND NOT \(Rights.isStaff(person, of: "partner_engagement.edition")))
        """
    }

    /// The partners of an edition, by their names.
    public func engagements(in edition: Edition.ID) async throws -> [Engagement] {
        try await database.read { try Self.engagements(in: edition, "1 = 1", $0) }
    }

    func engagement(of partner: Partner.ID, in edition: Edition.ID) async throws -> Engagement? {
        try await database.read { try Self.engagements(in: edition, "partner.id = \(partner)", $0).first }
    }

    /// The editions of somebody that a partner is engaged in, the newest first.
    func editions(of partner: Partner.ID, runBy person: Person.ID) async throws -> [Edition] {
        try await database.read { connection in
            try EditionStore.editions(
                """
                EXISTS (SELECT 1 FROM partner_engagement WHERE partner = \(partner) AND edition = edition.id)
                    AND \(Rights.isStaff(person, of: "edition.id"))
                """,
                in: connection)
        }
    }

    /// A new partner, `PartnerForm.Problem.known` when there is one of its name; engaged in the edition that it is added from,
    /// when whoever adds it runs that one. A second time with the same key changes nothing; `Problem.keyTaken` when another one
    /// stands under it.
    @discardableResult func add(
        _ form: PartnerForm, as key: Partner.ID, by person: Person.ID, at time: Date
    ) async throws -> Edition? {
        try await database.write { connection in
            let others = try Self.partners("id <> \(key)", in: connection)
            let same = Self.nameKey(form.nameFR)
            if others.contains(where: { Self.nameKey($0.nameFR) == same }) { throw PartnerForm.Problem.known }
            let name = NearName(form.nameFR)
            let near = form.isAnother ? [] : others.filter { NearName($0.nameFR).isNear(name) }
            guard near.isEmpty else { throw NearPartners(partners: near) }
            let added = try connection.run(
                """
                INSERT INTO partner (id, name_fr, name_en, kind, website, contact_name, contact_role, contact_email, created_at)
                VALUES (\(key), \(form.nameFR), \(form.nameEN), \(form.kind), \(form.website), \(form.contactName),
                        \(form.contactRole), \(form.contactEmail), \(time))
                ON CONFLICT (id) DO NOTHING
                """)
            if added == 0, try !Self.partners("id = \(key)", in: connection).allSatisfy({ form.says($0) }) {
                throw PartnerForm.Problem.keyTaken
            }
            guard let edition = try EditionStore.find(form.edition, runBy: person, in: connection) else { return nil }
            try connection.run(
                """
                INSERT INTO partner_engagement (partner, edition) VALUES (\(key), \(edition.id))
                ON CONFLICT (partner, edition) DO NOTHING
                """)
            return edition
        }
    }

    func save(_ form: PartnerForm, of id: Partner.ID, by person: Person.ID) async throws -> Partner? {
        try await database.write { connection in
            guard try !Self.partners("id = \(id) AND \(Self.mayChange(person))", in: connection).isEmpty else {
                return nil
            }
            let saved = try connection.run(
                """
                UPDATE partner SET revision = revision + 1, name_fr = \(form.nameFR), name_en = \(form.nameEN),
                    kind = \(form.kind), website = \(form.website), contact_name = \(form.contactName),
                    contact_role = \(form.contactRole), contact_email = \(form.contactEmail)
                WHERE id = \(id) AND revision = \(form.revision)
                """)
            guard let partner = try Self.partners("id = \(id)", in: connection).first else { return nil }
            guard saved == 1 else { throw Outdated() }
            return partner
        }
    }

    /// Engages a partner, or changes its engagement. Nil for somebody who doesn't run the edition.
    func engage(_ partner: Partner.ID, in edition: String, _ form: EngagementForm, by person: Person.ID) async throws
        -> Edition?
    {
        try await database.write { connection in
            guard let edition = try EditionStore.find(edition, runBy: person, in: connection),
                try !Self.partners("id = \(partner)", in: connection).isEmpty
            else { return nil }
            try connection.run(
                """
                INSERT INTO partner_engagement (partner, edition, engagement, signed_on)
                VALUES (\(partner), \(edition.id), \(form.words), \(form.day?.description))
                ON CONFLICT (partner, edition)
                DO UPDATE SET engagement = excluded.engagement, signed_on = excluded.signed_on
                """)
            return edition
        }
    }

    func disengage(_ partner: Partner.ID, from edition: String, by person: Person.ID) async throws -> Edition? {
        try await database.write { connection in
            guard let edition = try EditionStore.find(edition, runBy: person, in: connection) else { return nil }
            try connection.run("DELETE FROM partner_engagement WHERE partner = \(partner) AND edition = \(edition.id)")
            return edition
        }
    }

    private static func engagements(
        in edition: Edition.ID, _ condition: SQL, _ connection: any Connection
    ) throws -> [Engagement] {
        try connection.rows(
            """
            SELECT partner.id AS id, name_fr, name_en, kind, website, contact_name, contact_role, contact_email, revision,
                engagement, signed_on
            FROM partner_engagement JOIN partner ON partner.id = partner_engagement.partner
            WHERE edition = \(edition) AND \(condition) ORDER BY name_fr COLLATE "fr-x-icu"
            """
        ).map { row in
            let signedOn: String? = try row["signed_on"]
            return Engagement(
                partner: try partner(row), words: try row["engagement"], signedOn: signedOn.flatMap { Day($0) })
        }
    }

    static func partners(_ condition: SQL, in connection: any Connection) throws -> [Partner] {
        try connection.rows(
            """
            SELECT id, name_fr, name_en, kind, website, contact_name, contact_role, contact_email, revision
            FROM partner WHERE \(condition) ORDER BY name_fr COLLATE "fr-x-icu"
            """
        ).map(partner)
    }

    private static func partner(_ row: Row) throws -> Partner {
        Partner(
            id: try row["id"], nameFR: try row["name_fr"], nameEN: try row["name_en"],
            kind: Partner.Kind(rawValue: try row["kind"]) ?? .other, website: try row["website"],
            contactName: try row["contact_name"], contactRole: try row["contact_role"],
            contactEmail: try row["contact_email"], revision: try row["revision"])
    }
}

extension Partner.Kind: Storable {}
