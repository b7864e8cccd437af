import Accounts
import Campaigns
import Foundation
import Identifiers
import Journal
import Mail
import Storage
import Submissions
import Web

/// The members of a jury. Every function is for those who run the edition: nil, false or nothing for anybody else.
struct JurorStore: Sendable {
    let database: any Database
    let correspondence: Correspondence

    /// All of them, for a table.
    func jurors(of edition: Edition.ID, for staff: Person.ID) async throws -> [JurorLine] {
        try await database.read { try Self.jurors("juror.edition = \(edition)", for: staff, in: $0) }
    }

    func page(_ page: Int?, of edition: Edition.ID, for staff: Person.ID) async throws -> JuryPage {
        try await database.read { connection in
            let isSeen: SQL = "juror.edition = \(edition) AND \(Rights.isStaff(staff, of: "\(edition)"))"
            let row = try connection.row(
                """
                SELECT count(*) AS all_of_them, count(CASE WHEN \(Seats.isFormer) THEN NULL ELSE 1 END) AS sitting
                FROM juror WHERE \(isSeen)
                """
            ).orMissing()
            let page = ListPage(page, of: try row["all_of_them"])
            let lines = try Self.jurors("juror.edition = \(edition)", page, for: staff, in: connection)
            return JuryPage(lines: lines, page: page, sitting: try row["sitting"])
        }
    }

    func find(_ id: Juror.ID, of edition: Edition.ID, for staff: Person.ID) async throws -> JurorLine? {
        try await database.read { connection in
            try Self.jurors("juror.id = \(id) AND juror.edition = \(edition)", for: staff, in: connection).first
        }
    }

    /// A page of the files a juror has, without those that the reader is bound to.
    func files(of juror: Juror.ID, page: Int?, for staff: Person.ID) async throws -> DeskFiles {
        try await database.read { connection in
            let (toRead, sent) = try DeskStore.counts(of: juror, by: .staff(staff), in: connection)
            return try DeskStore.files(of: juror, by: .staff(staff), page, of: max(toRead, sent), in: connection)
        }
    }

    /// Adds somebody and invites them by mail; somebody who had left is welcome again. A form that came twice writes once.
    func add(
        _ account: Account, asChair: Bool, isMeant: Bool = false, isSecondMeant: Bool = false, to edition: Edition,
        by staff: Person.ID, now: Date, time: Date
    ) async throws -> LetterFate {
        try await database.write(for: .insiders) { connection in
            let before = try Self.letters(of: edition.id, in: connection)
            var seat = NewSeat(account: account, isChair: asChair, edition: edition, giver: staff, now: now, time: time)
            (seat.isMeant, seat.isSecondMeant) = (isMeant, isSecondMeant)
            let juror = try take(seat, replacing: nil, in: connection)
            return try Self.fate(of: juror, in: edition.id, after: before, connection)
        }
    }

    /// Writes to a juror who has something left to do; nil when there is no such juror.
    func remind(
        _ juror: Juror.ID, of edition: Edition, by staff: Person.ID, now: Date, time: Date
    ) async throws -> LetterFate? {
        try await database.write(for: .insiders) { connection in
            let found = try Self.jurors(
                "juror.id = \(juror) AND juror.edition = \(edition.id)", for: staff, in: connection)
            guard let line = found.first else { return nil }
            guard line.mayBeReminded, try Self.isHeld(juror, in: connection) else { return .nobody }
            let window = try ReadingWindow.find(of: edition.id, for: line.person, in: connection)
            let subject = Self.reminder(of: juror)
            let manner = Correspondence.Manner(about: subject, edition: edition.id.description)
            let earlier = try correspondence.justWritten(to: line.person, about: subject, now: time, in: connection)
            if let earlier { return .left(earlier) }
            try correspondence.write(to: line.person, manner, now: time, in: connection) { reader in
                reader.reminderLetter(line, edition: edition.name, window, now: now)
            }
            return .leaves
        }
    }
}

