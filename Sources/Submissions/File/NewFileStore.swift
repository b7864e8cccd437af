import Accounts
import Campaigns
import Forms
import Foundation
import Identifiers
import Storage

/// From where and when somebody begins a file.
struct BeginRequest: Sendable {
    /// So long counts as one span for both limits.
    static let span: TimeInterval = 3_600
    /// The same form again is the same press.
    static let moment: TimeInterval = 60
    /// Letters to one address, and files of one person; more of them would be a nuisance.
    static let mostOfOneAddress = 5
    /// A meeting room behind one network may begin several at once.
    static let mostFromOnePlace = 20

    /// The address the request came from.
    let origin: String
    let now: Date
    let time: Date
    /// What the browser is known by when it opens the link.
    var asker: String?
}

enum BeginOutcome: Sendable {
    /// The letter is on its way, by the digest of its link; or none is to be sent, and the page is the same.
    case asked(String?)
    case begun(SubmissionFile)
    case tooMany
}

extension SubmissionStore {
    /// The agency types a file in the organisation's place; its owner is written to when the agency asks to read it.
    func beginOnBehalf(
        _ new: NewFile, owner: Account?, by person: Person.ID, now: Date
    ) async throws -> Submission.ID? {
        try await database.write(for: .insiders) { connection in
            let isTheirs = try connection.count(
                "SELECT count(*) AS count FROM edition WHERE id = \(new.edition) AND \(Rights.isStaff(person, of: "edition.id"))"
            )
            guard isTheirs == 1 else { return nil }
            if let same = try Self.sameOnBehalf(new, by: person, now: now, in: connection) { return same }
            let owner = try owner.map { try AccountStore.findOrAdd($0, in: connection) }
            if let owner { try Self.refuse(owner.id, running: new.edition, namedBy: person, connection) }
            return try Self.create(new, owner: owner?.id, by: person, now: now, in: connection)
        }
    }

    /// What was asked for in the browser that is known by `asker`, to be shown to it once more; nil for any other.
    func asked(_ digest: String, by asker: String?) async throws -> (file: NewFile, address: String)? {
        guard let asker else { return nil }
        return try await database.read { connection in
            try connection.row(
                """
                SELECT edition, address, organisation, title FROM file_beginning
                WHERE digest = \(digest) AND asker = \(Secret.digest(of: asker))
                """
            ).map { row in
                let file = NewFile(
                    edition: try row["edition"], title: try row["title"], organisation: try row["organisation"])
                return (file, try row["address"])
            }
        }
    }

    /// A form that came twice: the file that the first one began. The edition's row of numbering is held until the end.
    private static func sameOnBehalf(
        _ new: NewFile, by person: Person.ID, now: Date, in connection: any Connection
    ) throws -> Submission.ID? {
        try connection.run(
            """
            INSERT INTO submission_numbering (edition) VALUES (\(new.edition))
            ON CONFLICT (edition) DO UPDATE SET edition = excluded.edition
            """)
        return try connection.row(
            """
            SELECT submission.id FROM submission JOIN submission_answer AS told ON told.submission = submission.id
            WHERE submission.edition = \(new.edition) AND submission.state = 'draft' AND submission.is_on_behalf = 1
                AND submission.created_by = \(person) AND submission.title = \(new.title)
                AND submission.created_at > \(now - 600) AND told.field = 'organisation.name'
                AND told.value = \(AnswerValue.text(new.organisation).stored)
            """
        ).map { try $0["id"] }
    }
}
