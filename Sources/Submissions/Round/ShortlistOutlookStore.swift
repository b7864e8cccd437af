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
    /// Whoever asks has a tie with a file of the edition: they tell nothing, and whatever is here leaves that file out.
    let isTied: Bool
    /// Chosen and not told, by number.
    let waiting: [SubmissionFile]
    /// Files in competition that are on no shortlist and were told nothing: they may be told so.
    let left: [LeftFile]
    /// One of those as a whole: the letter to its owners is shown beforehand.
    let example: SubmissionFile?
    let told: [Shortlisted]
    let texts: RoundLetterTexts
    /// Of all that goes out: files with their titles, to whom, words, and the dates of the round.
    let mark: String
}

/// A file that does not go on, with what a list says of it.
struct LeftFile: Equatable, Sendable {
    let id: Submission.ID
    let number: String
    let title: String
    /// Those who get a letter.
    var owners: [Submission.Author] = []
}

/// Why a shortlist is not told.
enum ShortlistRefusal: Error, Equatable {
    /// Whoever confirms it has a tie with a file of the edition: somebody else tells it.
    case tied
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

    init(_ file: SubmissionFile, at now: Date) {
        (id, number, title) = (file.submission.id, file.submission.number ?? "", file.title)
        until = file.window.closing(at: now)
        let calls = file.edition.phases.filter { $0.kind == .call }.sorted { $0.startsAt < $1.startsAt }
        call = until == nil ? calls.first { $0.startsAt > now } : calls.last { $0.startsAt <= now }
    }

    /// The call is over, and this file was given more time.
    var hasMoreTime: Bool { until.flatMap { end in call.map { $0.endsAt < end } } ?? false }
}

extension ShortlistOutlook {
    /// Why it is not told at that moment, whoever confirms it; nil when nothing stands against it.
    func bar(at now: Date) -> ShortlistRefusal? {
        // First: what else stands against it would tell of the file that they have a tie with.
        guard !isTied else { return .tied }
        guard !waiting.isEmpty else { return .empty }
        let open = waiting.filter { $0.window.mayOpen(after: now) }
        guard open.isEmpty else { return .callOpen(open.map { OpenFile($0, at: now) }) }
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
        let isSeen: SQL = "NOT \(Ties.binds(person, to: "submission.id"))"
        let files = try waiting(in: edition.id, where: isSeen, connection)
        let left = try left(in: edition.id, where: isSeen, connection)
        let texts = try RoundLetterStore.texts(of: round.id, in: connection)
        let told = try ShortlistStore.all(of: edition.id, where: isSeen, in: connection).values
        let example = try left.first.flatMap {
            try self.files("submission.id = \($0.id)", part: nil, in: connection).first
        }
        return ShortlistOutlook(
            edition: edition, round: round, isTied: try ShortlistStore.isTied(person, in: edition.id, connection),
            waiting: files, left: left, example: example,
            told: told.filter { $0.toldAt != nil }.sorted {
                ($0.toldAt ?? $0.chosenAt, "\($0.submission)") < ($1.toldAt ?? $1.chosenAt, "\($1.submission)")
            },
            texts: texts, mark: mark(of: files, left, round, texts))
    }

    /// Two pages that show the same have the same.
    private static func mark(
        of files: [SubmissionFile], _ left: [LeftFile], _ round: Edition, _ texts: RoundLetterTexts
    ) -> String {
        let goOn = files.map { line($0.submission.id, $0.submission.number ?? "", $0.title, $0.addressees) }
        let others = left.map { line($0.id, $0.number, $0.title, $0.owners) }
        let dates = round.phases.map {
            "\($0.kind) \($0.startsAt.timeIntervalSince1970) \($0.endsAt.timeIntervalSince1970)"
        }
        let all = [goOn, others, dates, [texts.told]].map { $0.joined(separator: "\n") }
        return String(Secret.digest(of: all.joined(separator: "\u{1E}")).prefix(16))
    }

    private static func line(
        _ id: Submission.ID, _ number: String, _ title: String, _ owners: [Submission.Author]
    ) -> String {
        let people = owners.map { "\($0.person) \($0.name)" }
        return ([id.description, number, title] + people).joined(separator: "\u{1F}")
    }

    private static func waiting(
        in edition: Edition.ID, where isSeen: SQL, _ connection: any Connection
    ) throws -> [SubmissionFile] {
        try files("\(ShortlistStore.waits(in: edition)) AND \(isSeen)", part: nil, in: connection)
            .sorted { ($0.submission.number ?? "") < ($1.submission.number ?? "") }
    }

    private static func left(
        in edition: Edition.ID, where isSeen: SQL, _ connection: any Connection
    ) throws -> [LeftFile] {
        let files = try connection.rows(
            """
            SELECT id, number, title FROM submission WHERE \(isLeft(edition)) AND \(isSeen) ORDER BY number, id
            """
        ).map { row in
            let number: String? = try row["number"]
            return LeftFile(id: try row["id"], number: number ?? "", title: try row["title"])
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
