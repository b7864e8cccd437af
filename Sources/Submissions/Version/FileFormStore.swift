import Campaigns
import Forms
import Identifiers
import Storage

// Which version of the form each file answers.
extension SubmissionStore {
    typealias Version = (id: Form.ID, form: Form)

    /// What each file answers, without what does not concern its category; each version is read once.
    static func forms(
        of files: [Submission], in connection: any Connection
    ) throws -> [Submission.ID: Version] {
        let own = try FormStore.forms(Set(files.compactMap(\.form)), in: connection)
        let without = files.filter { $0.form == nil }
        let asked = try Set(without.map(\.edition)).reduce(into: [Edition.ID: Version]()) { asked, edition in
            asked[edition] = try FormStore.current(of: edition, in: connection)
        }
        let codes = try CategoryStore.codes(of: Set(files.compactMap(\.category)), in: connection)
        return files.reduce(into: [:]) { forms, file in
            let whole = file.form.map { id in own[id].map { (id, $0) } } ?? asked[file.edition]
            forms[file.id] = whole.map { ($0.id, $0.form.concerning(file.category.flatMap { codes[$0] })) }
        }
    }

    /// What a file answers. Whoever asks has been looked at by the caller.
    public static func form(of file: Submission.ID, in connection: any Connection) throws -> Form? {
        let row = try connection.row(
            """
            SELECT submission.edition, form, code FROM submission LEFT JOIN category ON category.id = submission.category
            WHERE submission.id = \(file)
            """)
        guard let row else { return nil }
        let code: String? = try row["code"]
        if let id: Form.ID = try row["form"] {
            return try FormStore.forms([id], in: connection)[id]?.concerning(code)
        }
        return try FormStore.form(of: row["edition"], in: connection).concerning(code)
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
