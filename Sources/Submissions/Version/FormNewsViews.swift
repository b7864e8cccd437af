import Forms
import Foundation
import Web
import Words

// What authors read of a form that has changed under their draft.
extension Reader {
    /// Said to a page of the older version: nothing of it is lost.
    func formMovedWords(isApart: Bool) -> String {
        isApart
            ? t(
                "Saved. The form has changed since this page was opened: what is no longer asked is kept beside your file."
            )
            : t("Saved. The form has changed since this page was opened.")
    }

    /// The same once the button of such a page was pressed.
    var formMovedDone: String {
        t("What you typed is saved. The form has changed since that page was opened: go on from here.")
    }

    /// Shown by the script when it is so.
    func onwardLink(_ file: SubmissionFile) -> HTML {
        "<p data-onward hidden><a class=\"btn small\" href=\"\(to(file.path))\">\(t("See what changed, and go on"))</a></p>"
    }

    /// A dated notice for each version until it is seen.
    func formNews(_ overview: FileOverview) -> HTML {
        // Whoever reads a file that is decided on changes nothing in it any more.
        guard !overview.news.isEmpty, overview.file.submission.announcedAt == nil else { return "" }
        let keys = overview.news.map(\.id.description).joined(separator: " ")
        let news = overview.news.map { published -> HTML in
            let lines = sentences(of: published.difference, forStaff: false).map { line -> HTML in "<li>\(line)</li>" }
            let list: HTML = lines.isEmpty ? "<p>\(t("No question changes for you."))</p>" : "<ul>\(lines)</ul>"
            return "<h3>\(t("On \(formats.moment(published.at))"))</h3>\(list)"
        }
        let left: HTML =
            overview.left.isEmpty
            ? ""
            : "<p><a href=\"#left\">\(t("What you wrote to questions that are no longer asked is kept below."))</a></p>"
        return """
            <section class="notice warn flow" id="form-news" aria-labelledby="form-news-title">\
            <h2 id="form-news-title">\(t("The form has changed since you began"))</h2>
            <p>\(t("Your answers have followed. Nothing that you typed is lost."))</p>\(news)\(left)
            \(form(
                to: overview.file.path + "/formulaire/vu",
                """
                \(hidden("publications", keys))<p class="row"><button class="btn">\(t("I have seen what changed"))</button></p>
                """))</section>
            """
    }

    /// Answers to what is no longer asked: for those who wrote them alone.
    func leftAnswers(_ overview: FileOverview) -> HTML {
        guard !overview.left.isEmpty else { return "" }
        let lines = overview.left.enumerated().map { number, left -> HTML in
            let (label, name) = (label(of: left.field), "left-\(number)")
            let text = answerText(left, overview.file)
            return """
                <div class="field"><label for="\(name)">\(label)</label>\
                <p class="hint">\(t("Asked until \(formats.moment(left.at)), in version \(left.version) of the form"))</p>\
                <textarea id="\(name)" readonly rows="\(min(12, 2 + text.count / 90))">\(text)</textarea>\
                \(leftMedia(left, of: overview.file))</div>
                """
        }
        return """
            <section class="flow" aria-labelledby="left"><h2 class="h3" id="left">\(t("No longer asked: what you wrote"))</h2>
            <p>\(t("Nobody but those who write this file reads it, and it is not sent. Copy from it what still serves."))</p>\(lines)</section>
            """
    }

    /// Plain, to be copied.
    private func answerText(_ left: LeftAnswer, _ file: SubmissionFile) -> String {
        switch left.value.tidied {
        case .list(let entries) where left.field.kind == .list: entries.joined(separator: "\n")
        default: tableText(left.value, of: left.field, grid: file.grid)
        }
    }

    /// What an older page said and could not be saved.
    func oldFormPage(
        _ file: SubmissionFile, _ words: String, _ typed: [(FormField, AnswerValue)], now: Date
    ) -> HTML {
        let lines = typed.map { field, value -> HTML in
            "<div><dt>\(label(of: field))</dt><dd>\(answer(value, of: field, file))</dd></div>"
        }
        return filePage(
            file, t("The form has changed"), now: now,
            """
            <h1>\(t("The form has changed"))</h1><div class="error-summary" role="alert" tabindex="-1" autofocus><h2>\(words)</h2>\
            <p>\(t("The page on which you typed is of an earlier version of the form."))</p></div>
            <section class="flow"><h2 class="h3">\(t("What you typed, to be copied from here"))</h2><dl class="record">\(lines)</dl></section>
            <p><a class="btn" href="\(to(file.path))">\(t("See what changed, and go on"))</a></p>
            """)
    }
}
