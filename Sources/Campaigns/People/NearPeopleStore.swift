import Accounts
import Identifiers
import Storage
import Web

/// Somebody who bears nearly the name of somebody who is about to be added.
public struct NearPerson: Equatable, Sendable {
    public let name: String
    /// Nil for whoever runs no edition in which they have a role.
    public let email: String?
}

/// Who may be meant by a name that is typed with an address that nobody has.
public struct NearPeopleStore: Sendable {
    let database: any Database

    public init(database: any Database) { self.database = database }

    /// Those of nearly that name under another address; nobody where the address is somebody's.
    public func near(_ name: String, at email: EmailAddress, for asker: Person.ID) async throws -> [NearPerson] {
        let name = NearName(ofPerson: name)
        guard !name.key.isEmpty else { return [] }
        return try await database.read { connection in
            guard try AccountStore.find(email, in: connection) == nil else { return [] }
            let rows = try connection.rows(
                """
                SELECT person.name, person.email, CASE WHEN EXISTS (SELECT 1 FROM role_grant AS theirs
                    WHERE theirs.person = person.id AND \(Rights.isStaff(asker, of: "theirs.edition")))
                    THEN 1 ELSE 0 END AS is_told
                FROM person ORDER BY person.name, person.id
                """)
            var near: [NearPerson] = []
            for row in rows {
                let other: String = try row["name"]
                guard NearName(ofPerson: other).isNear(name) else { continue }
                let (isTold, email): (Bool, String) = (try row["is_told"], try row["email"])
                near.append(NearPerson(name: other, email: isTold ? email : nil))
            }
            return near
        }
    }

    /// For the command line, which sees every address: those beside somebody who was just added, in the caller's transaction.
    public static func near(
        _ name: String, beside person: Person.ID, in connection: any Connection
    ) throws -> [NearPerson] {
        let name = NearName(ofPerson: name)
        guard !name.key.isEmpty else { return [] }
        let rows = try connection.rows(
            "SELECT name, email FROM person WHERE person.id <> \(person) ORDER BY name, id")
        return try rows.map { NearPerson(name: try $0["name"], email: try $0["email"] as String) }
            .filter { NearName(ofPerson: $0.name).isNear(name) }
    }
}
