import Accounts
import Foundation
import Grids
import Identifiers
import Storage

// What the agency asks of those who own a file: to read what it typed for them, to tell more of what the jury did not find.
extension SubmissionStore {
    /// Asks each owner to read the draft that the agency typed for them, in a letter of their own. False when nobody can be
    /// written to, or there is nothing to ask; nil when it isn't theirs.
    func askReading(
        of id: Submission.ID, by person: Person.ID, now: Date, then: @escaping AuthorLetter
    ) async throws -> Bool? {
        try await database.write(for: .insiders) { connection in
            guard try Self.claim(id, runBy: person, in: connection),
                let file = try Self.find(id, runBy: person, in: connection)
            else { return nil }
            guard file.submission.isOnBehalf, file.submission.state == .draft, !file.addressees.isEmpty else {
                return false
            }
            try Self.askReading(of: file, by: person, now: now, then, in: connection)
            return true
        }
    }

    private static func askReading(
        of file: SubmissionFile, by person: Person.ID, now: Date, _ letter: AuthorLetter,
        in connection: any Connection
    ) throws {
        for owner in file.addressees {
            guard let account = try AccountStore.find(owner.person, in: connection) else { continue }
            try letter(file, account, connection)
        }
        try note(.readingAsked, of: file.submission.id, by: person, at: now, in: connection)
    }

    /// What the agency sends without having shown it: its owners are given their link with the receipt.
    static func showSent(
        _ file: SubmissionFile, by person: Person.ID, now: Date, _ letter: AuthorLetter, in connection: any Connection
    ) throws {
        guard file.part == nil, !file.addressees.isEmpty, try isUnseen(file.submission, in: connection) else { return }
        try askReading(of: file, by: person, now: now, letter, in: connection)
    }

    /// Typed by the agency for owners who were not written to yet.
    static func isUnseen(_ submission: Submission, in connection: any Connection) throws -> Bool {
        try connection.row("SELECT id FROM submission WHERE id = \(submission.id) AND \(isTypedUnseen)") != nil
    }

    /// True of such a file: nobody hears of it, whatever goes to the owners of all files.
    static let isTypedUnseen: SQL = """
        (submission.is_on_behalf = 1 AND NOT EXISTS (SELECT 1 FROM submission_event AS shown
            WHERE shown.submission = submission.id AND shown.kind IN ('reading-asked', 'owner-replaced')))
        """

    /// Asks each owner about points of the grid; `then` writes to them. Answers how many were written to; nil when it isn't
    /// theirs.
    func askPrecisions(
        _ points: [Checkpoint.ID], of id: Submission.ID, by person: Person.ID, now: Date,
        then: @escaping @Sendable (SubmissionFile, any Connection) throws -> Int
    ) async throws -> Int? {
        try await database.write(for: .insiders) { connection in
            guard try Self.claim(id, runBy: person, in: connection),
                let file = try Self.find(id, runBy: person, in: connection)
            else { return nil }
            let count = try then(file, connection)
            guard count > 0 else { return 0 }
            let words = points.map(\.description).joined(separator: " ")
            try Self.note(.precisionsAsked, of: id, by: person, words, at: now, in: connection)
            return count
        }
    }

    /// When the owners of a file were last asked about each point, by its name in the grid.
    public static func precisionsAsked(
        of id: Submission.ID, in connection: any Connection
    ) throws -> [String: Date] {
        let rows = try connection.rows(
            "SELECT note, at FROM submission_event WHERE submission = \(id) AND kind = 'precisions-asked' ORDER BY at")
        var asked: [String: Date] = [:]
        for row in rows {
            let note: String = try row["note"]
            for point in note.split(separator: " ") { asked[String(point)] = try row["at"] }
        }
        return asked
    }

    /// True of a file whose owners were asked about what the jury did not find. `submission` is a column.
    public static func hasAskedPrecisions(_ submission: SQL) -> SQL {
        """
        EXISTS (SELECT 1 FROM submission_event AS asked
            WHERE asked.submission = \(submission) AND asked.kind = 'precisions-asked')
        """
    }
}
