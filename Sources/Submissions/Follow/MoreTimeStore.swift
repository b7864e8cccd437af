import Campaigns
import Foundation
import Identifiers
import Mail
import Storage
import Web

// More time for a file, or for all: those who own one are told, in the transaction that gives it.
extension SubmissionStore {
    /// Notes that staff gave a file another end, and writes to its owners unless another letter tells them. Answers how many
    /// letters.
    static func follow(
        _ end: OwnEnd, by mail: FileMail, isTold: Bool = true, in connection: any Connection
    ) throws -> Int {
        guard let id = Submission.ID(end.subject), try claim(id, runBy: end.by, in: connection),
            let file = try find(id, runBy: end.by, in: connection)
        else { return 0 }
        if !end.reason.isEmpty {
            let until = mail.correspondence.reader(for: "fr").formats.deadline(end.after)
            try note(.extended, of: id, by: end.by, "\(until). \(end.reason)", at: end.now, in: connection)
        }
        guard isTold, file.submission.state != .withdrawn, file.submission.announcedAt == nil else { return 0 }
        return try mail.sendToOwners(of: file, now: end.time, in: connection) { reader, sender in
            reader.ownEndLetter(file, end, sender)
        }.count
    }

    /// Writes to each owner of files that can be changed for longer than before, or for less long, once. Answers how many letters.
    static func follow(_ dates: ChangedDates, by mail: FileMail, in connection: any Connection) throws -> Int {
        let moved = try moved(by: dates.change, at: dates.now, in: connection)
        let gained = moved.filter(\.value.isGain).mapValues(\.end)
        let lost = moved.filter(\.value.isLoss).mapValues(\.end)
        let gains = try tell(gained, dates, by: mail, connection) { $0.moreTimeLetter($1, until: gained, $2) }
        let losses = try tell(lost, dates, by: mail, connection) {
            $0.lessTimeLetter($1, until: lost, now: dates.now, $2)
        }
        return gains + losses
    }

    /// One letter for each owner of these files, about all of theirs.
    private static func tell(
        _ ends: [Submission.ID: Date], _ dates: ChangedDates, by mail: FileMail, _ connection: any Connection,
        _ letter: (Reader, [SubmissionFile], FileMail.Sender) -> Letter
    ) throws -> Int {
        guard !ends.isEmpty else { return 0 }
        let files = try files("submission.id IN \(list: Array(ends.keys))", part: nil, in: connection)
        var told: [Person.ID: [SubmissionFile]] = [:]
        for file in files { for owner in file.addressees { told[owner.person, default: []].append(file) } }
        return try told.sorted { $0.key.description < $1.key.description }.reduce(0) { count, told in
            let message = try mail.send(to: told.key, about: told.value, now: dates.time, in: connection) {
                reader, sender in letter(reader, told.value, sender)
            }
            return message == nil ? count : count + 1
        }
    }

    /// How many people a change of dates gives time to, and how many it takes time from, without owners of files that whoever
    /// asks is bound to.
    func concerned(by change: PhaseChange, at now: Date, for person: Person.ID) async throws -> (
        gaining: Int, losing: Int
    ) {
        try await database.read { connection in
            let moved = try Self.moved(by: change, at: now, in: connection)
            let gaining = try Self.owners(of: moved.filter(\.value.isGain).map(\.key), seenBy: person, connection)
            let losing = try Self.owners(of: moved.filter(\.value.isLoss).map(\.key), seenBy: person, connection)
            return (gaining: gaining, losing: losing)
        }
    }

    private static func owners(
        of files: [Submission.ID], seenBy person: Person.ID, _ connection: any Connection
    ) throws -> Int {
        try connection.count(
            """
            SELECT count(DISTINCT submission_author.person) AS count FROM submission_author
            JOIN person ON person.id = submission_author.person AND person.disabled_at IS NULL
            WHERE submission_author.submission IN \(list: files) AND submission_author.role = 'owner'
            AND \(hasRole()) AND NOT \(Ties.binds(person, to: "submission_author.submission"))
            """)
    }

    /// When a file closes, before a change of dates and after it; nil where it is not open.
    private struct MovedEnd {
        let before: Date?
        let after: Date?
        /// Until when it can be changed, or could be.
        let end: Date

        var isGain: Bool { after.map { $0 > before ?? .distantPast } ?? false }
        var isLoss: Bool { before.map { after ?? .distantPast < $0 } ?? false }
    }

    /// The files that are open before the change, or after it.
    private static func moved(
        by change: PhaseChange, at now: Date, in connection: any Connection
    ) throws -> [Submission.ID: MovedEnd] {
        let (before, after) = (change.edition, change.edition.with(change.phases))
        let granted = try granted(in: before.id, connection)
        let rows = try connection.rows(
            """
            SELECT id FROM submission WHERE edition = \(before.id) AND state IN ('draft', 'transmitted')
            AND eligibility <> 'not-eligible' AND announced_at IS NULL
            AND NOT (submission.state = 'draft' AND \(isTypedUnseen))
            """)
        return try rows.reduce(into: [:]) { ends, row in
            let file: Submission.ID = try row["id"]
            let own = granted[file.description] ?? [:]
            func window(_ edition: Edition) -> CallWindow {
                CallWindow(edition) { max($0.endsAt, own[$0.id] ?? $0.endsAt) }
            }
            let (was, will) = (window(before), window(after))
            ends[file] = MovedEnd(
                before: was.closing(at: now), after: will.closing(at: now),
                end: will.closing(at: now) ?? will.closed(before: now) ?? now)
        }
    }
}
