import Accounts
import Campaigns
import Forms
import Foundation
import Identifiers
import Journal
import Organisations
import Storage

/// What a file held when it was sent, for its receipt.
public struct Receipt: Codable, Equatable, Sendable {
    public let number: String
    public let at: Date
    public let title: String
    public let organisation: String
    /// Questions answered, of all there are.
    public let answered: Int
    public let steps: Int
    public let indicators: Int

    init(_ file: SubmissionFile, number: String, at: Date) {
        let answers = file.toldAnswers
        (self.number, self.at, title, organisation) = (number, at, file.title, file.organisationName)
        answered = file.form.fields.count { !answers[$0].isEmpty }
        func rows(_ kind: FormField.Kind) -> Int {
            file.form.fields.filter { $0.kind == kind }.map { answers[$0].filledRows.count }.reduce(0, +)
        }
        (steps, indicators) = (rows(.steps), rows(.indicators))
    }

    /// Of a file that came in by another way than its form: what can be said of it now.
    init?(of file: SubmissionFile) {
        guard let number = file.submission.number, let at = file.submission.transmittedAt else { return nil }
        self.init(file, number: number, at: at)
    }
}

/// A file that was taken back, for whoever decided something of it.
public struct Withdrawal: Sendable {
    public let file: Submission.ID
    public let edition: Edition.ID
    public let person: Person.ID
    public let reason: String
    public let at: Date
    /// The machine's clock, by which letters leave.
    public let time: Date
    /// The decision on it is out.
    public let isAnnounced: Bool

    init(of submission: Submission, by person: Person.ID, reason: String, at now: Date, time: Date) {
        (file, edition, isAnnounced) = (submission.id, submission.edition, submission.announcedAt != nil)
        (self.person, self.reason, at, self.time) = (person, reason, now, time)
    }
}

/// The record of its organisation has another name, and whoever sends it in its place has not said that they have read so.
struct MisnamedRecord: Error {
    let name: String
}

extension SubmissionStore {
    /// Sends a file in. `then` leaves the receipt in the outbox, in the same transaction; a file that is in already gets none.
    /// `named` is the name of the record that somebody of the agency has read beside that of the file; `agreed` is what its owner agrees to
    /// in person of what the agency ticked for them.
    func transmit(
        _ id: Submission.ID, by person: Person.ID, named: String? = nil, agreed: Set<String> = [], now: Date,
        then: @escaping @Sendable (SubmissionFile, Receipt, any Connection) throws -> Void
    ) async throws -> SubmissionFile? {
        try await database.write { connection in
            guard try Self.claim(id, by: person, in: connection),
                var file = try Self.find(id, by: person, in: connection)
            else { return nil }
            try Self.agree(in: &file, to: agreed, by: person, now: now, connection)
            let isNew = try file.submission.transmit(
                by: file.part, window: file.window, isComplete: file.looked(at: now).faults.isEmpty,
                lacksCategory: file.lacksCategory, number: try Self.nextNumber(in: file.edition, connection), now: now)
            guard isNew else { return file }
            try Self.place(&file, named: named, now: now, in: connection)
            // The row of numbering is held: of two files sent at once, the second sees the first.
            try FileRuleStore.check(file.submission, in: connection)
            try FormStore.freeze(file.edition.id, at: now, in: connection)
            try Self.saveState(of: file.submission, connection)
            // Staff send what they have typed themselves.
            try file.part == nil
                ? Self.confirmOrganisation(of: file, in: connection) : Self.name(person, by: file, in: connection)
            let receipt = Receipt(file, number: file.submission.number ?? "", at: now)
            try Self.note(.transmitted, of: id, by: person, Self.json(receipt), at: now, in: connection)
            try Journal.write(
                .fileTransmitted, by: person, of: .file(id), edition: file.edition.id, details: file.told,
                in: connection)
            try then(file, receipt, connection)
            return file
        }
    }

    /// Whose file it is, and of which other one it is the second part.
    private static func place(
        _ file: inout SubmissionFile, named: String?, now: Date, in connection: any Connection
    ) throws {
        try vouch(for: &file.submission, in: connection)
        try link(&file.submission, by: file.answers, now: now, in: connection)
        if file.part == nil { try look(at: file, named: named, in: connection) }
    }

    /// What the agency sends is confirmed with it: the jury reads the name of the record from then on, as with a verdict.
    private static func look(at file: SubmissionFile, named: String?, in connection: any Connection) throws {
        let record = try file.submission.organisation.flatMap { try OrganisationStore.find($0, in: connection) }
        guard let name = file.name(of: record), named.map({ Organisation.nameKey($0) }) != Organisation.nameKey(name)
        else { return }
        throw MisnamedRecord(name: name)
    }

    /// Whoever sends a file as its contact is called by the name that stands there, unless they have said one.
    private static func name(_ person: Person.ID, by file: SubmissionFile, in connection: any Connection) throws {
        guard let account = try AccountStore.find(person, in: connection),
            (try? EmailAddress(file.answers.text("contact.email")))?.comparable
                == (try? EmailAddress(account.email))?.comparable
        else { return }
        try AccountStore.name(person, file.answers.text("contact.name"), in: connection)
    }

