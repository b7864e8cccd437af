import Accounts
import Campaigns
import Foundation
import Identifiers
import Journal
import Organisations
import Storage
import Web

/// Why somebody could not be added to a file, or taken from it.
enum AuthorRefusal: Error, Equatable {
    case notOwner
    /// A file has at least one owner.
    case lastOwner
    case reasonMissing
    /// Whoever runs the edition, or publishes from it, would be tied to the file, and look after it no more.
    case runsEdition(isOneself: Bool)
    /// Their account lets nobody in: they could neither open the file nor be written to about it.
    case disabled
}

/// Leaves a letter for whoever was taken from a file, in the same transaction.
typealias RemovalLetter = @Sendable (SubmissionFile, any Connection) throws -> Void

/// Leaves a letter for somebody who was given a part in a file, in the same transaction.
typealias AuthorLetter = @Sendable (SubmissionFile, Account, any Connection) throws -> Void

/// Leaves a letter for somebody who owns a file no more, in the same transaction.
typealias FormerLetter = @Sendable (SubmissionFile, Person.ID, any Connection) throws -> Void

extension SubmissionStore {
    /// An owner removes a co-author; anybody but the last owner may leave by themselves.
    func remove(
        _ other: Person.ID, from id: Submission.ID, by person: Person.ID, now: Date,
        then: @escaping RemovalLetter = { _, _ in }
    ) async throws -> SubmissionFile? {
        try await database.write(for: .insiders) { connection in
            // Asked before the file is claimed: about nobody, nothing is written.
            let known = try connection.row(
                "SELECT person FROM submission_author WHERE submission = \(id) AND person = \(other)")
            guard known != nil, try Self.claim(id, by: person, in: connection),
                let file = try Self.find(id, by: person, in: connection),
                let author = file.authors.first(where: { $0.person == other })
            else { return nil }
            guard file.mayTransmit || other == person else { throw AuthorRefusal.notOwner }
            guard author.part != .owner || file.owners.count > 1 else { throw AuthorRefusal.lastOwner }
            let parts = try Self.allParts(of: id, in: connection)
            try connection.run("DELETE FROM submission_author WHERE submission IN \(list: parts) AND person = \(other)")
            try Self.dropWhatServed(other, file, by: person, connection)
            try Self.note(.authorRemoved, of: id, by: person, author.name, at: now, in: connection)
            try Journal.write(.authorRemoved, by: person, of: .file(id), to: other, in: connection)
            if other != person { try then(file, connection) }
            return file
        }
    }

    /// The agency gives a file another owner, when the one it had has left.
    func replaceOwner(
        of id: Submission.ID, with account: Account, reason: String, by person: Person.ID, now: Date,
        then: @escaping AuthorLetter, toFormer: @escaping FormerLetter
    ) async throws -> SubmissionFile? {
        guard !reason.isEmpty else { throw AuthorRefusal.reasonMissing }
        return try await database.write(for: .insiders) { connection in
            guard try Self.claim(id, runBy: person, in: connection),
                let file = try Self.find(id, runBy: person, in: connection)
            else { return nil }
            let account = try AccountStore.findOrAdd(account, in: connection)
            try Self.refuse(account.id, running: file.edition.id, namedBy: person, connection)
            guard file.owners.map(\.person) != [account.id] else { return try Self.kept(file) }
            let parts = try Self.allParts(of: id, in: connection)
            try connection.run("DELETE FROM submission_author WHERE submission IN \(list: parts) AND role = 'owner'")
            try Self.add(account.id, to: id, as: .owner, by: person, now: now, in: connection)
            let isUnseen = try Self.isUnseen(file.submission, in: connection)
            let former = file.owners.map(\.name).joined(separator: ", ")
            let words = [former, account.name].filter { !$0.isEmpty }.joined(separator: " → ") + ". \(reason)"
            try Self.note(.ownerReplaced, of: id, by: person, words, at: now, in: connection)
            let details: Details = ["reason": reason]
            try Self.dropUnusedRoles(of: account.id, in: file.edition.id, by: person, connection)
            try Self.take(file, fromAllBut: account.id, by: person, details, connection)
            // Of what the agency typed for them and never showed, nobody heard.
            let told = isUnseen ? [] : file.addressees.filter { $0.person != account.id }
            for one in told { try toFormer(file, one.person, connection) }
            try Journal.write(.ownerAdded, by: person, of: .file(id), to: account.id, details: details, in: connection)
            try then(file, account, connection)
            return try Self.find(id, runBy: person, in: connection)
        }
    }

    private static func take(
        _ file: SubmissionFile, fromAllBut owner: Person.ID, by person: Person.ID, _ details: Details,
        _ connection: any Connection
    ) throws {
        for former in file.owners where former.person != owner {
            try dropWhatServed(former.person, file, by: person, connection)
            try Journal.write(
                .authorRemoved, by: person, of: .file(file.submission.id), to: former.person, details: details,
                in: connection)
        }
    }

