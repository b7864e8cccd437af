import Accounts
import Campaigns
import Documents
import Forms
import Foundation
import Grids
import Identifiers
import Organisations
import Tables
import Web
import Words

/// A list of files with the filters in force.
struct FileList {
    let edition: Edition
    let lines: [FileLine]
    let counts: FileCounts
    let page: ListPage
    let query: Fields

    var path: String { edition.filesPath }
    /// What the address says of the list, without its page and what it says of a letter just sent.
    var filters: Fields { Fields(query.pairs.filter { !["sent", "ok", "letter", "at", "page"].contains($0.name) }) }
}

extension Reader {
    func fileListPage(_ list: FileList) -> HTML {
        // In a second round, files are those that go on.
        let typing: HTML =
            list.edition.firstRound != nil
            ? "" : "<a class=\"btn main\" href=\"\(to(list.path))/saisir\">\(t("Type a file for somebody"))</a>"
        let acts: HTML = """
            \(exportLink(list.path, query: list.filters))
            <a class="btn small" href="\(to(list.edition.attachmentsPath))\(list.filters.tail)" download>\(t("Papers and pictures (ZIP)"))</a>
            <a class="btn small" href="\(to(list.edition.templatesPath))\(list.filters.tail)">\(t("Choose the columns"))</a>
            <a class="btn small" href="\(to(list.path))/regles">\(t("Limit of files"))</a>
            \(typing)
            """
        return editionDesk(
            list.edition, t("Files"), acts: acts,
            """
            \(lettersNotice(list.query))\(summary(of: list))\(withheldNotice([tiedFiles(list.counts.tied)]))
            \(filters(list))
            \(list.lines.isEmpty ? noFile(list) : fileTable(list))
            \(pager(list.page, at: list.path, query: list.filters))\(script("filter.js"))
            """)
    }

    private func lettersNotice(_ query: Fields) -> HTML {
        let left = lettersLeft(query)
        return "\(doneNotice(left, leavingLetter: query.number("sent") != 0))\(earlierNotice(EarlierLetter(query)))"
    }

    private func lettersLeft(_ query: Fields) -> String? {
        query.number("sent").map { count in
            guard count > 0 else { return t("Nobody was written to: nobody who owns a draft can be.") }
            return t(
                "\(count) letter is in the outbox and leaves at once.",
                "\(count) letters are in the outbox and leave at once.", count: count)
        }
    }

    private func summary(of list: FileList) -> HTML {
        let (sent, drafts, nearly) = (list.counts.sent, list.counts.drafts, list.counts.nearly)
        let write: HTML =
            drafts == 0 ? "" : " <a href=\"\(to(list.path))/ecrire\">\(t("Write to those who have a draft"))</a>"
        let full = t(
            "of which \(nearly) with more than 80 % of the needed answers",
            "of which \(nearly) with more than 80 % of the needed answers",
            count: nearly)
        let gone = list.counts.withdrawn
        let words = [
            t("\(sent) file sent", "\(sent) files sent", count: sent),
            t("\(drafts) draft", "\(drafts) drafts", count: drafts) + (nearly == 0 ? "" : ", \(full)"),
            gone == 0 ? nil : t("\(gone) withdrawn", "\(gone) withdrawn", count: gone),
        ].compactMap(\.self)
        return "<p>\(words.joined(separator: " · ")).\(write)</p>"
    }

    private func filters(_ list: FileList) -> HTML {
        let filter = FileFilter(list.query)
        let states = [("", t("All"))] + Submission.State.allCases.map { ($0.rawValue, stateWord($0)) }
        let verdicts =
            [("", t("All", as: "verdicts"))]
            + Submission.Eligibility.allCases.map { ($0.rawValue, verdictWord($0)) }
        let departments =
            [("", t("All"))]
            + list.counts.departments.map { code in
                (code, (try? Department(code)).map { "\(code) \($0.name)" } ?? code)
            }
        let sizes = [("", t("All", as: "sizes"))] + FileFilter.SizeClass.allCases.map { ($0.rawValue, sizeWord($0)) }
        return """
            <form class="filters" method="get" action="\(to(list.path))" role="search" aria-label="\(t("Filter the files"))" data-filter>
            <label class="grow">\(t("Title, organisation, number"))
            <input class="input" type="search" name="q" value="\(filter.words)"></label>
            \(filterSelect("etat", t("State"), states, list.query))
            \(filterSelect("recevabilite", t("Eligibility"), verdicts, list.query))
            \(filterSelect("dep", t("Department"), departments, list.query))
            \(filterSelect("taille", t("Size"), sizes, list.query))
            \(categoryFilter(list.edition, chosen: filter.category))
            <button class="btn">\(t("Filter"))</button></form>
            """
    }

