import Campaigns
import Foundation
import Grids
import Identifiers
import Storage

extension FormDraftStore {
    /// What a workbook made of the form takes the place of the working copy that it was compared with; 0 where there was none, and one
    /// is begun. False for somebody who doesn't run the edition, or when it is closed. Throws `DraftMoved` where it changed since.
    func take(
        _ form: Form, over revision: Int, of slug: String, by person: Person.ID, now: Date
    ) async throws -> Bool {
        let source = FormFile.yaml(form)
        guard source.utf8.count <= Self.mostBytes else { throw FormDraft.Refusal.tooLarge }
        return try await database.write(for: .insiders) { connection in
            guard let edition = try Self.open(slug, by: person, in: connection) else { return false }
            let changed =
                revision > 0
                ? try connection.run(
                    """
                    UPDATE form_draft SET revision = revision + 1, source = \(source), changed_at = \(now),
                    changed_by = \(person) WHERE edition = \(edition.id) AND revision = \(revision)
                    """)
                : try Self.insert(source, of: edition.id, by: person, now, connection)
            guard changed == 1 else { throw DraftMoved() }
            let change = DraftChange.Done(.imported, about: form.title.french)
            try Self.note(change, of: edition.id, by: person, now, connection)
            return true
        }
    }

    /// Answers 0 where there is a working copy already.
    private static func insert(
        _ source: String, of edition: Edition.ID, by person: Person.ID, _ now: Date, _ connection: any Connection
    ) throws -> Int {
        let (id, _) = try FormStore.current(of: edition, in: connection)
        return try connection.run(
            """
            INSERT INTO form_draft (edition, based_on, source, started_at, changed_at, changed_by)
            VALUES (\(edition), \(id), \(source), \(now), \(now), \(person)) ON CONFLICT (edition) DO NOTHING
            """)
    }
}
