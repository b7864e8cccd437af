import Identifiers
import Storage
import Web

/// What an edition has of the one it was made from.
struct Inheritance: Equatable, Sendable {
    /// What one of a part is called; the English is empty where nobody wrote any.
    struct Name: Equatable, Sendable {
        let french: String
        let english: String
    }

    /// One of a part, by its name, with the page of the new edition where it is changed.
    struct Item: Equatable, Sendable {
        let name: Name
        let path: String
    }

    struct Line: Equatable, Sendable {
        let part: EditionPlan.Part
        let here: [Item]
        /// How many the earlier edition has.
        let there: Int
        /// The same by their names, for whoever runs the earlier edition as well.
        let missing: [Name]
        /// Where what is missing is added.
        let path: String
    }

    /// The name of the earlier edition.
    let earlier: String
    let lines: [Line]
    /// What features above say of theirs.
    let legacies: [Legacy]

    var came: [Line] { lines.filter { !$0.here.isEmpty } }
    /// What the earlier edition has and this one does not.
    var left: [Line] { lines.filter { $0.here.isEmpty && $0.there > 0 } }
}

extension EditionPlanStore {
    /// Nil for an edition that was made from none.
    func inheritance(of edition: Edition, for person: Person.ID, _ reader: Reader) async throws -> Inheritance? {
        try await database.read { [legacies] connection in
            let row = try connection.row(
                """
                SELECT earlier.id, earlier.name FROM edition JOIN edition earlier ON earlier.id = edition.previous
                WHERE edition.id = \(edition.id)
                """)
            guard let row else { return nil }
            let earlier: Edition.ID = try row["id"]
            let isKnown = try Self.isRun(earlier, by: person, in: connection)
            let lines = try EditionPlan.Part.allCases.map { part in
                let there = try Self.items(part, of: earlier, in: connection).map(\.name)
                let here = try Self.items(part, of: edition.id, in: connection)
                return Inheritance.Line(
                    part: part, here: here.map { Inheritance.Item(name: $0.name, path: edition.path($0.page)) },
                    there: there.count, missing: isKnown && here.isEmpty ? there : [], path: edition.path(part.page))
            }
            return Inheritance(
                earlier: try row["name"], lines: lines,
                legacies: try CategoryStore.legacies(earlier, edition, reader, in: connection)
                    + legacies.flatMap { try $0(earlier, edition, reader, connection) })
        }
    }

    /// Everything of a part that an edition has: its name, and its page in the edition.
    private static func items(
        _ part: EditionPlan.Part, of edition: Edition.ID, in connection: any Connection
    ) throws -> [(name: Inheritance.Name, page: String)] {
        try connection.rows(query(part, edition)).map { row in
            let key: String = try row["id"]
            let name = Inheritance.Name(french: try row["name"], english: try row["name_en"])
            let isOnePage = part == .awards || part == .jurors
            return (name: name, page: isOnePage ? part.page : "\(part.page)/\(key)")
        }
    }

    private static func query(_ part: EditionPlan.Part, _ edition: Edition.ID) -> SQL {
        switch part {
        case .phases:
            "SELECT id, name_fr AS name, name_en FROM phase WHERE edition = \(edition) ORDER BY position, starts_at"
        case .targets: "SELECT id, name, name_en FROM target WHERE edition = \(edition) ORDER BY position, id"
        case .awards: "SELECT id, name_fr AS name, name_en FROM award WHERE edition = \(edition) ORDER BY position, id"
        case .partners:
            """
            SELECT partner.id, partner.name_fr AS name, partner.name_en FROM partner_engagement
            JOIN partner ON partner.id = partner_engagement.partner WHERE partner_engagement.edition = \(edition)
            ORDER BY partner.name_fr, partner.id
            """
        case .texts:
            """
            SELECT DISTINCT name AS id, name, '' AS name_en FROM page_text WHERE scope = \(edition.description) ORDER BY name
            """
        case .jurors: jurors(of: edition)
        }
    }

    /// Those who sit, and those who are proposed and not yet invited.
    private static func jurors(of edition: Edition.ID) -> SQL {
        """
        SELECT person.id, person.name, '' AS name_en FROM person WHERE person.id IN (
            SELECT juror.person FROM juror WHERE juror.edition = \(edition) AND juror.state <> 'left' AND juror.is_taken = 0
            UNION SELECT juror_proposal.person FROM juror_proposal
            WHERE juror_proposal.edition = \(edition) AND juror_proposal.is_dropped = 0)
        ORDER BY person.name, person.id
        """
    }
}

extension EditionPlan.Part {
    /// The page of an edition where it stands.
    fileprivate var page: String {
        switch self {
        case .phases: "phases"
        case .targets: "objectifs"
        case .awards: "prix"
        case .partners: "partenaires"
        case .texts: "textes"
        case .jurors: "jury"
        }
    }
}
