import Accounts
import Foundation
import Identifiers
import Mail
import Storage

/// Why the owners of a file are not asked about what the jury did not find.
enum AskingRefusal: Error, Equatable {
    /// It is not sent, or not eligible: no jury reads it.
    case notRead
    /// No reading leaves one of these points not documented, or what was missing is found since.
    case notOpen
}

// What the agency asks of those who own a file: to read what it typed for them, to tell more of what the jury did not find.
extension SubmissionStore {
    /// Asks each owner to read the draft that the agency typed for them, in a letter of their own. Nil when
    /// it isn't theirs.
    func askReading(
        of id: Submission.ID, by person: Person.ID, now: Date, then: @escaping AuthorLetter
    ) async throws -> LetterFate? {
        try await database.write(for: .insiders) { connection in
            guard try Self.claim(id, runBy: person, in: connection),
                let file = try Self.find(id, runBy: person, in: connection)
            else { return nil }
            guard file.submission.isOnBehalf, file.submission.state == .draft, !file.addressees.isEmpty else {
                return .nobody
            }
            guard try !Self.isJustNoted(.readingAsked, of: id, now: now, in: connection) else {
                return try Self.lastLetter(about: file, in: connection)
            }
            try Self.askReading(of: file, by: person, now: now, then, in: connection)
            return .leaves
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

    /// The same was noted a moment ago: a form that came twice is done once. The caller has claimed the file.
    /// The letter that went to its owners a moment ago.
    private static func lastLetter(about file: SubmissionFile, in connection: any Connection) throws -> LetterFate {
        guard let owner = file.addressees.first?.person,
            let letter = try Outbox.latest(
                FileMail.subject(of: file.submission.id), to: owner, since: Date(timeIntervalSince1970: 0),
                in: connection)
        else { return .nobody }
        return .left(EarlierLetter(message: letter.id, at: letter.at))
    }

    private static func isJustNoted(
        _ kind: SubmissionEvent.Kind, _ words: String = "", of id: Submission.ID, now: Date,
        in connection: any Connection
    ) throws -> Bool {
        try connection.row(
            """
            SELECT id FROM submission_event WHERE submission = \(id) AND kind = \(kind) AND note = \(words)
            AND at > \(now.addingTimeInterval(-600)) LIMIT 1
            """) != nil
    }

    /// Points of a file that its owners may be asked about now, by their names in the grid: those that `finder` finds open, of
    /// a file that the jury reads.
    static func pointsToAsk(
        of file: SubmissionFile, _ finder: OpenPointFinder, in connection: any Connection
    ) throws -> Set<String> {
        guard file.submission.isRead, file.submission.announcedAt == nil else { return [] }
        return try finder(file.submission.id, connection)
    }

    func pointsToAsk(of file: SubmissionFile, _ finder: @escaping OpenPointFinder) async throws -> Set<String> {
        try await database.read { try Self.pointsToAsk(of: file, finder, in: $0) }
    }

    private static func checkAsking(
        _ points: [String], of file: SubmissionFile, _ finder: OpenPointFinder, in connection: any Connection
    ) throws {
        guard file.submission.announcedAt == nil else { throw Submission.Refusal.announced }
        guard file.submission.isRead else { throw AskingRefusal.notRead }
        let open = try finder(file.submission.id, connection)
        guard !points.isEmpty, points.allSatisfy(open.contains) else { throw AskingRefusal.notOpen }
    }

    /// Asks each owner about points that readings left not documented, as `finder` knows; `then` writes to them. Nil when it
    /// isn't theirs.
    func askPrecisions(
        _ points: [String], _ words: String, of id: Submission.ID, by person: Person.ID, now: Date,
        found finder: @escaping OpenPointFinder,
        then: @escaping @Sendable (SubmissionFile, any Connection) throws -> Int
    ) async throws -> LetterFate? {
        try await database.write(for: .insiders) { connection in
            guard try Self.claim(id, runBy: person, in: connection),
                let file = try Self.find(id, runBy: person, in: connection)
            else { return nil }
            try Self.checkAsking(points, of: file, finder, in: connection)
            let note = AskedPrecisions.note(points, words)
            guard try !Self.isJustNoted(.precisionsAsked, note, of: id, now: now, in: connection) else {
                return try Self.lastLetter(about: file, in: connection)
            }
            guard try then(file, connection) > 0 else { return .nobody }
            try Self.note(.precisionsAsked, of: id, by: person, note, at: now, in: connection)
            return .leaves
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
            let precisions = AskedPrecisions(at: try row["at"], note: try row["note"])
            for point in precisions.points { asked[point] = precisions.at }
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

extension Submission {
    /// The jury reads it: sent, and found eligible.
    var isRead: Bool { state == .transmitted && eligibility == .eligible }
}
