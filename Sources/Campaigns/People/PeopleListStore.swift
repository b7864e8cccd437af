import Identifiers
import Storage
import Web

// The list of people. The right to see it is the route's.
extension RoleStore {
    /// One page of those that a filter admits.
    func people(_ filter: PeopleFilter, page: Int?) async throws -> (people: [HatWearer], page: ListPage) {
        try await database.read { connection in
            guard filter.words.isEmpty else {
                let found = try Self.faces(filter, "", in: connection)
                let page = ListPage(page, of: found.count)
                let shown = Array(found.dropFirst(page.offset).prefix(page.size))
                return (try Self.dressed(shown, in: connection), page)
            }
            let count = try connection.count("SELECT count(*) AS count FROM person WHERE \(filter.condition)")
            let page = ListPage(page, of: count)
            let shown = try Self.faces(filter, "LIMIT \(page.size) OFFSET \(page.offset)", in: connection)
            return (try Self.dressed(shown, in: connection), page)
        }
    }

    /// All of them, for a spreadsheet.
    func people(_ filter: PeopleFilter) async throws -> [HatWearer] {
        try await database.read { try Self.dressed(Self.faces(filter, "", in: $0), in: $0) }
    }

    /// Those of nearly that name under another address.
    func near(_ name: String, at email: EmailAddress) async throws -> [HatWearer] {
        let name = NearName(ofPerson: name)
        guard !name.key.isEmpty else { return [] }
        return try await database.read { connection in
            try Self.faces(PeopleFilter(Fields()), "", in: connection).filter { one in
                let address = try? EmailAddress(one.email)
                return NearName(ofPerson: one.name).isNear(name) && address?.comparable != email.comparable
            }
        }
    }

    /// People without their hats.
    private static func faces(
        _ filter: PeopleFilter, _ bounds: SQL, in connection: any Connection
    ) throws -> [HatWearer] {
        try connection.rows(
            """
            SELECT id, name, email, function, disabled_at FROM person WHERE \(filter.condition) ORDER BY \(order(filter.order)) \(bounds)
            """
        ).map { try HatWearer($0, []) }.filter { filter.words.match($0.name, $0.email, $0.function) }
    }

    /// How many keys one question names.
    private static let share = 500

    private static func dressed(_ people: [HatWearer], in connection: any Connection) throws -> [HatWearer] {
        var dressed: [HatWearer] = []
        for start in stride(from: 0, to: people.count, by: share) {
            let some = people[start..<min(start + share, people.count)]
            let grants = try connection.rows(
                """
                SELECT person, role, edition FROM role_grant WHERE person IN \(list: some.map(\.id)) ORDER BY granted_at, id
                """)
            let hats = try Dictionary(grouping: grants) { row -> Person.ID in try row["person"] }
            dressed += try some.map { try $0.wearing(hats[$0.id] ?? []) }
        }
        return dressed
    }

    private static func order(_ order: ListOrder) -> SQL {
        let name: SQL = "name COLLATE \"fr-x-icu\""
        let columns: [SQL] =
            switch order.column {
            case "courriel": ["email_key"]
            case "fonction": ["function COLLATE \"fr-x-icu\"", name, "email_key"]
            default: [name, "email_key"]
            }
        let direction: SQL = order.isDescending ? "DESC" : "ASC"
        return columns.reversed().reduce("id \(direction)") { "\($1) \(direction), \($0)" }
    }
}

extension PeopleFilter {
    /// But for its words.
    fileprivate var condition: SQL {
        guard role != nil || edition != nil else { return "1 = 1" }
        let isRole: SQL = role.map { "role_grant.role = \($0.description)" } ?? "1 = 1"
        let isThere: SQL = edition.map { "(role_grant.edition IS NULL OR role_grant.edition = \($0))" } ?? "1 = 1"
        return "person.id IN (SELECT role_grant.person FROM role_grant WHERE \(isRole) AND \(isThere))"
    }
}
