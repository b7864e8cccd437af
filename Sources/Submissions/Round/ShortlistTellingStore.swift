import Accounts
import Campaigns
import Foundation
import Identifiers
import Journal
import Storage
import Web

/// A shortlist as it would be told now, or is told already.
struct ShortlistOutlook: Sendable {
    let edition: Edition
    let round: Edition
    /// Chosen and not told, by number; without those that whoever asks is bound to.
    let chosen: [SubmissionFile]
    /// Of the others that go out with them, how many whoever asks is bound to.
    let tied: Int
    /// Files in competition that are on no shortlist and were told nothing: they may be told so.
    let others: Int
    let told: [Shortlisted]
    let texts: RoundLetterTexts
    /// Of all that goes out, chosen files and words.
    let mark: String
}

/// Why a shortlist is not told.
enum ShortlistRefusal: Error, Equatable {
    /// Nobody new is chosen.
    case empty
    /// The first call is open, or some chosen file has more time: its first part may still change.
    case callOpen
    /// Nobody could fill in the second part: its last day is over.
    case roundOver
    /// Something else would go out than what was read.
    case movedOn
    case textTooLong
}

/// What somebody confirmed.
struct ShortlistTelling: Sendable {
    let mark: String
    let tellsOthers: Bool
    let person: Person.ID
    let now: Date
    let time: Date
}

extension SubmissionStore {
    /// Nil for somebody who doesn't run the edition, or where it has one round.
    func outlook(of edition: Edition, for person: Person.ID) async throws -> ShortlistOutlook? {
        try await database.read { try Self.outlook(of: edition, for: person, in: $0) }
    }

    private static func outlook(
        of edition: Edition, for person: Person.ID, in connection: any Connection
    ) throws -> ShortlistOutlook? {
        guard let round = try EditionStore.round(of: edition.id, in: connection) else { return nil }
        let files = try waiting(in: edition.id, connection)
        let isBound = Ties.binds(person, to: "submission.id")
        let bound = Set(
            try connection.rows(
                "SELECT id FROM submission WHERE \(ShortlistStore.waits(in: edition.id)) AND \(isBound)"
            )
            .map { row -> Submission.ID in try row["id"] })
        let texts = try RoundLetterStore.texts(of: round.id, in: connection)
        let told = try ShortlistStore.all(of: edition.id, in: connection).values.filter { $0.toldAt != nil }
        let others = try connection.count("SELECT count(*) AS count FROM submission WHERE \(isLeft(edition.id))")
        let said = (files.map(\.submission.id.description) + [texts.told, "\(others)"]).joined(separator: "\n")
        return ShortlistOutlook(
            edition: edition, round: round, chosen: files.filter { !bound.contains($0.submission.id) },
            tied: bound.count, others: others,
            told: told.sorted {
                ($0.toldAt ?? $0.chosenAt, "\($0.submission)") < ($1.toldAt ?? $1.chosenAt, "\($1.submission)")
            },
            texts: texts, mark: String(Secret.digest(of: said).prefix(16)))
    }

    private static func waiting(in edition: Edition.ID, _ connection: any Connection) throws -> [SubmissionFile] {
        try files(ShortlistStore.waits(in: edition), part: nil, in: connection)
            .sorted { ($0.submission.number ?? "") < ($1.submission.number ?? "") }
    }

    /// In competition, on no shortlist, and told nothing of it.
    private static func isLeft(_ edition: Edition.ID) -> SQL {
        """
        submission.edition = \(edition) AND \(Ties.isInCompetition) AND submission.announced_at IS NULL
            AND submission.id NOT IN (SELECT shortlisted.submission FROM shortlisted)
            AND NOT EXISTS (SELECT 1 FROM submission_event AS said WHERE said.submission = submission.id
                AND said.kind = \(SubmissionEvent.Kind.notShortlisted))
        """
    }

