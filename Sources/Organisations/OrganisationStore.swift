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

    /// The one that a list of the agency means, by SIRET, by RNA, or else by name; made when nobody knows it. What is known
    /// already stays, what was missing is filled.
    public static func find(
        or candidate: Organisation, as meaning: Meaning = .numberUnlessElsewhere, now: Date,
        in connection: any Connection
    ) throws -> Found {
        let (known, told, others) = try match(candidate, as: meaning, in: connection)
        guard let known else {
            try insert(told, now: now, in: connection)
            return Found(id: told.id, outcome: .made, others: others)
        }
        // What files nobody has confirmed said of it is not learnt: the list speaks in their place.
        var filled = known.isClaimed == true ? known.restated(by: told) : known
        filled.learn(from: told)
        guard filled != known else { return Found(id: known.id, outcome: .known, others: others) }
        try update(filled, in: connection)
        return Found(id: known.id, outcome: .filled(from: known), others: others)
    }

    /// Every record, the oldest first.
    public static func all(in connection: any Connection) throws -> [Organisation] {
        try organisations("1 = 1", in: connection)
    }

    /// All that a list may mean by a candidate: the records that have one of its numbers, or its name.
    public static func all(like candidate: Organisation, in connection: any Connection) throws -> [Organisation.ID] {
        try connection.rows(
            """
            SELECT id FROM organisation WHERE name_key = \(candidate.nameKey)
            UNION SELECT id FROM organisation WHERE siret = \(candidate.siret?.description ?? "")
            UNION SELECT id FROM organisation WHERE rna = \(candidate.rna?.description ?? "")
            """
        ).map { try $0["id"] }
    }

    /// The one that somebody's file says it is of, found the same way. Anybody may say so: what is known of it does not change,
    /// and one that nobody knew is made without an address, which nobody has looked at.
    public static func claimed(
        as candidate: Organisation, now: Date, in connection: any Connection
    ) throws -> Organisation.ID {
        let match = try Self.match(candidate, as: .number, in: connection)
        if let known = match.known { return known.id }
        var made = match.told
        (made.website, made.isClaimed) = ("", true)
        try insert(made, now: now, in: connection)
        return made.id
    }

    /// A file that staff confirm speaks for a record that none but unconfirmed files have made: what those said goes, but for
    /// the address that staff took over. One that is known otherwise stays as it is. Answers whether it changed.
    public static func confirm(
        _ id: Organisation.ID, as told: Organisation, in connection: any Connection
    ) throws -> Bool {
        guard !told.name.isEmpty, let record = try claim(id, in: connection), record.isClaimed == true else {
            return false
        }
        var one = record.restated(by: told)
        one.website = record.website
        if let siret = one.siret, try isAnother(holder(of: siret, in: connection), than: id) { one.siret = nil }
        if let rna = one.rna, try isAnother(holder(of: rna, in: connection), than: id) { one.rna = nil }
        try update(one, in: connection)
        return true
    }

    private static func isAnother(_ holder: Organisation?, than id: Organisation.ID) -> Bool {
        holder.map { $0.id != id } ?? false
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
                AND NOT EXISTS (SELECT 1 FROM submission WHERE submission.organisation = organisation.id
                    OR submission.confirmed_organisation = organisation.id)
            """) == 1
    }

    /// The record that has a number.
    public static func holder(of rna: Rna, in connection: any Connection) throws -> Organisation? {
        try organisations("rna = \(rna.description)", in: connection).first
    }

    public static func holder(of siret: Siret, in connection: any Connection) throws -> Organisation? {
        try organisations("siret = \(siret.description)", in: connection).first
    }

    /// Answers whether its key was free.
    @discardableResult
    static func insert(_ one: Organisation, now: Date, in connection: any Connection) throws -> Bool {
        try connection.run(
            """
            INSERT INTO organisation (id, name, name_key, siret, rna, kind, legal_category, statuses, activity_fr,
                activity_en, naf, naf_version, size_bracket, headcount, commune_code, commune_name, department, country,
                latitude, longitude, website, is_claimed, created_at)
            VALUES (\(one.id), \(one.name), \(one.nameKey), \(one.siret?.description), \(one.rna?.description), \(one.kind),
                \(one.legalCategory), \(one.statuses.joined(separator: " ")), \(one.activityFR), \(one.activityEN),
                \(one.naf), \(one.nafVersion), \(one.sizeBracket), \(one.headcount), \(one.place.communeCode),
                \(one.place.communeName), \(one.place.department), \(one.place.country), \(one.place.latitude),
                \(one.place.longitude), \(one.website), \(one.isClaimed == true), \(now))
            ON CONFLICT (id) DO NOTHING
            """) == 1
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
                website = \(one.website), is_claimed = \(one.isClaimed == true), revision = revision + 1
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
        headcount, commune_code, commune_name, department, country, latitude, longitude, website, is_claimed, revision
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
        let claimed: Bool = try row["is_claimed"]
        isClaimed = claimed ? true : nil
    }
}
