import Forms
import Identifiers
import Media

/// A file of a practice with the papers and pictures that it tells: not what answers a question that is not asked.
struct AttachedFile: Sendable {
    struct Attachment: Sendable {
        let field: FormField
        let medium: Medium
        /// What leaves of it; nil for what was refused, or is not looked at yet.
        let leaving: LeavingMedium?
    }

    let number: String?
    let organisation: String
    let title: String
    /// In the order of the form, then of each answer.
    let attachments: [Attachment]

    /// - Parameter answers: those that are told.
    init(
        _ submission: Submission, _ organisation: String, _ title: String, _ form: Form, _ answers: Answers,
        _ media: [String: AnswerMedium], from house: MediaHouse
    ) {
        (number, self.organisation, self.title) = (submission.number, organisation, title)
        attachments = form.fields.filter(\.kind.isOfMedia).flatMap { field in
            answers.rows(field.id).compactMap { row in
                media[row["id"] ?? ""].map {
                    Attachment(field: field, medium: $0.medium, leaving: house.leaving($0.medium, $0.forms))
                }
            }
        }
    }

    init(_ file: SubmissionFile, from house: MediaHouse) {
        self.init(
            file.submission, file.organisationName, file.title, file.form, file.toldAnswers, file.media, from: house)
    }

    init(_ file: FileContent, _ media: [String: AnswerMedium], from house: MediaHouse) {
        let unasked = file.form.unasked(file.answers)
        var told = file.answers
        for field in file.form.fields where unasked.contains(field.id) { told[field] = .empty(field.kind) }
        self.init(file.submission, file.organisationName, file.title, file.form, told, media, from: house)
    }
}
