import Identifiers
import Storage
import Web

/// Who holds which role where, as conditions of queries: what isn't allowed is not found.
public enum Rights {
    /// True when the person holds one of the roles in that edition, in the one whose second round it is, or in all of them. `edition`
    /// is a column or a value: `"submission.edition"`.
    /// Neither part speaks of the row that is looked at, so that each is asked once a question and not once a row.
    public static func holds(_ roles: Set<Role>, _ person: Person.ID, in edition: SQL) -> SQL {
        let isGiven: SQL = "role_grant.person = \(person) AND role IN \(list: roles.map(\.rawValue).sorted())"
        return """
            (EXISTS (SELECT 1 FROM role_grant WHERE \(isGiven) AND role_grant.edition IS NULL)
                OR \(edition) IN (SELECT role_grant.edition FROM role_grant WHERE \(isGiven) AND role_grant.edition IS NOT NULL
                    UNION ALL SELECT second_round.id FROM role_grant
                    JOIN edition AS second_round ON second_round.round_of = role_grant.edition WHERE \(isGiven)))
            """
    }

    /// The same for a person that is a column: `"juror.person"`.
    public static func holds(_ roles: Set<Role>, _ person: SQL, in edition: SQL) -> SQL {
        """
        EXISTS (SELECT 1 FROM role_grant WHERE role_grant.person = \(person) AND role IN \(list: roles.map(\.rawValue).sorted())
            AND \(covers(edition)))
        """
    }

    /// Whether a grant is of that edition: a role in an edition is one in its second round as well.
    private static func covers(_ edition: SQL) -> SQL {
        """
        (role_grant.edition IS NULL OR role_grant.edition = \(edition)
            OR role_grant.edition = (SELECT second_round.round_of FROM edition AS second_round WHERE second_round.id = \(edition)))
        """
    }

    /// Those who run the edition.
    public static func isStaff(_ person: Person.ID, of edition: SQL) -> SQL {
        holds(.staff, person, in: edition)
    }

    /// Those who run the edition or publish from it.
    public static func isPublisher(_ person: Person.ID, of edition: SQL) -> SQL {
        holds(.publishers, person, in: edition)
    }

    /// The roles of somebody; and for those that were not given for all editions, the words of theirs, the newest first.
    public static func roles(
        of person: Person.ID, in connection: any Connection
    ) throws -> (held: Set<Role>, editions: [Role: [String]]) {
        let rows = try connection.rows(
            """
            SELECT role, edition.slug AS edition FROM role_grant LEFT JOIN edition
                ON edition.id = role_grant.edition OR edition.round_of = role_grant.edition
            WHERE person = \(person) ORDER BY \(EditionStore.newestFirst())
            """)
        // A role that only another version of the program knows gives nothing here.
        let hats = try rows.compactMap { row -> (role: Role, edition: String?)? in
            try Role(rawValue: row["role"]).map { ($0, try row["edition"]) }
        }
        let given = Dictionary(grouping: hats, by: \.role).filter { $0.value.allSatisfy { $0.edition != nil } }
        return (Set(hats.map(\.role)), given.mapValues { $0.compactMap(\.edition) })
    }
}
