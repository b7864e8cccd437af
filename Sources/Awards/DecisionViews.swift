import Accounts
import Campaigns
import Jury
import Submissions
import Tables
import Web
import Workbooks

extension Reader {
    func decisionsPage(
        _ edition: Edition, _ list: DecisionStore.List, _ filter: DecisionStore.Filter?, _ awards: [Award],
        _ gone: [VoidDecision], query: Fields
    ) -> HTML {
        let path = edition.path()
        let decided = t("\(formats.number(list.decided)) of \(formats.number(list.files)) files decided.")
        // Nothing is known of files that wait for the chair's word.
        let standing = list.files == 0 && list.unstated > 0 ? "" : decided
        let out = list.isAnyWaiting ? t("What was decided is out.") : t("Everything is out.")
        let seen =
            list.areAllOut
            ? out : t("Until they come out, the chair and those who run the edition alone see them.")
        return desk(
            PageHead(t("Decisions of \(edition.name)"), isHidden: true, edition: edition.slug),
            """
            <div class="wrap flow flow-5"><header class="row between"><div><h1>\(t("Decisions of the jury"))</h1><p class="quiet">\(standing) \(seen)</p></div>
            <p class="row">\(exportLink(path + "/decisions", query: Fields()))\(releaseLink(path))</p></header>
            \(doneNotice(recordedWords(query["ok"])))\(unstated(edition, list.unstated))\(voidNotice(gone))\
            \(withheldNotice([tiedFiles(list.tied), unstatedFiles(list.unstated)]))
            \(list.files == 0 ? noFile(list) : decisionFilter(path, filter))
            \(list.lines.isEmpty ? (list.files == 0 ? "" : noneLeft) : table(list.lines, awards, edition))
            \(pager(list.page, at: path + "/decisions", query: query))</div>
            """)
    }

    private func recordedWords(_ done: String?) -> String? {
        switch done {
        case "recorded": t("The decision is recorded.")
        case "asked": t("The change waits for a second person, who confirms it on the page of this decision.")
        case "back": t("The change is taken back. The decision stays as it is out.")
        default: nil
        }
    }

    /// The chair says which ties there are, file by file, before deciding.
    private func unstated(_ edition: Edition, _ count: Int) -> HTML {
        guard count > 0 else { return "" }
        let words = t(
            "\(count) file waits for your word on your ties with it before you can decide.",
            "\(count) files wait for your word on your ties with them before you can decide.", count: count)
        return """
            <div class="notice warn"><p>\(words)</p>
            <p><a class="btn" href="\(to(edition.juryPath("interets")))">\(t("State my ties"))</a></p></div>
            """
    }

    private func decisionFilter(_ path: String, _ filter: DecisionStore.Filter?) -> HTML {
        let choices = [("", t("All files")), ("a-prendre", t("To decide")), ("prises", t("Decided", as: "decisions"))]
        let options = choices.map { option($0.0, $0.1, isChosen: $0.0 == filter?.rawValue ?? "") }
        return """
            <form class="filters" method="get" action="\(to(path + "/decisions"))" data-filter>
            <label>\(t("Decision"))<select class="input" name="etat">\(options)</select></label>
            <button class="btn">\(t("Filter"))</button></form>\(script("filter.js"))
            """
    }

    private var noneLeft: HTML { "<p class=\"empty\">\(t("No file answers this."))</p>" }

    /// The chair decides, the agency releases.
    private func releaseLink(_ path: String) -> HTML {
        guard session.map(Policy.staff.allows) ?? false else { return "" }
        return "<a class=\"btn\" href=\"\(to(path + "/publication"))\">\(t("Letters and release"))</a>"
    }

    /// None that this person may decide on; while some wait for their word, that is said above.
    private func noFile(_ list: DecisionStore.List) -> HTML {
        guard list.unstated == 0 else { return "" }
        return """
            <div class="empty"><p>\(t("No file can be decided on yet: none is transmitted and eligible."))</p></div>
            """
    }

    private func table(_ lines: [DecisionStore.Line], _ awards: [Award], _ edition: Edition) -> HTML {
        let rows = lines.map { line -> HTML in
            let link = to(edition.path("decisions/\(line.submission)"))
            return """
                <tr><td class="num" data-th="\(t("No."))">\(line.number)</td>
                <th scope="row"><a class="name plain" href="\(link)">\(inFrench(line.title))</a>
                <span class="sub">\(typeset(line.organisation))</span>\(categoryMark(line.category, edition))\(shortlistMark(line))</th>
                <td data-th="\(t("Decision"))"><span>\(outcome(line.decision, awards))\(releaseWords(line))</span></td>
                <td data-th="\(t("Reason"))">\(juryWords(line.decision?.reason ?? ""))</td></tr>

                """
        }
        return """
            <div class="scroll" role="region" tabindex="0" aria-labelledby="decisions"><table class="table dense stack-sm">
            <caption id="decisions" class="vh">\(t("Decisions by file number"))</caption><thead><tr><th scope="col">\(t("No."))</th>
            <th scope="col">\(t("Initiative"))</th><th scope="col">\(t("Decision"))</th><th scope="col">\(t("Reason"))</th></tr></thead>
            <tbody>\(rows)</tbody></table></div>
            """
    }

