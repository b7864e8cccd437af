import Forms
import Foundation

/// An answer to a question that is no longer asked, for those who wrote it.
struct LeftAnswer: Sendable {
    /// As it was asked.
    let field: FormField
    let value: AnswerValue
    /// The version that asked it.
    let version: String
    let at: Date
}
