import Forms
import Foundation
import Web

// What is agreed to in a file. The jury reads none of it.
extension Reader {
    /// As whoever wrote the file ticked it, with what they did not agree to.
    func agreements(_ file: SubmissionFile, answeredAt: [String: AnswerDate]) -> HTML {
        let parts = file.form.sections.filter { !$0.isTold }
        let unasked = file.unasked
        let asked = parts.flatMap(\.fields).filter { $0.kind.isAsked && !unasked.contains($0.id) }
        let lines = asked.map { field in agreement(field, file, answeredAt[field.id]) }
        guard !lines.isEmpty else { return "" }
        let mark: HTML =
            file.submission.isOnBehalf
            ? "<p class=\"small quiet\">\(t("Typed by the agency in the organisation’s place."))</p>" : ""
        return """
            <section class="flow" aria-labelledby="agreements"><h2 class="h3" id="agreements">\(t("Rules and agreements"))</h2>\(mark)
            <dl class="record">\(lines)</dl></section>
            """
    }

    private func agreement(_ field: FormField, _ file: SubmissionFile, _ answered: AnswerDate?) -> HTML {
        let value = file.answers[field]
        // An agreement is of a day; the name of a town or of whoever told of the call is not.
        let day = value.isEmpty || !field.isAgreed ? nil : answered.map { formats.day($0.at) }
        let words: HTML =
            switch (field.kind, value.isEmpty) {
            case (.tick, true), (.consent, true): "<strong>\(t("Not agreed to"))</strong>"
            case (.tick, false), (.consent, false):
                isLent(answered, file)
                    ? "<strong>\(t("Ticked by the agency, not agreed to by its owner yet"))</strong>"
                    : field.kind == .tick ? "\(t("Agreed to"))" : answer(value, of: field, file)
            case (_, true): "\(t("No answer"))"
            case (_, false): answer(value, of: field, file)
            }
        let bar = file.answers.ineligibility(by: field).map { words -> HTML in
            "<span class=\"sub\">\(wording(words))</span>"
        }
        let date: HTML = day.map { day -> HTML in " <span class=\"quiet\">\(t("on \(day)"))</span>" } ?? ""
        return
            "<div><dt>\(label(of: field))</dt><dd>\(words)\(date)\(writer(of: field, value, in: file, answered))\(bar)</dd></div>"
    }

    /// The agency ticked it as it typed the file: it is nobody's agreement yet. Of what an import brought nobody knows.
    private func isLent(_ answered: AnswerDate?, _ file: SubmissionFile) -> Bool {
        file.submission.isOnBehalf && answered.map { !$0.isAuthors && $0.by != nil } == true
    }

    /// A consent is somebody's, and so is each tick of a file that the agency typed.
    private func writer(of field: FormField, _ value: AnswerValue, in file: SubmissionFile, _ answered: AnswerDate?)
        -> HTML
    {
        guard field.kind != .tick || file.submission.isOnBehalf, field.isAgreed, !value.isEmpty,
            let name = answered?.by, !name.isBlank
        else { return "" }
        return " <span class=\"quiet\">\(t("by \(name)", as: "who agreed"))</span>"
    }
}

extension FormField {
    /// It is ticked, and so agreed to.
    fileprivate var isAgreed: Bool {
        switch kind {
        case .tick, .consent: true
        default: false
        }
    }
}
