import Forms
import Organisations

/// What a file tells, without who writes it nor until when.
struct FileContent: Sendable {
    let submission: Submission
    /// What it answers.
    let form: Form
    let organisation: Organisation?
    let saved: [String: SavedAnswer]

    var answers: Answers { Answers(saved, of: submission) }

    /// As the file says it; one that staff have confirmed, and that of a file which was never asked, as its record does.
    /// `FileWords` says the same in queries.
    var organisationName: String {
        if let organisation, organisation.id == submission.confirmedOrganisation { return organisation.name }
        return saved["organisation.name"] == nil ? organisation?.name ?? "" : answers.text("organisation.name")
    }

    /// What is known otherwise than by files that nobody has confirmed: what one of them says is lent to no other.
    private var known: Organisation? { organisation?.isClaimed == true ? nil : organisation }

    var title: String {
        let typed = answers.text("title")
        return typed.isEmpty ? submission.title : typed
    }

    /// Of the answers that are needed, those that are given: 0 to 100.
    var percent: Int { answers.percent(of: form) }

    var answered: Int { answers.answered(of: form) }

    /// For lists: what the file does not say of its organisation is taken from the record.
    var department: String {
        answers.filled("organisation.department")?.uppercased() ?? known?.place.department ?? ""
    }

    var size: SizeBracket? {
        SizeBracket(answers.text("organisation.size_bracket")) ?? known.flatMap { SizeBracket($0.sizeBracket) }
            ?? known?.headcount.map(SizeBracket.init(headcount:))
    }
}
