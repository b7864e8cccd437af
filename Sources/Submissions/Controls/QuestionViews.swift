import Forms
import Foundation
import Grids
import Web

// A question as it stands on its page: its controls, a good example, and when it is asked.
extension Reader {
    /// All of a part. Those that other answers leave out are there unseen, so that the page can show them at once.
    func questions(of form: SectionForm) -> HTML {
        let form = worded(form)
        return HTML(form.fields.map { question($0, in: form) })
    }

    private func question(_ field: FormField, in form: SectionForm) -> HTML {
        let control = field.isFrozen(at: form.clock) ? standing(field, form) : control(field, in: form)
        let whole: HTML =
            field.example == nil ? control : "<div class=\"flow flow-2\">\(control)\(example(of: field))</div>"
        guard let when = field.when else { return whole }
        let unseen: HTML = form.unasked.contains(field.id) ? " hidden" : ""
        return "<div data-asked-if=\"\(condition(when, in: form))\"\(unseen)>\(whole)</div>"
    }

    private func example(of field: FormField) -> HTML {
        guard let example = field.example else { return "" }
        return """
            <details class="small"><summary>\(t("A good example"))</summary><p class="quiet">\(marked(example))</p></details>
            """
    }

    /// Its time is over: what was answered is read.
    private func standing(_ field: FormField, _ form: SectionForm) -> HTML {
        let value = form.answers[field]
        let words: HTML = value.isEmpty ? "\(t("No answer"))" : answer(value, of: field, form.file)
        return """
            <dl class="record" id="\(field.id)"><div><dt>\(marked(field.label))</dt><dd>\(words)\
            <span class="sub">\(t("This answer can no longer be changed."))</span></dd></div></dl>
            """
    }

    /// For the page's script. What other parts say does not change while this one is open: it is told as it is.
    private func condition(_ when: Condition, in form: SectionForm) -> String {
        let parts = when.parts.map { part -> ShownIf.Part in
            guard let field = form.file.form[id: part.field], field.section == form.section.id else {
                let other = form.file.form[id: part.field].flatMap { field in
                    form.unasked.contains(field.id) ? nil : (field, form.answers[field])
                }
                return ShownIf.Part(known: part.holds(other))
            }
            return ShownIf.Part(field: part.field, test: part.test.rawValue, values: part.values, kind: field.kind.word)
        }
        let json = JSONEncoder()
        json.outputFormatting = [.sortedKeys]
        let told = ShownIf(any: when.joint == .any, parts: parts)
        return (try? json.encode(told)).map { String(decoding: $0, as: UTF8.self) } ?? ""
    }

    /// Nobody writes forty answers to learn at the end that they could not take part.
    func refusalNotice(_ form: SectionForm) -> HTML {
        let words = form.refusals.map { words -> HTML in "<li>\(marked(words))</li>" }
        guard !words.isEmpty else { return form.section.isEligibility ? "" : barredNotice(form.file) }
        return """
            <div class="notice warn" role="status"><h2>\(t("With these answers, the file cannot take part"))</h2><ul>\(words)</ul>\
            <p>\(t("Nothing is lost: what you wrote is kept, and you may correct it here."))</p></div>
            """
    }
}

extension Reader {
    /// On every other part: what bars the file, and where it is answered.
    private func barredNotice(_ file: SubmissionFile) -> HTML {
        let bars = file.answers.ineligible(in: file.form)
        guard let first = bars.first, let section = file.form.section(of: first) else { return "" }
        return """
            <div class="notice warn"><p>\(t("With these answers, the file cannot take part"))\(colon)\
            <a href="\(to(file.path))/parties/\(section.word)#\(first.firstControl)">\(formats.list(bars.map(label)))</a></p></div>
            """
    }
}

/// A condition as the page's script reads it.
private struct ShownIf: Encodable {
    let any: Bool
    let parts: [Part]

    struct Part: Encodable {
        var field: String?
        var test: String?
        var values: [String]?
        var kind: String?
        /// Of what cannot change on this page.
        var known: Bool?
    }
}
