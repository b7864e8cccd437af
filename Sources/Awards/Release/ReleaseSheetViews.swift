import Campaigns
import Sheets
import Web

// Which sheets come out with a release, which do not, and why.
extension Reader {
    func sheetsPart(_ page: ReleasePage) -> HTML {
        let sheets = page.list.approvedSheets
        guard !sheets.isEmpty || page.list.retained > 0 else { return "" }
        let groups: [(String, [ReleaseSheet.Fate])] = [
            (t("Ready, and come out with this release"), [.out, .outNotRetained]),
            (t("Ready or approved, and do not come out with it"), [.notReady, .undecided, .keptBack, .never]),
        ]
        let lists = groups.map { title, fates -> HTML in
            let shown = sheets.filter { fates.contains($0.fate) }
            guard !shown.isEmpty else { return "" }
            let lines = shown.map { sheetLine($0) }
            return "<h3>\(title) <span class=\"k\">\(shown.count)</span></h3><ul class=\"items\">\(lines)</ul>"
        }
        let none: HTML = sheets.isEmpty ? "<p>\(t("No sheet is approved: decisions come out without them."))</p>" : ""
        return """
            <section class="sect flow" aria-labelledby="sheets"><h2 id="sheets">\(t("The sheets"))</h2>\(none)\(lists)
            <p><a class="go" href="\(to(page.edition.path("fiches")))">\(t("All sheets"))</a></p></section>
            """
    }

    private func sheetLine(_ sheet: ReleaseSheet) -> HTML {
        let words = fate(of: sheet).map { words -> HTML in "<span class=\"sub\">\(words)</span>" }
        return """
            <li><span class="num">\(sheet.number)</span> <a href="\(to(sheet.sheet.path))">\(inFrench(sheet.title))</a>\(words)</li>
            """
    }

    /// Nil where it does as it was meant to.
    private func fate(of sheet: ReleaseSheet) -> String? {
        switch sheet.fate {
        case .out: nil
        case .outNotRetained: t("Its file is not retained. Withdraw the sheet if it must not come out.")
        case .notReady: t("Approved, and not made ready: do so on its page.")
        case .undecided: t("Nothing is decided on its file: it waits for the decision.")
        case .keptBack: t("The decision on its file is kept back: it waits with it.")
        case .never: t("Its file is withdrawn or not eligible: it does not come out.")
        }
    }
}
