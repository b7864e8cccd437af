import Accounts
import Campaigns
import Foundation
import Identifiers
import Journal
import Storage
import Web

// What becomes of an invitation that is accepted.
extension SubmissionStore {
    /// Sends whoever an invitation was written to a link to sign in, which leads to where they accept it. The letter that holds
    /// its door lies for two weeks: it lets nobody in, but whoever opens it has the address, and an account from now on.
    func askLink(
        by token: String, in language: Language, _ place: LinkPlace, now: Date, time: Date,
        send: @escaping LetterSender
    ) async throws -> SignInStore.Outcome {
        try await database.write(for: .insiders) { connection in
            let invitation = try Self.invitation("digest = \(Secret.digest(of: token))", in: connection)
            let opened = try Self.opened(invitation, now: now, time: time, connection)
            if let refusal = opened.refusal { throw refusal }
            let address = invitation.address
            let account = try AccountStore.findOrAdd(
                Account(
                    id: .new(at: time), email: address.description, name: address.description, language: language,
                    createdAt: time), in: connection)
            let request = LinkRequest(
                email: try EmailAddress(account.email), next: OwnPath(invitation.file.invitationPath), place: place)
            return try SignInStore.ask(request, send: send, in: connection)
        }
    }

    /// Accepts an invitation for whoever has the address, and is signed in. `Account.Flaw` while nobody knows their name.
    func accept(_ id: Submission.ID, for person: Person.ID, named name: String, now: Date, time: Date) async throws {
        try await database.write(for: .insiders) { connection in
            _ = try Self.accept(Self.isTheirs(person, in: id), named: name, now: now, time: time, connection)
        }
    }

    private static func accept(
        _ which: SQL, named name: String, now: Date, time: Date, _ connection: any Connection
    ) throws -> (Person.ID, SubmissionFile) {
        // Claimed before it is read, so that one of twenty requests at once is the one.
        let claimed = try connection.run(
            """
            UPDATE author_invitation SET accepted_at = \(time)
            WHERE \(which) AND ends_at > \(time) AND accepted_at IS NULL
            """)
        let invitation = try Self.invitation(which, in: connection)
        guard claimed == 1 else {
            try invitation.check(at: time)
            throw SignInLink.Refusal.used
        }
        try connection.run("UPDATE submission SET revision = revision + 1 WHERE id = \(invitation.file)")
        let file = try Self.file(of: invitation, in: connection)
        let known = try AccountStore.find(invitation.address, in: connection)
        if let refusal = try Self.refusal(of: known?.id, in: file, now: now, connection) { throw refusal }
        let account = try Self.account(of: invitation, known, named: name, at: time, connection)
        try join(account, file, invitation, now: now, connection)
        return (account.id, file)
    }

    /// Whoever accepts, with a name: those who write along read it.
    private static func account(
        of invitation: Invitation, _ known: Account?, named name: String, at time: Date, _ connection: any Connection
    ) throws -> Account {
        guard var account = known else {
            let new = try Account(
                new: invitation.address, name: name, function: "", language: invitation.language, now: time)
            return try AccountStore.findOrAdd(new, in: connection)
        }
        guard account.isNameless else { return account }
        try account.describe(name: name, function: account.function, language: account.language)
        try AccountStore.save(account, in: connection)
        return account
    }

    private static func join(
        _ account: Account, _ file: SubmissionFile, _ invitation: Invitation, now: Date, _ connection: any Connection
    ) throws {
        let id = file.submission.id
        do {
            try add(account.id, to: id, as: .coAuthor, by: invitation.inviter, now: now, in: connection)
        } catch Hat.Bar.clash {
            throw Invitation.Refusal.runsOrJudges
        } catch Hat.Bar.taken {
            throw Invitation.Refusal.roleTaken
        }
        try note(.authorAdded, of: id, by: account.id, account.name, at: now, in: connection)
        try Journal.write(
            .authorAdded, by: account.id, of: .file(id), to: account.id,
            details: ["invited-by": invitation.inviter.description], in: connection)
    }
}
