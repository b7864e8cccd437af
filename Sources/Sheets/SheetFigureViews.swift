import Forms
import Organisations
import Submissions
import Web
import Words

// The figures of an initiative, as the organisation declares them.
extension Reader {
    func figures(_ indicators: [Told.Indicator], _ sheet: Sheet) -> HTML {
        "\(keyFigures(indicators, sheet))\(figureTable(indicators, sheet))"
    }

    /// The first that have a figure before and after.
    private func keyFigures(_ indicators: [Told.Indicator], _ sheet: Sheet) -> HTML {
        let figures = indicators.filter { $0.baseline != nil && $0.value != nil }.prefix(3).map { indicator -> HTML in
            """
            <div><dt\(languageMark(sheet))>\(said(indicator.name, in: sheet))\(isPercent(indicator) ? "" : unit(indicator, sheet))</dt>\
            <dd><span class="num">\(indicator.baseline.map(figure)) <span class="arrow" aria-hidden="true">→</span><span class="vh"> \
            \(t("then")) </span> \(indicator.value.map(figure))\(isPercent(indicator) ? percentSign : "")</span></dd>\
            <dd>\(change(indicator))\(measured(indicator))</dd></div>
            """
        }
        return figures.isEmpty ? "" : "<dl class=\"facts\">\(figures)</dl>"
    }

    /// When: without it a figure of 2013 passes for one of today.
    private func measured(_ indicator: Told.Indicator) -> HTML {
        guard !indicator.date.isEmpty else { return "" }
        let (before, now) = (formats.month(indicator.baselineDate), formats.month(indicator.date))
        let words = before.isEmpty ? t("Measured: \(now)") : t("Measured: \(before), then \(now)")
        return "<span class=\"sub\">\(words)</span>"
    }

    private func figureTable(_ indicators: [Told.Indicator], _ sheet: Sheet) -> HTML {
        let rows = indicators.map { indicator -> HTML in
            """
            <tr><th scope="row"\(languageMark(sheet))>\(said(indicator.name, in: sheet))\(unit(indicator, sheet))</th>\
            <td data-th="\(t("Before"))">\(moment(indicator.baseline, indicator.baselineDate))</td>\
            <td data-th="\(t("After"))">\(moment(indicator.value, indicator.date))</td>\
            <td data-th="\(t("Change"))">\(change(indicator))</td>\
            <td data-th="\(t("Source"))"\(languageMark(sheet))>\(said(indicator.source, in: sheet))</td></tr>
            """
        }
        return """
            <div class="scroll" role="region" tabindex="0" aria-label="\(t("The figures"))">\
            <table class="table stack-sm"><caption>\(t("The figures, as the organisation declares them"))</caption>
            <thead><tr><th scope="col">\(t("What is measured"))</th><th scope="col">\(t("Before"))</th><th scope="col">\(t("After"))</th>\
            <th scope="col">\(t("Change"))</th><th scope="col">\(t("Source"))</th></tr></thead><tbody>\(rows)</tbody></table></div>
            """
    }

    /// Line by line, and added up.
    func budget(_ entries: [Told.BudgetEntry], _ sheet: Sheet) -> HTML {
        let rows = entries.map { entry -> HTML in
            """
            <tr><th scope="row"\(languageMark(sheet))>\(said(entry.what, in: sheet))</th>\
            <td data-th="\(t("Expense or income"))">\(budgetSide(entry.side.rawValue))</td>\
            <td class="n" data-th="\(t("Amount (euro)"))">\(entry.cents.map { formats.money(cents: $0) } ?? "–")</td></tr>
            """
        }
        let totals = formats.list(budgetTotals(Told.Budget(entries)))
        return """
            <div class="scroll" role="region" tabindex="0" aria-label="\(t("The budget"))"><table class="table stack-sm">\
            <caption>\(t("The budget, as the organisation declares it"))</caption>
            <thead><tr><th scope="col">\(t("What for", as: "line of a budget"))</th><th scope="col">\(t("Expense or income"))</th>\
            <th scope="col" class="n">\(t("Amount (euro)"))</th></tr></thead><tbody>\(rows)</tbody></table></div>
            \(totals.isEmpty ? "" : "<p><strong>\(totals)</strong></p>" as HTML)
            """
    }

    private func unit(_ indicator: Told.Indicator, _ sheet: Sheet) -> HTML {
        indicator.unit.isEmpty ? "" : " <span class=\"quiet\">(\(said(indicator.unit, in: sheet)))</span>"
    }

    /// The only unit short enough to stand beside a figure.
    private var percentSign: String { language == .french ? "\u{A0}%" : "%" }

    private func isPercent(_ indicator: Told.Indicator) -> Bool { indicator.unit == "%" }

    private func moment(_ number: Double?, _ date: String) -> HTML {
        guard let number else { return "<span class=\"quiet\">\(t("Not measured"))</span>" }
        guard !date.isEmpty else { return "<strong>\(figure(number))</strong>" }
        return "<span><strong>\(figure(number))</strong> <span class=\"quiet\">(\(formats.month(date)))</span></span>"
    }

    /// Which way it went and whether that was wanted, since an arrow alone says neither.
    func change(_ indicator: Told.Indicator) -> String {
        guard let before = indicator.baseline, let after = indicator.value else { return t("Cannot be compared") }
        switch (after < before, before < after, indicator.direction) {
        case (true, _, .down): return t("Went down, as was wanted")
        case (true, _, .up): return t("Went down; more was wanted")
        case (_, true, .up): return t("Went up, as was wanted")
        case (_, true, .down): return t("Went up; less was wanted")
        default: return t("Did not change")
        }
    }

    /// With the decimals it has, three at most.
    func figure(_ number: Double) -> String {
        let decimals = (0...3).first { abs(number * power($0) - (number * power($0)).rounded()) < 1e-6 } ?? 3
        return formats.number(number, decimals: decimals)
    }

    private func power(_ exponent: Int) -> Double { [1, 10, 100, 1_000][exponent] }
}
