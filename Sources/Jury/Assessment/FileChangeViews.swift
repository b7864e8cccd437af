import Forms
import Web

// A file that changed after its reading was sent: the juror says that the reading stands, or takes it up again.
extension Reader {
    func fileChange(_ step: MarkingStep) -> HTML {
        guard step.assessment.isOfEarlierFile, let changedAt = step.assessment.changedAt else { return "" }
        let form = step.screen.file.form
        let names = form.fields.filter { $0.isForJury && step.screen.changes.contains($0.id) }.map { label(of: $0) }
        let items = names.map { name -> HTML in "<li>\(name)</li>" }
        let words = t(
            """
            It changed on \(formats.moment(changedAt)). Your reading counts, and is said to be of the file before that, \
            until you say that it stands or send it again.
            """)
        return """
            <div class="notice warn" id="changed"><h3>\(t("The file has changed since your reading"))</h3><p>\(words)</p>
            \(items.isEmpty ? "" : "<p>\(t("What changed:"))</p><ul>\(items)</ul>" as HTML)\(confirming(step))</div>
            """
    }

    /// The agency reopens the reading of a juror on paper: it does not say in their place that it stands.
    private func confirming(_ step: MarkingStep) -> HTML {
        guard step.isOpen, step.place == .jury, let seen = step.assessment.changeMark else { return "" }
        let button: HTML = "<button class=\"btn main\">\(t("My reading stands"))</button>"
        return form(to: step.path + "/confirmer", "\(hidden("changed", String(seen)))<p>\(button)</p>")
    }
}
