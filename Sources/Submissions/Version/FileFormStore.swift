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
}
