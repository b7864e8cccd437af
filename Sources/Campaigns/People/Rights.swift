import Identifiers
import Storage
import Web

/// Who holds which role where, as conditions of queries: what isn't allowed is not found.
public enum Rights {
    /// True when the person holds one of the roles in that edition, or in all of them. `edition` is a column or a value: `"submission.edition"`.
    public static func holds(_ roles: Set<Role>, _ person: Person.ID, in edition: SQL) -> SQL {
        """
        EXISTS (SELECT 1 FROM role_grant WHERE role_grant.person = \(person) AND role IN \(list: roles.map(\.rawValue).sorted())
            AND (role_grant.edition IS NULL OR role_grant.edition = \(edition)))
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

    public static func roles(of person: Person.ID, in connection: any Connection) throws -> Set<Role> {
        // A role that only another version of the program knows gives nothing here.
        let rows = try connection.rows("SELECT role FROM role_grant WHERE person = \(person)")
        return Set(try rows.compactMap { Role(rawValue: try $0["role"]) })
    }
}
