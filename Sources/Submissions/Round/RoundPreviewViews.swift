import Campaigns
import Foundation
import Mail
import Web

// To whom a shortlist is told and in which words, before it is.
extension Reader {
    /// The files that go on, each with those who are written to.
    func chosenList(_ outlook: ShortlistOutlook) -> HTML {
        let lines = outlook.waiting.map { file -> HTML in
            fileLine(
                file.submission.id, file.title, file.submission.number ?? "", categoryMark(file), to: file.addressees)
        }
        let letters = outlook.waiting.map(\.addressees.count).reduce(0, +)
        return "<p>\(letterCount(letters))</p><ul class=\"dashes\">\(lines)</ul>"
    }

    /// The files that do not, to whose owners it may be said.
    func othersPart(_ page: RoundTellingPage) -> HTML {
        let left = page.outlook.left
        guard !left.isEmpty else { return "" }
        let lines = left.map { fileLine($0.id, $0.title, $0.number, "", to: $0.owners) }
        let title = t(
            "\(left.count) other file does not go on", "\(left.count) other files do not go on", count: left.count)
        let letters = letterCount(left.map(\.owners.count).reduce(0, +))
        return """
            <details class="flow flow-2"><summary>\(title)</summary><p>\(t("If you also tell their owners:")) \(letters)</p>
            <ul class="dashes">\(lines)</ul></details>\(letterPreviews(page, .others))
            """
    }

    private func categoryMark(_ file: SubmissionFile) -> HTML { categoryMark(file.submission.category, file.edition) }

    private func fileLine(
        _ id: Submission.ID, _ title: String, _ number: String, _ category: HTML, to owners: [Submission.Author]
    ) -> HTML {
        let names = formats.list(owners.map { typeset($0.name) })
        let whom = owners.isEmpty ? t("no owner opens it: nobody is written to") : t("to \(names)", as: "letter")
        return """
            <li><a href="\(to(id.deskPath))">\(inFrench(title))</a> <span class="quiet">\(number)</span>\(category) \
            <span class="sub">\(whom)</span></li>
            """
    }

    private func letterCount(_ count: Int) -> String {
        t("\(count) letter leaves.", "\(count) letters leave.", count: count)
    }

    /// One of the letters in each language, as the owner of one file reads it; nothing where nobody would get it.
    func letterPreviews(_ page: RoundTellingPage, _ kind: RoundLetter) -> HTML {
        let letters = page.previews.filter { $0.kind == kind }.compactMap(\.letter)
        guard !letters.isEmpty else { return "" }
        let title =
            kind == .chosen
            ? t("The letter to those on the shortlist, as it leaves") : t("The letter to the others, as it leaves")
        return """
            <details class="flow flow-2" open><summary>\(title)</summary>
            <p class="hint">\(t("With the title and the number of the first file. Each owner gets it in their language."))</p>
            <div class="flow">\(letters.map { letterArticle($0, title) })</div></details>
            """
    }

    /// A letter that has not left, on a page.
    func letterArticle(_ letter: Letter, _ label: String) -> HTML {
        func set(_ words: String) -> String { typeset(words, in: letter.language) }
        let button = letter.button.map { ["[\($0.label)]"] } ?? []
        let body = [letter.lead] + letter.paragraphs + button + [letter.closing.joined(separator: "\n")]
        let footnote: HTML = letter.footnote.map { "<p class=\"small quiet\">\(set($0))</p>" } ?? ""
        return """
            <article class="letter" lang="\(letter.language)" aria-label="\(label)"><p><strong>\(set(letter.subject))</strong></p>
            <p class="state draft">\(set(letter.band?.text ?? ""))</p>\
            <div class="body">\(body.filter { !$0.isEmpty }.map(set).joined(separator: "\n\n"))</div>\(footnote)</article>
            """
    }
}

// Why a shortlist is not told.
extension Reader {
    /// What a confirmation met, at the head of the page.
    func refusalNotice(_ refusal: ShortlistRefusal, of outlook: ShortlistOutlook) -> HTML {
        """
        <div class="notice warn" role="alert" tabindex="-1" autofocus><p>\(words(for: refusal))</p>\(reasons(refusal, outlook))</div>
        """
    }

    /// The same in the place of the button, before anybody presses it.
    func barNotice(_ refusal: ShortlistRefusal, of outlook: ShortlistOutlook) -> HTML {
        "<div class=\"notice warn\"><p>\(words(for: refusal))</p>\(reasons(refusal, outlook))</div>"
    }

    private func words(for refusal: ShortlistRefusal) -> String {
        switch refusal {
        case .tied: t("You have a tie with a file of this edition: somebody else who runs it tells the shortlist.")
        case .empty: t("Nobody new is on the shortlist.")
        case .callOpen:
            t("A file of the shortlist can still change: the call is open for it. Tell it once that is over.")
        case .roundOver(let end?):
            t("The second part was to be sent before \(formats.deadline(end)), which is over: change the dates first.")
        case .roundOver(nil): t("The dates of the second round are over: change them first.")
        case .movedOn:
            t("The shortlist or the words have changed since this page was read. Nothing has left: read it again.")
        case .textTooLong: t("Say it in at most \(formats.number(RoundLetterTexts.longest)) signs.")
        }
    }

    /// File by file, or where it is put right.
    private func reasons(_ refusal: ShortlistRefusal, _ outlook: ShortlistOutlook) -> HTML {
        switch refusal {
        case .callOpen(let files):
            let lines = files.map { file -> HTML in
                """
                <li><a href="\(to(file.id.deskPath))">\(file.number)</a> \(inFrench(file.title))\(colon)\(openWords(file))</li>
                """
            }
            return "<ul>\(lines)</ul>"
        case .roundOver:
            return "<p><a href=\"\(to(outlook.round.path("phases")))\">\(t("Change its dates"))</a></p>"
        case .tied, .empty, .movedOn, .textTooLong: return ""
        }
    }

    private func openWords(_ file: OpenFile) -> String {
        let phase = file.call.map { plainName(of: $0) } ?? t("The call")
        if let end = file.until {
            return file.hasMoreTime
                ? t("it was given more time, until \(formats.deadline(end))")
                : t("“\(phase)” is open for it until \(formats.deadline(end))")
        }
        return file.call.map { t("“\(phase)” opens on \(formats.moment($0.startsAt))") } ?? phase
    }
}