/// A place in a jury about to be taken.
struct NewSeat {
    let account: Account
    let isChair: Bool
    let edition: Edition
    let giver: Person.ID
    let now: Date
    let time: Date
    /// Whoever invites knows of the other roles that this one goes badly with.
    var isMeant = false
    /// Whoever invites knows that somebody chairs already.
    var isSecondMeant = false

    var hat: Hat { Hat(isChair ? .chair : .juror, in: edition.id) }
}

extension JurorStore {
    func take(_ seat: NewSeat, replacing old: Juror.ID?, in connection: any Connection) throws -> Juror.ID {
        let account = try AccountStore.findOrAdd(seat.account, in: connection)
        guard !account.isDisabled else { throw Juror.Refusal.isDisabled }
        guard try !Self.isAuthor(account.id, in: seat.edition.id, in: connection) else { throw Juror.Refusal.isAuthor }
        let others = try RoleStore.grants(of: account.id, in: connection)
        guard seat.isMeant || !others.contains(where: seat.hat.clashes) else { throw Juror.Refusal.otherRole }
        if seat.isChair, !seat.isSecondMeant, old == nil { try Self.checkChair(account.id, seat, in: connection) }
        let id: Juror.ID
        do {
            id = try Self.sit(account.id, seat, replacing: old, in: connection)
        } catch Juror.Refusal.alreadyThere where old == nil {
            return try Self.justInvited(account.id, seat, in: connection)
        }
        try Journal.write(
            .jurorAppointed, by: seat.giver, of: .juror(id), to: account.id, edition: seat.edition.id, in: connection)
        try Self.giveRole(to: account.id, seat, in: connection)
        try invite(account, to: seat.edition, asChair: seat.isChair, time: seat.time, in: connection)
        return id
    }

    private static func sit(
        _ person: Person.ID, _ seat: NewSeat, replacing old: Juror.ID?, in connection: any Connection
    ) throws -> Juror.ID {
        let taken = try connection.run(
            """
            INSERT INTO juror (id, edition, person, is_chair, state, replaces, invited_at)
            VALUES (\(Juror.ID.new(at: seat.now)), \(seat.edition.id), \(person), \(seat.isChair), 'invited', \(old), \(seat.now))
            ON CONFLICT (edition, person) DO UPDATE SET is_chair = excluded.is_chair, left_at = NULL,
                state = CASE WHEN juror.agreed_at IS NULL THEN 'invited' ELSE 'active' END,
                replaces = excluded.replaces, invited_at = excluded.invited_at, revision = juror.revision + 1
            WHERE juror.state = 'left' OR \(Seats.isTaken())
            """)
        let row = try connection.row("SELECT id FROM juror WHERE edition = \(seat.edition.id) AND person = \(person)")
        let id: Juror.ID = try row.orMissing()["id"]
        if taken == 1, let old { try JurorCategories.pass(from: old, to: id, in: connection) }
        // Whoever sits already may still take over another's files.
        guard taken == 1 || old != nil && id != old else { throw Juror.Refusal.alreadyThere }
        return id
    }

    private static func isAuthor(_ person: Person.ID, in edition: Edition.ID, in connection: any Connection) throws
        -> Bool
    {
        try connection.count(
            """
            SELECT count(*) AS count FROM submission_author JOIN submission ON submission.id = submission_author.submission
            WHERE submission_author.person = \(person) AND submission.edition = \(edition) AND state <> 'withdrawn'
            """) > 0
    }
}

