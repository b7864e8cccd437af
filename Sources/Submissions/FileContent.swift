import Forms
import Organisations

/// What a file tells, without who writes it nor until when.
struct FileContent: Sendable {
    let submission: Submission
    /// What it answers.
    let form: Form
    let organisation: Organisation?
    let saved: [String: SavedAnswer]

    var answers: Answers { Answers(saved, of: submission, organisation) }

    var organisationName: String {
        let typed = answers.text("organisation.name")
        return typed.isEmpty ? organisation?.name ?? "" : typed
    }

    var title: String {
        let typed = answers.text("title")
        return typed.isEmpty ? submission.title : typed
    }

    /// How far it is from being sent: 0 to 100.
    var percent: Int { answers.percent(of: form) }

    var department: String { answers.text("organisation.department").uppercased() }

    var size: SizeBracket? {
        SizeBracket(answers.text("organisation.size_bracket"))
            ?? organisation?.headcount.map(SizeBracket.init(headcount:))
    }
}
