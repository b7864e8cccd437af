import Campaigns
import Foundation
import Identifiers
import Journal
import Storage
import Submissions
import Web

/// The categories that a juror reads, where they are limited to some.
enum JurorCategories {
    /// True of a juror who reads other categories alone than that of the file: both are columns, `juror.id` and `submission.category`.
    /// A file that nobody has put into a category may be read by all.
    static func excludes(_ category: SQL = "submission.category", juror: SQL = "juror.id") -> SQL {
        """
        (\(category) IS NOT NULL AND EXISTS (SELECT 1 FROM juror_category AS limited WHERE limited.juror = \(juror))
        AND NOT EXISTS (SELECT 1 FROM juror_category AS reads WHERE reads.juror = \(juror) AND reads.category = \(category)))
        """
    }

    /// Files and jurors who do not go together, of those that a condition on `submission` and `juror` names. Where nobody is limited
    /// nothing is looked through.
    static func pairs(_ condition: SQL, in connection: any Connection) throws -> Set<Pairing> {
        let rows = try connection.rows(
            """
            SELECT submission.id AS submission, juror.id AS juror
            FROM (SELECT DISTINCT juror_category.juror FROM juror_category) AS limited
            JOIN juror ON juror.id = limited.juror JOIN submission ON submission.edition = juror.edition
            WHERE \(condition) AND \(excludes())
            """)
        return Set(try rows.map(Pairing.init))
    }

    static func of(_ juror: Juror.ID, in connection: any Connection) throws -> Set<Campaigns.Category.ID> {
        let rows = try connection.rows("SELECT category FROM juror_category WHERE juror = \(juror)")
        return Set(try rows.map { try $0["category"] })
    }

    /// Whoever takes somebody's place, or sits in the second round of their edition, reads what they read.
    static func pass(from old: Juror.ID, to new: Juror.ID, in connection: any Connection) throws {
        try connection.run(
            """
            INSERT INTO juror_category (juror, category)
            SELECT \(new), category FROM juror_category WHERE juror = \(old) ON CONFLICT (juror, category) DO NOTHING
            """)
    }

    /// Jurors who read a category alone, or among others.
    static func uses(
        of category: Campaigns.Category, _ reader: Reader, in connection: any Connection
    ) throws -> [String] {
        let count = try connection.count(
            "SELECT count(*) AS count FROM juror_category WHERE category = \(category.id)")
        guard count > 0 else { return [] }
        return [
            reader.t("\(count) juror is limited to it.", "\(count) jurors are limited to it.", count: count)
        ]
    }
}

/// What became of a limit that staff set: how many unsent files the juror has that they no longer read.
struct JurorLimit: Equatable, Sendable {
    let foreign: Int
}

extension JurorStore {
    /// Limits a juror to some categories of the edition; to none of them, they read all. Files that they have stay theirs until they
    /// are taken on the board. Nil when the juror isn't this person's to look after.
    func limit(
        _ juror: Juror.ID, to categories: Set<Campaigns.Category.ID>, of edition: Edition, by person: Person.ID
    ) async throws -> JurorLimit? {
        try await database.write(for: .insiders) { connection in
            let isTheirs: SQL = """
                id = \(juror) AND edition = \(edition.id) AND \(Rights.isStaff(person, of: "juror.edition"))
                """
            guard try connection.run("UPDATE juror SET revision = revision + 1 WHERE \(isTheirs)") == 1 else {
                return nil
            }
            let known = edition.categories.filter { categories.contains($0.id) }
            // All of them is no limit: one that is declared later is read as well.
            let limits = known.count == edition.categories.count ? [] : known
            try connection.run("DELETE FROM juror_category WHERE juror = \(juror)")
            for category in limits {
                try connection.run("INSERT INTO juror_category (juror, category) VALUES (\(juror), \(category.id))")
            }
            try Journal.write(
                .jurorLimited, by: person, of: .juror(juror), edition: edition.id,
                details: ["categories": limits.map(\.code).joined(separator: " ")], in: connection)
            return JurorLimit(foreign: try Self.foreign(of: juror, in: connection))
        }
    }

    /// The categories that a juror is limited to; none for whoever reads all.
    func categories(of juror: Juror.ID) async throws -> Set<Campaigns.Category.ID> {
        try await database.read { try JurorCategories.of(juror, in: $0) }
    }

    /// Unsent files of a juror in categories that they do not read.
    private static func foreign(of juror: Juror.ID, in connection: any Connection) throws -> Int {
        try connection.count(
            """
            SELECT count(*) AS count FROM assessment JOIN juror ON juror.id = assessment.juror
            JOIN submission ON submission.id = assessment.submission
            WHERE juror.id = \(juror) AND assessment.ended_at IS NULL AND assessment.state = 'draft'
            AND \(Ties.isInCompetition) AND \(JurorCategories.excludes())
            """)
    }
}