    /// `then` does what follows from it, in the same transaction: what was decided of the file is void.
    func withdraw(
        _ id: Submission.ID, by person: Person.ID, reason: String, now: Date, time: Date? = nil,
        then: @escaping @Sendable (Withdrawal, any Connection) throws -> Void = { _, _ in }
    ) async throws -> SubmissionFile? {
        try await database.write { connection in
            guard try Self.claim(id, by: person, in: connection),
                var file = try Self.find(id, by: person, in: connection)
            else { return nil }
            try file.submission.withdraw(by: file.part, reason: reason, now: now)
            try Self.saveState(of: file.submission, connection)
            try Self.note(.withdrawn, of: id, by: person, reason, at: now, in: connection)
            try Journal.write(
                .fileWithdrawn, by: person, of: .file(id), edition: file.edition.id, details: ["reason": reason],
                in: connection)
            try Self.withdrawPart(of: file.submission, reason: reason, now: now, in: connection)
            let (taken, time) = (file.submission, time ?? now)
            try then(Withdrawal(of: taken, by: person, reason: reason, at: now, time: time), connection)
            return file
        }
    }

    /// The decision on a file comes out: from then on it stays as it was read.
    public static func announce(_ id: Submission.ID, at now: Date, in connection: any Connection) throws {
        try connection.run(
            """
            UPDATE submission SET announced_at = \(now), revision = revision + 1
            WHERE announced_at IS NULL
                AND (id = \(id) OR id IN (SELECT part FROM shortlisted WHERE shortlisted.submission = \(id)))
            """)
        try note(.announced, of: id, by: nil, at: now, in: connection)
    }

    /// The proof of the last transmission; nil when the file never was sent.
    func receipt(of id: Submission.ID, by person: Person.ID) async throws -> Receipt? {
        try await database.read { connection in
            let row = try connection.row(
                """
                SELECT note FROM submission_event JOIN submission ON submission.id = submission_event.submission
                WHERE submission.id = \(id) AND kind = 'transmitted' AND \(Self.mayBeRead(by: person))
                ORDER BY at DESC, submission_event.id DESC LIMIT 1
                """)
            guard let note: String = try row?["note"] else { return nil }
            return try? JSONDecoder().decode(Receipt.self, from: Data(note.utf8))
        }
    }

    /// What happened to a file, the newest first.
    func events(of id: Submission.ID, by person: Person.ID) async throws -> [SubmissionEvent] {
        try await database.read { connection in
            let events = try connection.rows(
                """
                SELECT kind, at, person.name AS name, note FROM submission_event
                JOIN submission ON submission.id = submission_event.submission
                LEFT JOIN person ON person.id = submission_event.person
                WHERE submission.id = \(id) AND \(Self.mayBeRead(by: person)) ORDER BY at DESC, submission_event.id DESC
                """
            ).map { row in
                SubmissionEvent(
                    kind: try row["kind"], at: try row["at"], person: try row["name"], note: try row["note"])
            }
            return try events.map { try Self.lost($0, in: connection) }
        }
    }

    /// With those whom its letters did not reach.
    private static func lost(_ event: SubmissionEvent, in connection: any Connection) throws -> SubmissionEvent {
        guard event.kind == .reminded, !event.note.isEmpty else { return event }
        var event = event
        let letters = event.note.split(separator: " ").map(String.init)
        event.lost = try connection.rows(
            "SELECT name, address FROM message WHERE id IN \(list: letters) AND state = 'failed' ORDER BY address"
        ).map { row in
            let (name, address): (String, String) = (try row["name"], try row["address"])
            return name.isEmpty || name == address ? address : "\(name) (\(address))"
        }
        return event
    }

    /// The next number of the edition. Whoever asks holds the edition's row of numbering until the end of the transaction.
    private static func nextNumber(in edition: Edition, _ connection: any Connection) throws -> String {
        try holdNumbering(of: edition.id, connection)
        let start = edition.slug + "-"
        let numbers = try connection.rows(
            "SELECT number FROM submission WHERE edition = \(edition.id) AND number IS NOT NULL"
        ).compactMap { row -> Int? in
            let number: String = try row["number"]
            return number.hasPrefix(start) ? Int32(number.dropFirst(start.count)).map(Int.init) : nil
        }
        let next = String(Self.number(after: Set(numbers)))
        return start + String(repeating: "0", count: max(0, 3 - next.count)) + next
    }

    /// That of the last one that has room behind it: one at the end of all counting, which came from elsewhere, is passed over.
    private static func number(after taken: Set<Int>) -> Int {
        let followed = taken.union([0]).filter { $0 >= 0 && $0 < Int(Int32.max) && !taken.contains($0 + 1) }
        return (followed.max() ?? 0) + 1
    }

    /// Until the end of the transaction, nobody else sends a file to the edition.
    static func holdNumbering(of edition: Edition.ID, _ connection: any Connection) throws {
        try connection.run(
            """
            INSERT INTO submission_numbering (edition) VALUES (\(edition))
            ON CONFLICT (edition) DO UPDATE SET edition = excluded.edition
            """)
    }

    static func saveState(of submission: Submission, _ connection: any Connection) throws {
        try connection.run(
            """
            UPDATE submission SET state = \(submission.state), number = \(submission.number),
                organisation = \(submission.organisation), transmitted_at = \(submission.transmittedAt),
                withdrawn_at = \(submission.withdrawnAt), withdrawn_reason = \(submission.withdrawnReason),
                eligibility = \(submission.eligibility), gates = \(json(submission.gates)),
                eligibility_note = \(submission.eligibilityNote), completed_at = \(submission.completedAt)
            WHERE id = \(submission.id)
            """)
        try FileLineStore.keep(submission.id, in: connection)
    }

    static func json(_ value: some Encodable) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return (try? encoder.encode(value)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
    }
}
