import Forms
import Foundation
import Identifiers
import Storage

/// A part of the form as a page showed it, which may be of an older version than the file answers by now.
struct PageOfFile: Sendable {
    let form: (id: Form.ID, form: Form)
    let section: FormSection
    /// The file has followed another version since.
    let isOld: Bool

    /// Its questions that the file is still asked, as they are asked now.
    func stillAsked(in form: Form) -> FormSection {
        guard isOld else { return section }
        var section = section
        section.fields = section.fields.compactMap { old in
            form[id: old.id].flatMap { $0.kind.likeness == old.kind.likeness ? $0 : nil }
        }
        return section
    }
}

extension SubmissionStore {
    /// The part that a page speaks of; nil where neither the file nor the version that the page names has such a part.
    func page(_ word: String, of file: Submission.ID, base: FormBase) async throws -> PageOfFile? {
        try await database.read { try Self.page(word, of: file, base: base, $0) }
    }

    static func page(
        _ word: String, of file: Submission.ID, base: FormBase, _ connection: any Connection
    ) throws -> PageOfFile? {
        guard let row = try connection.row("SELECT edition, form FROM submission WHERE id = \(file)") else {
            return nil
        }
        let own: Form.ID? = try row["form"]
        let now =
            try own.flatMap { id in try FormStore.forms([id], in: connection)[id].map { (id, $0) } }
            ?? FormStore.current(of: row["edition"], in: connection)
        if let named = base.form.flatMap({ Form.ID($0) }), named != now.0,
            let old = try FormStore.version(named, of: row["edition"], in: connection),
            let section = old.section(word: word)
        {
            return PageOfFile(form: (named, old), section: section, isOld: true)
        }
        return now.1.section(word: word).map { PageOfFile(form: now, section: $0, isOld: false) }
    }
}