    /// What the jury wrote once, for everybody: in French, and marked as such on a page in another language.
    func juryWords(_ reason: String) -> HTML { inFrench(reason) }

    /// Whether it is out, and whether its file has gone since.
    private func releaseWords(_ line: DecisionStore.Line) -> HTML {
        let words = [
            line.announcedAt.map { t("out since \(formats.day($0))") } ?? "",
            line.isWithdrawn ? t("the file is withdrawn since") : "",
            line.decision?.isLeftOut == true && line.announcedAt == nil ? t("kept back") : "",
            line.isOnOtherReadings ? t("its readings have changed since") : "",
            line.decision == nil && line.isUnread ? t("nobody has sent a reading of it") : "",
        ].filter { !$0.isEmpty }
        return words.isEmpty ? "" : "<span class=\"sub\">\(words.joined(separator: " · "))</span>"
    }

    private func outcome(_ decision: Decision?, _ awards: [Award]) -> HTML {
        let award = awards.first { $0.id == decision?.award }
        return award.map { inEither($0.nameFR, $0.nameEN) } ?? "\(outcomeWords(decision, awards))"
    }

    /// The same where no markup can stand.
    func outcomeWords(_ decision: Decision?, _ awards: [Award]) -> String {
        guard let decision else { return t("To decide") }
        if let award = awards.first(where: { $0.id == decision.award }) { return typeset(name(of: award)) }
        return decision.outcome == .retained ? t("Retained, without an award") : t("Not retained")
    }

    func decisionColumns(of edition: Edition, isListed: Bool) -> [String] {
        [t("No."), t("Initiative"), t("Organisation")] + categoryTitles(edition) + (isListed ? [t("Shortlist")] : [])
            + [
                t("Decision"), t("Reason"), t("Published on", as: "decision"),
                t("Changed on", as: "decision"), t("Withdrawn on", as: "decision"),
            ]
    }

    /// `isWaiting`: the reader has not stated their ties with it.
    func cells(
        of line: DecisionStore.Line, isListed: Bool, isWaiting: Bool, _ awards: [Award], _ edition: Edition
    ) -> [Cell] {
        [.text(line.number), .text(line.title), .text(line.organisation)]
            + categoryTexts(line.category, edition).map(Cell.text)
            + (isListed ? [.text(shortlistWords(line) ?? "")] : []) + [
                .text(isWaiting ? t("state your ties first") : outcomeWords(line.decision, awards)),
                .text(line.decision?.reason ?? ""), formats.stampCell(line.announcedAt),
                formats.stampCell(line.changedAt), formats.stampCell(line.withdrawnAt),
            ]
    }

    func decisionPage(
        _ edition: Edition, _ line: DecisionStore.Line, _ awards: [Award], offered: [Award], form: DecisionForm,
        history: [DecisionEvent], changes: [ReadingChange], refusal: Decision.Refusal?, waiting: HTML = ""
    ) -> HTML {
        let all = edition.path("decisions")
        let path = "\(all)/\(line.submission)"
        let marks = to(edition.juryPath("resultats/\(line.submission)"))
        return desk(
            PageHead(t("Decision on \(line.title)"), isHidden: true, edition: edition.slug),
            """
            <div class="wrap"><div class="flow flow-5 narrow">
            <header><p class="quiet">\(t("File \(line.number)")) · \(typeset(line.organisation))\(categoryMark(line.category, edition))</p>
            <h1>\(inFrench(line.title))</h1></header>
            \(refusal.map { faultSummary(faults($0)) })
            <p class="row">\(line.isWithdrawn ? "" : "<a class=\"go\" href=\"\(marks)\">\(t("The marks and their reasons"))</a>" as HTML)
            <a class="go" href="\(to(all))">\(t("All decisions"))</a></p>
            \(refusal == .outdated ? stored(line, awards) : "")\(otherReadings(line))\(waiting)
            \(line.announcedAt == nil ? decisionForm(path, offered, form, refusal) : released(line, path, awards, offered, form, refusal))
            \(decisionHistory(history, changes, awards))</div></div>
            """)
    }

    private func stored(_ line: DecisionStore.Line, _ awards: [Award]) -> HTML {
        """
        <div class="notice warn"><p><strong>\(t("Recorded meanwhile:")) \(outcome(line.decision, awards)).</strong>
        \(juryWords(line.decision?.reason ?? ""))</p></div>
        """
    }

    /// What is out, and the way to change it: seen, dated, with a reason.
    private func released(
        _ line: DecisionStore.Line, _ path: String, _ awards: [Award], _ offered: [Award], _ form: DecisionForm,
        _ refusal: Decision.Refusal?
    ) -> HTML {
        let open: HTML = refusal == nil ? "" : " open"
        return """
            <dl class="record"><div><dt>\(t("Decision"))</dt><dd>\(outcome(line.decision, awards))\(releaseWords(line))</dd></div>
            <div><dt>\(t("Reason"))</dt><dd>\(juryWords(line.decision?.reason ?? ""))</dd></div></dl>
            <p class="quiet">\(t("This decision is out. A change of it is dated, keeps its reason, and is told to the organisation."))</p>
            <details\(open)><summary>\(t("Change this decision, with a reason"))</summary>
            \(decisionForm(path, offered, form, refusal, isAmendment: true))</details>
            """
    }
}
