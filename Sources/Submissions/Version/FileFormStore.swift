import Campaigns
import Forms
import Identifiers
import Storage

// Which version of the form each file answers.
extension SubmissionStore {
    typealias Version = (id: Form.ID, form: Form)

    /// What each file answers; each version is read once.
    static func forms(
        of files: [Submission], in connection: any Connection
    ) throws -> [Submission.ID: Version] {
        let own = try FormStore.forms(Set(files.compactMap(\.form)), in: connection)
        let without = files.filter { $0.form == nil }
        let asked = try Set(without.map(\.edition)).reduce(into: [Edition.ID: Version]()) { asked, edition in
            asked[edition] = try FormStore.current(of: edition, in: connection)
        }
        return files.reduce(into: [:]) { forms, file in
            forms[file.id] =
                file.form.map { id in own[id].map { (id, $0) } } ?? asked[file.edition]
        }
    }

    /// What a file answers. Whoever asks has been looked at by the caller.
    public static func form(of file: Submission.ID, in connection: any Connection) throws -> Form? {
        let row = try connection.row("SELECT edition, form FROM submission WHERE id = \(file)")
        guard let row else { return nil }
        if let id: Form.ID = try row["form"] { return try FormStore.forms([id], in: connection)[id] }
        return try FormStore.form(of: row["edition"], in: connection)
    }

    /// The versions that files of an edition answer, the one that it asks now first, then the newest.
    func forms(in edition: Edition.ID) async throws -> [Form] {
        try await database.read { connection in
            let current = try FormStore.current(of: edition, in: connection)
            let rows = try connection.rows(
                """
                SELECT form.id AS id FROM form WHERE form.id <> \(current.id)
                    AND form.id IN (SELECT submission.form FROM submission WHERE submission.edition = \(edition))
                ORDER BY form.created_at DESC, form.id DESC
                """)
            let ids = try rows.map { row -> Form.ID in try row["id"] }
            let known = try FormStore.forms(Set(ids), in: connection)
            return [current.form] + ids.compactMap { known[$0] }
        }
    }
}
