import Accounts
import Campaigns
import Forms
import Foundation
import Identifiers
import Media
import Storage
import Web

/// True of `submission`, of a query's, as somebody who reads it in the jury: the jury says who does.
public typealias JuryReads = @Sendable (Person.ID) -> SQL

/// The SQL of files and pictures that answer questions. Each stands here, in the order of its answer, which says what it is.
struct AnswerMediaStore: Sendable {
    let database: any Database

    /// For whoever may read the file, and for those of the jury who read the answer that it belongs to; of what is no longer asked, for
    /// those who wrote it alone.
    func find(
        _ id: Medium.ID, of submission: Submission.ID, for person: Person.ID, _ reads: JuryReads
    ) async throws -> Medium? {
        let held: SQL = """
            SELECT answer_media.field FROM answer_media JOIN submission ON submission.id = answer_media.submission
            WHERE answer_media.media = \(id) AND submission.id = \(submission)
            """
        let isJurors = reads(person)
        return try await database.read { connection in
            if try connection.row("\(held) AND \(SubmissionStore.readsLeft(person))") == nil {
                if let row = try connection.row("\(held) AND \(SubmissionStore.isRun(by: person))") {
                    guard try !SubmissionStore.isLeft(row["field"], of: submission, in: connection) else { return nil }
                } else {
                    guard let row = try connection.row("\(held) AND \(isJurors)"),
                        try Self.isTold(id, as: row["field"], of: submission, in: connection)
                    else { return nil }
                }
            }
            return try MediaStore.list([id], in: connection).first
        }
    }

    /// What is not for the jury, or not asked, is not among the answers that it is given.
    private static func isTold(
        _ id: Medium.ID, as field: String, of submission: Submission.ID, in connection: any Connection
    ) throws -> Bool {
        let file = try SubmissionStore.findForJury(submission, in: connection)
        return file?.answers.rows(field).contains { $0["id"] == id.description } ?? false
    }

    /// What is there of a question, and how many bytes all of the file has. Where one thing alone has its place, the next one takes
    /// it: what is there now takes no room.
    static func used(_ field: FormField, of submission: Submission.ID, in connection: any Connection) throws
        -> (count: Int, size: Int)
    {
        guard !field.isOfOneMedium else {
            let others = try ids("submission = \(submission) AND field <> \(field.id)", in: connection)
            return (0, try MediaStore.size(of: others, in: connection))
        }
        let count = try connection.count(
            "SELECT count(*) AS count FROM answer_media WHERE submission = \(submission) AND field = \(field.id)")
        return (count, try MediaStore.size(of: ids("submission = \(submission)", in: connection), in: connection))
    }

    /// One that has come whole answers the question from now on; what is said of it is asked then. Where one alone has its place, it
    /// takes it, and the one before goes, in this transaction.
    static func add(
        _ id: Medium.ID, to name: String, of submission: Submission.ID, by person: Person.ID, now: Date,
        in connection: any Connection
    ) throws {
        guard try SubmissionStore.claim(submission, by: person, in: connection),
            var file = try SubmissionStore.find(submission, by: person, in: connection)?.looked(at: now),
            let field = file.mediaField(name, at: now),
            let medium = try MediaStore.list([id], in: connection).first
        else { throw WebError.notFound }
        guard field.takes(medium.type) else { throw ArrivalRefusal.kind }
        let before = file.answers.rows(field.id)
        var (rows, row) = (before, ["id": id.description, "name": medium.name])
        if field.isOfOneMedium {
            rows = []
            // What a paper is stays true of a newer one; what a picture shows does not.
            row["about"] = before.last?["about"]
        }
        try connection.run(
            """
            INSERT INTO answer_media (media, submission, field, position)
            VALUES (\(id), \(submission), \(field.id), \(rows.count))
            """)
        try SubmissionStore.take(.rows(rows + [row]), in: field, of: &file, by: person, now: now, connection)
    }

    /// Takes one out of its answer. False where it is not there any more. Throws `StillNeeded` where a file that is sent would lack it.
    func takeOut(
        _ id: Medium.ID, of name: String, in submission: Submission.ID, by person: Person.ID, now: Date
    ) async throws -> Bool {
        try await database.write(for: .insiders) { connection in
            guard try SubmissionStore.claim(submission, by: person, in: connection),
                var file = try SubmissionStore.find(submission, by: person, in: connection)?.looked(at: now),
                let field = file.mediaField(name, at: now), let left = file.rows(of: field, without: id)
            else { return false }
            guard !file.needs(id, of: field) else { throw StillNeeded() }
            try SubmissionStore.take(.rows(left), in: field, of: &file, by: person, now: now, connection)
            return true
        }
    }

    /// After the answer was changed: what it no longer names goes, and the rest stands in its order.
    static func follow(
        _ value: AnswerValue, in field: FormField, of submission: Submission.ID, _ connection: any Connection
    ) throws {
        let named = value.filledRows.compactMap { $0["id"].flatMap { Medium.ID($0) } }
        let held = try ids("submission = \(submission) AND field = \(field.id)", in: connection)
        for id in held where !named.contains(id) { try remove(id, in: connection) }
        for (position, id) in named.enumerated() {
            try connection.run(
                """
                UPDATE answer_media SET position = \(position)
                WHERE media = \(id) AND submission = \(submission) AND field = \(field.id)
                """)
        }
    }