    /// Whoever looks after the files of an edition is made the owner of none, nor is somebody whose account is disabled.
    static func refuse(
        _ person: Person.ID, running edition: Edition.ID, namedBy namer: Person.ID, _ connection: any Connection
    ) throws {
        guard try !AccountStore.isDisabled(person, in: connection) else { throw AuthorRefusal.disabled }
        guard try runs(person, edition, connection) else { return }
        throw AuthorRefusal.runsEdition(isOneself: person == namer)
    }

    /// True of those who run an edition, or publish from it.
    static func runs(_ person: Person.ID, _ edition: Edition.ID, _ connection: any Connection) throws -> Bool {
        try RoleStore.grants(of: person, in: connection).contains { hat in
            Set<Role>.publishers.contains(hat.role) && (hat.edition == nil || hat.edition == edition)
        }
    }

    /// Somebody writes in this file no more: their links to it end, and their role when no other file keeps it. Of one that was
    /// sent, and in which they did something, they stay no judge.
    private static func dropWhatServed(
        _ person: Person.ID, _ file: SubmissionFile, by taker: Person.ID, _ connection: any Connection
    ) throws {
        let parts = try allParts(of: file, in: connection)
        if parts.contains(where: { $0.submission.state != .draft }) {
            try keepTied(person, parts.map(\.submission.id), connection)
        }
        for part in parts {
            try SignInStore.forgetLinks(of: person, to: part.path, in: connection)
            try connection.run(
                """
                DELETE FROM author_invitation WHERE submission = \(part.submission.id)
                    AND address_key = (SELECT email_key FROM person WHERE id = \(person))
                """)
            try dropUnusedRoles(of: person, in: part.edition.id, by: taker, connection)
        }
    }

    /// The same owner once more: nobody is written to twice, and nobody gets back what was taken from them.
    private static func kept(_ file: SubmissionFile) throws -> SubmissionFile {
        guard !file.addressees.isEmpty else { throw Hat.Bar.taken }
        return file
    }

    private static func keepTied(
        _ person: Person.ID, _ parts: [Submission.ID], _ connection: any Connection
    ) throws {
        try connection.run(
            """
            INSERT INTO former_author (submission, person) SELECT submission.id, \(person) FROM submission
            WHERE submission.id IN \(list: parts) AND (
                EXISTS (SELECT 1 FROM submission_answer WHERE submission_answer.submission IN \(list: parts)
                    AND submission_answer.person = \(person))
                OR EXISTS (SELECT 1 FROM submission_event WHERE submission_event.submission IN \(list: parts)
                    AND submission_event.person = \(person)))
            ON CONFLICT (submission, person) DO NOTHING
            """)
    }

    /// The roles of an author go with the last file of the edition that they stood for.
    static func dropUnusedRoles(
        of person: Person.ID, in edition: Edition.ID, by taker: Person.ID?, _ connection: any Connection
    ) throws {
        for part in [Submission.Part.owner, .coAuthor] {
            let others = try connection.count(
                """
                SELECT count(*) AS count FROM submission_author AS author JOIN submission ON submission.id = author.submission
                WHERE author.person = \(person) AND author.role = \(part) AND submission.edition = \(edition)
                """)
            guard others == 0 else { continue }
            try RoleStore.drop(Hat(part.role, in: edition), from: person, by: taker, in: connection)
        }
    }

    /// All of them, whatever files there are: for somebody who is to judge. The files they have withdrawn stay closed to them.
    public static func dropRoles(
        of person: Person.ID, in edition: Edition.ID, by taker: Person.ID?, _ connection: any Connection
    ) throws {
        for part in [Submission.Part.owner, .coAuthor] {
            try RoleStore.drop(Hat(part.role, in: edition), from: person, by: taker, in: connection)
        }
        try follow(person, in: edition, connection)
    }

    /// Puts somebody among those who write a file. `Hat.Bar` when they may not be: they judge in the edition, or the role was
    /// taken from them.
    static func add(
        _ person: Person.ID, to id: Submission.ID, as part: Submission.Part, by giver: Person.ID?, now: Date,
        in connection: any Connection
    ) throws {
        for file in try allParts(of: id, in: connection) {
            try connection.run(
                """
                INSERT INTO submission_author (submission, person, role) VALUES (\(file), \(person), \(part))
                ON CONFLICT (submission, person) DO UPDATE SET role = excluded.role, is_taken = 0
                """)
            // The hat shows the person their files; what they may do in one stands with the file.
            guard let row = try connection.row("SELECT edition FROM submission WHERE id = \(file)") else { continue }
            let hat = Hat(part.role, in: try row["edition"])
            try RoleStore.grant(hat, to: person, by: giver, on: .course, at: now, in: connection)
            // It may open others of theirs again.
            try follow(person, in: hat.edition, connection)
        }
    }
}
