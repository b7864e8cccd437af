import Accounts
import Campaigns
import Foundation
import Identifiers
import Mail
import Storage
import Web

/// Those who would get a letter: how many, and one page of them.
struct DraftRecipients: Equatable, Sendable {
    struct Line: Equatable, Sendable {
        let title: String
        let percent: Int
        let emails: [String]
    }

    let people: Int
    /// Those among them who read English.
    let english: Int
    let page: ListPage
    let lines: [Line]
    /// For whom the letter is shown before it goes.
    let first: SubmissionFile?
}

extension SubmissionStore {
    func draftRecipients(in edition: Edition.ID, runBy person: Person.ID, page: Int?) async throws -> DraftRecipients {
        let isDraft = Self.isDraft(in: edition, runBy: person)
        return try await database.read { connection in
            let count = try connection.count("SELECT count(*) AS count FROM submission WHERE \(isDraft)")
            let people = try Self.owners(isDraft, in: connection)
            let page = ListPage(page, of: count)
            let ids = try Self.draftIDs(isDraft, page.size, page.offset, in: connection)
            return DraftRecipients(
                people: people.count, english: people.count { $0.language == .english }, page: page,
                lines: try Self.recipientLines(ids, in: connection),
                first: try ids.first.flatMap { try Self.find($0, runBy: person, in: connection) })
        }
    }

    private static func recipientLines(
        _ ids: [Submission.ID], in connection: any Connection
    ) throws -> [DraftRecipients.Line] {
        let rows = try connection.rows(
            "SELECT \(FileLine.columns) FROM file_progress WHERE submission IN \(list: ids) ORDER BY submission DESC")
        let authors = try authors(of: ids, in: connection)
        return try FileLineStore.lines(rows, in: connection).map { line in
            let owners = (authors[line.id] ?? []).filter { $0.part == .owner && $0.hasRole }
            return DraftRecipients.Line(title: line.title, percent: line.percent, emails: owners.map(\.email))
        }
    }

    /// Somebody with drafts, who gets one letter about all of them.
    private struct Owner: Sendable {
        let person: Person.ID
        let name: String
        let language: Language
        var files: [Submission.ID]
    }

    private static func owners(_ isDraft: SQL, in connection: any Connection) throws -> [Owner] {
        let rows = try connection.rows(
            """
            SELECT submission_author.person, person.name, person.language, submission.id FROM submission
            JOIN submission_author ON submission_author.submission = submission.id
            JOIN person ON person.id = submission_author.person
            WHERE \(isDraft) AND submission_author.role = 'owner' AND \(hasRole()) AND person.disabled_at IS NULL
            ORDER BY submission_author.person, submission.id DESC
            """)
        return try rows.reduce(into: []) { owners, row in
            let (person, file): (Person.ID, Submission.ID) = (try row["person"], try row["id"])
            if owners.last?.person == person { return owners[owners.count - 1].files.append(file) }
            owners.append(
                Owner(person: person, name: try row["name"], language: try row["language"], files: [file]))
        }
    }

    /// So many people are written to in one transaction.
    private static let share = 100

    /// Writes to each owner of a draft of an edition, once; answers how many letters. A second time with the same key sends none.
    func write(
        _ letter: DraftLetter, to edition: Edition.ID, by mail: FileMail, person: Person.ID, now: Date, time: Date
    ) async throws -> Int {
        let isDraft = Self.isDraft(in: edition, runBy: person)
        let owners = try await database.read { try Self.owners(isDraft, in: $0) }
        var count = 0
        for start in stride(from: 0, to: owners.count, by: Self.share) {
            let some = Array(owners[start..<min(start + Self.share, owners.count)])
            count += try await database.write(for: .insiders) { connection in
                let ids = some.flatMap(\.files)
                let drafts = try Self.files("submission.id IN \(list: ids) AND \(isDraft)", part: nil, in: connection)
                return try some.reduce(0) { sent, owner in
                    // Read again here: a role may have been taken back since.
                    let own = drafts.filter { draft in draft.addressees.contains { $0.person == owner.person } }
                    let isSent = try Self.write(
                        letter, to: owner, about: own, by: mail, person: person, now: now, time, connection)
                    return sent + (isSent ? 1 : 0)
                }
            }
        }
        return count
    }

    /// The first of those that were written of this letter: it is sent once, however often its form comes back.
    func earlier(_ letter: DraftLetter, in edition: Edition.ID, runBy person: Person.ID) async throws -> EarlierLetter?
    {
        try await database.read { connection in
            try connection.row(
                """
                SELECT message.id, message.created_at FROM submission
                JOIN submission_reminder AS sent ON sent.submission = submission.id
                JOIN message ON message.edition = submission.edition AND message.created_at = sent.sent_at
                WHERE submission.edition = \(edition) AND \(Self.isRun(by: person))
                AND sent.step = CAST(\(letter.key + ":") AS TEXT) || message.person
                ORDER BY message.created_at, message.id LIMIT 1
                """
            ).map { EarlierLetter(message: try $0["id"], at: try $0["created_at"]) }
        }
    }

    private static func write(
        _ letter: DraftLetter, to owner: Owner, about drafts: [SubmissionFile], by mail: FileMail, person: Person.ID,
        now: Date, _ time: Date, _ connection: any Connection
    ) throws -> Bool {
        let new = try drafts.filter {
            try mark(letter, to: owner.person, about: $0.submission.id, at: time, connection)
        }
        guard let first = new.first else { return false }
        let (text, language) = letter.text(for: owner.language)
        let message = try mail.send(to: owner.person, about: first, speaking: language, now: time, in: connection) {
            reader, sender in
            reader.draftLetter(new, text, to: owner.name, sender, now: now)
        }
        for file in new {
            try note(
                .reminded, of: file.submission.id, by: person, note(of: [message].compactMap { $0 }), at: now,
                in: connection)
        }
        return message != nil
    }

    /// False when this letter went to them about that file already.
    private static func mark(
        _ letter: DraftLetter, to person: Person.ID, about file: Submission.ID, at time: Date,
        _ connection: any Connection
    ) throws -> Bool {
        try connection.run(
            """
            INSERT INTO submission_reminder (submission, step, deadline, sent_at)
            VALUES (\(file), \("\(letter.key):\(person)"), \(Date(timeIntervalSince1970: 0)), \(time))
            ON CONFLICT (submission, step, deadline) DO NOTHING
            """) == 1
    }

    private static func isDraft(in edition: Edition.ID, runBy person: Person.ID) -> SQL {
        """
        submission.edition = \(edition) AND submission.state = 'draft' AND \(isRun(by: person)) AND NOT \(isTypedUnseen)
        """
    }

    private static func draftIDs(
        _ isDraft: SQL, _ size: Int?, _ offset: Int, in connection: any Connection
    ) throws -> [Submission.ID] {
        let share: SQL = size.map { "LIMIT \($0) OFFSET \(offset)" } ?? ""
        return try connection.rows("SELECT id FROM submission WHERE \(isDraft) ORDER BY id DESC \(share)").map {
            try $0["id"]
        }
    }
}
