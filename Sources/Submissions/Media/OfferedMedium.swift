import Forms
import Media
import Storage

/// A picture or a paper of a file that its public sheet may tell: of a question that goes to sheets, looked at, and, where it is a picture,
/// with the word that those shown agree to be seen.
public struct OfferedMedium: Equatable, Sendable {
    public let medium: Medium
    public let forms: [StoredForm]
    /// Which it answers.
    public let field: FormField
    /// What its organisation said: what it shows, or is.
    public let words: String
    /// Empty for a paper.
    public let credit: String
    /// One of `FormField.agreements`; empty for a paper.
    public let agreed: String
}

extension SubmissionFile {
    /// In the order of the form. What is not asked is not among them.
    public var offeredMedia: [OfferedMedium] {
        let told = toldAnswers
        return form.fields.filter { $0.kind.isOfMedia && $0.isForSheet }.flatMap { field in
            told.rows(field.id).compactMap { row in offered(row, field) }
        }
    }

    private func offered(_ row: [String: String], _ field: FormField) -> OfferedMedium? {
        guard let known = media[row["id"] ?? ""], known.medium.isOpen else { return nil }
        let agreed = row["agreed"] ?? ""
        if known.medium.kind == .picture, !FormField.agreements.contains(agreed) { return nil }
        return OfferedMedium(
            medium: known.medium, forms: known.forms, field: field,
            words: row["alternative"] ?? row["about"] ?? "", credit: row["credit"] ?? "", agreed: agreed)
    }
}
