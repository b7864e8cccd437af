import Forms
import Foundation

/// What was done with a form that came in.
struct SaveOutcome: Sendable {
    struct Conflict: Sendable {
        let field: FormField
        /// What stands in the file now.
        let saved: AnswerValue
        /// Who wrote it, and when.
        let person: String?
        /// It was the same person, in another window.
        let isOwn: Bool
        let at: Date
        /// What was written about files or pictures that somebody has taken out meanwhile: each is one text.
        var lost: [String] = []
    }

    /// The file as it is now.
    let file: SubmissionFile
    let changed: [FormField]
    let conflicts: [Conflict]
    /// Too long to be kept: what is saved is what was saved before.
    var refused: [FieldFault]
    /// The page was of an older version of the form than the file answers by now.
    var isOfOldForm = false
    /// What it said of questions that are no longer asked as it asks them: kept apart.
    var apart: [FormField] = []
}
