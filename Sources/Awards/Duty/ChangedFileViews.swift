import Campaigns
import Forms
import Web

// A file that changed after its decision was recorded.
extension Reader {
    /// Above the form that confirms the decision or changes it.
    func fileChangePart(_ change: FileChange) -> HTML {
        let items = change.form.fields.filter { $0.isForJury && change.fields.contains($0.id) }.map { field -> HTML in
            "<li>\(label(of: field))</li>"
        }
        let words = t("The file has changed since this decision, on \(formats.moment(change.at)).")
        return """
            <div class="notice warn" id="changed"><p><strong>\(words)</strong></p>
            \(items.isEmpty ? "" : "<p>\(t("What changed:"))</p><ul>\(items)</ul>" as HTML)
            <p>\(t("Record the decision as it stands to confirm it, or change it."))</p></div>
            """
    }

    /// On the page of a release, before what goes out.
    func changedFilesNotice(_ files: [ChangedFile]) -> HTML {
        guard !files.isEmpty else { return "" }
        let items = files.map { file -> HTML in
            let path = to(Edition.path(file.slug, "decisions/\(file.submission)"))
            return "<li><span class=\"num\">\(file.number)</span> <a href=\"\(path)\">\(inFrench(file.title))</a></li>"
        }
        return """
            <div class="notice warn" id="changed"><p><strong>\(t("Changed since their decision was recorded:"))</strong></p>
            <ul>\(items)</ul><p>\(t("Confirm or change these decisions before they come out."))</p></div>
            """
    }

    func changedFileDuty(_ file: ChangedFile) -> Duty {
        let title = typeset(file.title)
        var duty = Duty(
            .toDo, t("“\(title)” has changed since its decision"),
            path: Edition.path(file.slug, "decisions/\(file.submission)"), detail: file.edition)
        duty.holdsUp = true
        return duty
    }
}
