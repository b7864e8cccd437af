import Foundation
import Identifiers
import Storage

/// Organisations, found again by their numbers or their name.
public struct OrganisationStore: Sendable {
    let database: any Database

    public init(database: any Database) { self.database = database }

    public func find(_ id: Organisation.ID) async throws -> Organisation? {
        try await database.read { try Self.find(id, in: $0) }
    }

    public static func find(_ id: Organisation.ID, in connection: any Connection) throws -> Organisation? {
        try organisations("id = \(id)", in: connection).first
    }

    /// The one a source means, by SIRET, by RNA, or else by name; made when nobody knows it. What is known already stays,
    /// what was missing is filled.
    public static func findOrCreate(
        _ candidate: Organisation, now: Date, in connection: any Connection
    ) throws -> Organisation.ID {
        try find(or: candidate, now: now, in: connection).id
    }

    /// The same, with what became of it.
    public static func find(
        or candidate: Organisation, now: Date, in connection: any Connection
    ) throws -> (id: Organisation.ID, outcome: Outcome) {
        guard let known = try known(candidate, in: connection) else {
            try insert(candidate, now: now, in: connection)
            return (candidate.id, .made)
        }
        var filled = known
        filled.learn(from: candidate)
        guard filled != known else { return (known.id, .known) }
        try update(filled, in: connection)
        return (known.id, .filled(from: known))
    }

    public enum Outcome: Equatable, Sendable {
        case made, known
        case filled(from: Organisation)
    }

    /// Gives one back what it said before, unless somebody has changed it since. Answers whether it did.
    public static func giveBack(
        _ one: Organisation, leftAt revision: Int, in connection: any Connection
    ) throws -> Bool {
        guard try find(one.id, in: connection)?.revision == revision else { return false }
        try update(one, in: connection)
        return true
    }

    /// Removes one that nothing speaks of and nobody has changed since. Answers whether it did.
    public static func remove(
        _ id: Organisation.ID, leftAt revision: Int, in connection: any Connection
    ) throws -> Bool {
        try connection.run(
            """
            DELETE FROM organisation WHERE id = \(id) AND revision = \(revision)
                AND NOT EXISTS (SELECT 1 FROM initiative_organisation WHERE initiative_organisation.organisation = organisation.id)
                AND NOT EXISTS (SELECT 1 FROM submission WHERE submission.organisation = organisation.id)
            """) == 1
    }

    private static func known(_ candidate: Organisation, in connection: any Connection) throws -> Organisation? {
        if let siret = candidate.siret,
            let found = try organisations("siret = \(siret.description)", in: connection).first
        {
            return found
        }
        if let rna = candidate.rna, let found = try organisations("rna = \(rna.description)", in: connection).first {
            return found
        }
        return try organisations("name_key = \(candidate.nameKey)", in: connection).first { $0.mayBe(candidate) }
    }

    static func insert(_ one: Organisation, now: Date, in connection: any Connection) throws {
        try connection.run(
            """
            INSERT INTO organisation (id, name, name_key, siret, rna, kind, legal_category, statuses, activity_fr,
                activity_en, naf, naf_version, size_bracket, headcount, commune_code, commune_name, department, country,
                latitude, longitude, website, created_at)
            VALUES (\(one.id), \(one.name), \(one.nameKey), \(one.siret?.description), \(one.rna?.description), \(one.kind),
                \(one.legalCategory), \(one.statuses.joined(separator: " ")), \(one.activityFR), \(one.activityEN),
                \(one.naf), \(one.nafVersion), \(one.sizeBracket), \(one.headcount), \(one.place.communeCode),
                \(one.place.communeName), \(one.place.department), \(one.place.country), \(one.place.latitude),
                \(one.place.longitude), \(one.website), \(now))
            """)
    }

    static func update(_ one: Organisation, in connection: any Connection) throws {
        try connection.run(
            """
            UPDATE organisation SET name = \(one.name), name_key = \(one.nameKey), siret = \(one.siret?.description),
                rna = \(one.rna?.description), kind = \(one.kind), legal_category = \(one.legalCategory),
                statuses = \(one.statuses.joined(separator: " ")), activity_fr = \(one.activityFR),
                activity_en = \(one.activityEN), naf = \(one.naf), naf_version = \(one.nafVersion),
                size_bracket = \(one.sizeBracket), headcount = \(one.headcount), commune_code = \(one.place.communeCode),
                commune_name = \(one.place.communeName), department = \(one.place.department),
                country = \(one.place.country), latitude = \(one.place.latitude), longitude = \(one.place.longitude),
                website = \(one.website), revision = revision + 1
            WHERE id = \(one.id)
            """)
    }

    static func organisations(_ condition: SQL, in connection: any Connection) throws -> [Organisation] {
        try connection.rows(
            """
            SELECT \(columns) FROM organisation WHERE \(condition) ORDER BY created_at, id
            """
        ).map(Organisation.init)
    }

    static let columns: SQL = """
        id, name, siret, rna, kind, legal_category, statuses, activity_fr, activity_en, naf, naf_version, size_bracket,
        headcount, commune_code, commune_name, department, country, latitude, longitude, website, revision
        """
}

extension Organisation {
    init(_ row: Row) throws {
        self.init(id: try row["id"], name: try row["name"], kind: try row["kind"], revision: try row["revision"])
        let (siret, rna): (String?, String?) = (try row["siret"], try row["rna"])
        self.siret = try siret.map { try Siret($0) }
        self.rna = try rna.map { try Rna($0) }
        legalCategory = try row["legal_category"]
        let statuses: String = try row["statuses"]
        self.statuses = statuses.split(separator: " ").map(String.init)
        (activityFR, activityEN) = (try row["activity_fr"], try row["activity_en"])
        (naf, nafVersion) = (try row["naf"], try row["naf_version"])
        (sizeBracket, headcount, website) = (try row["size_bracket"], try row["headcount"], try row["website"])
        place.communeCode = try row["commune_code"]
        place.communeName = try row["commune_name"]
        (place.department, place.country) = (try row["department"], try row["country"])
        (place.latitude, place.longitude) = (try row["latitude"], try row["longitude"])
    }
}