    /// With the file that they answer for, and what was begun for it.
    static func removeAll(of submission: Submission.ID, in connection: any Connection) throws {
        for id in try ids("submission = \(submission)", in: connection) { try remove(id, in: connection) }
    }

    /// Its bytes go a day after nothing names them.
    static func remove(_ id: Medium.ID, in connection: any Connection) throws {
        try connection.run("DELETE FROM answer_media WHERE media = \(id)")
        try MediaStore.remove(id, in: connection)
    }

    private static func ids(_ condition: SQL, in connection: any Connection) throws -> [Medium.ID] {
        try connection.rows("SELECT media FROM answer_media WHERE \(condition) ORDER BY field, position").map {
            try $0["media"]
        }
    }
}

// For the pages of files: two queries, however many files and pictures there are.
extension AnswerMediaStore {
    static func media(
        of files: [Submission.ID], in connection: any Connection
    ) throws -> [Submission.ID: [String: AnswerMedium]] {
        let held: [(Submission.ID, Medium.ID)] = try connection.rows(
            "SELECT submission, media FROM answer_media WHERE submission IN \(list: files)"
        ).map { (try $0["submission"], try $0["media"]) }
        guard !held.isEmpty else { return [:] }
        let ids = held.map { $0.1 }
        let forms = try MediaStore.forms(of: ids, in: connection)
        let media = try MediaStore.list(ids, in: connection).map { ($0.id, $0) }
        let known = Dictionary(uniqueKeysWithValues: media)
        return held.reduce(into: [:]) { found, one in
            guard let medium = known[one.1] else { return }
            found[one.0, default: [:]][one.1.description] = AnswerMedium(medium: medium, forms: forms[one.1] ?? [])
        }
    }

    /// One that had come is not taken: the lists of files say at once what is missing again.
    @Sendable static func lose(_ id: Medium.ID, in connection: any Connection) throws {
        let files = try connection.rows("SELECT submission FROM answer_media WHERE media = \(id)")
        try FileLineStore.keep(files.map { try $0["submission"] }, in: connection)
    }

    /// What came and was not taken answers nothing.
    static func noteRefused(
        among answers: inout [Submission.ID: [String: SavedAnswer]], in connection: any Connection
    ) throws {
        let rows = try connection.rows(
            """
            SELECT answer_media.submission, answer_media.field, answer_media.media FROM answer_media
            JOIN media ON media.id = answer_media.media
            WHERE media.state = 'refused' AND answer_media.submission IN \(list: Array(answers.keys))
            """)
        for row in rows {
            let id: Medium.ID = try row["media"]
            answers[try row["submission"], default: [:]][try row["field"]]?.refused.insert(id.description)
        }
    }
}

/// A file that is sent would lack what it needs.
struct StillNeeded: Error {}

extension FormField {
    /// It is answered by one file or picture: another one takes its place.
    var isOfOneMedium: Bool { kind.isOfMedia && mostRows == 1 }
}

extension SubmissionFile {
    /// What is left of an answer without that one; nil where it is not there.
    func rows(of field: FormField, without id: Medium.ID) -> [[String: String]]? {
        let rows = answers.rows(field.id)
        let left = rows.filter { $0["id"] != id.description }
        return left.count < rows.count ? left : nil
    }

    /// Sent, it would be less complete without that one.
    func needs(_ id: Medium.ID, of field: FormField) -> Bool {
        guard submission.state == .transmitted, let left = rows(of: field, without: id) else { return false }
        return answers.worsened(by: .rows(left), in: field, of: form) != nil
    }

    /// Of the question of that name, while files may be sent to it; nil for any other, and when its time is not.
    func mediaField(_ name: String, at now: Date) -> FormField? {
        guard window.isOpen(at: now), let field = form[id: name], field.kind.isOfMedia else { return nil }
        let clock = FormClock(edition, at: now)
        return field.isEarly(at: clock) || field.isFrozen(at: clock) ? nil : field
    }
}

extension SubmissionStore {
    /// A file has come that answers a question, beside what is said of those that were there. To pages that were open before it is
    /// no surprise: they name the others, and take nothing from it.
    static func take(
        _ value: AnswerValue, in field: FormField, of file: inout SubmissionFile, by person: Person.ID, now: Date,
        _ connection: any Connection
    ) throws {
        let saved = file.saved[field.id] ?? SavedAnswer(value: .empty(field.kind))
        try keep(
            value, in: field, of: &file, was: saved.value, as: saved.revision, window: saved.window, by: person,
            now: now, connection)
        try settle(&file, [field], by: person, now: now, connection)
    }
}

extension SubmissionStore {
    /// What a page says of files and pictures that somebody has taken out meanwhile: it is saved nowhere, and given back.
    static func lost(
        _ reading: TypedPart, of section: FormSection, from file: SubmissionFile, by person: Person.ID, _ now: Date,
        _ connection: any Connection
    ) throws -> [SaveOutcome.Conflict] {
        try section.open(at: FormClock(file.edition, at: now)).fields.compactMap { field in
            let saved = file.saved[field.id]?.value ?? .empty(field.kind)
            let words = reading.lost(of: field, over: saved)
            return words.isEmpty
                ? nil : try conflict(field, saved, in: file, for: person, lost: words, connection)
        }
    }
}
