import Campaigns
import Identifiers
import Storage
import Submissions

/// What a juror has read and has still to read, when the role may be taken back.
struct RoleStake: Equatable, Sendable {
    let sent: Int
    let unsent: Int
    let begun: Int
}

extension JurorStore {
    /// In editions under way, without files whose decision is out and those that the reader is tied to; nothing of somebody
    /// who judges there in another role as well.
    func stake(of person: Person.ID, without hat: Hat, for staff: Person.ID) async throws -> RoleStake {
        try await database.read { connection in
            let others = try RoleStore.grants(of: person, in: connection).filter { $0 != hat }
            let isThere: SQL = hat.edition.map { "juror.edition = \($0)" } ?? "1 = 1"
            guard !others.contains(where: { $0.judges(wherever: hat) }) else {
                return RoleStake(sent: 0, unsent: 0, begun: 0)
            }
            let row = try connection.row(
                """
                SELECT count(CASE WHEN assessment.state = 'sent' THEN 1 END) AS sent,
                    count(CASE WHEN assessment.state = 'draft' THEN 1 END) AS unsent,
                    count(CASE WHEN assessment.state = 'draft' AND assessment.started_at IS NOT NULL THEN 1 END) AS begun
                FROM juror JOIN edition ON edition.id = juror.edition AND edition.status = 'running'
                JOIN assessment ON assessment.juror = juror.id AND assessment.ended_at IS NULL
                JOIN submission ON submission.id = assessment.submission
                WHERE juror.person = \(person) AND \(isThere) AND \(Seats.isHeld()) AND \(Work.isOpen)
                AND NOT \(Ties.binds(staff, to: "submission.id"))
                """
            ).orMissing()
            return RoleStake(sent: try row["sent"], unsent: try row["unsent"], begun: try row["begun"])
        }
    }
}
