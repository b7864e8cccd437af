import Campaigns
import Foundation
import Identifiers
import Journal
import Storage
import Web

/// What a list of organisations is narrowed by.
struct OrganisationFilter: Equatable, Sendable {
    /// Words of the name, or a SIRET, a SIREN or an RNA.
    var words = ""
    var kind: Organisation.Kind?
    var department = ""

    fileprivate var condition: SQL {
        var conditions: [SQL] = []
        let number = words.filter { !$0.isWhitespace }.uppercased()
        if number.count >= 9, number.utf8.allSatisfy({ (0x30...0x39).contains($0) || $0 == 0x57 }) {
            conditions.append("(siret LIKE \(number + "%") OR rna = \(number))")
        } else {
            // A folded key holds nothing but letters, digits and spaces: no sign of a pattern.
            for word in Organisation.nameKey(words).split(separator: " ") {
                conditions.append("name_key LIKE \("%\(word)%")")
            }
        }
        if let kind { conditions.append("kind = \(kind)") }
        if !department.isEmpty { conditions.append("department = \(department)") }
        return .all(conditions)
    }
}

/// What somebody is about to add may be one of these.
struct NearOrganisations: Error { let records: [Organisation] }

struct OrganisationLine: Equatable, Sendable {
    let organisation: Organisation
    let initiatives: Int
}

extension OrganisationStore {
    /// One page of those that a filter admits.
    func list(
        _ filter: OrganisationFilter, _ order: ListOrder, page: Int?, counting isCounted: SQL
    ) async throws -> (lines: [OrganisationLine], page: ListPage) {
        try await database.read { connection in
            let condition = filter.condition
            let count = try connection.count("SELECT count(*) AS count FROM organisation WHERE \(condition)")
            let page = ListPage(page, of: count)
            let part: SQL = "\(Self.order(order, isCounted)) LIMIT \(page.size) OFFSET \(page.offset)"
            return (try Self.lines(condition, part, isCounted, in: connection), page)
        }
    }

    /// The first of those that answer words of a name, or a number, without one of them; none for no words.
    public static func answering(
        _ words: String, except id: Organisation.ID, limit: Int, in connection: any Connection
    ) throws -> [Organisation] {
        guard !words.trimmed.isEmpty else { return [] }
        let filter = OrganisationFilter(words: words)
        return try connection.rows(
            """
            SELECT \(columns) FROM organisation WHERE \(filter.condition) AND id <> \(id)
            ORDER BY name_key, id LIMIT \(limit)
            """
        ).map(Organisation.init)
    }

    /// The record that has a number which somebody typed for another one.
    func holder(ofNumberIn form: OrganisationForm, _ faults: [OrganisationForm.Fault]) async throws -> Organisation? {
        try await database.read { connection in
            if faults.contains(.siretTaken), let siret = try? Siret(form.siret) {
                return try Self.holder(of: siret, in: connection)
            }
            guard faults.contains(.rnaTaken), let rna = try? Rna(form.rna) else { return nil }
            return try Self.holder(of: rna, in: connection)
        }
    }

    /// All of them, for a spreadsheet.
    func lines(
        _ filter: OrganisationFilter, _ order: ListOrder, counting isCounted: SQL
    ) async throws -> [OrganisationLine] {
        try await database.read { connection in
            try Self.lines(filter.condition, Self.order(order, isCounted), isCounted, in: connection)
        }
    }

    private static func lines(
        _ condition: SQL, _ order: SQL, _ isCounted: SQL, in connection: any Connection
    ) throws -> [OrganisationLine] {
        try connection.rows(
            """
            SELECT \(columns), \(initiatives(isCounted)) AS initiatives FROM organisation WHERE \(condition) ORDER BY \(order)
            """
        ).map { row in OrganisationLine(organisation: try Organisation(row), initiatives: try row["initiatives"]) }
    }

    /// Of those that whoever asks may know of.
    private static func initiatives(_ isCounted: SQL) -> SQL {
        """
        (SELECT count(*) FROM initiative_organisation WHERE initiative_organisation.organisation = organisation.id
            AND \(isCounted))
        """
    }

    private static func order(_ order: ListOrder, _ isCounted: SQL) -> SQL {
        let columns: [SQL] =
            switch order.column {
            case "lieu": ["department", "commune_name", "name_key"]
            case "initiatives": [initiatives(isCounted), "name_key"]
            default: ["name_key"]
            }
        let direction: SQL = order.isDescending ? "DESC" : "ASC"
        return columns.reversed().reduce("id \(direction)") { "\($1) \(direction), \($0)" }
    }

