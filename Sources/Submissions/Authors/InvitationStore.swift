import Accounts
import Campaigns
import Foundation
import Identifiers
import Mail
import Storage
import Web

// Invitations are rows of their own: no query that asks who writes a file, or is tied to one, knows them.
extension SubmissionStore {
    /// Asks somebody to write along. Asked again while it waits, nothing changes and nothing is sent, unless it did not arrive.
    ///
    /// Whoever runs the edition or judges in it is asked as anybody is, and cannot accept: who they are is not told by a refusal.
    func invite(
        _ address: EmailAddress, in language: Language, to id: Submission.ID, by person: Person.ID, now: Date,
        time: Date, then: @escaping InvitationLetter
    ) async throws -> SubmissionFile? {
        // Apart: a refusal undoes what is written with it.
        try await database.write(for: .insiders) { try Self.countAsked(by: person, at: time, $0) }
        return try await database.write(for: .insiders) { connection in
            guard try Self.claim(id, by: person, in: connection),
                let file = try Self.find(id, by: person, in: connection)
            else { return nil }
            guard file.mayTransmit else { throw AuthorRefusal.notOwner }
            let known = try AccountStore.find(address, in: connection)
            if known?.id == person { throw Invitation.Refusal.ownAddress }
            let refusal = try Self.refusal(of: known?.id, in: file, now: now, connection)
            if let refusal, refusal != .runsOrJudges { throw refusal }
            let all = try Self.waiting(in: id, at: time, connection)
            let waiting = all.filter { !$0.didNotArrive || $0.address.comparable != address.comparable }
            guard !waiting.contains(where: { $0.address.comparable == address.comparable }) else { return file }
            guard waiting.count < Invitation.mostWaiting else { throw Invitation.Refusal.tooManyWaiting }
            try Self.countLetter(to: address, of: person, at: time, connection)
            let invitation = Invitation(
                file: id, address: address, language: known?.language ?? language, inviter: person,
                endsAt: time + Invitation.life, acceptedAt: nil)
            try then(invitation, file, Self.keep(invitation, at: time, connection), connection)
            return file
        }
    }

    /// Those of a file that nobody has answered yet, for whoever may invite; empty for anybody else.
    func invitations(in file: SubmissionFile, at time: Date) async throws -> [Invitation] {
        guard file.mayTransmit else { return [] }
        return try await database.read { try Self.waiting(in: file.submission.id, at: time, $0) }
    }

    /// An invitation is taken back, and its link and its letter with it. Nil when the file isn't theirs.
    func takeBack(_ address: String, from id: Submission.ID, by person: Person.ID) async throws -> SubmissionFile? {
        try await database.write(for: .insiders) { connection in
            guard try Self.claim(id, by: person, in: connection),
                let file = try Self.find(id, by: person, in: connection)
            else { return nil }
            guard file.mayTransmit else { throw AuthorRefusal.notOwner }
            let key = (try? EmailAddress(address))?.comparable ?? ""
            let isIt: SQL = "submission = \(id) AND address_key = \(key) AND accepted_at IS NULL"
            for invitation in try Self.invitations(isIt, in: connection) {
                let address = invitation.address.description
                try Outbox.cancel(about: FileMail.subject(of: id), toAddress: address, in: connection)
            }
            try connection.run("DELETE FROM author_invitation WHERE \(isIt)")
            return file
        }
    }

    /// What the door of a letter shows: programs that look through mail open it too.
    func invitation(_ token: String, now: Date, time: Date) async throws -> OpenedInvitation {
        try await database.read { connection in
            let invitation = try Self.invitation("digest = \(Secret.digest(of: token))", in: connection)
            return try Self.opened(invitation, now: now, time: time, connection)
        }
    }

    /// The same for whoever has the address, and is signed in.
    func invitation(to id: Submission.ID, for person: Person.ID, now: Date, time: Date) async throws
        -> OpenedInvitation
    {
        try await database.read { connection in
            let invitation = try Self.invitation(Self.isTheirs(person, in: id), in: connection)
            return try Self.opened(invitation, now: now, time: time, connection)
        }
    }

    /// The files in which somebody is asked to write along, as far as they can accept it.
    func invitations(for person: Person.ID, now: Date, time: Date) async throws -> [OpenedInvitation] {
        try await database.read { connection in
            let isTheirs: SQL = """
                address_key = (SELECT email_key FROM person WHERE id = \(person)) AND accepted_at IS NULL
                AND ends_at > \(time)
                """
            return try Self.invitations(isTheirs, in: connection).compactMap { invitation in
                let opened = try? Self.opened(invitation, now: now, time: time, connection)
                return opened?.refusal == nil ? opened : nil
            }
        }
    }

    /// Those of the files that somebody owns that wait for an answer.
    func askedInvitations(of owner: Person.ID, at time: Date) async throws -> [AskedInvitation] {
        try await database.read { connection in
            try connection.rows(
                """
                SELECT submission.id, submission.title, author_invitation.address, author_invitation.ends_at,
                    \(Self.didNotArrive) AS did_not_arrive,
                    (SELECT edition.name FROM edition WHERE edition.id = submission.edition) AS edition
                FROM author_invitation JOIN submission ON submission.id = author_invitation.submission
                JOIN submission_author ON submission_author.submission = submission.id
                WHERE author_invitation.accepted_at IS NULL AND author_invitation.ends_at > \(time)
                    AND submission.announced_at IS NULL AND submission_author.role = 'owner' AND \(Self.isAuthor(owner))
                ORDER BY author_invitation.created_at, author_invitation.address_key LIMIT 20
                """
            ).map { row in
                AskedInvitation(
                    file: try row["id"], title: try row["title"], edition: try row["edition"],
                    address: try row["address"], endsAt: try row["ends_at"], didNotArrive: try row["did_not_arrive"])
            }
        }
    }

