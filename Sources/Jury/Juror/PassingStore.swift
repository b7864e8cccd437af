import Accounts
import Campaigns
import Foundation
import Identifiers
import Mail
import Storage
import Submissions

// Somebody takes the place of a juror: what was not sent passes, and of what was sent staff say what stays, in the same act.
extension JurorStore {
    /// Unsent files go to whoever takes the place. False when there is no such juror; refused while `stay` says nothing of what
    /// was sent.
    func replace(
        _ juror: Juror.ID, with account: Account, isMeant: Bool = false, saying stay: StayForm, in edition: Edition,
        by staff: Person.ID, now: Date, time: Date
    ) async throws -> Bool {
        try await database.write(for: .insiders) { connection in
            try connection.run("UPDATE juror SET revision = revision WHERE id = \(juror)")
            guard let leaving = try Self.jurors("juror.id = \(juror)", for: staff, in: connection).first else {
                return false
            }
            guard leaving.state != .left else { throw Juror.Refusal.hasLeft }
            var seat = NewSeat(
                account: account, isChair: leaving.isChair, edition: edition, giver: staff, now: now, time: time)
            seat.isMeant = isMeant
            let successor = try take(seat, replacing: juror, in: connection)
            try Self.say(stay, of: juror, in: edition.id, by: staff, now: now, connection)
            try Self.pass(from: juror, to: successor, by: staff, now: now, in: connection)
            try Self.leave(leaving, edition: edition.id, by: staff, now: now, in: connection)
            try Self.reckon("juror.id = \(juror)", in: connection)
            let manner = Correspondence.Manner(about: "jury-left:\(juror)", edition: edition.id.description)
            try correspondence.write(to: leaving.person, manner, now: time, in: connection) {
                $0.leavingLetter(to: leaving.name, edition: edition.name)
            }
            return true
        }
    }

    /// What a juror who leaves has not sent goes to whoever takes the place.
    private static func pass(
        from old: Juror.ID, to successor: Juror.ID, by staff: Person.ID, now: Date, in connection: any Connection
    ) throws {
        // What was not sent when the decision on its file came out stays where it is.
        let isUnsent: SQL = """
            juror = \(old) AND state = 'draft'
            AND submission IN (SELECT submission.id FROM submission WHERE submission.announced_at IS NULL)
            """
        let unsent = try connection.rows("SELECT submission FROM assessment WHERE \(isUnsent) AND ended_at IS NULL")
        try AssessmentStore.end(isUnsent, because: "", by: staff, now: now, in: connection)
        for row in unsent {
            try AssignmentStore.assign(row["submission"], to: successor, now: now, in: connection)
        }
    }
}
