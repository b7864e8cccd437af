import Campaigns
import Foundation
import Identifiers
import Journal
import Mail
import Storage
import Submissions
import Web

// A role that is taken away takes what it opened at once; what stays of what was read is for staff to say.
extension JurorStore {
    /// Tells the jury that somebody's roles have changed: what their readings come to is reckoned again, in the same transaction.
    static func follow(_ person: Person.ID, in edition: Edition.ID?, _ connection: any Connection) throws {
        let isThere: SQL = edition.map { "juror.edition = \($0)" } ?? "1 = 1"
        let isTheirs: SQL = "juror.person = \(person) AND \(isThere)"
        try connection.run("UPDATE juror SET is_taken = 0 WHERE \(isTheirs) AND is_taken = 1 AND \(Seats.isHeld())")
        try connection.run("UPDATE juror SET is_taken = 1 WHERE \(isTheirs) AND is_taken = 0 AND \(Seats.isTaken())")
        try endLinks(isTheirs, in: connection)
        try reckon(isTheirs, in: connection)
        try dropLetters(to: person, isTheirs, in: connection)
    }

    /// Whoever has no seat any more is not written to about it.
    private static func dropLetters(to person: Person.ID, _ isTheirs: SQL, in connection: any Connection) throws {
        let lost = try connection.rows(
            "SELECT juror.id, juror.edition FROM juror WHERE \(isTheirs) AND NOT (\(Seats.isHeld()))")
        for row in lost {
            let subjects = [subject(of: try row["edition"]), reminder(of: try row["id"])]
            try Outbox.cancel(about: subjects, to: person, in: connection)
        }
    }

    /// Whether that juror is there and has the role.
    static func isHeld(_ juror: Juror.ID, in connection: any Connection) throws -> Bool {
        try connection.row("SELECT id FROM juror WHERE juror.id = \(juror) AND \(Seats.isHeld())") != nil
    }

    /// Reckons again what was read by some jurors.
    static func reckon(_ jurors: SQL, in connection: any Connection) throws {
        let files = try AssessmentStore.files(
            "ended_at IS NULL AND juror IN (SELECT juror.id FROM juror WHERE \(jurors))", in: connection)
        try FileSummaryStore.keep(files, in: connection)
    }

    /// Jurors without their role, or tied to a file since they sent their reading of it, with something sent that this person may
    /// see and say of: of what was only begun there is nothing to say.
    func taken(for staff: Person.ID) async throws -> [TakenSeat] {
        try await database.read { connection in
            try connection.rows(
                """
                SELECT juror.id, person.name, edition.slug, edition.name AS edition,
                    CASE WHEN \(Seats.isTaken()) THEN 0 ELSE 1 END AS is_held FROM juror
                JOIN person ON person.id = juror.person JOIN edition ON edition.id = juror.edition
                WHERE edition.status = 'running' AND \(Rights.isStaff(staff, of: "juror.edition"))
                AND (\(Seats.isTaken()) AND EXISTS (
                    SELECT 1 \(Self.unsettled(seenBy: staff)) AND assessment.juror = juror.id AND assessment.state = 'sent')
                    OR juror.id IN (SELECT assessment.juror \(Self.unsettled(seenBy: staff)) AND \(Self.isTiedSince())))
                ORDER BY edition.slug, person.name, juror.id LIMIT 20
                """
            ).map {
                TakenSeat(
                    juror: try $0["id"], name: try $0["name"], slug: try $0["slug"], editionName: try $0["edition"],
                    isHeld: try $0["is_held"])
            }
        }
    }

    /// What such a juror read; of one who has the role, what a tie has taken away since. With it, whatever staff have said of:
    /// they may say something else. Empty for a juror who has left in another way.
    func takenReadings(of juror: Juror.ID, for staff: Person.ID) async throws -> [TakenReading] {
        try await database.read { try Self.readings(Self.isToSay(of: juror, for: staff), for: staff, in: $0) }
    }

