import Campaigns
import Foundation
import Mail
import Web
import Words

extension Reader {
    func shortlistTellingPage(_ page: RoundTellingPage, refusal: ShortlistRefusal?, done: String?, now: Date) -> HTML {
        let outlook = page.outlook
        return editionDesk(
            outlook.edition, t("Tell the shortlist"),
            """
            \(doneNotice(tellingDone(done), leavingLetter: done == "told"))\(refusal.map { refusalNotice($0, of: outlook) })
            <p><a href="\(to(outlook.edition.shortlistPath))">\(t("Choose the shortlist"))</a> · \
            <a href="\(to(outlook.edition.roundPath))">\(t("The second round"))</a></p>
            \(toldPart(outlook))\(waitingPart(page, isRefused: refusal != nil))\(letterTexts(page))
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

    private func toldPart(_ outlook: ShortlistOutlook) -> HTML {
        guard let last = outlook.told.compactMap(\.toldAt).max() else { return "" }
        let count = outlook.told.count
        let words = t(
            "\(count) file is told to go on, the last one on \(formats.moment(last)).",
            "\(count) files are told to go on, the last one on \(formats.moment(last)).", count: count)
        return "<p>\(words) <a href=\"\(to(outlook.round.path("dossiers")))\">\(t("The second parts"))</a></p>"
    }

    /// All that goes out, before it does: the files, to whom, and both letters.
    private func waitingPart(_ page: RoundTellingPage, isRefused: Bool) -> HTML {
        let outlook = page.outlook
        let count = outlook.waiting.count
        // What is not shown may be chosen: nothing is said of how many there are.
        guard !outlook.isTied else { return isRefused ? "" : barNotice(.tied, of: outlook) }
        guard count > 0 else { return "<p class=\"empty\">\(t("No file is chosen that is not told yet."))</p>" }
        let call = outlook.round.phases.filter { $0.kind == .call }.max { $0.endsAt < $1.endsAt }
        let dates: HTML = call.map { "<p>\(t("Second part: \(period(of: $0))"))</p>" } ?? ""
        // What a confirmation met stands at the head of the page already.
        let bar = isRefused ? nil : page.bar.map { barNotice($0, of: outlook) }
        return """
            <section class="flow" aria-labelledby="waits"><h2 class="h3" id="waits">\(t("What goes out"))</h2>
            <p>\(t("\(count) file goes on.", "\(count) files go on.", count: count)) \
            \(t("Their owners get a letter, and the second part is there for them."))</p>\(chosenList(outlook))\(dates)
            \(letterPreviews(page, .chosen))\(othersPart(page))
            \(bar)\(page.bar == nil ? tellingForm(outlook) : "")</section>
            """
    }

    private func tellingForm(_ outlook: ShortlistOutlook) -> HTML {
        let others = outlook.left.count
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

    private func letterTexts(_ page: RoundTellingPage) -> HTML {
        let fields = page.previews.map { preview -> HTML in
            let (kind, language) = (preview.kind, preview.language)
            return """
                \(textArea(RoundLetterTexts.name(kind, language), label(of: kind, language), page.texts[kind, language]))
                <p class="hint">\(t("Empty, the letter says:")) <span lang="\(language.rawValue)">\(preview.usual.joined(separator: " "))</span></p>
                """
        }
        return """
            <section class="flow" aria-labelledby="words"><h2 class="h3" id="words">\(t("Words of the letters"))</h2>
            <p>\(t("The title of the file, the dates of the second part and the link are added."))</p>
            \(form(to: page.outlook.edition.tellingPath + "/textes", attributes: "class=\"flow\"", """
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
