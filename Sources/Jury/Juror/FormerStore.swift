import Campaigns
import Foundation
import Identifiers
import Journal
import Storage
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

    static func leave(
        _ juror: JurorLine, edition: Edition.ID, by staff: Person.ID, now: Date, in connection: any Connection
    ) throws {
        try connection.run(
            "UPDATE juror SET state = 'left', left_at = \(now), revision = revision + 1 WHERE id = \(juror.id)")
        for role in [Role.juror, .chair] {
            try RoleStore.revoke(Hat(role, in: edition), from: juror.person, by: staff, in: connection)
        }
        try Self.follow(juror.person, in: edition, connection)
        try endLinks("juror.id = \(juror.id)", in: connection)
        try Journal.write(
            .jurorLeft, by: staff, of: .juror(juror.id), to: juror.person, edition: edition, in: connection)
    }
}
