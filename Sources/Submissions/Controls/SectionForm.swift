import Forms
import Foundation
import Grids
import Organisations
import Web

/// One part of the form as it is shown: what the file says, or what was just typed.
struct SectionForm {
    let file: SubmissionFile
    let section: FormSection
    let answers: Answers
    let base: FormBase
    /// Empty rows after the filled ones.
    var extraRows = 1
    /// The question of which a line was asked for while there were empty ones.
    var hasEmptyRows: String?
    var outside: OutsideTerritory?
    /// The question of which a file was just taken out: it is said there.
    var isWithout: String?
    /// Which questions are not asked yet, or stand as they are.
    let clock: FormClock
    /// The questions that the other answers leave out: they are on the page, unseen, for the script to show at once.
    let unasked: Set<String>
    /// The questions that stand in for a needed one.
    private let excused: Set<String>
    /// What stands at each control, in words; see `Reader.worded`.
    var sentences: [String: [Fault]] = [:]
    /// Against what was typed; what is missing is said on the list before sending.
    private(set) var faults: [FieldFault]
    /// What was not saved: it is said first, and in the place of what stands against it otherwise.
    var refused: [FieldFault] = [] {
        didSet { faults.removeAll { fault in refused.contains { $0.field == fault.field } } }
    }

    /// `unasked` is said where it is not what the answers leave out, as while a form is being shaped.
    init(
        _ file: SubmissionFile, _ section: FormSection, answers: Answers, base: FormBase, now: Date,
        unasked known: Set<String>? = nil
    ) {
        (self.file, self.section, self.answers, self.base) = (file, section, answers, base)
        (clock, unasked) = (FormClock(file.edition, at: now), known ?? file.form.unasked(answers))
        excused = Set(section.fields.compactMap(\.unless))
        let unasked = unasked
        faults = section.fields.filter { !unasked.contains($0.id) }.flatMap { field in
            file.typing(of: field, in: answers).map { FieldFault(control: $0.control, field: field, fault: $0.fault) }
        }
    }

    /// The questions of the part whose time has come.
    var fields: [FormField] { section.fields.filter { !$0.isEarly(at: clock) } }

    /// It need not be answered, nor does it stand in for one that must be.
    func isOptional(_ field: FormField) -> Bool { !field.isNeeded && !excused.contains(field.id) }

    /// The answers of the part that say that the file may not take part, in words.
    var refusals: [Localized] {
        section.isEligibility
            ? section.fields.filter { !unasked.contains($0.id) }.compactMap(answers.ineligibility) : []
    }

    var path: String { file.path + "/parties/" + section.word }

    /// Everything that stands at a control.
    var standing: [FieldFault] { refused + faults }
}

extension SubmissionFile {
    /// What stands against what is typed, while it is. What a picture shows and who took it is asked for beside it, and missed once the
    /// file is to be sent: three that arrive together are not nine faults.
    func typing(of field: FormField, in typed: Answers? = nil) -> [(control: String, fault: FormFault)] {
        let found = (typed ?? answers).typing(of: field)
        return submission.state == .transmitted ? found : found.filter { !$0.fault.isForSending }
    }
}

extension Reader {
    /// With what stands at each control said once, however many controls there are.
    func worded(_ form: SectionForm) -> SectionForm {
        var form = form
        form.sentences = form.standing.reduce(into: [:]) { known, found in
            if known[found.control] == nil { known[found.control] = [fault(found)] }
        }
        return form
    }
}

extension SectionForm {
    /// Filled rows and empty ones to type in.
    func rows(of field: FormField) -> [[String: String]] {
        var rows: [[String: String]] = if case .rows(let kept) = answers[field] { kept } else { [] }
        let empty = max(extraRows, field.firstRows - rows.count)
        rows += Array(repeating: [:], count: max(0, min(empty, field.mostRows - rows.count)))
        return rows
    }
}

extension Answers {
    /// As it was typed.
    func rawText(_ field: FormField) -> String {
        if case .text(let text) = self[field] { text } else { "" }
    }

    func rawList(_ field: FormField) -> [String] {
        if case .list(let entries) = self[field] { entries } else { [] }
    }
}
