import Campaigns
import Foundation
import Mail
import Web
import Words

extension Reader {
    func shortlistTellingPage(
        _ outlook: ShortlistOutlook, typed: RoundLetterTexts?, refusal: ShortlistRefusal?, done: String?,
        previews: [(RoundLetter, Language, [String])], now: Date
    ) -> HTML {
        editionDesk(
            outlook.edition, t("Tell the shortlist"),
            """
            \(doneNotice(tellingDone(done), leavingLetter: done == "told"))\(refusal.map(shortlistNotice))
            <p><a href="\(to(outlook.edition.shortlistPath))">\(t("Choose the shortlist"))</a> · \
            <a href="\(to(outlook.edition.roundPath))">\(t("The second round"))</a></p>
            \(toldPart(outlook))\(waitingPart(outlook, now))\(letterTexts(outlook, typed ?? outlook.texts, previews))
            """)
    }

    private func tellingDone(_ word: String?) -> String? {
        switch word {
        case "told": t("The shortlist is told, and the second parts are there.")
        case "saved": t("The words of the letters are kept. Nothing has left.")
        case "nobody": t("Nobody new was on the shortlist: nothing was sent.")
        default: nil
        }
    }

    private func shortlistNotice(_ refusal: ShortlistRefusal) -> HTML {
        "<div class=\"notice warn\" role=\"alert\" tabindex=\"-1\" autofocus><p>\(words(for: refusal))</p></div>"
    }

    private func words(for refusal: ShortlistRefusal) -> String {
        switch refusal {
        case .empty: t("Nobody new is on the shortlist.")
        case .callOpen:
            t("A file of the shortlist can still change: the call is open for it. Tell it once that is over.")
        case .roundOver: t("The dates of the second round are over: change them first.")
        case .movedOn:
            t("The shortlist or the words have changed since this page was read. Nothing has left: read it again.")
        case .textTooLong: t("Say it in at most \(formats.number(RoundLetterTexts.longest)) signs.")
        }
    }

    private func toldPart(_ outlook: ShortlistOutlook) -> HTML {
        guard let last = outlook.told.compactMap(\.toldAt).max() else { return "" }
        let count = outlook.told.count
        let words = t(
            "\(count) file is told to go on, the last one on \(formats.moment(last)).",
            "\(count) files are told to go on, the last one on \(formats.moment(last)).", count: count)
        return "<p>\(words) <a href=\"\(to(outlook.round.path("dossiers")))\">\(t("The second parts"))</a></p>"
    }

    /// All that goes out, before it does.
    private func waitingPart(_ outlook: ShortlistOutlook, _ now: Date) -> HTML {
        let count = outlook.chosen.count + outlook.tied
        guard count > 0 else { return "<p class=\"empty\">\(t("No file is chosen that is not told yet."))</p>" }
        let lines = outlook.chosen.map { file -> HTML in
            let nobody: HTML =
                file.addressees.isEmpty
                ? " <span class=\"sub\">\(t("no owner opens it: nobody is written to"))</span>" : ""
            return """
                <li><a href="\(to(file.submission.id.deskPath))">\(inFrench(file.title))</a> \
                <span class="quiet">\(file.submission.number ?? "")</span>\(nobody)</li>
                """
        }
        let tied: HTML =
            outlook.tied == 0
            ? ""
            : """
            <p class="quiet">\(t(
                "And \(outlook.tied) file that you have a tie with.", "And \(outlook.tied) files that you have a tie with.",
                count: outlook.tied))</p>
            """
        let call = outlook.round.phases.filter { $0.kind == .call }.max { $0.endsAt < $1.endsAt }
        let dates: HTML = call.map { "<p>\(t("Second part: \(period(of: $0))"))</p>" } ?? ""
        return """
            <section class="flow" aria-labelledby="waits"><h2 class="h3" id="waits">\(t("What goes out"))</h2>
            <p>\(t("\(count) file goes on.", "\(count) files go on.", count: count)) \
            \(t("Their owners get a letter, and the second part is there for them."))</p><ul>\(lines)</ul>\(tied)\(dates)
            \(tellingForm(outlook))</section>
            """
    }

