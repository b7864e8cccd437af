import Forms
import Foundation
import Media
import Web

extension Reader {
    /// Where files are sent to, one question a page: what is typed in the part was saved on the way here.
    func answerMediaPage(_ file: SubmissionFile, _ field: FormField, _ control: UploadControl, now: Date) -> HTML {
        let section = file.part(of: field)
        return filePage(
            file, label(of: field), now: now, current: section,
            """
            \(fileHeader(file))<section class="flow flow-3"><h2 id="part" tabindex="-1">\(label(of: field))</h2>
            \(hint(of: field).map(hintLine))\(hintLine(mediaHint(field)))\(uploadControl(control))
            <p class="row"><a class="btn main" href="\(to(file.answerPath(of: field)))">\(t("Go back to the form, and say what each is"))</a></p></section>
            """)
    }

    /// One of an answer, to be read: seen or linked once it was looked at, and called by its name until then.
    func mediumAnswer(_ row: [String: String], _ file: SubmissionFile) -> HTML {
        guard let shown = file.media[row["id"] ?? ""] else { return "\(row["name"] ?? t("File"))" }
        let name = shown.medium.name
        switch shown.medium.state {
        case .refused: return "\(name)<span class=\"sub\">\(state(of: shown.medium))</span>"
        case .ready: break
        default: return "\(name)<span class=\"sub\">\(t("It is shown once it was looked at."))</span>"
        }
        if shown.medium.kind == .picture { return picture(shown, row["alternative"] ?? name, file) }
        return """
            <a href="\(to(file.path(of: shown.medium.id)))">\(name)</a> <span class="quiet">\(extent(of: shown.medium))</span>\
            \(shown.forms.first.map { firstPage($0, of: shown.medium, file) })
            """
    }

    /// In 400 pixels, as the house has made it.
    func picture(_ shown: AnswerMedium, _ alternative: String, _ file: SubmissionFile) -> HTML {
        guard let plain = shown.form("image/jpeg", near: 400) ?? shown.forms.first else { return "\(alternative)" }
        let (id, words) = (shown.medium.id, alternative.isBlank ? shown.medium.name : alternative)
        let small = shown.form("image/webp", near: 400).map { form -> HTML in
            "<source type=\"image/webp\" srcset=\"\(to(file.path(of: id, form.variant)))\">"
        }
        return """
            <a href="\(to(file.path(of: id)))"><picture>\(small)<img src="\(to(file.path(of: id, plain.variant)))" alt="\(words)" \
            width="\(plain.width)" height="\(plain.height)" loading="lazy"></picture></a>
            """
    }

    private func firstPage(_ form: StoredForm, of medium: Medium, _ file: SubmissionFile) -> HTML {
        """
        <span class="sub"><img src="\(to(file.path(of: medium.id, form.variant)))" alt="\(t("First page of \(medium.name)"))" \
        width="\(form.width)" height="\(form.height)" loading="lazy"></span>
        """
    }

    func extent(of medium: Medium) -> String {
        let size = fileSize(medium.size)
        return medium.pages.map { "\(size), \(t("\($0) page", "\($0) pages", count: $0))" } ?? size
    }
}
