import Accounts
import Campaigns
import Foundation
import Identifiers
import Organisations
import Storage
import TextSimilarity
import Web

/// Leaves the letter with the link to a file that is asked for, in the same transaction.
typealias BeginningLetter = @Sendable (Beginning, _ link: BeginningLink, any Connection) throws -> Void

extension SubmissionStore {
    /// Notes what a stranger asks for, and has the link sent. The same for an address we know and one we do not; beyond a few
    /// letters an hour none is sent. A form that came twice is one letter.
    func ask(
        for file: NewFile, by email: EmailAddress, in language: Language, _ place: BeginRequest,
        then: @escaping BeginningLetter
    ) async throws -> BeginOutcome {
        try await database.write(for: .insiders) { connection in
            // Counted first: two requests at once then come one after the other, and the second finds what the first asked for.
            guard try Self.admits(place, in: connection) else { return .tooMany }
            if let same = try Self.justAsked(file, by: email, place, connection) { return .asked(same) }
            guard
                try Self.countRequest(email.comparable, at: place.time, in: connection) <= BeginRequest.mostOfOneAddress
            else {
                return .asked(nil)
            }
            let secret = Secret()
            let (binding, digits) = LinkBinding.new(asker: place.asker, under: secret)
            let beginning = Beginning(
                email: email, language: language, file: file, endsAt: place.time + Beginning.life, usedAt: nil,
                binding: binding)
            try Self.keep(beginning, secret.digest, at: place.time, connection)
            let link = BeginningLink(path: Beginning.path(secret.text), digest: secret.digest, digits: digits)
            try then(beginning, link, connection)
            return .asked(secret.digest)
        }
    }

    /// The very same, where it was asked for in the same browser a moment ago, or its letter is still to leave. Another browser gets a
    /// letter of its own: whoever repeats what somebody asked for would otherwise have their link open where it was not asked for.
    private static func justAsked(
        _ file: NewFile, by email: EmailAddress, _ place: BeginRequest, _ connection: any Connection
    ) throws -> String? {
        let isSameBrowser: SQL =
            place.asker.map { nonce -> SQL in "asker = \(Secret.digest(of: nonce))" } ?? "asker IS NULL"
        return try connection.row(
            """
            SELECT digest FROM file_beginning
            WHERE \(isSameBrowser) AND edition = \(file.edition) AND address = \(email.description) AND organisation = \(file.organisation)
                AND title = \(file.title) AND used_at IS NULL AND wrong_codes < \(LinkBinding.mostWrong)
                AND (created_at > \(place.time - BeginRequest.moment) OR EXISTS (SELECT 1 FROM message
                    WHERE message.link = file_beginning.digest AND message.state = 'waiting'))
            ORDER BY created_at DESC, digest LIMIT 1
            """)?["digest"]
    }

    private static func keep(
        _ one: Beginning, _ digest: String, at time: Date, _ connection: any Connection
    ) throws {
        let (file, binding) = (one.file, one.binding)
        try connection.run(
            """
            INSERT INTO file_beginning
                (digest, edition, address, language, organisation, title, created_at, ends_at, asker, code)
            VALUES (\(digest), \(file.edition), \(one.email.description), \(one.language), \(file.organisation),
                \(file.title), \(time), \(one.endsAt), \(binding.asker), \(binding.code))
            """)
    }

    /// Its letter leaves, perhaps long after it was written: the link lives from now on.
    @Sendable public static func beginLink(
        _ digest: String, endingAt end: Date, in connection: any Connection
    ) throws {
        try connection.run("UPDATE file_beginning SET ends_at = \(end) WHERE digest = \(digest) AND used_at IS NULL")
    }

    /// In a browser that did not ask for the link, with the digits of its letter: from then on it opens in that browser, by what
    /// this is given.
    func confirm(_ proof: LinkProof, for asker: Secret, at time: Date) async throws -> BeginningConfirmation {
        try await database.write(for: .insiders) { connection in
            let binding = try Self.held(proof.token, at: time, connection).binding
            let digest = Secret.digest(of: proof.token)
            let left = LinkBinding.mostWrong - binding.wrong
            switch binding.standing(of: proof) {
            case .open: return .notConfirmed(isWrong: false, left: left)
            case .wrong:
                try connection.run("UPDATE file_beginning SET wrong_codes = wrong_codes + 1 WHERE digest = \(digest)")
                return .notConfirmed(isWrong: true, left: left - 1)
            case .confirmed:
                try connection.run("UPDATE file_beginning SET asker = \(asker.digest) WHERE digest = \(digest)")
                return .confirmed
            }
        }
    }

    /// One that opens at that moment, held until the transaction ends: of twenty requests at once one uses it.
    private static func held(_ token: String, at time: Date, _ connection: any Connection) throws -> Beginning {
        try connection.run(
            "UPDATE file_beginning SET wrong_codes = wrong_codes WHERE digest = \(Secret.digest(of: token))")
        let beginning = try beginning(token, in: connection)
        try beginning.check(at: time)
        return beginning
    }

    /// What was typed for a link that may open no more; nil when nothing is known of it.
    func typed(for token: String) async throws -> NewFile? {
        try await database.read { try? Self.beginning(token, in: $0).file }
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
    /// one that says the same already, or with a new one. Nil in a browser that neither asked for it nor confirmed it.
    func begin(
        by proof: LinkProof, goingOnWith chosen: Submission.ID?, endingSession old: String?,
        with device: Device = .unknown, now: Date, time: Date
    ) async throws -> BegunFile? {
        try await database.write(for: .insiders) { connection in
            let beginning = try Self.held(proof.token, at: time, connection)
            guard beginning.binding.isBound(to: proof.asker) else { return nil }
            try connection.run(
                "UPDATE file_beginning SET used_at = \(time) WHERE digest = \(Secret.digest(of: proof.token))")
            let (edition, address) = (try EditionStore.find(beginning.file.edition, in: connection), beginning.email)
            guard edition?.open(.call, at: now) != nil else { throw Submission.Refusal.closed }
            let account = try AccountStore.findOrAdd(
                Account(
                    id: .new(at: time), email: address.description, name: address.description,
                    language: beginning.language, createdAt: time), in: connection)
            let file = try Self.file(beginning.file, of: account.id, goingOnWith: chosen, now: now, connection)
            let session = try SessionStore.begin(
                for: account.id, next: OwnPath(file.writingPath), endingSession: old, with: device, at: time,
                in: connection)
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
            SELECT edition, address, language, organisation, title, ends_at, used_at, asker, code, wrong_codes
            FROM file_beginning WHERE digest = \(Secret.digest(of: token))
            """)
        guard let row else { throw SignInLink.Refusal.unknown }
        let file = NewFile(edition: try row["edition"], title: try row["title"], organisation: try row["organisation"])
        return Beginning(
            email: try EmailAddress(row["address"] as String), language: try row["language"], file: file,
            endsAt: try row["ends_at"], usedAt: try row["used_at"],
            binding: LinkBinding(asker: try row["asker"], code: try row["code"], wrong: try row["wrong_codes"]))
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