    public enum Refusal: Error, Equatable { case changedMeanwhile, siretTaken, rnaTaken, keyTaken }

    /// Saves what was typed over what was seen; nil when there is no such organisation, or somebody else's.
    func save(
        _ form: OrganisationForm, of id: Organisation.ID, by person: Person.ID, tied: SQL,
        then: @escaping OrganisationFollower
    ) async throws -> Organisation? {
        try await database.write { connection in
            guard let known = try Self.find(id, in: connection),
                try Self.mayChange(id, by: person, tied: tied, in: connection)
            else { return nil }
            let claimed = try connection.run(
                "UPDATE organisation SET revision = revision WHERE id = \(id) AND revision = \(form.revision)")
            guard claimed == 1 else { throw Refusal.changedMeanwhile }
            var changed = form.applied(to: known)
            changed.confirm()
            try Self.save(changed, in: connection)
            try then(id, connection)
            return changed
        }
    }

    /// One that staff type in; `NearOrganisations` where it may be one that is there. A second time with the same key changes
    /// nothing, twenty times at once neither; `Refusal.keyTaken` when what stands under the key is another one.
    func add(_ form: OrganisationForm, as key: Organisation.ID, by person: Person.ID, now: Date) async throws {
        try await database.write { connection in
            if let known = try Self.find(key, in: connection) {
                try Self.look(for: form, in: known)
                return
            }
            let one = form.applied(to: Organisation(id: key, name: form.name))
            try Self.refuseNumbersOfOthers(one, in: connection)
            let near = try form.isAnother ? [] : Self.near(one, in: connection)
            guard near.isEmpty else { throw NearOrganisations(records: near) }
            // Of two at once, the second waited here for the first.
            guard try Self.insert(one, now: now, in: connection) else {
                if let known = try Self.find(key, in: connection) { try Self.look(for: form, in: known) }
                return
            }
            try Journal.write(.organisationAdded, by: person, of: .organisation(key), in: connection)
        }
    }

    /// Those that may be the same by nearly the same name: another number or another department says that they are not.
    private static func near(_ one: Organisation, in connection: any Connection) throws -> [Organisation] {
        let name = NearName(one.name)
        guard !name.key.isEmpty else { return [] }
        return try all(in: connection).filter { $0.id != one.id && one.mayBe($0) && NearName($0.name).isNear(name) }
    }

    private static func look(for form: OrganisationForm, in known: Organisation) throws {
        let told = form.applied(to: Organisation(id: known.id, name: form.name, revision: known.revision))
        guard told == known else { throw Refusal.keyTaken }
    }

    /// Keeps what staff say of one, unless another has its number.
    public static func save(_ one: Organisation, in connection: any Connection) throws {
        try refuseNumbersOfOthers(one, in: connection)
        try update(one, in: connection)
    }

    private static func refuseNumbersOfOthers(_ one: Organisation, in connection: any Connection) throws {
        if let siret = one.siret, try holder(of: siret, in: connection).map({ $0.id != one.id }) ?? false {
            throw Refusal.siretTaken
        }
        if let rna = one.rna, try holder(of: rna, in: connection).map({ $0.id != one.id }) ?? false {
            throw Refusal.rnaTaken
        }
    }

    /// Claimed before it is read and changed: of two changes at once the second sees the first.
    public static func claim(_ id: Organisation.ID, in connection: any Connection) throws -> Organisation? {
        try connection.run("UPDATE organisation SET revision = revision WHERE id = \(id)")
        return try find(id, in: connection)
    }

    /// Makes two records one: what the other carries is carried by this one, and what it alone knew stays known. Whoever asks
    /// has moved the files of the other.
    public static func absorb(
        _ other: Organisation, into one: Organisation, in connection: any Connection
    ) throws {
        // What files nobody has confirmed said fills gaps of the other, whichever of the two stays.
        let isLess = one.isClaimed == true && other.isClaimed != true
        var whole = isLess ? one.restated(by: other) : one
        whole.absorb(isLess ? one : other)
        try connection.run(
            """
            DELETE FROM initiative_organisation WHERE organisation = \(other.id) AND initiative IN
                (SELECT own.initiative FROM initiative_organisation AS own WHERE own.organisation = \(one.id))
            """)
        try connection.run(
            "UPDATE initiative_organisation SET organisation = \(one.id) WHERE organisation = \(other.id)")
        try connection.run("DELETE FROM organisation WHERE id = \(other.id)")
        try update(whole, in: connection)
    }
}
