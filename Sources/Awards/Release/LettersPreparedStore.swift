import Accounts
import Campaigns
import Foundation
import Identifiers
import Mail
import Storage
import Submissions
import Web

/// What becomes of each letter that somebody changed by hand, and that says an earlier decision: as it was chosen in a form.
struct LetterChoices: Sendable {
    let fields: Fields

    static func field(_ letter: Message.ID) -> String { "letter-\(letter)" }

    /// What the letter and its decision were when the choice was put.
    static func readField(_ letter: Message.ID) -> String { "read-\(letter)" }

    /// Nil where nothing was chosen, and where it was chosen of a letter, or of a decision, that has moved on since.
    func keeps(_ letter: EditedLetter) -> Bool? {
        guard fields[Self.readField(letter.message)] == letter.state else { return nil }
        return switch fields[Self.field(letter.message)] {
        case "keep": true
        case "anew": false
        default: nil
        }
    }
}

/// A letter on what goes out next that somebody changed by hand: only whoever reads it knows what it says.
struct EditedLetter: Sendable {
    let message: Message.ID
    let submission: Submission.ID
    let person: Person.ID
    let name: String
    let number: String
    let title: String
    /// What was decided, or what it names, has changed since.
    let isOld: Bool
    /// Whoever looks is tied to the file: it is counted, and not named.
    let isBound: Bool
    /// Of the letter, of its decision and of what that names: another one of any of them is to be read again.
    let state: String
}

// Preparing letters.
extension LetterStore {
    /// Writes what is missing or out of date; an earlier letter is dropped, unless somebody changed it by hand and it was chosen to
    /// stay. Nil when the edition isn't this person's to run.
    func prepare(
        _ edition: Edition, _ choices: LetterChoices, by person: Person.ID, now: Date,
        _ letter: @escaping @Sendable (Reader, LetterFacts) -> Letter
    ) async throws -> Int? {
        try await database.write(for: .insiders) { connection in
            guard try ReleaseStore.isRun(edition.id, by: person, connection) else { return nil }
            _ = try ReleaseStore.claim(edition.id, keepsConfirmation: true, in: connection)
            let edited = try Self.edited(in: edition.id, for: person, connection).filter(\.isOld)
            let open = edited.filter { !$0.isBound && choices.keeps($0) == nil }
            guard open.isEmpty else { throw Release.Refusal.lettersByHand(open.count) }
            let isReplaced = try Self.missing(in: edition.id, connection).compactMap { author, facts -> Bool? in
                let own = edited.first { $0.submission == facts.submission && $0.person == author }
                // Of a file that they are tied to, somebody else says what becomes of it.
                if own?.isBound == true { return nil }
                guard let own, choices.keeps(own) == true else {
                    return try write(facts, to: author, now: now, connection) { letter($0, facts.told(at: now)) }
                }
                try Self.keep(own.message, of: facts, to: author, connection)
                return true
            }
            guard !isReplaced.isEmpty else { return 0 }
            // A first letter says what was confirmed; another one in its place does not.
            try ReleaseStore.takeBack(of: edition.id, by: person, isVoid: isReplaced.contains(true), in: connection)
            return isReplaced.count
        }
    }

    /// Those that are held for the next release, by file.
    static func edited(
        in edition: Edition.ID, for person: Person.ID, _ connection: any Connection
    ) throws -> [EditedLetter] {
        try connection.rows(
            """
            SELECT message.id, letter.submission, letter.person, message.name, submission.number, submission.title,
                message.revision AS letter_state, decision.revision AS decision_state, \(names) AS named,
                CASE WHEN \(saysAsItStands) THEN 0 ELSE 1 END AS is_old,
                CASE WHEN \(Ties.binds(person, to: "submission.id")) THEN 1 ELSE 0 END AS is_bound
            FROM letter JOIN message ON message.id = letter.message JOIN submission ON submission.id = letter.submission
            JOIN decision ON decision.submission = letter.submission
            WHERE \(ReleaseStore.isNext(in: edition)) AND message.is_edited = 1 AND message.state = 'held'
            ORDER BY submission.number, message.id
            """
        ).map { row in
            let (number, named): (String?, String?) = (try row["number"], try row["named"])
            let (letter, decision): (Int, Int) = (try row["letter_state"], try row["decision_state"])
            return EditedLetter(
                message: try row["id"], submission: try row["submission"], person: try row["person"],
                name: try row["name"], number: number ?? "", title: try row["title"], isOld: try row["is_old"],
                isBound: try row["is_bound"],
                state: "\(letter).\(decision).\(Secret.digest(of: named ?? "").prefix(16))")
        }
    }

    /// True when it takes the place of an earlier one.
    private func write(
        _ facts: LetterFacts, to author: Person.ID, now: Date, _ connection: any Connection,
        _ letter: (Reader) -> Letter
    ) throws -> Bool {
        let earlier = try connection.row(
            "SELECT message FROM letter WHERE submission = \(facts.submission) AND person = \(author)")
        let message = try correspondence.write(
            to: author, Self.manner(of: facts, isBound: true), now: now, in: connection, letter)
        if let earlier { try correspondence.outbox.replace(try earlier["message"], by: message, in: connection) }
        if let message { try Self.keep(message, of: facts, to: author, connection) }
        return earlier != nil
    }
}
