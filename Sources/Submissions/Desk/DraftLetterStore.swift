import Campaigns
import Foundation
import Identifiers
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
            let people = try connection.count(
                """
                SELECT count(*) AS count FROM submission JOIN submission_author ON submission_author.submission = submission.id
                WHERE \(isDraft) AND role = 'owner'
                """)
            let page = ListPage(page, of: count)
            let ids = try Self.draftIDs(isDraft, page.size, page.offset, in: connection)
            return DraftRecipients(
                people: people, page: page, lines: try Self.recipientLines(ids, in: connection),
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
            let owners = (authors[line.id] ?? []).filter { $0.part == .owner }
            return DraftRecipients.Line(title: line.title, percent: line.percent, emails: owners.map(\.email))
        }
    }

    /// So many files are written about in one transaction.
    private static let share = 100

    /// Writes to the owners of every draft of an edition; answers how many letters. A second time with the same key sends none.
    func write(
        _ letter: DraftLetter, to edition: Edition.ID, by mail: FileMail, person: Person.ID, now: Date, time: Date
    ) async throws -> Int {
        let isDraft = Self.isDraft(in: edition, runBy: person)
        let ids = try await database.read { try Self.draftIDs(isDraft, nil, 0, in: $0) }
        var count = 0
        for start in stride(from: 0, to: ids.count, by: Self.share) {
            let some = Array(ids[start..<min(start + Self.share, ids.count)])
            count += try await database.write(for: .insiders) { connection in
                let drafts = try Self.files("submission.id IN \(list: some) AND \(isDraft)", part: nil, in: connection)
                return try drafts.reduce(0) { sent, file in
                    sent + (try Self.write(letter, about: file, by: mail, person: person, now: now, time, connection))
                }
            }
        }
        return count
    }

    private static func write(
        _ letter: DraftLetter, about file: SubmissionFile, by mail: FileMail, person: Person.ID, now: Date,
        _ time: Date,
        _ connection: any Connection
    ) throws -> Int {
        let isNew =
            try connection.run(
                """
                INSERT INTO submission_reminder (submission, step, deadline, sent_at)
                VALUES (\(file.submission.id), \(letter.key), \(Date(timeIntervalSince1970: 0)), \(time))
                ON CONFLICT (submission, step, deadline) DO NOTHING
                """) == 1
        guard isNew else { return 0 }
        try mail.sendToOwners(of: file, now: time, in: connection) { reader, sender in
            reader.draftLetter(file, subject: letter.subject, text: letter.text, sender, now: now)
        }
        try Self.note(.reminded, of: file.submission.id, by: person, at: now, in: connection)
        return file.owners.count
    }

    private static func isDraft(in edition: Edition.ID, runBy person: Person.ID) -> SQL {
        "edition = \(edition) AND state = 'draft' AND \(Rights.isStaff(person, of: "\(edition)"))"
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
