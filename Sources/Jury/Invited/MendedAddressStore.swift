import Accounts
import Campaigns
import Foundation
import Identifiers
import Journal
import Mail
import Storage
import Submissions
import Web

/// Another address of somebody who was invited, as staff type it.
struct MendedAddress: Equatable, Sendable {
    enum Fault: Equatable, Sendable { case wrong, taken }

    let typed: String
    var fault: Fault?
}

// An invitation that went to an address that is not theirs.
extension JurorStore {
    /// Whether the address of a juror may be mended: they have not answered, never came in, and hold nothing else.
    func mayMend(_ juror: Juror.ID, of edition: Edition, for staff: Person.ID) async throws -> Bool {
        try await database.read { try Self.mendable(juror, edition, for: staff, $0) != nil }
    }

    /// Writes to the new address, once however often it is asked for; the earlier link opens nothing any more. Nil when it may not be
    /// mended; `AccountStore.Refusal.taken` when it is somebody else's.
    func mend(
        _ juror: Juror.ID, of edition: Edition, to email: EmailAddress, by staff: Person.ID, now: Date, time: Date
    ) async throws -> Bool? {
        try await database.write(for: .insiders) { connection in
            guard let person = try Self.mendable(juror, edition, for: staff, connection) else { return nil }
            try AccountStore.holdStill(person, in: connection)
            // Looked at once more: they may have entered before they were held.
            guard try Self.mendable(juror, edition, for: staff, connection) == person,
                let former = try AccountStore.find(person, in: connection)
            else { return nil }
            if (try? EmailAddress(former.email))?.comparable == email.comparable { return true }
            try AccountStore.readdress(person, to: email, in: connection)
            try SignInStore.forgetLinks(of: person, in: connection)
            try connection.run("UPDATE juror SET invited_at = \(now), revision = revision + 1 WHERE id = \(juror)")
            try Journal.write(
                .jurorReaddressed, by: staff, of: .juror(juror), to: person, edition: edition.id, in: connection)
            guard let account = try AccountStore.find(person, in: connection) else { return nil }
            let isChair = try connection.row("SELECT id FROM juror WHERE id = \(juror) AND is_chair = 1") != nil
            try invite(account, to: edition, asChair: isChair, time: time, in: connection)
            return true
        }
    }

    private static func mendable(
        _ juror: Juror.ID, _ edition: Edition, for staff: Person.ID, _ connection: any Connection
    ) throws -> Person.ID? {
        try connection.row(
            """
            SELECT juror.person FROM juror JOIN person ON person.id = juror.person
            WHERE juror.id = \(juror) AND juror.edition = \(edition.id) AND juror.state = 'invited' AND \(Seats.isHeld())
            AND person.disabled_at IS NULL AND \(Rights.isStaff(staff, of: "juror.edition"))
            AND \(AccountStore.hasNeverEntered("juror.person"))
            AND NOT EXISTS (SELECT 1 FROM role_grant AS other WHERE other.person = juror.person
                AND (other.role <> 'juror' OR other.edition <> juror.edition))
            AND NOT EXISTS (SELECT 1 FROM juror AS elsewhere WHERE elsewhere.person = juror.person
                AND (elsewhere.id <> juror.id OR elsewhere.agreed_at IS NOT NULL))
            AND NOT EXISTS (SELECT 1 FROM submission_author AS author WHERE author.person = juror.person)
            """)?["person"]
    }
}
