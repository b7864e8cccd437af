import Identifiers
import Storage

/// What an edition has of the one it was made from.
struct Inheritance: Equatable, Sendable {
    struct Line: Equatable, Sendable {
        let part: EditionPlan.Part
        let here: Int
        /// In the earlier edition.
        let there: Int
    }

    /// The name of the earlier edition.
    let earlier: String
    let lines: [Line]

    var came: [Line] { lines.filter { $0.here > 0 } }
    /// What the earlier edition has and this one does not.
    var left: [Line] { lines.filter { $0.here == 0 && $0.there > 0 } }
}

extension EditionPlanStore {
    /// Nil for an edition that was made from none.
    func inheritance(of edition: Edition) async throws -> Inheritance? {
        try await database.read { connection in
            let row = try connection.row(
                """
                SELECT earlier.id, earlier.name FROM edition JOIN edition earlier ON earlier.id = edition.previous
                WHERE edition.id = \(edition.id)
                """)
            guard let row else { return nil }
            let earlier: Edition.ID = try row["id"]
            let lines = try EditionPlan.Part.allCases.map { part in
                Inheritance.Line(
                    part: part, here: try Self.count(part, of: edition.id, in: connection),
                    there: try Self.count(part, of: earlier, in: connection))
            }
            return Inheritance(earlier: try row["name"], lines: lines)
        }
    }

    private static func count(
        _ part: EditionPlan.Part, of edition: Edition.ID, in connection: any Connection
    ) throws -> Int {
        let found: SQL =
            switch part {
            case .phases: "phase WHERE edition = \(edition)"
            case .targets: "target WHERE edition = \(edition)"
            case .awards: "award WHERE edition = \(edition)"
            case .partners: "partner_engagement WHERE edition = \(edition)"
            case .texts: "page_text WHERE scope = \(edition.description)"
            case .jurors: jurors(of: edition)
            }
        return try connection.count("SELECT count(*) AS count FROM \(found)")
    }

    /// Those who sit, and those who are proposed and not yet invited.
    private static func jurors(of edition: Edition.ID) -> SQL {
        """
        (SELECT person FROM juror WHERE edition = \(edition) AND state <> 'left'
            UNION SELECT person FROM juror_proposal WHERE edition = \(edition)) AS sitting
        """
    }
}
