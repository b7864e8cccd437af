import Accounts
import Campaigns
import Forms
import Foundation
import Identifiers
import Storage

/// Somebody without an account begins a file.
struct BeginRequest: Sendable {
    /// So long counts as one span for both limits.
    static let span: TimeInterval = 3_600
    static let mostOfOneAddress = 5
    /// A meeting room behind one address may begin several at once.
    static let mostFromOnePlace = 20

    let file: NewFile
    /// Nil for somebody who is signed in.
    let account: Account?
    let person: Person.ID?
    /// Where the request came from.
    let origin: String
    let now: Date
    let time: Date
}

enum BeginOutcome: Sendable {
    case begun(Submission.ID)
    case tooMany
}

extension SubmissionStore {
    /// A draft for whoever asks. Somebody new gets an account; somebody known gets a file like anybody else.
    func begin(_ request: BeginRequest, then: @escaping AuthorLetter) async throws -> BeginOutcome {
        try await database.write(for: .insiders) { connection in
            let subjects = [request.account?.email.lowercased() ?? request.person?.description ?? "", request.origin]
            let limits = [BeginRequest.mostOfOneAddress, BeginRequest.mostFromOnePlace]
            for (subject, most) in zip(subjects, limits) {
                guard try Self.count(subject, at: request.time, in: connection) <= most else { return .tooMany }
            }
            let account = try request.account.map { try AccountStore.findOrAdd($0, in: connection) }
            let owner = account?.id ?? request.person
            let id = try Self.create(request.file, owner: owner, by: owner, now: request.now, in: connection)
            if let account, let file = try Self.find(id, in: connection) { try then(file, account, connection) }
            return .begun(id)
        }
    }

    /// The agency types a file in the organisation's place; its owner is told when it has an address.
    func beginOnBehalf(
        _ new: NewFile, owner: Account?, by person: Person.ID, now: Date, then: @escaping AuthorLetter
    ) async throws -> Submission.ID? {
        try await database.write(for: .insiders) { connection in
            let isTheirs = try connection.count(
                "SELECT count(*) AS count FROM edition WHERE id = \(new.edition) AND \(Rights.isStaff(person, of: "edition.id"))"
            )
            guard isTheirs == 1 else { return nil }
            let owner = try owner.map { try AccountStore.findOrAdd($0, in: connection) }
            let id = try Self.create(new, owner: owner?.id, by: person, now: now, in: connection)
            if let owner, let file = try Self.find(id, in: connection) { try then(file, owner, connection) }
            return id
        }
    }

    /// Counts one more, and answers how many that makes in this hour.
    private static func count(_ subject: String, at time: Date, in connection: any Connection) throws -> Int {
        let span = BeginRequest.span
        let start = Date(timeIntervalSince1970: (time.timeIntervalSince1970 / span).rounded(.down) * span)
        let about = contentMark("file \(subject)")
        try connection.run(
            """
            INSERT INTO submission_request (about, at, count) VALUES (\(about), \(start), 1)
            ON CONFLICT (about, at) DO UPDATE SET count = submission_request.count + 1
            """)
        try connection.run("DELETE FROM submission_request WHERE at < \(time - 86_400)")
        return try connection.count("SELECT count FROM submission_request WHERE about = \(about) AND at = \(start)")
    }
}
