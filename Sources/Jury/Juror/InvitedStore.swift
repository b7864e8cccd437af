import Accounts
import Campaigns
import Foundation
import Identifiers
import Mail
import Storage
import Submissions
import Web

// Somebody who is invited and has not answered: the letter, sent again or taken back.
extension JurorStore {
    /// How long the door of an invitation leads to the desk.
    private static let invitationLife: TimeInterval = 14 * 86_400

    /// Where the last letter to such a juror did not arrive; NULL when it did, or waits. `juror` is the table.
    static let failedAddress: SQL = """
        (SELECT failed.address FROM message AS failed WHERE juror.state = 'invited' AND failed.person = juror.person
         AND failed.about = 'jury:' || juror.edition AND failed.state = 'failed'
         AND NOT EXISTS (SELECT 1 FROM message AS later WHERE later.person = failed.person
             AND later.about = failed.about AND later.created_at > failed.created_at AND later.state <> 'cancelled')
         ORDER BY failed.created_at DESC, failed.id DESC LIMIT 1)
        """

    func invite(
        _ account: Account, to edition: Edition, asChair isChair: Bool, time: Date, in connection: any Connection
    ) throws {
        let link = try SignInStore.door(
            for: account, to: OwnPath(edition.juryPath("interets")), life: Self.invitationLife, at: time,
            in: connection)
        var manner = Self.manner(edition)
        (manner.isPrivate, manner.link) = (true, link)
        let window = try ReadingWindow.find(of: edition.id, for: account.id, in: connection)
        try correspondence.write(to: account.id, manner, now: time, in: connection) { reader in
            reader.invitationLetter(
                to: account.name, edition: edition.name, isChair: isChair, link: link, until: window?.closesAt)
        }
    }

    /// Sends the invitation once more, to the address that is known now; what did not leave is dropped. Nil when nobody of that
    /// key waits for one, or their account is disabled.
    func inviteAgain(_ juror: Juror.ID, of edition: Edition, by staff: Person.ID, now: Date, time: Date) async throws
        -> Bool?
    {
        try await database.write(for: .insiders) { connection in
            guard let line = try Self.invited(juror, edition, for: staff, connection), !line.isDisabled,
                let account = try AccountStore.find(line.person, in: connection)
            else { return nil }
            try Outbox.cancel(about: [Self.subject(of: edition.id)], to: line.person, in: connection)
            try SignInStore.forgetLinks(of: line.person, to: edition.juryPath("interets"), in: connection)
            try connection.run(
                "UPDATE juror SET invited_at = \(now), revision = revision + 1 WHERE id = \(juror)")
            try invite(account, to: edition, asChair: line.isChair, time: time, in: connection)
            return true
        }
    }

    /// Takes an invitation back: role, link and files go. Whoever had the letter is told. Nil when nobody of that key waits for one.
    func takeBack(_ juror: Juror.ID, of edition: Edition, by staff: Person.ID, now: Date, time: Date) async throws
        -> Bool?
    {
        try await database.write(for: .insiders) { connection in
            guard let line = try Self.invited(juror, edition, for: staff, connection) else { return nil }
            let unsent: SQL = """
                juror = \(juror) AND state = 'draft'
                AND submission IN (SELECT submission.id FROM submission WHERE submission.announced_at IS NULL)
                """
            try AssessmentStore.end(unsent, because: "", by: staff, now: now, in: connection)
            try Outbox.cancel(about: [Self.subject(of: edition.id)], to: line.person, in: connection)
            try Self.leave(line, edition: edition.id, by: staff, now: now, in: connection)
            guard line.failedAddress == nil else { return true }
            let manner = Correspondence.Manner(about: "jury-left:\(juror)", edition: edition.id.description)
            try correspondence.write(to: line.person, manner, now: time, in: connection) {
                $0.uninvitedLetter(to: line.name, edition: edition.name)
            }
            return true
        }
    }

    private static func invited(
        _ juror: Juror.ID, _ edition: Edition, for staff: Person.ID, _ connection: any Connection
    ) throws -> JurorLine? {
        let line = try jurors("juror.id = \(juror) AND juror.edition = \(edition.id)", for: staff, in: connection).first
        return line.flatMap { $0.isInvited ? $0 : nil }
    }

    /// How many letters of a jury were written so far.
    static func letters(of edition: Edition.ID, in connection: any Connection) throws -> Int {
        try connection.count("SELECT count(*) AS count FROM message WHERE about = \(subject(of: edition))")
    }

    /// Of a seat that was given when so many were: whether its invitation leaves, or had left before.
    static func fate(
        of juror: Juror.ID, in edition: Edition.ID, after count: Int, _ connection: any Connection
    ) throws -> LetterFate {
        guard try letters(of: edition, in: connection) == count,
            let row = try connection.row("SELECT person FROM juror WHERE id = \(juror)"),
            let earlier = try Outbox.latest(
                subject(of: edition), to: try row["person"], since: Date(timeIntervalSince1970: 0), in: connection)
        else { return .leaves }
        return .left(EarlierLetter(message: earlier.id, at: earlier.at))
    }

    /// A form that came twice: the seat that the first one gave, whose letter is on its way. Refused when it is an older one.
    static func justInvited(
        _ person: Person.ID, _ seat: NewSeat, in connection: any Connection
    ) throws -> Juror.ID {
        let row = try connection.row(
            """
            SELECT id FROM juror WHERE edition = \(seat.edition.id) AND person = \(person) AND state = 'invited'
                AND is_chair = \(seat.isChair) AND replaces IS NULL AND invited_at > \(seat.now - 600)
            """)
        guard let row else { throw Juror.Refusal.alreadyThere }
        return try row["id"]
    }
}