extension JurorStore {
    static func jurors(
        _ condition: SQL, _ page: ListPage? = nil, for staff: Person.ID, in connection: any Connection
    ) throws -> [JurorLine] {
        let seen = assessments(seenBy: staff)
        let order: SQL = """
            CASE WHEN \(Seats.isFormer) THEN 1 ELSE 0 END, juror.is_chair DESC, person.name COLLATE "fr-x-icu", juror.id
            """
        let bounds: SQL = page.map { "LIMIT \($0.size) OFFSET \($0.offset)" } ?? ""
        return try connection.rows(
            """
            SELECT juror.id, juror.person, person.name, person.email, person.function, juror.is_chair, juror.state, juror.left_at,
                CASE WHEN \(Seats.isTaken()) THEN 1 ELSE 0 END AS is_taken, juror.invited_at, juror.agreed_at, \(failedAddress) AS failed_address,
                (SELECT former.name FROM juror AS earlier JOIN person AS former ON former.id = earlier.person
                 WHERE earlier.id = juror.replaces) AS replaced,
                (\(DeskStore.unstated(by: "juror", in: "juror.edition"))) AS unstated, (\(abstained)) AS abstained, \(takenAt) AS taken_at,
                (SELECT count(*) FROM interest WHERE interest.juror = juror.id) AS stated, \(isDisabled) AS is_disabled,
                (\(strongTies)) AS strong_ties,
                (SELECT count(*) FROM interest WHERE interest.juror = juror.id AND degree = 'weak') AS weak_ties,
                (SELECT count(*) \(seen)) AS assigned,
                (SELECT count(*) \(seen) AND assessment.started_at IS NOT NULL) AS begun,
                (SELECT count(*) \(seen) AND assessment.state = 'sent') AS sent,
                (SELECT max(mark.updated_at) FROM mark JOIN assessment AS marked ON marked.id = mark.assessment
                 WHERE marked.juror = juror.id) AS last_mark_at
            FROM (SELECT juror.* FROM juror JOIN person ON person.id = juror.person
                  WHERE \(condition) AND \(Rights.isStaff(staff, of: "juror.edition"))
                  ORDER BY \(order) \(bounds)) AS juror
            JOIN person ON person.id = juror.person ORDER BY \(order)
            """
        ).map(JurorLine.init)
    }

    private static let isDisabled: SQL = "CASE WHEN person.disabled_at IS NULL THEN 0 ELSE 1 END"

    /// Files given back, for a tie or for another reason.
    private static let abstained: SQL = """
        SELECT count(*) FROM assessment AS given WHERE given.juror = juror.id AND given.abstained_at IS NOT NULL
        """

    /// Those stated, without what is said by giving a file back.
    private static let strongTies: SQL = """
        SELECT count(*) FROM interest WHERE interest.juror = juror.id AND degree = 'strong' AND NOT EXISTS (
            SELECT 1 FROM assessment AS given WHERE given.juror = juror.id AND given.submission = interest.submission
            AND given.abstained_at IS NOT NULL)
        """

    /// What staff are bound to does not count for them either.
    private static func assessments(seenBy staff: Person.ID) -> SQL {
        """
        FROM assessment JOIN submission ON submission.id = assessment.submission
        WHERE assessment.juror = juror.id AND assessment.ended_at IS NULL AND \(Ties.isInCompetition)
        AND \(Work.stands) AND NOT \(Ties.binds(staff, to: "submission.id"))
        """
    }
}

extension JurorLine {
    fileprivate init(_ row: Row) throws {
        let (state, isTaken): (Juror.State, Bool) = (try row["state"], try row["is_taken"])
        self.init(
            id: try row["id"], person: try row["person"], name: try row["name"], email: try row["email"],
            function: try row["function"], isChair: try row["is_chair"], state: state,
            isTaken: isTaken, invitedAt: try row["invited_at"], agreedAt: try row["agreed_at"],
            leftAt: try row["left_at"], failedAddress: try row["failed_address"], replaced: try row["replaced"],
            unstated: state == .left || isTaken ? 0 : try row["unstated"], stated: try row["stated"],
            strongTies: try row["strong_ties"],
            weakTies: try row["weak_ties"], abstained: try row["abstained"], assigned: try row["assigned"],
            begun: try row["begun"], sent: try row["sent"], lastMarkAt: try row["last_mark_at"],
            takenAt: try row["taken_at"], isDisabled: try row["is_disabled"])
    }
}
