import Campaigns
import Foundation
import Identifiers
import Storage

/// What the files of an edition ask of those who run it, in numbers.
struct DeskWork: Equatable, Sendable {
    /// Files sent whose eligibility nobody has looked at.
    var pending = 0
    /// Files that were asked to be completed, and are as their organisations say.
    var completed = 0
    /// Of those asked, the others.
    var asked = 0
    /// Files that their organisations took back these last two weeks.
    var withdrawn = 0
    /// Drafts that can still be sent.
    var drafts = 0
    /// Of these, filled in to more than 80 %.
    var nearly = 0
    /// The first end that comes for one of these.
    var closing: Date?
}

extension SubmissionStore {
    /// A file that who looks is tied to: none of the agency's numbers counts it for them.
    private struct Bound {
        let state: Submission.State
        let eligibility: Submission.Eligibility
        let withdrawn: Date?

        init(_ row: Row) throws {
            (state, eligibility, withdrawn) = (try row["state"], try row["eligibility"], try row["withdrawn_at"])
        }
    }

    func work(in edition: Edition, runBy person: Person.ID, now: Date) async throws -> DeskWork {
        let isTheirs: SQL = "edition = \(edition.id) AND \(Rights.isStaff(person, of: "\(edition.id)"))"
        let closing = CallWindow(edition) { $0.endsAt }.closing(at: now)
        let recent = now.addingTimeInterval(-14 * 86_400)
        return try await database.read { connection in
            var work = try Self.extended(in: edition, runBy: person, now: now, connection)
            let bound = try FileCountStore.bound(to: person, in: edition.id, connection).map(Bound.init)
            work.pending = try FileCountStore.count(
                "\(isTheirs) AND state = 'transmitted' AND eligibility = 'pending'", in: connection)
            let asked = try FileCountStore.count(
                "\(isTheirs) AND state = 'transmitted' AND eligibility = 'to-complete'", in: connection)
            work.completed = asked == 0 ? 0 : try Self.completed(where: isTheirs, connection)
            work.asked = asked - work.completed
            if work.pending > 0 {
                work.pending -= bound.count { $0.state == .transmitted && $0.eligibility == .pending }
            }
            work.withdrawn =
                try Self.withdrawn(since: recent, where: isTheirs, connection)
                - bound.count { $0.withdrawn.map { $0 >= recent } ?? false }
            guard let closing else { return work }
            // The call is open: so is each draft, most of them until its end.
            let withMore = work.drafts
            work.drafts = try FileCountStore.count("\(isTheirs) AND state = 'draft'", in: connection)
            work.nearly = try connection.count(
                "SELECT count(*) AS count FROM file_progress WHERE \(isTheirs) AND state = 'draft' AND percent > 80")
            work.closing = withMore < work.drafts ? closing : work.closing.map { max($0, closing) }
            return work
        }
    }

    /// Files that their organisation says to be complete.
    private static func completed(where isTheirs: SQL, _ connection: any Connection) throws -> Int {
        try connection.count(
            """
            SELECT count(*) AS count FROM file_progress
            WHERE \(isTheirs) AND state = 'transmitted' AND eligibility = 'to-complete' AND EXISTS (
                SELECT 1 FROM submission WHERE submission.id = file_progress.submission
                    AND submission.completed_at IS NOT NULL)
            """)
    }

    private static func withdrawn(since: Date, where condition: SQL, _ connection: any Connection) throws -> Int {
        try connection.count(
            """
            SELECT count(*) AS count FROM file_progress
            WHERE \(condition) AND state = 'withdrawn' AND EXISTS (
                SELECT 1 FROM submission WHERE submission.id = file_progress.submission AND withdrawn_at >= \(since))
            """)
    }

    /// Drafts that were given more time in a call that has begun, and still have some. From the few extensions: SQLite takes
    /// the tables of a CROSS JOIN in their order.
    private static func extended(
        in edition: Edition, runBy person: Person.ID, now: Date, _ connection: any Connection
    ) throws -> DeskWork {
        guard edition.status == .running else { return DeskWork() }
        let row = try connection.row(
            """
            SELECT count(*) AS drafts, count(CASE WHEN percent > 80 THEN 1 END) AS nearly, min(closing) AS closing FROM (
                SELECT file_progress.submission, file_progress.percent, max(extension.ends_at) AS closing
                FROM phase JOIN extension ON extension.phase = phase.id
                CROSS JOIN file_progress
                WHERE file_progress.submission = extension.subject AND file_progress.edition = phase.edition
                    AND phase.edition = \(edition.id) AND phase.kind = 'call' AND phase.starts_at <= \(now)
                    AND extension.ends_at > \(now) AND file_progress.state = 'draft'
                    AND \(Rights.isStaff(person, of: "\(edition.id)"))
                GROUP BY file_progress.submission, file_progress.percent) AS given
            """)
        return DeskWork(
            drafts: try row?["drafts"] ?? 0, nearly: try row?["nearly"] ?? 0, closing: try row?["closing"])
    }
}