    private func tellingForm(_ outlook: ShortlistOutlook) -> HTML {
        let others = outlook.others
        let choice: HTML =
            others == 0
            ? ""
            : tick(
                "others",
                t(
                    "Also tell the owners of the \(others) other file that it does not go on",
                    "Also tell the owners of the \(others) other files that they do not go on", count: others),
                isOn: false)
        return form(
            to: outlook.edition.tellingPath, attributes: "class=\"flow\"",
            """
            \(hidden("mark", outlook.mark))\(choice)
            <p><button class="btn main">\(t("Tell the shortlist"))</button></p>
            <p class="hint">\(t("This cannot be taken back. More files can be added and told later."))</p>
            """)
    }

    private func letterTexts(
        _ outlook: ShortlistOutlook, _ texts: RoundLetterTexts, _ previews: [(RoundLetter, Language, [String])]
    ) -> HTML {
        let fields = previews.map { kind, language, usual -> HTML in
            """
            \(textArea(RoundLetterTexts.name(kind, language), label(of: kind, language), texts[kind, language]))
            <p class="hint">\(t("Empty, the letter says:")) <span lang="\(language.rawValue)">\(usual.joined(separator: " "))</span></p>
            """
        }
        return """
            <section class="flow" aria-labelledby="words"><h2 class="h3" id="words">\(t("Words of the letters"))</h2>
            <p>\(t("The title of the file, the dates of the second part and the link are added."))</p>
            \(form(to: outlook.edition.tellingPath + "/textes", attributes: "class=\"flow\"", """
                \(fields)<p><button class="btn">\(t("Keep these words"))</button></p>
                """))</section>
            """
    }

    private func label(of kind: RoundLetter, _ language: Language) -> String {
        switch (kind, language) {
        case (.chosen, .french): t("To those on the shortlist, in French")
        case (.chosen, .english): t("To those on the shortlist, in English")
        case (.others, .french): t("To the others, in French")
        case (.others, .english): t("To the others, in English")
        }
    }
}

// One part of a file names the other.
extension Reader {
    /// For its authors, and with more words for those who run its edition.
    func partsNotice(_ parts: FileParts?, of file: SubmissionFile, now: Date) -> HTML {
        guard let parts else { return "" }
        if parts.isSecond(file.submission.id) {
            let path = file.part == nil ? parts.first.id.deskPath : parts.first.id.path
            return """
                <div class="notice"><p>\(t("This is the second part of a file that is on the shortlist. The jury reads both."))</p>
                <p><a class="go" href="\(to(path))">\(t("First part, no. \(parts.first.number)"))</a></p></div>
                """
        }
        guard let second = parts.second, let toldAt = parts.told.toldAt else { return chosenNotice(parts.told, file) }
        let path = file.part == nil ? second.id.deskPath : second.id.path
        let state = second.state == .transmitted ? t("The second part is sent.") : t("The second part is not sent.")
        return """
            <div class="notice"><h2>\(t("On the shortlist since \(formats.day(toldAt))"))</h2>
            <p>\(state) \(t("This first part stays as it is."))</p>\(file.part == nil ? chosenWords(parts.told) : "")
            <p><a class="go" href="\(to(path))">\(t("Second part, no. \(second.number)"))</a></p></div>
            """
    }

    /// What was sent in the first round, folded below the second part.
    func firstPart(_ first: SubmissionFile) -> HTML {
        """
        <details class="flow"><summary><h2 class="h3" id="first-part">\(t("First part, no. \(first.submission.number ?? "")"))</h2></summary>
        \(fileView(first, named: "first"))</details>
        """
    }

    private func chosenNotice(_ chosen: Shortlisted, _ file: SubmissionFile) -> HTML {
        guard file.part == nil else { return "" }
        return """
            <div class="notice"><h2>\(t("Chosen for the shortlist, not told yet"))</h2>\(chosenWords(chosen))
            <p><a class="go" href="\(to(file.edition.tellingPath))">\(t("Tell the shortlist"))</a></p></div>
            """
    }

    private func chosenWords(_ chosen: Shortlisted) -> HTML {
        let moment = formats.moment(chosen.chosenAt)
        let who = chosen.person.map { t("Chosen on \(moment) by \($0).") } ?? t("Chosen on \(moment).")
        return "<p>\(who)\(chosen.reason.isEmpty ? "" : " ")\(inFrench(chosen.reason))</p>"
    }
}
