import Campaigns
import Web

// What the page of a release lists.
extension Reader {
    func goingOut(_ page: ReleasePage) -> HTML {
        let list = page.list
        let empty: HTML =
            "<p class=\"empty\">\(t("Nothing goes out: no decision is ready that is not out already."))</p>"
        return """
            <section class="sect flow" aria-labelledby="next">\(head("next", t("What goes out"), page))
            \(list.next.count == 0 ? empty : tally(page))\(part(list.next, page) { self.nextLine($0, page) })</section>
            """
    }

    private func tally(_ page: ReleasePage) -> HTML {
        let next = page.list.next.count
        let decided = t("\(next) decision", "\(next) decisions", count: next)
        let retained = t("\(page.list.retained) retained", "\(page.list.retained) retained", count: page.list.retained)
        return "<p><strong>\(decided)</strong>, <span class=\"quiet\">\(retained)</span></p>"
    }

    /// In place of the button: nothing could leave, and this is why.
    func nothingReady(_ page: ReleasePage) -> HTML {
        let list = page.list
        let (undecided, kept, gone) = (list.undecided.count, list.leftOut.count, list.ineligible.count)
        let reasons = [
            undecided > 0 ? t("\(undecided) file to decide", "\(undecided) files to decide", count: undecided) : nil,
            kept > 0 ? t("\(kept) decision kept back", "\(kept) decisions kept back", count: kept) : nil,
            gone > 0
                ? t(
                    "\(gone) decision on a file that is no longer eligible",
                    "\(gone) decisions on files that are no longer eligible", count: gone) : nil,
        ].compactMap(\.self)
        guard !reasons.isEmpty || list.past.isEmpty else { return allOut(page) }
        let missing: HTML =
            reasons.isEmpty
            ? "<p>\(t("No file waits for a decision: none is eligible that is not out already."))</p>"
            : "<ul class=\"ticks\">\(reasons.map { "<li class=\"missing\">\(icon("alert"))<span>\($0)</span></li>" as HTML })</ul>"
        let decide: HTML =
            undecided > 0
            ? "<p><a class=\"btn\" href=\"\(to(page.edition.path("decisions")))?etat=a-prendre\">\(t("Decide on these files"))</a></p>"
            : ""
        return """
            <section class="sect flow" aria-labelledby="now">\(head("now", t("Now"), page))
            <p>\(t("Nothing can go out yet. What is missing:"))</p>\(missing)\(decide)</section>
            """
    }

    /// Something came out, and nothing is left that could.
    private func allOut(_ page: ReleasePage) -> HTML {
        """
        <section class="sect flow" aria-labelledby="now">\(head("now", t("Now"), page))
        <p>\(t("All that was decided is out. Nothing is left to release."))</p></section>
        """
    }

    /// In place of the button: letters of what goes out are missing, and nothing leaves without them.
    func lettersFirst(_ page: ReleasePage) -> HTML {
        let words = t(
            "\(page.list.stale) letter is missing or out of date: prepare the letters first.",
            "\(page.list.stale) letters are missing or out of date: prepare the letters first.", count: page.list.stale)
        return """
            <section class="sect flow" aria-labelledby="now">\(head("now", t("Now"), page))<p>\(words)</p>
            <p><a class="btn" href="#letters">\(t("See the letters"))</a></p></section>
            """
    }

    func stayingIn(_ page: ReleasePage) -> HTML {
        let list = page.list
        let groups: [(String, ReleaseList.Part, (ReleaseList.Line) -> HTML)] = [
            (t("Kept back"), list.leftOut, { self.keptLine($0, page) }),
            (t("Undecided"), list.undecided, { self.plainLine($0, page) }),
            (t("Withdrawn: decision and letter are void"), list.withdrawn, { self.withdrawnLine($0) }),
            (t("Withdrawn after they came out"), list.withdrawnOut, { self.withdrawnLine($0) }),
            (t("No longer eligible"), list.ineligible, { self.plainLine($0, page) }),
        ]
        let shown = groups.filter { $0.1.count > 0 }.map { title, part, line -> HTML in
            "<h3>\(title) <span class=\"k\">\(part.count)</span></h3>\(self.part(part, page, line))"
        }
        guard !shown.isEmpty else { return "" }
        return """
            <section class="sect flow" aria-labelledby="stays"><h2 id="stays">\(t("What does not go out"))</h2>\(shown)</section>
            """
    }

    private func part(_ part: ReleaseList.Part, _ page: ReleasePage, _ line: (ReleaseList.Line) -> HTML) -> HTML {
        let rest = part.count - part.lines.count
        let more: HTML =
            rest > 0
            ? "<p class=\"quiet\">\(t("and \(rest) more that are not named here", "and \(rest) more that are not named here", count: rest))</p>"
            : ""
        return part.lines.isEmpty ? more : "<ul class=\"items\">\(part.lines.map(line))</ul>\(more)"
    }

    private func nextLine(_ line: ReleaseList.Line, _ page: ReleasePage) -> HTML {
        let cancelled = t(
            "Its letter was cancelled or failed: nothing is said.",
            "Its letters were cancelled or failed: nothing is said.", count: line.cancelled)
        let others = page.list.sharing[line.submission] ?? []
        let notes = [
            others.isEmpty ? "" : t("This award goes to another file already: \(formats.list(others))."),
            line.owners == 0 ? t("No letter: no owner opens this file.") : "", line.cancelled > 0 ? cancelled : "",
            line.relative.isEmpty ? "" : relativeWords(line.relative),
            line.isOnOtherReadings ? t("Its readings have changed since the decision: confirm it, or change it.") : "",
        ].filter { !$0.isEmpty }
        return """
            <li class="flow flow-2"><p>\(name(line, page)) <span class="quiet">· \(outcome(line))</span></p>
            \(notes.map { note -> HTML in "<p class=\"missing small\">\(icon("alert"))\(note)</p>" })
            \(keeping(line, page, out: true, t("Keep back")))</li>
            """
    }

    private func keptLine(_ line: ReleaseList.Line, _ page: ReleasePage) -> HTML {
        """
        <li class="flow flow-2"><p>\(name(line, page)) <span class="quiet">· \(outcome(line))</span></p>
        \(keeping(line, page, out: false, t("Let it go out")))</li>
        """
    }

    private func keeping(_ line: ReleaseList.Line, _ page: ReleasePage, out: Bool, _ label: String) -> HTML {
        form(
            to: "\(page.path)/decisions/\(line.submission)", attributes: "class=\"inline\"",
            "\(hidden("out", out ? "1" : "0"))<button class=\"btn small\">\(label)</button>")
    }

    private func plainLine(_ line: ReleaseList.Line, _ page: ReleasePage) -> HTML { "<li>\(name(line, page))</li>" }

    private func withdrawnLine(_ line: ReleaseList.Line) -> HTML {
        let why = typeset(line.why)
        let when = sentence(line.at.map { t("Withdrawn on \(formats.day($0)): \(why)") } ?? why, saying: why)
        return """
            <li><span class="num">\(line.number)</span> \(inFrench(line.title)) <span class="sub">\(when)</span></li>
            """
    }

    private func name(_ line: ReleaseList.Line, _ page: ReleasePage) -> HTML {
        """
        <span class="num">\(line.number)</span> \
        <a href="\(to(page.edition.path("decisions/\(line.submission)")))">\(inFrench(line.title))</a>\(categoryMark(line.category, page.edition))
        """
    }

    private func outcome(_ line: ReleaseList.Line) -> HTML {
        switch line.outcome {
        case .award, .mention: inEither(line.awardFR, line.awardEN)
        case .retained: "\(t("Retained, without an award"))"
        case .notRetained: "\(t("Not retained"))"
        case nil: "\(t("To decide"))"
        }
    }

    func pastPart(_ page: ReleasePage) -> HTML {
        guard !page.list.past.isEmpty else { return "" }
        let lines = page.list.past.map { past -> HTML in
            let count = t("\(past.decisions) decision", "\(past.decisions) decisions", count: past.decisions)
            let sheets =
                past.sheets == 0
                ? "" : " · " + t("\(past.sheets) public sheet", "\(past.sheets) public sheets", count: past.sheets)
            let people = [past.by, past.confirmedBy].compactMap { $0 }
            let names = people.isEmpty ? "" : " · \(formats.list(people))"
            return """
                <li><strong>\(formats.moment(past.at))</strong> <span class="quiet">· \(count)\(sheets)\(names)</span>\
                \(past.letters.map { self.fate($0.state, $0.count, page) })</li>
                """
        }
        return """
            <section class="sect flow" aria-labelledby="past"><h2 id="past">\(t("What came out"))</h2><ul class="items">\(lines)</ul>
            <p><a class="go" href="\(to("/laureats"))">\(t("See the laureates"))</a></p></section>
            """
    }

    /// What became of letters, with those that say nothing to anybody in sight.
    private func fate(_ state: String, _ count: Int, _ page: ReleasePage) -> HTML {
        let words =
            switch state {
            case "sent": t("\(count) letter has left", "\(count) letters have left", count: count)
            case "waiting": t("\(count) letter leaves", "\(count) letters leave", count: count)
            case "failed": t("\(count) letter did not arrive", "\(count) letters did not arrive", count: count)
            case "cancelled": t("\(count) letter was cancelled", "\(count) letters were cancelled", count: count)
            default: t("\(count) letter is held", "\(count) letters are held", count: count)
            }
        let query = Fields([(name: "etat", value: state), (name: "lot", value: LetterStore.subject(page.edition.id))])
        let isQuiet = state == "sent" || state == "waiting"
        return """
            <p class="small\(isQuiet ? "" : " missing" as HTML)"><a href="\(to("/agence/messages"))?\(query.urlEncoded)">\(words)</a></p>
            """
    }
}
