import Campaigns
import Foundation
import Identifiers
import Storage
import Web

/// Decisions that came out, as a juror of that edition is told.
struct JuryNews: Equatable, Sendable {
    /// How long they are, in seconds.
    static let length: TimeInterval = 14 * 86_400

    let slug: String
    let edition: String
    let releasedAt: Date
    /// The edition has been closed since.
    let isClosed: Bool
}

extension DeskStore {
    /// Where this person sits or sat until the end, also once the edition is closed; the newest first.
    func news(of person: Person.ID, now: Date) async throws -> [JuryNews] {
        try await database.read { connection in
            try connection.rows(
                """
                SELECT edition.slug, edition.name, max(release_set.released_at) AS released_at,
                    max(CASE WHEN edition.status = 'closed' THEN 1 ELSE 0 END) AS is_closed
                FROM juror JOIN edition ON edition.id = juror.edition
                JOIN release_set ON release_set.edition = edition.id AND release_set.released_at <= \(now)
                WHERE juror.person = \(person) AND \(Seats.isHeld()) AND edition.status <> 'draft'
                GROUP BY edition.id, edition.slug, edition.name
                HAVING max(release_set.released_at) > \(now - JuryNews.length)
                ORDER BY max(release_set.released_at) DESC, edition.slug
                """
            ).map {
                JuryNews(
                    slug: try $0["slug"], edition: try $0["name"], releasedAt: try $0["released_at"],
                    isClosed: try $0["is_closed"])
            }
        }
    }
}
