import Campaigns
import Foundation
import Identifiers
import Journal
import Storage
import Submissions
import Web

// Those who leave a jury, and when.
extension JurorStore {
    /// When the role was taken from whoever has it no more, by the clock of the machine; NULL of all others. Nothing but the
    /// journal keeps it. `juror` is the table.
    static let takenAt: SQL = """
        CASE WHEN \(Seats.isTaken()) THEN (SELECT max(journal.at) FROM journal WHERE journal.whom = juror.person
            AND journal.act = 'role-revoked' AND journal.thing IN \(list: Set<Role>.jury.map(\.rawValue).sorted())
            AND (journal.edition = juror.edition OR journal.edition IS NULL)) END
        """

    /// What nobody has said yet whether it stays, whoever may see it. `juror` is the table.
    static let pending: SQL = """
        SELECT 1 FROM assessment JOIN submission ON submission.id = assessment.submission
        WHERE assessment.juror = juror.id AND assessment.ended_at IS NULL AND assessment.kept_at IS NULL
        AND submission.announced_at IS NULL
        """

    /// What somebody sent who has left or lost the role, without files that whoever asks is bound to; nothing of whoever sits.
    func sentReadings(of juror: Juror.ID, page: Int?, for staff: Person.ID) async throws -> SentReadings {
        let theirs: SQL = """
            FROM assessment JOIN juror ON juror.id = assessment.juror
            JOIN submission ON submission.id = assessment.submission
            WHERE juror.id = \(juror) AND \(Seats.isFormer) AND assessment.state = 'sent'
            AND \(Rights.isStaff(staff, of: "juror.edition")) AND NOT \(Ties.binds(staff, to: "submission.id"))
            """
        return try await database.read { connection in
            let page = ListPage(page, of: try connection.count("SELECT count(*) AS count \(theirs)"))
            let rows = try connection.rows(
                """
                SELECT submission.number, submission.title, assessment.sent_at,
                    CASE WHEN \(ReadingStandStore.isBehind) THEN 1 ELSE 0 END AS counts,
                    CASE WHEN \(ReadingStandStore.isSuspended) THEN 1 ELSE 0 END AS is_suspended
                \(theirs) ORDER BY submission.number, submission.id LIMIT \(page.size) OFFSET \(page.offset)
                """)
            return SentReadings(lines: try rows.map(Self.sentReading), page: page)
        }
    }

    private static func sentReading(_ row: Row) throws -> SentReading {
        let (number, counts, isSuspended): (String?, Bool, Bool) = (
            try row["number"], try row["counts"], try row["is_suspended"]
        )
        return SentReading(
            number: number ?? "", title: try row["title"], sentAt: try row["sent_at"],
            standing: counts ? .counts : isSuspended ? .suspended : .ended)
    }

    /// As `takenReadings(of:for:)`, for the form that asks of them.
    func takenToSay(of juror: Juror.ID, for staff: Person.ID) async throws -> TakenReadings {
        let isToSay = Self.isToSay(of: juror, for: staff)
        return try await database.read { connection in
            let counts = try connection.row(
                """
                SELECT count(assessment.sent_at) AS sent, count(*) AS all_of_them,
                    count(CASE WHEN assessment.sent_at IS NOT NULL AND assessment.ended_at IS NULL
                        THEN assessment.kept_at END) AS kept,
                    count(CASE WHEN assessment.ended_at IS NULL AND assessment.kept_at IS NULL
                        THEN assessment.sent_at END) AS unsaid
                FROM assessment WHERE \(isToSay) AND EXISTS (SELECT 1 FROM juror WHERE juror.id = assessment.juror
                    AND \(Rights.isStaff(staff, of: "juror.edition")))
                """
            ).orMissing()
            let (sent, all): (Int, Int) = (try counts["sent"], try counts["all_of_them"])
            let named = try Self.readings(
                "assessment.sent_at IS NOT NULL AND \(isToSay)", for: staff, most: TakenReading.mostNamed + 1,
                in: connection)
            return TakenReadings(
                named: named, sent: sent, unsent: all - sent, kept: try counts["kept"], unsaid: try counts["unsaid"])
        }
    }

    static func leave(
        _ juror: JurorLine, edition: Edition.ID, by staff: Person.ID, now: Date, in connection: any Connection
    ) throws {
        for role in [Role.juror, .chair] {
            try RoleStore.revoke(Hat(role, in: edition), from: juror.person, by: staff, in: connection)
        }
        try Self.follow(juror.person, in: edition, connection)
        // While something that they sent waits for a word, they have lost the role and not left: it counts nowhere until then.
        try connection.run(
            """
            UPDATE juror SET state = 'left', left_at = \(now), revision = revision + 1
            WHERE id = \(juror.id) AND NOT (\(Seats.isTaken()) AND EXISTS (\(Self.pending) AND assessment.state = 'sent'))
            """)
        try endLinks("juror.id = \(juror.id)", in: connection)
        try Journal.write(
            .jurorLeft, by: staff, of: .juror(juror.id), to: juror.person, edition: edition, in: connection)
    }
}