    /// Says which of them go on counting; the others, and what was only begun, are ended. What was said before may be said
    /// otherwise. Nil when there is no such juror.
    ///
    /// What this person is tied to waits for somebody else.
    func settle(
        _ juror: Juror.ID, of edition: Edition.ID, by staff: Person.ID, now: Date,
        _ staying: @escaping @Sendable ([TakenReading]) -> Set<Assessment.ID>
    ) async throws -> Bool? {
        try await database.write(for: .insiders) { connection in
            let isThere = try connection.run(
                """
                UPDATE juror SET revision = revision + 1 WHERE id = \(juror) AND edition = \(edition)
                AND (\(Seats.isTaken()) OR juror.id IN (
                    SELECT assessment.juror \(Self.unsettled(seenBy: staff)) AND \(Self.isTiedSince(juror)))
                    OR juror.id IN (SELECT assessment.juror \(Self.settled(seenBy: staff)) AND assessment.juror = \(juror)))
                AND \(Rights.isStaff(staff, of: "juror.edition"))
                """)
            guard isThere == 1 else { return nil }
            let readings = try Self.readings(Self.isToSay(of: juror, for: staff), for: staff, in: connection)
            let staying = staying(readings)
            let changed = readings.filter { $0.isKept != ($0.sentAt != nil && staying.contains($0.assessment)) }
            // The same answer twice.
            guard !changed.isEmpty || readings.isEmpty else { return true }
            for reading in changed {
                let isKept = reading.sentAt != nil && staying.contains(reading.assessment)
                try Self.say(isKept, of: reading.assessment, by: staff, now: now, connection)
            }
            try Self.close(juror, in: edition, by: staff, kept: staying.count, of: readings.count, now: now, connection)
            try Self.reckon("juror.id = \(juror)", in: connection)
            return true
        }
    }

    /// What a juror sent, of which nobody has said yet whether it stays once they leave: of files that this person may see, and
    /// whose decision is not out.
    func leavingReadings(of juror: Juror.ID, for staff: Person.ID) async throws -> [TakenReading] {
        try await database.read {
            try Self.leavingReadings(of: juror, for: staff, most: TakenReading.mostNamed + 1, in: $0)
        }
    }

    private static func leavingReadings(
        of juror: Juror.ID, for staff: Person.ID, most: Int? = nil, in connection: any Connection
    ) throws -> [TakenReading] {
        let isLeaving: SQL = """
            assessment.id IN (SELECT assessment.id \(unsettled(seenBy: staff)) AND assessment.juror = \(juror)
                AND assessment.state = 'sent')
            """
        return try readings(isLeaving, for: staff, most: most, in: connection)
    }

    /// Says it in the act by which the juror leaves; refused while something was sent and nothing is said of it.
    static func say(
        _ stay: StayForm, of juror: Juror.ID, in edition: Edition.ID, by staff: Person.ID, now: Date,
        _ connection: any Connection
    ) throws {
        let readings = try leavingReadings(of: juror, for: staff, in: connection)
        guard !readings.isEmpty else { return }
        if let gap = stay.gap(in: readings) { throw Juror.Refusal.readingsUnsaid(gap) }
        let staying = stay.staying(of: readings) ?? []
        for reading in readings {
            try say(staying.contains(reading.assessment), of: reading.assessment, by: staff, now: now, connection)
        }
        try noteSettled(
            juror, in: edition, by: staff, kept: staying.count, of: readings.count, connection)
    }

    private static func say(
        _ isKept: Bool, of reading: Assessment.ID, by staff: Person.ID, now: Date, _ connection: any Connection
    ) throws {
        let which: SQL = "id = \(reading)"
        guard isKept else {
            try connection.run("UPDATE assessment SET kept_at = NULL WHERE \(which)")
            return try AssessmentStore.end(which, because: "", by: staff, now: now, in: connection)
        }
        try connection.run(
            """
            UPDATE assessment SET kept_at = \(now), ended_at = NULL, ended_reason = '', revision = revision + 1 WHERE \(which)
            """)
    }

    private static func close(
        _ juror: Juror.ID, in edition: Edition.ID, by staff: Person.ID, kept: Int, of all: Int, now: Date,
        _ connection: any Connection
    ) throws {
        try noteSettled(juror, in: edition, by: staff, kept: kept, of: all, connection)
        // What somebody tied cannot see may still wait.
        try connection.run(
            """
            UPDATE juror SET state = 'left', left_at = \(now) WHERE id = \(juror) AND \(Seats.isTaken())
            AND NOT EXISTS (\(Self.pending))
            """)
    }

