import Foundation
import Identifiers
import Storage
import TextSimilarity
import Words

/// What somebody is about to add may be one of these.
struct NearPartners: Error { let partners: [Partner] }

// Partners from a list: found again by their name, made or filled, and taken back.
extension PartnerStore {
    public enum Outcome: Equatable, Sendable {
        case made, known
        case filled(from: Partner)
    }

    /// The partner that a list means; made when nobody knows it. What is known already stays, what was missing is filled. `same` is
    /// the one that somebody has said it is, whatever its name.
    public static func find(
        or candidate: Partner, as same: Partner.ID? = nil, now: Date, in connection: any Connection
    ) throws -> (id: Partner.ID, outcome: Outcome) {
        let key = nameKey(candidate.nameFR)
        let isMeant = { (one: Partner) in same.map { one.id == $0 } ?? (nameKey(one.nameFR) == key) }
        guard let known = try partners("1 = 1", in: connection).first(where: isMeant) else {
            try insert(candidate, now: now, in: connection)
            return (candidate.id, .made)
        }
        var filled = known
        filled.learn(from: candidate)
        guard filled != known else { return (known.id, .known) }
        try update(filled, in: connection)
        return (known.id, .filled(from: known))
    }

    /// Engages it where it is not engaged yet. Answers whether it was not.
    public static func engage(
        _ id: Partner.ID, in edition: Edition.ID, words: String, signedOn: Day?, in connection: any Connection
    ) throws -> Bool {
        try connection.run(
            """
            INSERT INTO partner_engagement (partner, edition, engagement, signed_on)
            VALUES (\(id), \(edition), \(words), \(signedOn?.description)) ON CONFLICT (partner, edition) DO NOTHING
            """) == 1
    }

    /// Takes an engagement back that says what it said when it was made. Answers whether it did.
    public static func disengage(
        _ id: Partner.ID, from edition: Edition.ID, saying words: String, signedOn: String?,
        in connection: any Connection
    ) throws -> Bool {
        try connection.run(
            """
            DELETE FROM partner_engagement WHERE partner = \(id) AND edition = \(edition) AND engagement = \(words)
                AND COALESCE(signed_on, '') = \(signedOn ?? "")
            """) == 1
    }

    /// Gives one back what it said before, unless somebody has changed it since. Answers whether it did.
    public static func giveBack(_ one: Partner, leftAt revision: Int, in connection: any Connection) throws -> Bool {
        guard try partners("id = \(one.id)", in: connection).first?.revision == revision else { return false }
        try update(one, in: connection)
        return true
    }

    /// Removes one that no edition engages, nobody speaks for and nobody has changed since. Answers whether it did.
    public static func remove(_ id: Partner.ID, leftAt revision: Int, in connection: any Connection) throws -> Bool {
        try connection.run(
            """
            DELETE FROM partner WHERE id = \(id) AND revision = \(revision)
                AND NOT EXISTS (SELECT 1 FROM partner_engagement WHERE partner_engagement.partner = partner.id)
                AND NOT EXISTS (SELECT 1 FROM role_grant WHERE role_grant.partner = partner.id)
            """) == 1
    }

    /// All of them, by their names.
    public static func all(in connection: any Connection) throws -> [Partner] {
        try partners("1 = 1", in: connection)
    }

    static func nameKey(_ name: String) -> String {
        fold(name).split { !$0.isLetter && !$0.isNumber }.joined(separator: " ")
    }

    private static func insert(_ one: Partner, now: Date, in connection: any Connection) throws {
        try connection.run(
            """
            INSERT INTO partner (id, name_fr, name_en, kind, website, contact_name, contact_role, contact_email, created_at)
            VALUES (\(one.id), \(one.nameFR), \(one.nameEN), \(one.kind), \(one.website), \(one.contactName),
                \(one.contactRole), \(one.contactEmail), \(now))
            """)
    }

    private static func update(_ one: Partner, in connection: any Connection) throws {
        try connection.run(
            """
            UPDATE partner SET name_en = \(one.nameEN), kind = \(one.kind), website = \(one.website),
                contact_name = \(one.contactName), contact_role = \(one.contactRole),
                contact_email = \(one.contactEmail), revision = revision + 1
            WHERE id = \(one.id)
            """)
    }
}
