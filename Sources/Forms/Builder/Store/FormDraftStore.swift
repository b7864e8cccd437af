import Campaigns
import Foundation
import Grids
import Identifiers
import Storage
import Web

/// The working copy of an edition's form, as those who run the edition keep it.
public struct FormDraftStore: Sendable {
    let database: any Database

    public init(database: any Database) { self.database = database }

    /// What the form of an edition is shaped from.
    public enum Start: Equatable, Sendable {
        /// What the edition has now.
        case current
        /// One that came as a file, or one of those that the program brings.
        case yaml(String)
    }

    /// What is seen of an edition's form by somebody who runs it; nil for anybody else.
    func desk(of slug: String, by person: Person.ID) async throws -> FormDesk? {
        try await database.read { try Self.desk(of: slug, by: person, in: $0) }
    }

    static func desk(of slug: String, by person: Person.ID, in connection: any Connection) throws -> FormDesk? {
        guard let edition = try EditionStore.find(slug, runBy: person, in: connection) else { return nil }
        return FormDesk(
            edition: edition, current: try FormStore.form(of: edition.id, in: connection),
            grid: try GridStore.grid(of: edition.id, in: connection), kept: try kept(edition.id, in: connection))
    }

    /// The working copy for whoever knows that they may see it: what is published is read here.
    public static func kept(_ edition: Edition.ID, in connection: any Connection) throws -> KeptDraft? {
        let row = try connection.row(
            """
            SELECT based_on, source, form_draft.revision AS revision, started_at, changed_at, COALESCE(person.name, '') AS name FROM form_draft
            LEFT JOIN person ON person.id = form_draft.changed_by WHERE edition = \(edition)
            """)
        guard let row, let form = FormFile.unfinished(try row["source"]) else { return nil }
        return KeptDraft(
            form: form, basedOn: try row["based_on"], revision: try row["revision"], startedAt: try row["started_at"],
            changedAt: try row["changed_at"], changedBy: try row["name"],
            changes: try changes(of: edition, in: connection))
    }

    private static let shownChanges = 20

    private static func changes(of edition: Edition.ID, in connection: any Connection) throws -> [DraftChange] {
        try connection.rows(
            """
            SELECT at, kind, about, COALESCE(person.name, '') AS name FROM form_draft_change
            LEFT JOIN person ON person.id = form_draft_change.person
            WHERE draft = \(edition) ORDER BY at DESC, form_draft_change.id DESC LIMIT \(shownChanges)
            """
        ).map { row in
            DraftChange(at: try row["at"], by: try row["name"], act: try row["kind"], about: try row["about"])
        }
    }

    /// Those whose form has changes that nobody sees yet, and when they were made.
    func unpublished(of editions: [Edition]) async throws -> [(edition: Edition, changedAt: Date)] {
        let changed = try await database.read { connection in
            let rows = try connection.rows("SELECT edition, started_at, changed_at FROM form_draft").map {
                row -> (edition: Edition.ID, startedAt: Date, changedAt: Date) in
                (try row["edition"], try row["started_at"], try row["changed_at"])
            }
            // One that was only begun is looked at: most say what the edition asks already.
            let known = Set(editions.map(\.id))
            return try rows.filter { draft in
                guard known.contains(draft.edition) else { return false }
                return try draft.changedAt > draft.startedAt || Self.isOther(draft.edition, in: connection)
            }.map { ($0.edition, $0.changedAt) }
        }
        let byEdition = Dictionary(changed, uniquingKeysWith: { first, _ in first })
        return editions.compactMap { edition in byEdition[edition.id].map { (edition, $0) } }
    }

    /// The working copy says something else than what the edition asks.
    private static func isOther(_ edition: Edition.ID, in connection: any Connection) throws -> Bool {
        guard let kept = try kept(edition, in: connection) else { return false }
        return !FormDifference(from: try FormStore.current(of: edition, in: connection).form, to: kept.form).isEmpty
    }

    /// In how many open files of the edition something was answered to a question.
    func answered(_ field: FormField, _ desk: FormDesk, _ count: @escaping FormPreviews.Tally) async throws -> Int {
        try await database.read { try count(field.id, desk.edition.id, $0) }
    }

    /// Of the open files of the edition, in one pass, how many would be asked a question of the form that is looked at.
    func reach(of field: FormField, _ desk: FormDesk, _ count: @escaping FormPreviews.Counting) async throws
        -> FormReach
    {
        try await database.read { try count(desk.form, field, desk.edition.id, $0) }
    }

