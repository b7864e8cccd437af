import Campaigns
import Forms
import Organisations
import Submissions
import Tables
import Web
import Words
import Workbooks

extension Reader {
    /// Where a sheet stands, in words. Published before the decision on its file is out, it is ready, and no more; taken out
    /// before, it never was published.
    public func name(of state: Sheet.State, isOut: Bool = true) -> String {
        switch state {
        case .published where !isOut: t("Ready, waits for the decision", as: "sheet")
        case .unpublished where !isOut: t("No longer kept ready", as: "sheet")
        case .draft: t("Being written", as: "sheet")
        case .awaitingApproval: t("Waits for its organisation", as: "sheet")
        case .approved: t("Approved", as: "sheet")
        case .published: t("Published", as: "sheet")
        case .unpublished: t("Withdrawn from publication", as: "sheet")
        }
    }

    /// Where a sheet stands, as shape and word.
    public func mark(of state: Sheet.State, isOut: Bool = true) -> HTML {
        switch state {
        case .published where !isOut:
            "<span class=\"state sent\">\(name(of: state, isOut: false))</span>"
        case .draft: "<span class=\"state draft\">\(name(of: state))</span>"
        case .awaitingApproval: "<span class=\"state ask\">\(name(of: state))</span>"
        case .approved: "<span class=\"state sent\">\(name(of: state))</span>"
        case .published: "<span class=\"state kept\">\(name(of: state))</span>"
        case .unpublished: "<span class=\"state out\">\(name(of: state, isOut: isOut))</span>"
        }
    }

    func sheetsPage(_ edition: Edition, _ list: SheetList, query: Fields) -> HTML {
        let states =
            [("", t("All"))]
            + Sheet.State.allCases.map { state in
                (state.rawValue, "\(group(of: state)) (\(list.counts[state] ?? 0))")
            }
        let address = edition.path("fiches")
        return editionDesk(
            edition, t("Public sheets"), acts: exportLink(address, query: query),
            """
            \(filesWithoutSheet(list, address))\(withheldNotice([tiedFiles(list.tied)]))
            <form class="filters" method="get" action="\(to(address))" role="search" aria-label="\(t("Filter the sheets"))" data-filter>
            <label class="grow">\(t("Title, organisation or number"))<input class="input" type="search" name="q" value="\(query.text("q"))"></label>
            <label>\(t("State", as: "of a sheet"))\
            <select class="input" name="etat">\(states.map { option($0.0, $0.1, isChosen: $0.0 == query.text("etat") ?? "") })</select></label>
            <button class="btn">\(t("Filter"))</button></form>
            \(list.lines.isEmpty ? noSheet(list.counts.isEmpty) : sheetTable(list, query))\
            \(pager(list.page, at: address, query: query))\(script("filter.js"))
            """)
    }

    /// A state of the list, whether its decisions are out or not.
    private func group(of state: Sheet.State) -> String {
        switch state {
        case .published: t("Published or ready", as: "sheets")
        case .unpublished: t("Taken out", as: "sheets")
        case .draft, .awaitingApproval, .approved: name(of: state)
        }
    }

    private func noSheet(_ hasNone: Bool) -> HTML {
        let words =
            hasNone ? t("No sheet yet. They are begun from the transmitted files.") : t("No sheet answers this.")
        return "<div class=\"empty\"><p><strong>\(words)</strong></p></div>"
    }

    private func filesWithoutSheet(_ list: SheetList, _ address: String) -> HTML {
        guard list.sheetless > 0 else { return "" }
        let lines = list.without.map { file -> HTML in
            """
            <li class="row between"><span>\(file.number) <strong>\(inFrench(file.title))</strong> <span class="quiet">\(decided(file))</span>\
            \(remarkLines(file))</span>\
            \(form(to: address, attributes: "class=\"inline\"", """
                \(hidden("submission", file.id.description))<button class="btn small">\(t("Begin its sheet"))\
                <span class="vh">\(colon)\(inFrench(file.title))</span></button>
                """))</li>
            """
        }
        let rest: HTML =
            list.sheetless > lines.count ? "<li>\(t("The others follow once these have theirs."))</li>" : ""
        let early: HTML =
            list.without.contains { !$0.standing.isOut }
            ? """
            <p class="hint">\(t("A sheet may be begun before the decision on its file is out: it waits for it, and nobody else reads it."))</p>
            """
            : ""
        // A few are shown at once: they are what there is to do here.
        let isOpen: HTML = list.sheetless <= 8 || list.counts.isEmpty ? " open" : ""
        return
            "<details class=\"sect\"\(isOpen)><summary>\(sheetlessWords(list))</summary>\(early)<ul class=\"flow flow-2 plain\">\(lines)\(rest)</ul></details>"
    }

