import Campaigns
import Foundation
import Identifiers
import Storage
import Submissions

/// What the results of an edition do not show to whoever reads them: in numbers only.
struct Withheld: Equatable, Sendable {
    /// Files that they are tied to.
    let tied: Int
    /// Files whose results wait: they chair, and have said nothing of a tie.
    let unstated: Int
    /// Files whose results wait for their own reading.
    let own: Int
    /// Readings of all the others that their jurors have not sent.
    let drafts: Int
}

extension ResultsStore {
    /// Whoever asks has been looked at by the caller.
    func withheld(in edition: Edition.ID, from person: Person.ID, now: Date) async throws -> Withheld {
        try await database.read { connection in
            let window = try ReadingWindow.find(of: edition, for: person, in: connection)
            let isOpen = window?.state(at: now) == .open
            return Withheld(
                tied: try FileCountStore.eligible(in: edition, connection)
                    - Ties.count(of: edition, for: person, in: connection),
                unstated: try Statements.missing(of: person, in: edition, connection),
                own: isOpen ? try Self.own(of: person, in: edition, connection) : 0,
                drafts: try Self.drafts(in: edition, for: person, connection))
        }
    }

    private static func own(of person: Person.ID, in edition: Edition.ID, _ connection: any Connection) throws -> Int {
        // From the few that somebody has still to send: SQLite takes the tables of a CROSS JOIN in their order.
        try connection.count(
            """
            SELECT count(DISTINCT submission.id) AS count FROM juror AS own CROSS JOIN assessment AS unsent CROSS JOIN submission
            WHERE own.person = \(person) AND \(Seats.isHeld("own")) AND unsent.juror = own.id AND unsent.state = 'draft'
            AND unsent.ended_at IS NULL AND submission.id = unsent.submission AND submission.announced_at IS NULL
            AND \(isOpen(edition, to: person))
            """)
    }

    private static func drafts(in edition: Edition.ID, for person: Person.ID, _ connection: any Connection) throws
        -> Int
    {
        try connection.count(
            """
            SELECT count(*) AS count FROM assessment JOIN submission ON submission.id = assessment.submission
            JOIN juror ON juror.id = assessment.juror
            WHERE \(isOpen(edition, to: person)) AND assessment.state = 'draft' AND assessment.ended_at IS NULL
            AND \(Seats.counts) AND juror.person <> \(person) AND NOT \(Ties.binds("juror.person", to: "submission.id"))
            """)
    }

    /// How many files have results that whoever chairs may see, whether reading goes on or not, and no decision: once it is
    /// recorded, its results were looked at.
    static func shown(to chair: Person.ID, in edition: Edition.ID, _ connection: any Connection) throws -> Int {
        try connection.count(
            """
            SELECT count(*) AS count FROM file_result JOIN submission ON submission.id = file_result.submission
            WHERE file_result.edition = \(edition) AND file_result.sent > 0 AND \(isOpen(edition, to: chair))
            AND submission.announced_at IS NULL AND NOT \(isUnsent(of: chair))
            AND NOT EXISTS (SELECT 1 FROM decision WHERE decision.submission = submission.id)
            AND NOT \(Statements.areMissing(of: chair, on: "submission.id", in: "\(edition)"))
            """)
    }

    private static func isOpen(_ edition: Edition.ID, to person: Person.ID) -> SQL {
        "submission.edition = \(edition) AND \(Ties.isInCompetition) AND NOT \(Ties.binds(person, to: "submission.id"))"
    }
}
