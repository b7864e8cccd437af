import Foundation
import Grids
import Web

/// Whoever a form is looked at as.
enum BuilderViewer: String, CaseIterable, Sendable {
    case applicant = "porteur"
    case juror = "jure"
    case visitor = "visiteur"

    init(_ word: String?) { self = word.flatMap { Self(rawValue: $0) } ?? .applicant }
}

/// What the page of a question shows.
struct QuestionPage: Sendable {
    let desk: FormDesk
    let field: FormField
    /// What was typed and not kept.
    var typed: TypedEdit?
    var done: BuilderDone?
    var viewer = BuilderViewer.applicant
    /// Of the open drafts, how many would be asked it; nil where it is asked of all.
    var reach: FormReach?
    /// Empty rows were asked for, to add choices or cells.
    var hasMore = false

    /// It may be changed: there is a working copy.
    var isOpen: Bool { desk.kept != nil }

    func path(_ page: String = "") -> String { desk.edition.formPath(question: field.id, page) }

    /// What was typed in the form that has that control; nil for the other forms of the page.
    func typed(_ control: String) -> Fields? { typed.flatMap { $0.fields[control] == nil ? nil : $0.fields } }

    /// The same, where the form says that thing of the question.
    func typed(_ thing: TypedQuestion.Thing) -> Fields? {
        typed.flatMap { $0.fields.all(TypedQuestion.marker).contains(thing.rawValue) ? $0.fields : nil }
    }

    var faults: [Fault] { typed?.faults ?? [] }

    func sample(at now: Date) -> FormSample {
        let form = desk.form
        let section = form.section(of: field) ?? form.start
        return FormSample(
            edition: desk.edition, form: form, grid: desk.grid, section: section,
            answers: viewer == .applicant ? Answers() : form.sampleAnswers(grid: desk.grid),
            shown: field.id, now: now)
    }
}

extension FormPreviews {
    func drawing(for viewer: BuilderViewer) -> Drawing {
        switch viewer {
        case .applicant: applicant
        case .juror: juror
        case .visitor: visitor
        }
    }
}
