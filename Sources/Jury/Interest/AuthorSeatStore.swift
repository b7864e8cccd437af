import Campaigns
import Identifiers
import Storage
import Submissions

/// Somebody who sits in a jury and has written a file that came in since.
struct AuthorSeat: Equatable, Sendable {
    let juror: Juror.ID
    let name: String
    let slug: String
    let edition: String
    let file: Submission.ID
    let title: String
}

/// Files that were sent, or sent again, once one of those who write them sat in the jury: the tie hides them already, and staff
/// must know of it.
struct AuthorSeatStore: Sendable {
    let database: any Database

    /// Of the editions that somebody runs, without the files that they are tied to: whoever is both is told nothing of it.
    /// From the jurors, who are fewer than those who write: SQLite takes the tables of a CROSS JOIN in their order.
    func all(runBy person: Person.ID) async throws -> [AuthorSeat] {
        try await database.read { connection in
            try connection.rows(
                """
                SELECT juror.id AS juror, person.name, edition.slug, edition.name AS edition, submission.id AS file,
                    submission.title
                FROM edition CROSS JOIN juror CROSS JOIN submission_author AS author CROSS JOIN submission CROSS JOIN person
                WHERE edition.status = 'running' AND \(Rights.isStaff(person, of: "edition.id"))
                AND juror.edition = edition.id AND author.person = juror.person AND submission.id = author.submission
                AND submission.edition = juror.edition AND person.id = juror.person
                AND submission.state = 'transmitted' AND submission.announced_at IS NULL
                AND submission.transmitted_at >= juror.invited_at AND \(Seats.isHeld()) AND NOT \(Ties.binds(person, to: "submission.id"))
                ORDER BY edition.slug, submission.number, juror.id LIMIT \(Self.most)
                """
            ).map { row in
                AuthorSeat(
                    juror: try row["juror"], name: try row["name"], slug: try row["slug"], edition: try row["edition"],
                    file: try row["file"], title: try row["title"])
            }
        }
    }

    /// On a home page: the others follow as these are done.
    private static let most = 20
}
