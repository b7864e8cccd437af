import Campaigns
import Forms
import Foundation
import Grids
import Identifiers
import Organisations
import Storage

/// Files with their answers and authors. What isn't theirs, or their edition's, is nil for whoever asks.
public struct SubmissionStore: Sendable {
    let database: any Database

    public init(database: any Database) { self.database = database }

    /// For its authors, and for those who run its edition and are not bound to it.
    public func find(_ id: Submission.ID, by person: Person.ID) async throws -> SubmissionFile? {
        try await database.read { try Self.find(id, by: person, in: $0) }
    }

    /// For those who run its edition alone.
    public func find(_ id: Submission.ID, runBy person: Person.ID) async throws -> SubmissionFile? {
        try await database.read { try Self.find(id, runBy: person, in: $0) }
    }

    /// The files somebody writes, the newest first.
    public func all(of person: Person.ID) async throws -> [SubmissionFile] {
        try await database.read { connection in
            try Self.files(Self.isWritten(by: person), part: person, in: connection)
        }
    }

    static func find(_ id: Submission.ID, by person: Person.ID, in connection: any Connection) throws -> SubmissionFile?
    {
        try files("submission.id = \(id) AND \(mayBeRead(by: person))", part: person, in: connection).first
    }

    static func find(
        _ id: Submission.ID, runBy person: Person.ID, in connection: any Connection
    ) throws -> SubmissionFile? {
        try files(
            "submission.id = \(id) AND \(isRun(by: person))", part: nil, in: connection
        ).first
    }

    /// Whoever asks has been looked at by the caller: the release.
    public static func find(_ id: Submission.ID, in connection: any Connection) throws -> SubmissionFile? {
        try files("submission.id = \(id)", part: nil, in: connection).first
    }

    /// As the jury reads it: whom to call is not read at all. Whoever asks has been looked at by the caller.
    public static func findForJury(_ id: Submission.ID, in connection: any Connection) throws -> SubmissionFile? {
        try files("submission.id = \(id)", part: nil, omitsContact: true, in: connection).first
    }

    /// The files of an edition that the jury may read, by their numbers.
    public static func eligible(in edition: Edition.ID, in connection: any Connection) throws -> [SubmissionFile] {
        try files(
            "submission.edition = \(edition) AND state = 'transmitted' AND eligibility = 'eligible'", part: nil,
            in: connection
        ).sorted { ($0.submission.number ?? "") < ($1.submission.number ?? "") }
    }

    /// What files answer that are begun in an edition now.
    func form(of edition: Edition.ID) async throws -> Form {
        try await database.read { try FormStore.form(of: edition, in: $0) }
    }

    /// The grid of an edition, whose terms answers name; nil while it has none.
    func grid(of edition: Edition.ID) async throws -> Grid? {
        try await database.read { try GridStore.grid(of: edition, in: $0) }
    }

    static func mayBeRead(by person: Person.ID) -> SQL {
        "(\(isWritten(by: person)) OR \(isRun(by: person)))"
    }

    /// Theirs to look after: they run its edition, and are not bound to it.
    static func isRun(by person: Person.ID) -> SQL {
        Ties.mayRun(person, "submission.id", of: "submission.edition")
    }

    static func isWritten(by person: Person.ID) -> SQL {
        "submission.id IN (SELECT author.submission FROM submission_author AS author WHERE \(isAuthor(person, "author")))"
    }

    /// Counted up before it is read: two changes of one file come one after the other. False when it isn't theirs.
    static func claim(_ id: Submission.ID, by person: Person.ID, in connection: any Connection) throws -> Bool {
        try connection.run(
            "UPDATE submission SET revision = revision + 1 WHERE id = \(id) AND \(mayBeRead(by: person))") == 1
    }

    static func claim(_ id: Submission.ID, runBy person: Person.ID, in connection: any Connection) throws -> Bool {
        try connection.run(
            """
            UPDATE submission SET revision = revision + 1
            WHERE id = \(id) AND \(isRun(by: person))
            """) == 1
    }

    /// Notes what happened to a file.
    static func note(
        _ kind: SubmissionEvent.Kind, of id: Submission.ID, by person: Person.ID?, _ words: String = "", at now: Date,
        in connection: any Connection
    ) throws {
        try connection.run(
            """
            INSERT INTO submission_event (id, submission, kind, person, at, note)
            VALUES (\(SubmissionEvent.ID.new(at: now)), \(id), \(kind), \(person), \(now), \(words))
            """)
    }
}

// Reading. The answers, authors and organisations of many files take one query each.
extension SubmissionStore {
    static func files(
        _ condition: SQL, part person: Person.ID?, omitsContact: Bool = false, in connection: any Connection
    ) throws -> [SubmissionFile] {
        let submissions = try connection.rows(
            "SELECT \(columns) FROM submission WHERE \(condition) ORDER BY created_at DESC, id DESC"
        ).map(Submission.init)
        let ids = submissions.map(\.id)
        let editions = try Editions(Set(submissions.map(\.edition)), in: connection)
        let forms = try forms(of: submissions, in: connection)
        let answers = try answers(of: forms, omitsContact: omitsContact, in: connection)
        let (authors, media) = try (authors(of: ids, in: connection), AnswerMediaStore.media(of: ids, in: connection))
        return try submissions.compactMap { submission in
            guard let edition = editions.editions[submission.edition], let form = forms[submission.id] else {
                return nil
            }
            let window = try window(of: submission, in: edition, connection)
            let authors = authors[submission.id] ?? []
            let category = edition.category(submission.category)?.code
            var file = SubmissionFile(
                submission: submission, edition: edition, form: form.form, formID: form.id,
                grid: editions.grids[edition.id]?.concerning(category),
                organisation: try submission.organisation.flatMap { try OrganisationStore.find($0, in: connection) },
                authors: authors, window: window, part: authors.first { $0.person == person }?.part,
                saved: answers[submission.id] ?? [:])
            file.media = media[submission.id] ?? [:]
            return omitsContact ? file.asJuryReads : file
        }
    }

