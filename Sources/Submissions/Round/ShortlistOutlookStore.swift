import Accounts
import Campaigns
import Foundation
import Identifiers
import Storage
import Web

/// A shortlist as it would be told now, or is told already.
struct ShortlistOutlook: Sendable {
    let edition: Edition
    let round: Edition
    /// Chosen and not told, by number.
    let waiting: [SubmissionFile]
    /// Of these, those that whoever asks is bound to: they count, and are not named.
    let bound: Set<Submission.ID>
    /// Files in competition that are on no shortlist and were told nothing: they may be told so.
    let left: [LeftFile]
    /// One of those as a whole, that whoever asks may read: the letter to its owners is shown beforehand.
    let example: SubmissionFile?
    let told: [Shortlisted]
    let texts: RoundLetterTexts
    /// Of all that goes out: files, to whom, and words.
    let mark: String

    /// Without those that whoever asks is bound to.
    var chosen: [SubmissionFile] { waiting.filter { !bound.contains($0.submission.id) } }
}

/// A file that does not go on, with what a list says of it.
struct LeftFile: Equatable, Sendable {
    let id: Submission.ID
    let number: String
    let title: String
    /// Whoever asks is bound to it: it counts, and is not named.
    let isBound: Bool
    /// Those who get a letter.
    var owners: [Submission.Author] = []
}

/// Why a shortlist is not told.
enum ShortlistRefusal: Error, Equatable {
    /// Nobody new is chosen.
    case empty
    /// The first call is open, or these chosen files have more time: their first parts may still change.
    case callOpen([OpenFile])
    /// Nobody could fill in the second part: its last day is over, since then.
    case roundOver(Date?)
    /// Something else would go out than what was read.
    case movedOn
    case textTooLong
}

/// A chosen file that can still change, or will.
struct OpenFile: Equatable, Sendable {
    let id: Submission.ID
    let number: String
    let title: String
    /// The call that is open, or the next one.
    let call: Phase?
    /// When it closes for this file; nil while it is not open yet.
    let until: Date?
    let isBound: Bool

    init(_ file: SubmissionFile, isBound: Bool, at now: Date) {
        (id, number, title) = (file.submission.id, file.submission.number ?? "", file.title)
        (until, self.isBound) = (file.window.closing(at: now), isBound)
        let calls = file.edition.phases.filter { $0.kind == .call }.sorted { $0.startsAt < $1.startsAt }
        call = until == nil ? calls.first { $0.startsAt > now } : calls.last { $0.startsAt <= now }
    }

    /// The call is over, and this file was given more time.
    var hasMoreTime: Bool { until.flatMap { end in call.map { $0.endsAt < end } } ?? false }
}

extension ShortlistOutlook {
    /// Why it is not told at that moment, whoever confirms it; nil when nothing stands against it.
    func bar(at now: Date) -> ShortlistRefusal? {
        guard !waiting.isEmpty else { return .empty }
        let open = waiting.filter { $0.window.mayOpen(after: now) }
        guard open.isEmpty else {
            return .callOpen(open.map { OpenFile($0, isBound: bound.contains($0.submission.id), at: now) })
        }
        let end = round.phases.filter { $0.kind == .call }.map(\.endsAt).max()
        return end.map { $0 > now } == true ? nil : .roundOver(end)
    }
}

extension SubmissionStore {
    /// Nil for somebody who doesn't run the edition, or where it has one round.
    func outlook(of edition: Edition, for person: Person.ID) async throws -> ShortlistOutlook? {
        try await database.read { try Self.outlook(of: edition, for: person, in: $0) }
    }

    static func outlook(
        of edition: Edition, for person: Person.ID, in connection: any Connection
    ) throws -> ShortlistOutlook? {
        guard let round = try EditionStore.round(of: edition.id, in: connection) else { return nil }
        let files = try waiting(in: edition.id, connection)
        let left = try left(in: edition.id, for: person, connection)
        let texts = try RoundLetterStore.texts(of: round.id, in: connection)
        let told = try ShortlistStore.all(of: edition.id, in: connection).values.filter { $0.toldAt != nil }
        let example = try left.first { !$0.isBound }.flatMap {
            try self.files("submission.id = \($0.id)", part: nil, in: connection).first
        }
        return ShortlistOutlook(
            edition: edition, round: round, waiting: files, bound: try bound(to: person, in: edition.id, connection),
            left: left, example: example,
            told: told.sorted {
                ($0.toldAt ?? $0.chosenAt, "\($0.submission)") < ($1.toldAt ?? $1.chosenAt, "\($1.submission)")
            },
            texts: texts, mark: mark(of: files, left, texts))
    }

    private static func mark(of files: [SubmissionFile], _ left: [LeftFile], _ texts: RoundLetterTexts) -> String {
        let lines =
            files.map { "\($0.submission.id) \(keys($0.addressees))" } + [texts.told]
            + left.map { "\($0.id) \(keys($0.owners))" }
        return String(Secret.digest(of: lines.joined(separator: "\n")).prefix(16))
    }

    private static func keys(_ authors: [Submission.Author]) -> String {
        authors.map(\.person.description).joined(separator: " ")
    }

    private static func waiting(in edition: Edition.ID, _ connection: any Connection) throws -> [SubmissionFile] {
        try files(ShortlistStore.waits(in: edition), part: nil, in: connection)
            .sorted { ($0.submission.number ?? "") < ($1.submission.number ?? "") }
    }

    private static func bound(
        to person: Person.ID, in edition: Edition.ID, _ connection: any Connection
    ) throws -> Set<Submission.ID> {
        let isBound = Ties.binds(person, to: "submission.id")
        let rows = try connection.rows(
            "SELECT id FROM submission WHERE \(ShortlistStore.waits(in: edition)) AND \(isBound)")
        return Set(try rows.map { try $0["id"] })
    }

    private static func left(
        in edition: Edition.ID, for person: Person.ID, _ connection: any Connection
    ) throws -> [LeftFile] {
        let files = try connection.rows(
            """
            SELECT id, number, title, CASE WHEN \(Ties.binds(person, to: "submission.id")) THEN 1 ELSE 0 END AS is_bound
            FROM submission WHERE \(isLeft(edition)) ORDER BY number, id
            """
        ).map { row in
            let number: String? = try row["number"]
            return LeftFile(
                id: try row["id"], number: number ?? "", title: try row["title"], isBound: try row["is_bound"])
        }
        guard !files.isEmpty else { return [] }
        let authors = try authors(of: files.map(\.id), in: connection)
        return files.map { file in
            var file = file
            file.owners = (authors[file.id] ?? []).filter { $0.part == .owner && $0.hasRole }
            return file
        }
    }

    /// In competition, on no shortlist, and told nothing of it.
    static func isLeft(_ edition: Edition.ID) -> SQL {
        """
        submission.edition = \(edition) AND \(Ties.isInCompetition) AND submission.announced_at IS NULL
            AND submission.id NOT IN (SELECT shortlisted.submission FROM shortlisted)
            AND NOT EXISTS (SELECT 1 FROM submission_event AS said WHERE said.submission = submission.id
                AND said.kind = \(SubmissionEvent.Kind.notShortlisted))
        """
    }
}
