import Accounts
import Campaigns
import Identifiers
import Storage
import Submissions
import Web

/// Whether there is still something to do about a file, as conditions of queries: once the decision on it is out, nothing about
/// its readings changes any more, and nobody is asked for any.
enum Work {
    /// True of a file of the jury that may still change.
    static let isOpen: SQL = "\(Ties.isInCompetition) AND submission.announced_at IS NULL"

    /// True of a reading, beside its file, that was sent or may still be.
    static let stands: SQL = "(assessment.state = 'sent' OR submission.announced_at IS NULL)"
}

/// Who sits in a jury, as conditions of queries. The row of a juror stands for a role: without the role it opens nothing.
/// `juror` is the table, or an alias of it.
enum Seats {
    /// True of a juror who is there and has the role.
    static func isHeld(_ juror: SQL = "juror") -> SQL { "\(juror).state <> 'left' AND \(hasRole(juror))" }

    /// True of somebody who sits in the jury of an edition, with the role.
    static func isHeld(by person: Person.ID, in edition: Edition.ID, _ connection: any Connection) throws -> Bool {
        try connection.row(
            """
            SELECT juror.id FROM juror WHERE juror.person = \(person) AND juror.edition = \(edition) AND \(isHeld())
            """) != nil
    }

    /// True of a juror whose role was taken back, and of whose readings nobody has said yet what stays. In an edition that is
    /// over, roles may go without changing what was read.
    static func isTaken(_ juror: SQL = "juror") -> SQL {
        """
        (\(juror).state <> 'left' AND NOT \(hasRole(juror)) AND (\(juror).is_taken = 1
            OR EXISTS (SELECT 1 FROM edition AS seat WHERE seat.id = \(juror).edition AND seat.status = 'running')))
        """
    }

    /// True of a juror who has left, or whose role was taken back: nothing is awaited of them any more.
    static var isFormer: SQL { "(juror.state = 'left' OR \(isTaken()))" }

    /// True of an assessment, beside its juror, that counts as far as the juror's role goes: what somebody who has left did not
    /// send never comes.
    static var counts: SQL {
        """
        ((assessment.kept_at IS NOT NULL OR NOT \(isTaken())) AND (assessment.state = 'sent' OR juror.state <> 'left'))
        """
    }

    /// True of an assessment, beside its juror and its file, that results are reckoned from. Once the decision on its file is
    /// out it stays as it was reckoned then: a role that is taken or given since, and what is said of its readings, changes
    /// nothing.
    static var isReckoned: SQL {
        """
        (CASE WHEN submission.announced_at IS NULL THEN assessment.ended_at IS NULL AND \(counts)
            ELSE assessment.is_untold = 0
                AND (assessment.ended_at IS NULL OR assessment.ended_at >= submission.announced_at) END)
        """
    }

    /// True of an assessment, beside its juror, that no tie takes away. Once the decision on its file is out, a tie takes and gives
    /// back nothing: it stays as it was reckoned then.
    static func isFree(of submission: SQL) -> SQL {
        """
        (NOT \(isVoided(in: submission)) OR assessment.is_untold = 0 AND EXISTS (SELECT 1 FROM submission AS told
            WHERE told.id = \(submission) AND told.announced_at IS NOT NULL))
        """
    }

    /// True of one that a tie takes away today: staff may have said that it stays all the same.
    static func isVoided(in submission: SQL) -> SQL {
        "(assessment.kept_at IS NULL AND \(Ties.binds("juror.person", to: submission)))"
    }

    private static func hasRole(_ juror: SQL) -> SQL { Rights.holds(.jury, "\(juror).person", in: "\(juror).edition") }
}

// The role that a seat stands for, and the links that lead to it.
extension JurorStore {
    static func giveRole(to person: Person.ID, _ seat: NewSeat, in connection: any Connection) throws {
        // Whatever they have written here was withdrawn: the role goes, so that no juror sends it again.
        try SubmissionStore.dropRoles(of: person, in: seat.edition.id, by: seat.giver, connection)
        do {
            try RoleStore.grant(
                seat.hat, to: person, by: seat.giver, on: seat.isMeant ? .wordInSpiteOfClash : .word, at: seat.time,
                in: connection)
        } catch is Hat.Bar {
            // Given a moment ago, by somebody else.
            throw Juror.Refusal.otherRole
        }
        try follow(person, in: seat.edition.id, connection)
    }

    /// The link of a letter that invited to a desk ends with the seat.
    static func endLinks(_ jurors: SQL, in connection: any Connection) throws {
        let rows = try connection.rows(
            """
            SELECT juror.person, edition.slug FROM juror JOIN edition ON edition.id = juror.edition
            WHERE \(jurors) AND NOT (\(Seats.isHeld()))
            """)
        for row in rows {
            let desk = Edition.juryPath(try row["slug"], "interets")
            try SignInStore.forgetLinks(of: row["person"], to: desk, in: connection)
        }
    }
}
