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
        let row = try connection.row(
            """
            SELECT submission.edition, form, code FROM submission LEFT JOIN category ON category.id = submission.category
            WHERE submission.id = \(file)
            """)
        guard let row else { return nil }
        let category: String? = try row["code"]
        let own: Form.ID? = try row["form"]
        let now =
            try own.flatMap { id in try FormStore.forms([id], in: connection)[id].map { (id, $0) } }
            ?? FormStore.current(of: row["edition"], in: connection)
        if let named = base.form.flatMap({ Form.ID($0) }), named != now.0,
            let old = try FormStore.version(named, of: row["edition"], in: connection),
            let section = old.section(word: word)
        {
            return PageOfFile(form: (named, old), section: section.on(base, for: category), isOld: true)
        }
        return now.1.section(word: word).map {
            PageOfFile(form: now, section: $0.on(base, for: category), isOld: false)
        }
    }
}

extension FormSection {
    /// With the questions that stood on the page, though its file may be of another category by now, and with those of its
    /// category: what was never seen is not emptied.
    fileprivate func on(_ base: FormBase, for category: String?) -> FormSection {
        var section = self
        section.fields.removeAll { base.shown[$0.id] == nil && !(concerns(category) && $0.concerns(category)) }
        return section
    }
}