    private static func noteSettled(
        _ juror: Juror.ID, in edition: Edition.ID, by staff: Person.ID, kept: Int, of all: Int,
        _ connection: any Connection
    ) throws {
        let row = try connection.row("SELECT person FROM juror WHERE id = \(juror)").orMissing()
        let details: Details = ["kept": "\(kept)", "of": "\(all)"]
        try Journal.write(
            .readingsSettled, by: staff, of: .juror(juror), to: try row["person"], edition: edition, details: details,
            in: connection)
    }

    /// True of what is to be said of a juror's readings, and of what was said and may be said otherwise. `assessment` is the table.
    static func isToSay(of juror: Juror.ID, for staff: Person.ID) -> SQL {
        let isOpen: SQL = """
            assessment.id IN (SELECT assessment.id \(unsettled(seenBy: staff)) AND assessment.juror = \(juror)
                AND EXISTS (SELECT 1 FROM juror WHERE juror.id = assessment.juror AND (\(Seats.isTaken()) OR \(isTiedSince(juror)))))
            """
        let isSaid: SQL = """
            assessment.id IN (SELECT assessment.id \(settled(seenBy: staff)) AND assessment.juror = \(juror))
            """
        return "(\(isOpen) OR \(isSaid))"
    }

    static func readings(
        _ condition: SQL, for staff: Person.ID, most: Int? = nil, in connection: any Connection
    ) throws -> [TakenReading] {
        let limit: SQL = most.map { "LIMIT \($0)" } ?? ""
        return try connection.rows(
            """
            SELECT assessment.id, submission.number, submission.title, assessment.sent_at,
                CASE WHEN assessment.ended_at IS NOT NULL THEN 0 WHEN assessment.kept_at IS NOT NULL THEN 1 END AS is_kept
            FROM assessment JOIN submission ON submission.id = assessment.submission
            WHERE \(condition) AND EXISTS (SELECT 1 FROM juror WHERE juror.id = assessment.juror
                AND \(Rights.isStaff(staff, of: "juror.edition")))
            ORDER BY submission.number, submission.id \(limit)
            """
        ).map { row in
            let number: String? = try row["number"]
            return TakenReading(
                assessment: try row["id"], number: number ?? "", title: try row["title"], sentAt: try row["sent_at"],
                isKept: try row["is_kept"])
        }
    }

    /// Readings that were sent and of which staff have said whether they stay, while that still means something. What a juror
    /// took back themselves is none of them.
    private static func settled(seenBy staff: Person.ID) -> SQL {
        """
        FROM assessment JOIN submission ON submission.id = assessment.submission JOIN juror ON juror.id = assessment.juror
        WHERE assessment.state = 'sent' AND submission.announced_at IS NULL
        AND (assessment.kept_at IS NOT NULL OR assessment.ended_at IS NOT NULL) AND assessment.abstained_at IS NULL
        AND NOT EXISTS (SELECT 1 FROM interest WHERE interest.juror = assessment.juror
            AND interest.submission = assessment.submission AND interest.degree = 'strong')
        AND (juror.state = 'left' OR \(Seats.isTaken()) OR \(Ties.binds("juror.person", to: "submission.id")))
        AND EXISTS (SELECT 1 FROM edition WHERE edition.id = juror.edition AND edition.status = 'running')
        AND NOT \(Ties.binds(staff, to: "submission.id"))
        """
    }

    /// True of a reading that was sent, and taken away by a tie that came with a file of the juror's or with its organisation.
    /// What a juror states themselves ends the reading. From the few who are tied: all readings are many.
    private static func isTiedSince(_ juror: Juror.ID? = nil) -> SQL {
        let isAsked: SQL = juror.map { "juror.id = \($0)" } ?? "1 = 1"
        let bound = Ties.pairs("\(isAsked) AND juror.state <> 'left' AND submission.announced_at IS NULL")
        return """
            assessment.id IN (SELECT tied.id FROM (\(bound)) AS bound JOIN assessment AS tied
                ON tied.submission = bound.submission AND tied.juror = bound.juror WHERE tied.state = 'sent')
            """
    }

    /// Once the decision on a file is out there is nothing to say: what was read of it counts as it did then.
    private static func unsettled(seenBy staff: Person.ID) -> SQL {
        """
        FROM assessment JOIN submission ON submission.id = assessment.submission
        WHERE assessment.ended_at IS NULL AND assessment.kept_at IS NULL AND submission.announced_at IS NULL
        AND NOT \(Ties.binds(staff, to: "submission.id"))
        """
    }
}
