import Forms
import Foundation
import Web

// What an old page is told, and shown: the same answer was changed elsewhere, or the file is in another state.
extension Reader {
    /// Who wrote the other text: oneself in another window, or somebody else.
    func conflictWords(_ conflict: SaveOutcome.Conflict) -> String {
        guard conflict.lost.isEmpty else {
            guard !conflict.isOwn, let name = conflict.person else {
                return t("What you write about was taken out meanwhile. Press “Save” to see your words, and copy them.")
            }
            return t(
                "\(name) took out what you write about. Press “Save” to see your words, and copy them.")
        }
        if conflict.isOwn {
            return t("You changed the same answer in another window. Press “Save” to compare both texts.")
        }
        guard let name = conflict.person else {
            return t("The same answer was changed in another window. Press “Save” to compare both texts.")
        }
        return t("\(name) changed the same answer meanwhile. Press “Save” to compare both texts.")
    }

    func conflictTold(_ conflict: SaveOutcome.Conflict) -> String { "\(t("Not saved.")) \(conflictWords(conflict))" }

    /// What an old page is told.
    func movedWords(_ file: SubmissionFile) -> String {
        file.submission.state == .transmitted
            ? t(
                "Not saved: this file was sent since this page was opened. Press “Save” to see it as it is, with what you typed."
            )
            : t(
                "Not saved: this file was withdrawn since this page was opened. Press “Save” to see it as it is, with what you typed."
            )
    }

    func conflictNotice(_ conflicts: [SaveOutcome.Conflict], _ form: SectionForm) -> HTML {
        let (lost, conflicts) = (conflicts.filter { !$0.lost.isEmpty }, conflicts.filter { $0.lost.isEmpty })
        return
            "\(lostNotice(lost, isAlone: conflicts.isEmpty && form.refused.isEmpty))\(changedNotice(conflicts, form))"
    }

    /// Files and pictures that are gone, and what was written about them on this page.
    private func lostNotice(_ conflicts: [SaveOutcome.Conflict], isAlone: Bool) -> HTML {
        guard !conflicts.isEmpty else { return "" }
        let texts = conflicts.map { conflict -> HTML in
            let name = conflict.isOwn ? nil : conflict.person
            let who = name.map { t("Taken out by \($0) on \(formats.moment(conflict.at))") } ?? t("Taken out meanwhile")
            let words = conflict.lost.map { text -> HTML in "<blockquote>\(text)</blockquote>" }
            return """
                <div><dt><a href="#\(conflict.field.id)">\(label(of: conflict.field))</a></dt><dd><span class="quiet small">\(who)</span>\
                \(words)</dd></div>
                """
        }
        let rest = isAlone ? t("All else is saved.") : ""
        let focus: HTML = isAlone ? " tabindex=\"-1\" autofocus" : ""
        return """
            <div class="error-summary" role="alert"\(focus)><h2>\(t("What you wrote about was taken out"))</h2>
            <p>\(t("These words are saved nowhere: copy them if they serve elsewhere.")) \(rest)</p>
            <dl class="record">\(texts)</dl></div>
            """
    }

    private func changedNotice(_ conflicts: [SaveOutcome.Conflict], _ form: SectionForm) -> HTML {
        guard !conflicts.isEmpty else { return "" }
        let texts = conflicts.map { conflict -> HTML in
            let who =
                conflict.isOwn
                ? t("Saved by you in another window, on \(formats.moment(conflict.at))")
                : conflict.person.map { t("Saved by \($0) on \(formats.moment(conflict.at))") }
                    ?? savedWords(at: conflict.at)
            return """
                <div><dt><a href="#\(conflict.field.firstControl)">\(label(of: conflict.field))</a></dt><dd><span class="quiet small">\(who)</span>
                \(answer(conflict.saved, of: conflict.field, form.file))</dd></div>
                """
        }
        return """
            <div class="error-summary" role="alert" tabindex="-1" autofocus><h2>\(conflictTitle(conflicts))</h2>
            <p>\(t("Your text is in the form below. This is what is saved now. Compare, then save again: your text will take its place."))</p>
            <dl class="record">\(texts)</dl></div>
            """
    }

    /// By whom: oneself, one other person, or more than one.
    private func conflictTitle(_ conflicts: [SaveOutcome.Conflict]) -> String {
        guard !conflicts.allSatisfy(\.isOwn) else { return t("The same answer was changed in another window") }
        let names = Set(conflicts.map { $0.isOwn ? nil : $0.person })
        guard names.count == 1, let name = names.first ?? nil else {
            return t("The same answers were changed meanwhile")
        }
        return t(
            "The same answer was changed by \(name)", "The same answers were changed by \(name)", count: conflicts.count
        )
    }

    func movedNotice(_ file: SubmissionFile) -> HTML {
        let words = t(
            "Nothing was changed. What you typed stands in the form below: save it once more if the file is to say it.")
        return """
            <div class="error-summary" role="alert" tabindex="-1" autofocus><h2>\(stateWords(file.submission))</h2><p>\(words)</p></div>
            """
    }
}