    /// What ended some time ago is forgotten.
    func forgetInvitations(at time: Date) async throws {
        try await database.write(for: .insiders) { connection in
            try connection.run("DELETE FROM author_invitation WHERE ends_at < \(time - Invitation.rest)")
        }
    }
}

extension SubmissionStore {
    /// Why somebody cannot write along; asked when they are invited, and again when they accept.
    static func refusal(
        of person: Person.ID?, in file: SubmissionFile, now: Date, _ connection: any Connection
    ) throws -> Invitation.Refusal? {
        guard file.window.isOpen(at: now) else { return .closed }
        // Asked of an address that is nobody's as well: whoever invites does not tell by the time of an answer who has an account.
        let person = person ?? Person.ID.new(at: now)
        if file.authors.contains(where: { $0.person == person }) { return .alreadyWrites }
        let judges = try RoleStore.grants(of: person, in: connection)
            .contains(where: Hat(.coAuthor, in: file.edition.id).clashes)
        return try judges || runs(person, file.edition.id, connection) ? .runsOrJudges : nil
    }

    static func opened(
        _ invitation: Invitation, now: Date, time: Date, _ connection: any Connection
    ) throws -> OpenedInvitation {
        try invitation.check(at: time)
        let file = try Self.file(of: invitation, in: connection)
        let known = try AccountStore.find(invitation.address, in: connection)
        let refusal = try refusal(of: known?.id, in: file, now: now, connection)
        let isTaken = try isRoleTaken(from: known?.id, in: file.edition.id, connection)
        return OpenedInvitation(
            invitation: invitation, file: file, refusal: refusal ?? (isTaken ? .roleTaken : nil),
            asksName: known?.isNameless ?? true, person: known?.id)
    }

    /// An invitation ends as well with the rights of whoever sent it, and with their account.
    static func file(of invitation: Invitation, in connection: any Connection) throws -> SubmissionFile {
        guard try !AccountStore.isDisabled(invitation.inviter, in: connection),
            let file = try find(invitation.file, by: invitation.inviter, in: connection), file.mayTransmit
        else {
            throw SignInLink.Refusal.unknown
        }
        return file
    }

    private static func countAsked(by person: Person.ID, at time: Date, _ connection: any Connection) throws {
        let asked = try countRequest("asked by \(person)", at: time, in: connection)
        if asked > Invitation.mostAsked { throw Invitation.Refusal.tooManyInAnHour }
    }

    /// By whoever sends and by whoever receives, apart from the letters that these ask for themselves.
    private static func countLetter(
        to address: EmailAddress, of person: Person.ID, at time: Date, _ connection: any Connection
    ) throws {
        let key = "invited \(address.comparable)"
        guard try countRequest("letters of \(person)", at: time, in: connection) <= Invitation.mostOfOnePerson,
            try countRequest(key, at: time, in: connection) <= BeginRequest.mostOfOneAddress
        else { throw Invitation.Refusal.tooManyInAnHour }
    }

    /// Answers where its link leads; one that is over is replaced.
    private static func keep(_ one: Invitation, at time: Date, _ connection: any Connection) throws -> String {
        let secret = Secret()
        try connection.run(
            "DELETE FROM author_invitation WHERE submission = \(one.file) AND address_key = \(one.address.comparable)")
        try connection.run(
            """
            INSERT INTO author_invitation (digest, submission, address, address_key, language, invited_by, created_at, ends_at)
            VALUES (\(secret.digest), \(one.file), \(one.address.description), \(one.address.comparable), \(one.language),
                \(one.inviter), \(time), \(one.endsAt))
            """)
        return Invitation.path(secret.text)
    }

    /// 1 where the letter of an invitation found no mailbox. It is the one about that file to that address of whoever is not known yet.
    private static let didNotArrive: SQL = """
        CASE WHEN EXISTS (SELECT 1 FROM message AS letter
            WHERE letter.about = 'submission:' || author_invitation.submission
            AND letter.address = author_invitation.address AND letter.person IS NULL AND letter.state = 'failed'
            AND letter.created_at >= author_invitation.created_at) THEN 1 ELSE 0 END
        """

    private static func waiting(
        in file: Submission.ID, at time: Date, _ connection: any Connection
    ) throws -> [Invitation] {
        try invitations("submission = \(file) AND accepted_at IS NULL AND ends_at > \(time)", in: connection)
    }

    static func isTheirs(_ person: Person.ID, in file: Submission.ID) -> SQL {
        "submission = \(file) AND address_key = (SELECT email_key FROM person WHERE id = \(person))"
    }

    static func invitation(_ which: SQL, in connection: any Connection) throws -> Invitation {
        guard let found = try invitations(which, in: connection).first else { throw SignInLink.Refusal.unknown }
        return found
    }

    private static func invitations(_ which: SQL, in connection: any Connection) throws -> [Invitation] {
        try connection.rows(
            """
            SELECT submission, address, language, invited_by, ends_at, accepted_at, \(didNotArrive) AS did_not_arrive
            FROM author_invitation
            WHERE \(which) ORDER BY created_at, address_key
            """
        ).map { row in
            Invitation(
                file: try row["submission"], address: try EmailAddress(row["address"] as String),
                language: try row["language"], inviter: try row["invited_by"], endsAt: try row["ends_at"],
                acceptedAt: try row["accepted_at"], didNotArrive: try row["did_not_arrive"])
        }
    }
}
