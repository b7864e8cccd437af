import Foundation
import Identifiers
import Storage

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

struct OrganisationLine: Equatable, Sendable {
    let organisation: Organisation
    let initiatives: Int
}

extension OrganisationStore {
    func lines(_ filter: OrganisationFilter) async throws -> [OrganisationLine] {
        try await database.read { connection in
            let counts = try connection.rows(
                "SELECT organisation, count(*) AS count FROM initiative_organisation GROUP BY organisation"
            ).map { row -> (Organisation.ID, Int) in (try row["organisation"], try row["count"]) }
            let initiatives = Dictionary(counts, uniquingKeysWith: { first, _ in first })
            return try Self.organisations(filter.condition, in: connection).map {
                OrganisationLine(organisation: $0, initiatives: initiatives[$0.id] ?? 0)
            }
        }
    }

    enum Refusal: Error, Equatable { case changedMeanwhile, siretTaken, rnaTaken }

    /// Saves what was typed over what was seen; nil when there is no such organisation.
    func save(
        _ form: OrganisationForm, of id: Organisation.ID, then: @escaping OrganisationFollower
    ) async throws -> Organisation? {
        try await database.write { connection in
            guard let known = try Self.find(id, in: connection) else { return nil }
            let claimed = try connection.run(
                "UPDATE organisation SET revision = revision WHERE id = \(id) AND revision = \(form.revision)")
            guard claimed == 1 else { throw Refusal.changedMeanwhile }
            let changed = form.applied(to: known)
            if let siret = changed.siret, try Self.isTaken("siret = \(siret.description)", but: id, in: connection) {
                throw Refusal.siretTaken
            }
            if let rna = changed.rna, try Self.isTaken("rna = \(rna.description)", but: id, in: connection) {
                throw Refusal.rnaTaken
            }
            try Self.update(changed, in: connection)
            try then(id, connection)
            return changed
        }
    }

    private static func isTaken(_ condition: SQL, but id: Organisation.ID, in connection: any Connection) throws -> Bool
    {
        try connection.row("SELECT id FROM organisation WHERE \(condition) AND id <> \(id)") != nil
    }
}
