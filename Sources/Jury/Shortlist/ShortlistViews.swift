import Campaigns
import Submissions
import Web

extension Reader {
    func shortlistPage(_ page: ShortlistPage, query: Fields) -> HTML {
        let (edition, kept) = (page.edition, Fields(query.pairs.filter { $0.name != "ok" }))
        let address = edition.shortlistPath + kept.tail
        let untold = page.chosen.values.filter { $0.toldAt == nil }.count
        let count = t(
            "\(page.chosen.count) file is chosen", "\(page.chosen.count) files are chosen", count: page.chosen.count)
        let waits = t("\(untold) not told yet", "\(untold) not told yet", count: untold)
        let telling: HTML =
            page.isStaff
            ? " <a class=\"go\" href=\"\(to(edition.tellingPath))\">\(t("Tell the shortlist"))</a>" : ""
        let body: HTML =
            page.list.count == 0
            ? nothingToRead(edition)
            : form(to: address, attributes: "class=\"flow\"", shortlistFields(page, query: kept))
        return desk(
            PageHead(t("Shortlist – \(typeset(edition.name))"), isHidden: true, edition: edition.slug),
            """
            <div class="wrap flow"><header><p class="quiet">\(typeset(edition.name))</p><h1>\(t("Shortlist"))</h1></header>
            \(doneNotice(shortlistDone(page.done)))\(faultSummary(page.faults))
            <p>\(t("Marks inform, the deliberation decides.")) \(t("Nobody outside sees the shortlist before it is told."))</p>
            <p>\(count), \(waits).\(telling)</p>\
            \(page.isStaff ? "" : "<p class=\"quiet\">\(t("Those who run the edition tell it once it is chosen."))</p>" as HTML)
            \(page.list.lines.contains(where: \.awaitsStatement) ? statementFirst(edition) : "")
            \(body)\(pager(page.page, at: edition.shortlistPath, query: kept))</div>
            """)
    }

    private func shortlistDone(_ word: String?) -> String? {
        switch word {
        case "saved": t("The shortlist is kept. Nobody is told yet.")
        case "same": t("Nothing of the shortlist has changed.")
        default: nil
        }
    }

    private func shortlistFields(_ page: ShortlistPage, query: Fields) -> HTML {
        let kept = Fields(query.pairs.filter { $0.name != "page" })
        func head(_ title: String, _ column: ResultOrder, isNumber: Bool = false) -> HTML {
            sortHead(title, column.rawValue, page.order, query: kept, isNumber: isNumber)
        }
        let heads: [HTML] = [
            "<th scope=\"col\">\(t("Goes on"))</th>", head(t("No."), .number), head(t("Initiative"), .title),
            head(t("Mean"), .mean, isNumber: true), "<th scope=\"col\">\(t("Reason, if you want"))</th>",
        ]
        return """
            <div class="scroll" role="region" tabindex="0" aria-labelledby="shortlist"><table class="table stack-sm">
            <caption id="shortlist">\(t("\(page.list.count) file", "\(page.list.count) files", count: page.list.count))</caption>
            <thead><tr>\(heads)</tr></thead><tbody>\(page.list.lines.map { shortlistRow($0, page) })</tbody></table></div>
            <div class="bar"><button class="btn main">\(t("Keep the shortlist"))</button></div>
            """
    }

    private func shortlistRow(_ line: ResultLine, _ page: ShortlistPage) -> HTML {
        let result = to(page.edition.juryPath("resultats/\(line.submission)"))
        let mean = line.shownMean == nil ? "–" : line.summary.mean.map { score($0) } ?? "–"
        return """
            <tr><td data-th="\(t("Goes on"))">\(shortlistTick(line, page))</td><td class="num" data-th="\(t("No."))">\(line.number)</td>
            <th scope="row"><a class="name" href="\(result)">\(inFrench(line.title))</a><br>\(smallPrint(line.organisation))\
            \(categoryMark(line.category, page.edition))</th>
            <td class="n" data-th="\(t("Mean"))">\(mean)</td>
            <td data-th="\(t("Reason, if you want"))">\(shortlistReason(line, page))</td></tr>
            """
    }

    /// What is told, is out, or waits for a word on ties is not changed here.
    private func isFixed(_ line: ResultLine, _ page: ShortlistPage) -> Bool {
        line.awaitsStatement || line.isAnnounced || page.chosen[line.submission]?.toldAt != nil
    }

    private func shortlistTick(_ line: ResultLine, _ page: ShortlistPage) -> HTML {
        let (file, known) = (line.submission, page.chosen[line.submission])
        if let toldAt = known?.toldAt { return "\(t("told on \(formats.day(toldAt))"))" }
        // Whether it is chosen is a result as any other: not read before whoever sits in the jury has stated their ties.
        guard !line.awaitsStatement else { return "<span class=\"quiet\">\(t("state your ties first"))</span>" }
        guard !isFixed(line, page) else { return known == nil ? "–" : "\(t("yes"))" }
        let was: HTML = known == nil ? "" : hidden("was", "\(file)")
        return """
            <label class="choice"><input type="checkbox" name="chosen" value="\(file.description)"\
            \(page.isTicked(file) ? " checked" : "" as HTML)><span class="vh">\(t("No. \(line.number) goes on"))</span>\
            \(hidden("seen", "\(file)"))\(was)</label>
            """
    }

    private func shortlistReason(_ line: ResultLine, _ page: ShortlistPage) -> HTML {
        guard !isFixed(line, page) else { return inFrench(page.chosen[line.submission]?.reason ?? "") }
        let label = t("Why no. \(line.number) goes on")
        return """
            <span><input class="input" type="text" size="36" name="reason-\(line.submission.description)" \
            value="\(page.reason(line.submission))" aria-label="\(label)"></span>
            """
    }
}
