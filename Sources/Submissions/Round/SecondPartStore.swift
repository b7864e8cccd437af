import Campaigns
import Forms
import Foundation
import Identifiers
import Journal
import Storage

// The second part of a file: a file of the second round, of the same practice, with the same authors.
extension SubmissionStore {
    /// Makes the second part of a file that goes on, with what the first says of its name and whom to call, where that is asked again.
    static func addPart(
        to file: SubmissionFile, in round: Edition.ID, now: Date, in connection: any Connection
    ) throws -> Submission.ID {
        let (id, first) = (Submission.ID.new(at: now), file.submission)
        try FormStore.hold(round, in: connection)
        let asked = try FormStore.form(of: round, in: connection)
        try connection.run(
            """
            INSERT INTO submission (id, edition, initiative, organisation, confirmed_organisation, number, title,
                is_on_behalf, created_at, updated_at, category, form)
            VALUES (\(id), \(round), \(first.initiative), \(first.organisation), \(first.confirmedOrganisation),
                \((first.number ?? "") + partEnding), \(first.title), \(first.isOnBehalf), \(now), \(now),
                \(first.category),
                (SELECT edition_form.form FROM edition_form WHERE edition_form.edition = \(round)))
            """)
        try copyAuthors(of: first.id, to: id, in: connection)
        for field in asked.fields where names(field) {
            guard let typed = file.saved[field.id]?.value, file.form[id: field.id]?.kind.likeness == field.kind.likeness
            else { continue }
            try put(typed, in: field.id, of: id, revision: 1, window: "", by: nil, now: now, connection)
        }
        try FileLineStore.keep(id, in: connection)
        try note(.created, of: id, by: nil, at: now, in: connection)
        return id
    }

    private static func copyAuthors(
        of first: Submission.ID, to id: Submission.ID, in connection: any Connection
    ) throws {
        try connection.run(
            """
            INSERT INTO submission_author (submission, person, role, is_taken)
            SELECT \(id), person, role, is_taken FROM submission_author WHERE submission = \(first)
            """)
        try connection.run(
            """
            INSERT INTO former_author (submission, person) SELECT \(id), person FROM former_author
            WHERE submission = \(first)
            """)
    }

    /// The number of a second part is that of the first, with this after it.
    private static let partEnding = "-2"

    private static func names(_ field: FormField) -> Bool {
        field.id == "title" || field.id.hasPrefix("organisation.") || field.id.hasPrefix("contact.")
    }

    /// A second part that is sent is eligible as the first is: nobody looks at it anew. Refused when the first is out.
    static func vouch(for part: inout Submission, in connection: any Connection) throws {
        let first = try connection.row(
            """
            SELECT CASE WHEN \(Ties.isInCompetition) AND submission.announced_at IS NULL THEN 1 ELSE 0 END AS is_in
            FROM shortlisted JOIN submission ON submission.id = shortlisted.submission WHERE shortlisted.part = \(part.id)
            """)
        guard let first else { return }
        guard try first["is_in"] as Bool else { throw Submission.Refusal.closed }
        part.eligibility = .eligible
    }

    /// The second part goes with the first: nobody reads half of what was taken back.
    static func withdrawPart(of first: Submission, reason: String, now: Date, in connection: any Connection) throws {
        let part: Submission.ID? = try connection.row(
            "SELECT part FROM shortlisted WHERE submission = \(first.id) AND part IS NOT NULL")?["part"]
        guard let part, var second = try find(part, in: connection)?.submission, second.state == .transmitted else {
            return
        }
        try second.withdraw(by: nil, reason: reason, now: now)
        try saveState(of: second, connection)
        try note(.withdrawn, of: part, by: nil, reason, at: now, in: connection)
    }

    /// Both parts of a file, for its authors and for those who run its edition; what is not told is for these alone.
    func parts(of file: SubmissionFile) async throws -> FileParts? {
        let parts = try await database.read { try ShortlistStore.parts(of: file.submission.id, in: $0) }
        return file.part != nil && parts?.told.toldAt == nil ? nil : parts
    }

    /// The first part of a second one, for whoever may read both.
    func firstPart(of file: SubmissionFile, by person: Person.ID) async throws -> SubmissionFile? {
        guard let parts = try await parts(of: file), parts.isSecond(file.submission.id) else { return nil }
        return try await find(parts.first.id, by: person)
    }

    /// The first part of a second one, as the jury reads it; whoever asks has been looked at by the caller.
    public static func firstPart(of second: Submission.ID, in connection: any Connection) throws -> SubmissionFile? {
        guard let parts = try ShortlistStore.parts(of: second, in: connection), parts.isSecond(second) else {
            return nil
        }
        return try findForJury(parts.first.id, in: connection)
    }
}
