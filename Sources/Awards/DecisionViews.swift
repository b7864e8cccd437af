import Campaigns
import Tables
import Web

extension Reader {
    func decisionsPage(
        _ edition: Edition, _ list: DecisionStore.List, _ filter: DecisionStore.Filter?, _ awards: [Award],
        _ release: Release, query: Fields
    ) -> HTML {
        let path = edition.path()
        let standing = t("\(formats.number(list.decided)) of \(formats.number(list.files)) files decided.")
        let seen = release.isOut ? t("They are out.") : t("Nobody else sees them before the release.")
        return desk(
            PageHead(t("Decisions of \(edition.name)"), isHidden: true, edition: edition.slug),
            """
            <div class="wrap flow flow-5"><header class="row between"><div><h1>\(t("Decisions of the jury"))</h1><p class="quiet">\(standing) \(seen)</p></div>
            <p class="row">\(exportLink(path + "/decisions.csv", query: Fields()))\(releaseLink(path))</p></header>
            \(doneNotice(query["ok"] == "recorded" ? t("The decision is recorded.") : nil))
            \(list.files == 0 ? noFile : decisionFilter(path, filter))
            \(list.lines.isEmpty ? (list.files == 0 ? "" : noneLeft) : table(list.lines, awards, path))
            \(pager(list.page, at: path + "/decisions", query: query))</div>
            """)
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

    private var noFile: HTML {
        """
        <div class="empty"><p>\(t("No file can be decided on yet: none is transmitted and eligible."))</p></div>
        """
    }

    private func table(_ lines: [DecisionStore.Line], _ awards: [Award], _ path: String) -> HTML {
        let rows = lines.map { line -> HTML in
            let link = to("\(path)/decisions/\(line.submission)")
            return """
                <tr><td class="num" data-th="\(t("No."))">\(line.number)</td>
                <th scope="row"><a class="name plain" href="\(link)">\(typeset(line.title))</a>
                <span class="sub">\(typeset(line.organisation))</span></th>
                <td data-th="\(t("Decision"))">\(outcomeWords(line.decision, awards))</td>
                <td data-th="\(t("Reason"))">\(typeset(line.decision?.reason ?? ""))</td></tr>

                """
        }
        return """
            <div class="scroll" role="region" tabindex="0" aria-labelledby="decisions"><table class="table dense stack-sm">
            <caption id="decisions" class="vh">\(t("Decisions by file number"))</caption><thead><tr><th scope="col">\(t("No."))</th>
            <th scope="col">\(t("Initiative"))</th><th scope="col">\(t("Decision"))</th><th scope="col">\(t("Reason"))</th></tr></thead>
            <tbody>\(rows)</tbody></table></div>
            """
    }

    func outcomeWords(_ decision: Decision?, _ awards: [Award]) -> String {
        guard let decision else { return t("To decide") }
        if let award = awards.first(where: { $0.id == decision.award }) { return typeset(award.nameFR) }
        return decision.outcome == .retained ? t("Retained, without an award") : t("Not retained")
    }

    func decisionTable(_ lines: [DecisionStore.Line], _ awards: [Award]) -> [UInt8] {
        var table = TableWriter(columns: [t("No."), t("Initiative"), t("Organisation"), t("Decision"), t("Reason")])
        for line in lines {
            table.append([
                .text(line.number), .text(line.title), .text(line.organisation),
                .text(outcomeWords(line.decision, awards)),
                .text(line.decision?.reason ?? ""),
            ])
        }
        return table.bytes
    }

    func decisionPage(
        _ edition: Edition, _ line: DecisionStore.Line, _ awards: [Award], form: DecisionForm, isOut: Bool,
        refusal: Decision.Refusal?
    ) -> HTML {
        let all = edition.path("decisions")
        let path = "\(all)/\(line.submission)"
        let marks = to(edition.juryPath("resultats/\(line.submission)"))
        return desk(
            PageHead(t("Decision on \(line.title)"), isHidden: true, edition: edition.slug),
            """
            <div class="wrap"><div class="flow flow-5 narrow">
            <header><p class="quiet">\(t("File \(line.number)")) · \(typeset(line.organisation))</p><h1>\(typeset(line.title))</h1></header>
            \(refusal.map { faultSummary([fault($0)]) })
            <p class="row"><a class="go" href="\(marks)">\(t("The marks and their reasons"))</a>
            <a class="go" href="\(to(all))">\(t("All decisions"))</a></p>
            \(refusal == .outdated ? stored(line, awards) : "")
            \(isOut ? recorded(line, awards) : decisionForm(path, awards, form, refusal))</div></div>
            """)
    }

    private func stored(_ line: DecisionStore.Line, _ awards: [Award]) -> HTML {
        """
        <div class="notice warn"><p><strong>\(t("Recorded meanwhile:")) \(outcomeWords(line.decision, awards)).</strong>
        \(typeset(line.decision?.reason ?? ""))</p></div>
        """
    }

    private func recorded(_ line: DecisionStore.Line, _ awards: [Award]) -> HTML {
        """
        <dl class="record"><div><dt>\(t("Decision"))</dt><dd>\(outcomeWords(line.decision, awards))</dd></div>
        <div><dt>\(t("Reason"))</dt><dd>\(typeset(line.decision?.reason ?? ""))</dd></div></dl>
        <p class="quiet">\(t("The decisions of this edition are out: they no longer change here."))</p>
        """
    }

    private func decisionForm(_ path: String, _ awards: [Award], _ form: DecisionForm, _ refusal: Decision.Refusal?)
        -> HTML
    {
        let given = awards.map { award -> HTML in
            radio(
                "choice", award.id.description, typeset(award.nameFR), detail: kindWords(award.kind),
                isOn: form.choice == award.id.description)
        }
        let joins = t("The initiative joins the catalogue once its organisation agrees.")
        let hint = t("The organisation reads it in its letter; for an award, everybody reads it.")
        let faults = refusal.map { [fault($0)] } ?? []
        return self.form(
            to: path, attributes: "class=\"flow\"",
            """
            \(hidden("revision", "\(form.revision)"))
            <fieldset class="flow flow-2" id="choice"><legend>\(t("What the jury decides"))</legend>\(given)
            \(outcome(.retained, t("Retained, without an award"), detail: joins, form))
            \(outcome(.notRetained, t("Not retained"), detail: nil, form))</fieldset>
            \(textArea("reason", t("Why, in a few sentences"), form.reason, hint: hint, faults: faults, attributes: "rows=\"5\""))
            <p><button class="btn main">\(t("Record this decision"))</button></p>
            """)
    }

    private func outcome(_ outcome: Decision.Outcome, _ label: String, detail: String?, _ form: DecisionForm) -> HTML {
        radio("choice", outcome.rawValue, label, detail: detail, isOn: form.choice == outcome.rawValue)
    }

    private func fault(_ refusal: Decision.Refusal) -> Fault {
        switch refusal {
        case .noOutcome: Fault("choice", t("Choose what the jury decides."))
        case .awardMissing: Fault("choice", t("Choose which award or mention is given."))
        case .reasonMissing: Fault("reason", t("Say why: every decision has its reason."))
        case .released: Fault("choice", t("The decisions of this edition are out: they no longer change here."))
        case .notEligible: Fault("choice", t("This file is not eligible."))
        case .outdated: Fault("choice", t("This decision changed in another window. Compare, then save again."))
        }
    }
}