    /// The retained ones are counted as the home page counts them.
    private func sheetlessWords(_ list: SheetList) -> String {
        let (retained, others) = (list.retained, list.sheetless - list.retained)
        guard retained > 0 else {
            return t("\(others) file without a sheet", "\(others) files without a sheet", count: others)
        }
        let first = t(
            "\(retained) retained file without a sheet", "\(retained) retained files without a sheet", count: retained)
        guard others > 0 else { return first }
        let rest = t("\(others) other without a sheet", "\(others) others without a sheet", count: others)
        return "\(first) · \(rest)"
    }

    private func decided(_ file: SheetlessFile) -> String {
        switch file.isRetained {
        case true?: t("Retained", as: "file")
        case false?: t("Not retained")
        case nil: t("Not decided, or not out yet")
        }
    }

    private func remarkLines(_ file: SheetlessFile) -> HTML {
        HTML(
            remarks(on: file.standing, desk: file.id.deskPath).map { line -> HTML in
                "<span class=\"sub missing\">\(line)</span>"
            })
    }

    private func sheetTable(_ list: SheetList, _ query: Fields) -> HTML {
        let order = ListOrder(query, columns: SheetLine.columns)
        let kept = Fields(query.pairs.filter { $0.name != "page" })
        let rows = list.lines.map { line -> HTML in
            let tongue: HTML = line.language == language.rawValue ? "" : " lang=\"\(line.language)\""
            return """
                <tr><th scope="row" class="name"><a href="\(to(line.id.path))"\(tongue)>\(typeset(line.title, in: line.language))</a></th>
                <td data-th="\(t("Organisation"))">\(typeset(line.organisation))</td><td data-th="\(t("Number"))">\(line.number ?? t("Imported"))</td>
                <td data-th="\(t("State", as: "of a sheet"))">\(mark(of: line.state, isOut: line.isOut))</td>\
                <td class="n" data-th="\(t("Version"))">\(line.version)</td>
                <td data-th="\(t("Changed on"))">\(formats.shortDay(line.updatedAt))</td></tr>
                """
        }
        return """
            <div class="scroll" role="region" tabindex="0" aria-labelledby="sheets"><table class="table stack-sm">
            <caption id="sheets">\(t("\(list.page.count) sheet", "\(list.page.count) sheets", count: list.page.count))</caption>
            <thead><tr>\(sortHead(t("Title"), "titre", order, query: kept))\(sortHead(t("Organisation"), "organisation", order, query: kept))\
            <th scope="col">\(t("Number"))</th>\(sortHead(t("State", as: "of a sheet"), "etat", order, query: kept))\
            <th scope="col" class="n">\(t("Version"))</th>\(sortHead(t("Changed on"), "date", order, query: kept))</tr></thead>
            <tbody>\(rows)</tbody></table></div>
            """
    }

    var sheetColumns: [String] {
        [
            t("Number"), t("Title"), t("Organisation"), t("State", as: "of a sheet"), t("Version"), t("Changed on"),
            t("Imported"),
        ]
    }

    func sheetCells(_ line: SheetLine) -> [Cell] {
        [
            Cell(line.number), .text(line.title), .text(line.organisation),
            .text(name(of: line.state, isOut: line.isOut)),
            .integer(line.version), formats.dayCell(line.updatedAt),
            .text(line.isImported ? t("Yes") : ""),
        ]
    }

    /// What is saved, as people type it.
    func sheetForm(of file: SheetFile) -> SheetForm {
        SheetForm(file.sheet, of: file.form, figure: typedFigure, month: typedMonth)
    }

    /// A number as people type it: `15 000`. Where that would be read otherwise, without anything between its thousands.
    func typedFigure(_ number: Double) -> String {
        if number == number.rounded(), abs(number) < 1e15 {
            let grouped = formats.number(Int(number))
            if TypedFigure(grouped)?.value == number { return grouped }
        }
        let text = number == number.rounded() && abs(number) < 1e15 ? String(Int(number)) : String(number)
        return language == .french ? text.replacing(".", with: ",") : text
    }

    /// `octobre 2012`, as people type it; what would be read otherwise stays as it is kept.
    func typedMonth(_ kept: String) -> String {
        let said = formats.month(kept)
        return TypedMonth(said)?.text == kept ? said : kept
    }
}
