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
            \(fileHeader(file))<section class="flow flow-3"><h2 id="part" tabindex="-1">\(marked(field.label))</h2>
            \(markedHint(of: field).map { hintLine($0, of: field.id) })\(uploadControl(control) { mediumActs($0, of: field, file) })
            <p class="row"><a class="btn" href="\(to(file.answerPath(of: field)))">\(t("Go back to the form, and say what each is"))</a></p></section>
            """)
    }

    /// What is there may be opened where more is sent, and taken out.
    private func mediumActs(_ medium: Medium, of field: FormField, _ file: SubmissionFile) -> HTML {
        let open: HTML =
            medium.isOpen
            ? """
            <a class="btn small" href="\(to(file.path(of: medium.id)))">\(t("Open", as: "file"))<span class="vh">\(colon)\(medium.name)</span></a>
            """ : ""
        let out: HTML =
            file.needs(medium.id, of: field)
            ? ""
            : """
            <a class="btn small" href="\(to(file.removalPath(of: medium.id, in: field)))">\(t("Take out", as: "row of a question"))\
            <span class="vh">\(colon)\(medium.name)</span></a>
            """
        let line: HTML =
            field.isOfOneMedium && medium.state != .refused
            ? hintLine(t("What you send now takes its place, once it is there.")) : ""
        return "\(line)<span class=\"row\">\(open)\(out)</span>"
    }

    /// Before one goes, with what was written about it: that is not typed again. `row` is the answer's.
    func mediumRemovalPage(
        _ file: SubmissionFile, _ field: FormField, _ id: Medium.ID, _ row: [String: String], now: Date
    ) -> HTML {
        let name = row["name"] ?? t("File")
        let title = t("Take out “\(name)”?")
        let back: HTML =
            "<a class=\"btn\" href=\"\(to(file.answerPath(of: field)))\">\(t("Keep it", as: "attached"))</a>"
        let isNeeded = file.needs(id, of: field)
        let words = isNeeded ? neededWords(field) : t("It goes from the file at once, with what was written about it.")
        let act: HTML =
            isNeeded
            ? "<p class=\"row\"><a class=\"btn main\" href=\"\(to(file.mediaPath(of: field)))\">\(t("Send another one"))</a>\(back)</p>"
            : form(
                to: file.removalPath(of: id, in: field),
                "<p class=\"row\"><button class=\"btn main\">\(t("Take out", as: "row of a question"))</button>\(back)</p>"
            )
        return filePage(
            file, title, now: now, current: file.part(of: field),
            """
            \(fileHeader(file))<section class="flow flow-3"><h2 id="part" tabindex="-1">\(title)</h2>
            <p class="quiet">\(marked(field.label))</p>\(mediaWords(row, file))<p>\(words)</p>\(act)</section>
            """)
    }

    private func neededWords(_ field: FormField) -> String {
        field.isOfOneMedium
            ? t("This file is sent, and this question is needed: send another one, which takes its place.")
            : t("This file is sent, and this question is needed: send another one, then this one can be taken out.")
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
        return "\(paperLink(shown.medium, file))\(shown.forms.first.map { firstPage($0, of: shown.medium, file) })"
    }

    /// By its name, with its size and its pages.
    func paperLink(_ medium: Medium, _ file: SubmissionFile) -> HTML {
        "<a href=\"\(to(file.path(of: medium.id)))\">\(medium.name)</a> <span class=\"quiet\">\(extent(of: medium))</span>"
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
        <span class="sub"><img class="first-page" src="\(to(file.path(of: medium.id, form.variant)))" alt="\(t("First page of \(medium.name)"))" \
        width="\(form.width)" height="\(form.height)" loading="lazy"></span>
        """
    }

    func extent(of medium: Medium) -> String {
        let size = fileSize(medium.size)
        return medium.pages.map { "\(size), \(t("\($0) page", "\($0) pages", count: $0))" } ?? size
    }
}
