import Accounts
import Campaigns
import Foundation
import Identifiers
import Journal
import Storage
import Web

/// What somebody confirmed.
struct ShortlistTelling: Sendable {
    let mark: String
    let tellsOthers: Bool
    let person: Person.ID
    let now: Date
    let time: Date
}

extension SubmissionStore {
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
            try outlook.check(telling)
            let files = outlook.waiting
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
            reader.shortlistLetter(
                second.title, at: second.path, second.window, outlook.texts, sender, now: telling.now)
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
    fileprivate func check(_ telling: ShortlistTelling) throws(ShortlistRefusal) {
        if let bar = bar(at: telling.now) { throw bar }
        guard telling.mark == mark else { throw .movedOn }
    }
}