    /// Begins a working copy. One that is there already stays as it is: `DraftThere` where something else was to be begun. False for
    /// somebody who doesn't run the edition, or when it is closed.
    func begin(_ slug: String, from start: Start, by person: Person.ID, now: Date) async throws -> Bool {
        // Read before the transaction: nobody waits for it.
        let given: Form? = if case .yaml(let yaml) = start { try FormFile.given(yaml) } else { nil }
        return try await database.write(for: .insiders) { connection in
            guard let edition = try Self.open(slug, by: person, in: connection) else { return false }
            let (id, current) = try FormStore.current(of: edition.id, in: connection)
            let source = FormFile.yaml(given ?? current)
            let added = try connection.run(
                """
                INSERT INTO form_draft (edition, based_on, source, started_at, changed_at, changed_by)
                VALUES (\(edition.id), \(id), \(source), \(now), \(now), \(person)) ON CONFLICT (edition) DO NOTHING
                """)
            if added == 0, let given, try Self.kept(edition.id, in: connection)?.form != given { throw DraftThere() }
            if added == 1 {
                let change = DraftChange.Done(.begun, about: (given ?? current).title.french)
                try Self.note(change, of: edition.id, by: person, now, connection)
            }
            return true
        }
    }

    /// An edition that is closed keeps the form that it has.
    static func open(_ slug: String, by person: Person.ID, in connection: any Connection) throws -> Edition? {
        try EditionStore.find(slug, runBy: person, in: connection).flatMap { $0.status == .closed ? nil : $0 }
    }

    /// Changes the working copy by one verb, which tells what it did. Nil for somebody who doesn't run the edition, or where there
    /// is no copy. `FormDraft.Refusal` and `DraftMoved` leave it as it was.
    func change<Thing: Sendable>(
        _ slug: String, by person: Person.ID, now: Date,
        _ verb: @escaping @Sendable (inout FormDraft) throws -> (Thing, DraftChange.Done)
    ) async throws -> Thing? {
        try await database.write(for: .insiders) { connection in
            guard let edition = try Self.open(slug, by: person, in: connection) else { return nil }
            // Claimed before it is read: two changes come one after the other.
            let claimed = try connection.run(
                "UPDATE form_draft SET revision = revision + 1 WHERE edition = \(edition.id)")
            guard claimed == 1, let kept = try Self.kept(edition.id, in: connection) else { return nil }
            var draft = FormDraft(kept.form)
            let (thing, done) = try verb(&draft)
            guard draft.form != kept.form else { return thing }
            let source = FormFile.yaml(draft.form)
            guard source.utf8.count <= Self.mostBytes else { throw FormDraft.Refusal.tooLarge }
            try connection.run(
                """
                UPDATE form_draft SET source = \(source), changed_at = \(now), changed_by = \(person)
                WHERE edition = \(edition.id)
                """)
            try Self.note(done, of: edition.id, by: person, now, connection)
            return thing
        }
    }

    /// A file of a form may be no larger, and is read again.
    static let mostBytes = 900_000

    static func note(
        _ done: DraftChange.Done, of edition: Edition.ID, by person: Person.ID, _ now: Date,
        _ connection: any Connection
    ) throws {
        let id = Identifier<DraftChange>.new(at: now)
        try connection.run(
            """
            INSERT INTO form_draft_change (id, draft, at, person, kind, about)
            VALUES (\(id), \(edition), \(now), \(person), \(done.act), \(done.about))
            """)
    }

    /// Gives the working copy up as it was seen; the form that files answer stays. False for somebody who doesn't run the edition.
    func discard(_ slug: String, at revision: Int, by person: Person.ID) async throws -> Bool {
        try await database.write(for: .insiders) { connection in
            guard let edition = try EditionStore.find(slug, runBy: person, in: connection) else { return false }
            let gone = try connection.run(
                "DELETE FROM form_draft WHERE edition = \(edition.id) AND revision = \(revision)")
            if gone == 0, try Self.kept(edition.id, in: connection) != nil { throw DraftMoved() }
            return true
        }
    }

    /// Once what it says is published there is none any more. Where something else was published, it stays.
    public static func published(_ form: Form, of edition: Edition.ID, in connection: any Connection) throws {
        guard let kept = try kept(edition, in: connection)?.form, kept.title == form.title,
            kept.sections == form.sections, kept.sheet == form.sheet
        else { return }
        try connection.run("DELETE FROM form_draft WHERE edition = \(edition)")
    }
}
