import Accounts
import Campaigns
import Foundation
import Identifiers
import Journal
import Organisations
import Storage

/// Why somebody could not be added to a file, or taken from it.
enum AuthorRefusal: Error, Equatable {
    case notOwner
    /// A file has at least one owner.
    case lastOwner
    case reasonMissing
}

/// Leaves a letter for somebody who was given a part in a file, in the same transaction.
typealias AuthorLetter = @Sendable (SubmissionFile, Account, any Connection) throws -> Void

extension SubmissionStore {
    /// Adds somebody who writes along; asked for again it changes nothing and sends nothing.
    func invite(
        _ account: Account, to id: Submission.ID, by person: Person.ID, now: Date,
        then: @escaping AuthorLetter
    ) async throws -> SubmissionFile? {
        try await database.write(for: .insiders) { connection in
            guard try Self.claim(id, by: person, in: connection),
                let file = try Self.find(id, by: person, in: connection)
            else { return nil }
            guard file.mayTransmit else { throw AuthorRefusal.notOwner }
            let account = try AccountStore.findOrAdd(account, in: connection)
            guard !file.authors.contains(where: { $0.person == account.id }) else { return file }
            try Self.add(account.id, to: id, as: .coAuthor, by: person, now: now, in: connection)
            try Self.note(.authorAdded, of: id, by: person, account.name, at: now, in: connection)
            try Journal.write(.authorAdded, by: person, of: .file(id), to: account.id, in: connection)
            try then(file, account, connection)
            return try Self.find(id, by: person, in: connection)
        }
    }

    /// An owner removes a co-author; anybody but the last owner may leave by themselves.
    func remove(_ other: Person.ID, from id: Submission.ID, by person: Person.ID, now: Date) async throws
        -> SubmissionFile?
    {
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
            try connection.run("DELETE FROM submission_author WHERE submission = \(id) AND person = \(other)")
            try Self.note(.authorRemoved, of: id, by: person, author.name, at: now, in: connection)
            try Journal.write(.authorRemoved, by: person, of: .file(id), to: other, in: connection)
            return file
        }
    }

    /// The agency gives a file another owner, when the one it had has left.
    func replaceOwner(
        of id: Submission.ID, with account: Account, reason: String, by person: Person.ID, now: Date,
        then: @escaping AuthorLetter
    ) async throws -> SubmissionFile? {
        guard !reason.isEmpty else { throw AuthorRefusal.reasonMissing }
        return try await database.write(for: .insiders) { connection in
            guard try Self.claim(id, runBy: person, in: connection),
                let file = try Self.find(id, runBy: person, in: connection)
            else { return nil }
            let account = try AccountStore.findOrAdd(account, in: connection)
            // The same once more: nobody is written to twice.
            guard file.owners.map(\.person) != [account.id] else { return file }
            try connection.run("DELETE FROM submission_author WHERE submission = \(id) AND role = 'owner'")
            try Self.add(account.id, to: id, as: .owner, by: person, now: now, in: connection)
            let words = "\(file.owners.map(\.name).joined(separator: ", ")) → \(account.name). \(reason)"
            try Self.note(.ownerReplaced, of: id, by: person, words, at: now, in: connection)
            let details: Details = ["reason": reason]
            for former in file.owners where former.person != account.id {
                try Journal.write(
                    .authorRemoved, by: person, of: .file(id), to: former.person, details: details, in: connection)
            }
            try Journal.write(.ownerAdded, by: person, of: .file(id), to: account.id, details: details, in: connection)
            try then(file, account, connection)
            return try Self.find(id, runBy: person, in: connection)
        }
    }

    static func add(
        _ person: Person.ID, to id: Submission.ID, as part: Submission.Part, by giver: Person.ID?, now: Date,
        in connection: any Connection
    ) throws {
        try connection.run(
            """
            INSERT INTO submission_author (submission, person, role) VALUES (\(id), \(person), \(part))
            ON CONFLICT (submission, person) DO UPDATE SET role = excluded.role, is_taken = 0
            """)
        // The hat shows the person their files; what they may do in one stands with the file.
        guard let row = try connection.row("SELECT edition FROM submission WHERE id = \(id)") else { return }
        let hat = Hat(part == .owner ? .submitter : .coAuthor, in: try row["edition"])
        try RoleStore.grant(hat, to: person, by: giver, at: now, in: connection)
        // It may open others of theirs again.
        try follow(person, in: hat.edition, connection)
    }
}
