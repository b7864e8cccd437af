import Campaigns
import Foundation
import Identifiers
import Storage

/// What came of the reading of a jury in which somebody sat.
struct JuryNews: Equatable, Sendable {
    let slug: String
    let editionName: String
    let releasedAt: Date

    /// How long it is told, in seconds: closing the edition meanwhile takes nothing of it.
    static let length: TimeInterval = 14 * 86_400
}

extension DeskStore {
    /// Of editions that are over, in whose jury this person sits: what came out lately, the newest edition first.
    func released(to person: Person.ID, at now: Date) async throws -> [JuryNews] {
        try await database.read { connection in
            try connection.rows(
                """
                SELECT edition.slug, edition.name, max(release_set.released_at) AS released_at FROM juror
                JOIN edition ON edition.id = juror.edition JOIN release_set ON release_set.edition = edition.id
                WHERE juror.person = \(person) AND \(Seats.isHeld()) AND edition.status = 'closed'
                AND release_set.released_at > \(now - JuryNews.length) AND release_set.released_at <= \(now)
                GROUP BY edition.id, edition.slug, edition.name, edition.created_at ORDER BY \(EditionStore.newestFirst())
                """
            ).map { row in
                JuryNews(slug: try row["slug"], editionName: try row["name"], releasedAt: try row["released_at"])
            }
        }
    }
}
