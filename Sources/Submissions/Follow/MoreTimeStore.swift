import Campaigns
import Foundation
import Identifiers
import Storage

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

    /// Writes to each owner of files that can be changed for longer than before, once. Answers how many letters.
    static func follow(_ dates: ChangedDates, by mail: FileMail, in connection: any Connection) throws -> Int {
        let ends = try gaining(by: dates.change, at: dates.now, in: connection)
        guard !ends.isEmpty else { return 0 }
        let files = try files("submission.id IN \(list: Array(ends.keys))", part: nil, in: connection)
        var told: [Person.ID: [SubmissionFile]] = [:]
        for file in files { for owner in file.addressees { told[owner.person, default: []].append(file) } }
        return try told.sorted { $0.key.description < $1.key.description }.reduce(0) { count, told in
            let message = try mail.send(to: told.key, about: told.value, now: dates.time, in: connection) {
                reader, sender in reader.moreTimeLetter(told.value, until: ends, sender)
            }
            return message == nil ? count : count + 1
        }
    }

    /// How many people a change of dates gives time to, without owners of files that whoever asks is bound to.
    func gaining(by change: PhaseChange, at now: Date, for person: Person.ID) async throws -> Int {
        try await database.read { connection in
            let files = Array(try Self.gaining(by: change, at: now, in: connection).keys)
            return try connection.count(
                """
                SELECT count(DISTINCT submission_author.person) AS count FROM submission_author
                WHERE submission_author.submission IN \(list: files) AND submission_author.role = 'owner'
                AND \(Self.hasRole()) AND NOT \(Ties.binds(person, to: "submission_author.submission"))
                """)
        }
    }

    /// The files that can be changed for longer than before, with the moment that closes them now.
    private static func gaining(
        by change: PhaseChange, at now: Date, in connection: any Connection
    ) throws -> [Submission.ID: Date] {
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
            func closing(_ edition: Edition) -> Date? {
                CallWindow(edition) { max($0.endsAt, own[$0.id] ?? $0.endsAt) }.closing(at: now)
            }
            guard let end = closing(after), end > closing(before) ?? .distantPast else { return }
            ends[file] = end
        }
    }
}