    /// Tells the shortlist as it was confirmed: makes the second parts, opens the round, writes the letters, in one transaction, which a
    /// `ShortlistRefusal` leaves undone. `then` seats the jury. Nil for somebody who doesn't run the edition.
    func tell(
        _ telling: ShortlistTelling, of edition: Edition, by mail: FileMail,
        then: @escaping @Sendable (ShortlistTold, any Connection) throws -> Void
    ) async throws -> Int? {
        try await database.write { connection in
            // Claimed first: of two who tell at once, the second finds nobody new.
            try connection.run(
                """
                UPDATE submission SET revision = revision + 1
                WHERE \(ShortlistStore.waits(in: edition.id)) AND \(Rights.isStaff(telling.person, of: "submission.edition"))
                """)
            guard try EditionStore.find(edition.slug, runBy: telling.person, in: connection) != nil,
                let outlook = try Self.outlook(of: edition, for: telling.person, in: connection)
            else { return nil }
            let files = try Self.waiting(in: edition.id, connection)
            try outlook.check(telling, files)
            try EditionStore.start(round: outlook.round.id, in: connection)
            let parts = try files.map { file in
                (file.submission.id, try Self.tell(file, outlook, telling, by: mail, in: connection))
            }
            if telling.tellsOthers { try Self.tellOthers(outlook, telling, by: mail, in: connection) }
            let told = ShortlistTold(
                edition: edition.id, round: outlook.round.id, parts: parts.map { (first: $0.0, second: $0.1) },
                person: telling.person, now: telling.now, time: telling.time)
            try then(told, connection)
            return files.count
        }
    }

    private static func tell(
        _ file: SubmissionFile, _ outlook: ShortlistOutlook, _ telling: ShortlistTelling, by mail: FileMail,
        in connection: any Connection
    ) throws -> Submission.ID {
        let part = try addPart(to: file, in: outlook.round.id, now: telling.now, in: connection)
        let first = file.submission.id
        try connection.run(
            "UPDATE shortlisted SET told_at = \(telling.now), part = \(part) WHERE submission = \(first)")
        try note(.shortlisted, of: first, by: telling.person, at: telling.now, in: connection)
        try Journal.write(
            .shortlistTold, by: telling.person, of: .file(first), edition: outlook.edition.id,
            details: ["part": part.description], in: connection)
        guard let second = try find(part, in: connection) else { return part }
        try mail.sendToOwners(of: second, now: telling.time, in: connection) { reader, sender in
            reader.shortlistLetter(second, outlook.texts, sender, now: telling.now)
        }
        return part
    }

    private static func tellOthers(
        _ outlook: ShortlistOutlook, _ telling: ShortlistTelling, by mail: FileMail, in connection: any Connection
    ) throws {
        for file in try files(isLeft(outlook.edition.id), part: nil, in: connection) {
            try note(.notShortlisted, of: file.submission.id, by: telling.person, at: telling.now, in: connection)
            try mail.sendToOwners(of: file, now: telling.time, in: connection) { reader, sender in
                reader.notShortlistedLetter(file, outlook.texts, sender)
            }
        }
    }

    /// Keeps what the letters say. Nil for somebody who doesn't run the edition, or where it has one round.
    func save(
        _ texts: RoundLetterTexts, of edition: Edition, by person: Person.ID, at time: Date
    ) async throws -> Bool? {
        guard !texts.areTooLong else { throw ShortlistRefusal.textTooLong }
        return try await database.write(for: .insiders) { connection in
            guard try EditionStore.find(edition.slug, runBy: person, in: connection) != nil,
                let round = try EditionStore.round(of: edition.id, in: connection)
            else { return nil }
            try RoundLetterStore.save(texts, of: round.id, at: time, in: connection)
            return true
        }
    }
}

extension ShortlistOutlook {
    /// Why it is not told at that moment, whoever confirms it; nil when nothing stands against it.
    func bar(at now: Date, _ files: [SubmissionFile]) -> ShortlistRefusal? {
        guard !files.isEmpty else { return .empty }
        guard !files.contains(where: { $0.window.mayOpen(after: now) }) else { return .callOpen }
        guard round.phases.contains(where: { $0.kind == .call && $0.endsAt > now }) else { return .roundOver }
        return nil
    }

    fileprivate func check(_ telling: ShortlistTelling, _ files: [SubmissionFile]) throws(ShortlistRefusal) {
        if let bar = bar(at: telling.now, files) { throw bar }
        guard telling.mark == mark else { throw .movedOn }
    }
}
