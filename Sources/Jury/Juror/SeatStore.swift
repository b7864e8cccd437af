import Campaigns
import Storage
import Submissions

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

    /// True of a juror whose role was taken back, and of whose readings nobody has said yet what stays. In an edition that is
    /// over, roles may go without changing what was read.
    static func isTaken(_ juror: SQL = "juror") -> SQL {
        """
        (\(juror).state <> 'left' AND NOT \(hasRole(juror)) AND (\(juror).is_taken = 1
            OR EXISTS (SELECT 1 FROM edition AS seat WHERE seat.id = \(juror).edition AND seat.status = 'running')))
        """
    }

    /// True of an assessment, beside its juror, that counts as far as the juror's role goes.
    static var counts: SQL { "(assessment.kept_at IS NOT NULL OR NOT \(isTaken()))" }

    private static func hasRole(_ juror: SQL) -> SQL { Rights.holds(.jury, "\(juror).person", in: "\(juror).edition") }
}