    private static func window(of submission: Submission, in edition: Edition, _ connection: any Connection) throws
        -> CallWindow
    {
        try CallWindow(edition, frozenAt: submission.announcedAt, isFirstPart: submission.goesOnAt != nil) {
            try EditionStore.end(of: $0, for: submission.id.description, in: connection)
        }
    }

    /// What files tell, for lists: neither authors nor the calendar.
    static func contents(_ condition: SQL, in connection: any Connection) throws -> [FileContent] {
        let submissions = try connection.rows("SELECT \(columns) FROM submission WHERE \(condition)").map(
            Submission.init)
        let forms = try forms(of: submissions, in: connection)
        let answers = try answers(of: forms, omitsContact: false, in: connection)
        return try submissions.compactMap { submission in
            guard let form = forms[submission.id] else { return nil }
            return FileContent(
                submission: submission, form: form.form,
                organisation: try submission.organisation.flatMap { try OrganisationStore.find($0, in: connection) },
                saved: answers[submission.id] ?? [:])
        }
    }

    /// The editions of some files, each read once.
    private struct Editions {
        var editions: [Edition.ID: Edition] = [:]
        var grids: [Edition.ID: Grid] = [:]

        init(_ ids: Set<Edition.ID>, in connection: any Connection) throws {
            for id in ids {
                editions[id] = try EditionStore.find(id, in: connection)
                grids[id] = try GridStore.grid(of: id, in: connection)
            }
        }
    }

    private static func answers(
        of forms: [Submission.ID: Version], omitsContact: Bool, in connection: any Connection
    ) throws -> [Submission.ID: [String: SavedAnswer]] {
        let condition: SQL = omitsContact ? "field NOT LIKE 'contact.%'" : "1 = 1"
        var answers: [Submission.ID: [String: SavedAnswer]] = [:]
        let rows = try connection.rows(
            """
            SELECT submission, field, value, revision, writer FROM submission_answer
            WHERE submission IN \(list: Array(forms.keys)) AND \(condition)
            """)
        for row in rows {
            let name: String = try row["field"]
            let submission: Submission.ID = try row["submission"]
            guard let field = forms[submission]?.form[id: name] else { continue }
            answers[submission, default: [:]][name] = SavedAnswer(
                value: AnswerValue(stored: try row["value"], kind: field.kind), revision: try row["revision"],
                window: try row["writer"])
        }
        try AnswerMediaStore.noteRefused(among: &answers, in: connection)
        return answers
    }

    static func authors(
        of ids: [Submission.ID], in connection: any Connection
    ) throws -> [Submission.ID: [Submission.Author]] {
        let rows = try connection.rows(
            """
            SELECT submission, person, name, email, role,
                CASE WHEN \(hasRole()) AND person.disabled_at IS NULL THEN 1 ELSE 0 END AS has_role
            FROM submission_author JOIN person ON person.id = person
            WHERE submission IN \(list: ids) ORDER BY role DESC, name, person
            """)
        var authors: [Submission.ID: [Submission.Author]] = [:]
        for row in rows {
            authors[try row["submission"], default: []].append(
                Submission.Author(
                    person: try row["person"], name: try row["name"], email: try row["email"], part: try row["role"],
                    hasRole: try row["has_role"]))
        }
        return authors
    }

    private static let columns: SQL = """
        id, edition, initiative, organisation, confirmed_organisation, state, number, title, eligibility, gates,
        eligibility_note, is_on_behalf, created_at, updated_at, transmitted_at, completed_at, withdrawn_at,
        withdrawn_reason, announced_at, revision, form, category,
        (SELECT shortlisted.told_at FROM shortlisted WHERE shortlisted.submission = submission.id) AS goes_on_at
        """
}

extension Submission {
    fileprivate init(_ row: Row) throws {
        let gates: String = try row["gates"]
        self.init(
            id: try row["id"], edition: try row["edition"], initiative: try row["initiative"],
            organisation: try row["organisation"], confirmedOrganisation: try row["confirmed_organisation"],
            state: try row["state"], number: try row["number"], title: try row["title"],
            eligibility: try row["eligibility"],
            gates: (try? JSONDecoder().decode([String: Bool].self, from: Data(gates.utf8))) ?? [:],
            eligibilityNote: try row["eligibility_note"], isOnBehalf: try row["is_on_behalf"],
            createdAt: try row["created_at"], updatedAt: try row["updated_at"],
            transmittedAt: try row["transmitted_at"], completedAt: try row["completed_at"],
            withdrawnAt: try row["withdrawn_at"], withdrawnReason: try row["withdrawn_reason"],
            announcedAt: try row["announced_at"], revision: try row["revision"], form: try row["form"],
            goesOnAt: try row["goes_on_at"], category: try row["category"])
    }
}