    private func filterSelect(_ name: String, _ label: String, _ options: [(String, String)], _ query: Fields) -> HTML {
        let chosen = query.text(name) ?? ""
        let lines = options.map { option($0.0, $0.1, isChosen: $0.0 == chosen) }
        return "<label>\(label)<select class=\"input\" name=\"\(name)\">\(lines)</select></label>"
    }

    private func noFile(_ list: FileList) -> HTML {
        let isEmpty = list.counts.all == 0
        let way: HTML =
            isEmpty ? roundAwaits(list.edition) : "<p><a href=\"\(to(list.path))\">\(t("Show all files"))</a></p>"
        let words = isEmpty ? t("No file yet.") : t("No file answers these filters.")
        return "<div class=\"empty\"><p><strong>\(words)</strong></p>\(way)</div>"
    }

    private func fileTable(_ list: FileList) -> HTML {
        let order = ListOrder(list.query, columns: FileLine.orders)
        let head = { (title: String, column: String, isNumber: Bool) in
            sortHead(title, column, order, query: list.filters, isNumber: isNumber)
        }
        let count = list.page.count
        return """
            <div class="scroll" role="region" tabindex="0" aria-labelledby="files"><table class="table dense stack-sm">
            <caption id="files">\(t("\(count) file", "\(count) files", count: count))</caption>
            <thead><tr>\(head(t("No."), "numero", false))\(head(t("Initiative"), "titre", false))
            \(head(t("Organisation"), "organisation", false))\(head(t("Department"), "departement", false))
            \(categoryHead(list.edition))<th scope="col">\(t("Size"))</th>\(head(t("State"), "etat", false))<th scope="col">\(t("Eligibility"))</th>
            \(head(t("Needed answers given"), "rempli", true))
            \(head(t("Last changed"), "modifie", true))</tr></thead>
            <tbody>\(list.lines.map { fileRow($0, list.edition) })</tbody></table></div>
            """
    }

    private func fileRow(_ line: FileLine, _ edition: Edition) -> HTML {
        let mark: HTML = line.isOnBehalf ? "<span class=\"sub\">\(t("typed by the agency"))</span>" : ""
        let name: HTML =
            "<a class=\"name plain\" href=\"\(to(line.id.deskPath))\">\(inFrench(line.title))</a>"
        return """
            <tr><td class="num" data-th="\(t("No."))">\(line.number ?? "–")</td><th scope="row">\(name)</th>
            <td data-th="\(t("Organisation"))">\(typeset(line.organisation))</td>
            <td data-th="\(t("Department"))">\(line.department)</td>\(categoryCell(line.category, edition))
            <td data-th="\(t("Size"))">\(line.size.map(sizeLabel) ?? "–")</td>
            <td data-th="\(t("State"))">\(state(line.state, .pending))\(mark)</td>
            <td data-th="\(t("Eligibility"))">\(eligibility(of: line))</td>
            <td class="n" data-th="\(t("Needed answers given"))">\(formats.percent(Double(line.percent) / 100))</td>
            <td class="n" data-th="\(t("Last changed"))">\(formats.shortDay(line.changedAt))</td></tr>
            """
    }

    /// Asked of what was sent alone.
    private func eligibility(of line: FileLine) -> HTML {
        guard line.state == .transmitted else { return "–" }
        guard line.eligibility != .pending else { return "<span class=\"state draft\">\(verdictWord(.pending))</span>" }
        return state(line.state, line.eligibility)
    }

    func stateWord(_ state: Submission.State) -> String {
        switch state {
        case .draft: t("Draft, not sent")
        case .transmitted: t("Sent", as: "file")
        case .withdrawn: t("Withdrawn", as: "file")
        }
    }

    func verdictWord(_ verdict: Submission.Eligibility) -> String {
        switch verdict {
        case .pending: t("To be looked at")
        case .eligible: t("Eligible")
        case .notEligible: t("Not eligible")
        case .toComplete: t("To be completed")
        }
    }

    private func sizeWord(_ size: FileFilter.SizeClass) -> String {
        switch size {
        case .tiny: t("Fewer than 10 people")
        case .small: t("10 to 49 people")
        case .medium: t("50 to 249 people")
        case .large: t("250 people and more")
        }
    }
}
