import Accounts
import Campaigns
import Foundation
import Identifiers
import Organisations
import Storage
import TextSimilarity
import Web

/// Leaves the letter with the link to a file that is asked for, in the same transaction.
typealias BeginningLetter = @Sendable (Beginning, _ link: String, any Connection) throws -> Void

extension SubmissionStore {
    /// Notes what a stranger asks for, and has the link sent. The same for an address we know and one we do not; beyond a few
    /// letters an hour none is sent.
    func ask(
        for file: NewFile, by email: EmailAddress, in language: Language, _ place: BeginRequest,
        then: @escaping BeginningLetter
    ) async throws -> BeginOutcome {
        try await database.write(for: .insiders) { connection in
            guard try Self.admits(place, in: connection) else { return .tooMany }
            guard
                try Self.countRequest(email.comparable, at: place.time, in: connection) <= BeginRequest.mostOfOneAddress
            else {
                return .asked
            }
            let (secret, endsAt) = (Secret(), place.time + Beginning.life)
            try connection.run(
                """
                INSERT INTO file_beginning (digest, edition, address, language, organisation, title, created_at, ends_at)
                VALUES (\(secret.digest), \(file.edition), \(email.description), \(language), \(file.organisation),
                    \(file.title), \(place.time), \(endsAt))
                """)
            let beginning = Beginning(email: email, language: language, file: file, endsAt: endsAt, usedAt: nil)
            try then(beginning, Beginning.path(secret.text), connection)
            return .asked
        }
    }

    /// What a link opens, without using it: programs that look through mail open links too.
    func beginning(_ token: String, at time: Date) async throws -> OpenedBeginning {
        try await database.read { connection in
            let beginning = try Self.beginning(token, in: connection)
            try beginning.check(at: time)
            guard let edition = try EditionStore.find(beginning.file.edition, in: connection) else {
                throw SignInLink.Refusal.unknown
            }
            let person = try AccountStore.find(beginning.email, in: connection)?.id
            let drafts = try person.map { try Self.drafts(of: $0, in: edition.id, connection) } ?? []
            return OpenedBeginning(beginning: beginning, edition: edition, drafts: drafts)
        }
    }

    /// Uses a link: whoever holds it has the address, and an account from now on. They go on with the draft they chose, with
    /// one that says the same already, or with a new one.
    func begin(
        by token: String, goingOnWith chosen: Submission.ID?, endingSession old: String?, now: Date, time: Date
    ) async throws -> BegunFile {
        try await database.write(for: .insiders) { connection in
            // Claimed before it is read, so that one of twenty requests at once gets the file.
            let claimed = try connection.run(
                """
                UPDATE file_beginning SET used_at = \(time)
                WHERE digest = \(Secret.digest(of: token)) AND ends_at > \(time) AND used_at IS NULL
                """)
            let beginning = try Self.beginning(token, in: connection)
            guard claimed == 1 else {
                try beginning.check(at: time)
                throw SignInLink.Refusal.used
            }
            let (edition, address) = (try EditionStore.find(beginning.file.edition, in: connection), beginning.email)
            guard edition?.open(.call, at: now) != nil else { throw Submission.Refusal.closed }
            let account = try AccountStore.findOrAdd(
                Account(
                    id: .new(at: time), email: address.description, name: address.description,
                    language: beginning.language, createdAt: time), in: connection)
            let file = try Self.file(beginning.file, of: account.id, goingOnWith: chosen, now: now, connection)
            let session = try SessionStore.begin(
                for: account.id, next: OwnPath(file.writingPath), endingSession: old, at: time, in: connection)
            return BegunFile(file: file, session: session)
        }
    }

    /// A draft for somebody who is signed in.
    func begin(_ new: NewFile, by person: Person.ID, _ place: BeginRequest) async throws -> BeginOutcome {
        try await database.write(for: .insiders) { connection in
            guard try Self.admits(place, in: connection) else { return .tooMany }
            // Counted first: two requests at once then come one after the other, and the second finds what the first began.
            let count = try Self.countRequest(person.description, at: place.time, in: connection)
            let known = try Self.draft(saying: new, of: person, connection)
            guard known != nil || count <= BeginRequest.mostOfOneAddress else { return .tooMany }
            return .begun(try known ?? Self.file(new, of: person, goingOnWith: nil, now: place.now, connection))
        }
    }

    /// Those that somebody began in an edition and never sent, the newest first.
    func drafts(of person: Person.ID, in edition: Edition.ID) async throws -> [SubmissionFile] {
        try await database.read { try Self.drafts(of: person, in: edition, $0) }
    }

    /// What was asked for and not opened is forgotten within a day.
    func forgetBeginnings(at time: Date) async throws {
        try await database.write(for: .insiders) { connection in
            try connection.run("DELETE FROM file_beginning WHERE created_at < \(time - 86_400)")
        }
    }
}

extension SubmissionStore {
    private static func file(
        _ new: NewFile, of person: Person.ID, goingOnWith chosen: Submission.ID?, now: Date,
        _ connection: any Connection
    ) throws -> SubmissionFile {
        let drafts = try drafts(of: person, in: new.edition, connection)
        if let known = drafts.first(where: { $0.submission.id == chosen }) ?? drafts.first(where: new.says) {
            return known
        }
        let id = try create(new, owner: person, by: person, now: now, in: connection)
        guard let file = try find(id, by: person, in: connection) else { throw WebError.notFound }
        return file
    }

    private static func draft(
        saying new: NewFile, of person: Person.ID, _ connection: any Connection
    ) throws -> SubmissionFile? {
        try drafts(of: person, in: new.edition, connection).first(where: new.says)
    }

    private static func drafts(
        of person: Person.ID, in edition: Edition.ID, _ connection: any Connection
    ) throws -> [SubmissionFile] {
        let condition: SQL = "submission.edition = \(edition) AND state = 'draft' AND \(isWritten(by: person))"
        return try files(condition, part: person, in: connection)
    }

    private static func beginning(_ token: String, in connection: any Connection) throws -> Beginning {
        let row = try connection.row(
            """
            SELECT edition, address, language, organisation, title, ends_at, used_at FROM file_beginning
            WHERE digest = \(Secret.digest(of: token))
            """)
        guard let row else { throw SignInLink.Refusal.unknown }
        let file = NewFile(edition: try row["edition"], title: try row["title"], organisation: try row["organisation"])
        return Beginning(
            email: try EmailAddress(row["address"] as String), language: try row["language"], file: file,
            endsAt: try row["ends_at"], usedAt: try row["used_at"])
    }

    /// Whether so many requests may still come from there.
    private static func admits(_ place: BeginRequest, in connection: any Connection) throws -> Bool {
        let network = ClientNetwork(place.origin).description
        return try countRequest("network \(network)", at: place.time, in: connection) <= BeginRequest.mostFromOnePlace
    }

    /// How often files and letters were asked for is counted from nothing again: for a clock that was set back.
    public static func forgetRequests(in connection: any Connection) throws {
        try requests.forget(in: connection)
    }

    private static let requests = SpanCountStore("submission_request", span: BeginRequest.span)

    /// Counts one more, and answers how many that makes in this hour.
    static func countRequest(_ subject: String, at time: Date, in connection: any Connection) throws -> Int {
        let count = try requests.count("file \(subject)", at: time, in: connection)
        try requests.forget(at: time, in: connection)
        return count
    }
}

extension NewFile {
    /// The same title of the same organisation, however it is written.
    fileprivate func says(_ file: SubmissionFile) -> Bool {
        fold(title) == fold(file.title) && fold(organisation) == fold(file.organisationName)
    }
}
