import Campaigns
import Foundation
import Grids
import Tables
import Web

extension Reader {
    /// Nothing can be marked without a grid, so that there is nothing to show either.
    func resultsWithoutGridPage(_ edition: Edition, mayChoose: Bool) -> HTML {
        let link: HTML =
            mayChoose
            ? "<p><a class=\"btn main\" href=\"\(to(edition.path("grille")))\">\(t("Choose the grid"))</a></p>" : ""
        return desk(
            PageHead(t("Results of the reading – \(typeset(edition.name))"), isHidden: true),
            """
            <div class="wrap flow"><p class="quiet">\(typeset(edition.name))</p><h1>\(t("Results of the reading"))</h1>
            <div class="empty"><p><strong>\(t("This edition has no grid yet. Nobody can mark a file without one."))</strong></p>\(link)</div></div>
            """)
    }

    func resultsPage(
        _ edition: Edition, _ list: ResultList, _ page: ListPage, _ order: ListOrder, _ withheld: Withheld,
        query: Fields
    ) -> HTML {
        let path = edition.juryPath("resultats")
        let sorted = Fields(query.pairs.filter { $0.name == "tri" })
        let body = list.count == 0 ? nothingToRead(edition) : resultTable(edition, list, order, query)
        let isByNumber = (ResultOrder(rawValue: order.column) ?? .number) == .number
        let stand: HTML = isByNumber ? " \(t("The files stand in the order of their numbers."))" : ""
        return desk(
            PageHead(t("Results of the reading – \(typeset(edition.name))"), isHidden: true),
            """
            <div class="wrap flow"><header class="row between"><div><p class="quiet">\(typeset(edition.name))</p>
            <h1>\(t("Results of the reading"))</h1></div><p class="row">\(exportLink(edition.juryPath("dossiers"), query: sorted))
            \(exportLink(path, query: Fields(), t("Export the marks (CSV)"), t("Export the marks (XLSX)")))</p></header>
            <p>\(t("Marks inform, the deliberation decides."))\(stand)</p>\(withheldNotice(parts(of: withheld)))
            \(ResultOrder(rawValue: order.column)?.isByFigures == true ? figuresNotice : "")
            \(list.lines.contains(where: \.awaitsStatement) ? statementFirst(edition) : "")
            \(body)\(pager(page, at: path, query: query))</div>
            """)
    }

    /// No file is eligible: what is awaited, and from whom.
    func nothingToRead(_ edition: Edition) -> HTML {
        let awaited: HTML =
            edition.firstRound == nil
            ? "<p class=\"quiet\">\(t("The agency looks at each file that is sent; those that it finds eligible stand here."))</p>"
            : roundAwaits(edition)
        return "<p class=\"empty\">\(t("No file is eligible yet."))</p>\(awaited)"
    }

    private func parts(of withheld: Withheld) -> [String?] {
        let (own, drafts) = (withheld.own, withheld.drafts)
        return [
            tiedFiles(withheld.tied), unstatedFiles(withheld.unstated),
            own > 0
                ? t(
                    "the results of \(own) file until your own reading is sent",
                    "the results of \(own) files until your own readings are sent", count: own) : nil,
            drafts > 0
                ? t(
                    "\(drafts) reading that its juror has not sent",
                    "\(drafts) readings that their jurors have not sent",
                    count: drafts) : nil,
        ]
    }

    /// Shown with a way to do it.
    func statementFirst(_ edition: Edition) -> HTML {
        let words = t(
            "You sit in the jury: say of each file whether you have a tie with it. Only then do you see its results.")
        return """
            <div class="notice warn"><p>\(words)</p>
            <p><a class="btn" href="\(to(edition.juryPath("interets")))">\(t("State my ties"))</a></p></div>
            """
    }

    private var figuresNotice: HTML {
        let words = t(
            "You asked for an order by figures. It informs the discussion; it is not a ranking, and the deliberation alone decides."
        )
        return "<div class=\"notice warn\"><p>\(words)</p></div>"
    }

    private func resultTable(_ edition: Edition, _ list: ResultList, _ order: ListOrder, _ query: Fields) -> HTML {
        let kept = Fields(query.pairs.filter { $0.name != "page" })
        func head(_ title: String, _ column: ResultOrder, isNumber: Bool = false) -> HTML {
            sortHead(title, column.rawValue, order, query: kept, isNumber: isNumber)
        }
        let heads: [HTML] = [
            head(t("No."), .number), head(t("Initiative"), .title), "<th scope=\"col\">\(t("Profile"))</th>",
            "<th scope=\"col\" class=\"n\">\(t("Sent"))</th>", head(t("Mean"), .mean, isNumber: true),
            head(t("Spread"), .spread, isNumber: true), "<th scope=\"col\">\(t("Left open"))</th>",
        ]
        let caption = t("\(list.count) file", "\(list.count) files", count: list.count)
        let alike = Dictionary(grouping: list.lines.filter { $0.shownMean != nil }) { $0.shownMean ?? 0 }
        return """
            <div class="scroll" role="region" tabindex="0" aria-labelledby="results"><table class="table stack-sm">
            <caption id="results">\(caption)</caption><thead><tr>\(heads)</tr></thead>
            <tbody>\(list.lines.map { line in resultRow(edition, line, alike[line.shownMean ?? -1] ?? []) })</tbody></table></div>
            """
    }

    /// `alike` are the lines of the page with the same mean, this one included.
    private func resultRow(_ edition: Edition, _ line: ResultLine, _ alike: [ResultLine]) -> HTML {
        let path = to(edition.juryPath("resultats/\(line.submission)"))
        let summary = line.summary
        let sent = line.isWithheld ? "–" : t("\(summary.sent) of \(summary.wanted)")
        return """
            <tr><td class="num" data-th="\(t("No."))">\(line.number)</td>
            <th scope="row"><a class="name" href="\(path)">\(inFrench(line.title))</a><br>\
            \(smallPrint(line.organisation))\(categoryMark(line.category, edition))</th>
            <td data-th="\(t("Profile"))">\(summary.profile.map(miniProfile))</td><td class="n" data-th="\(t("Sent"))">\(sent)</td>
            <td class="n" data-th="\(t("Mean"))">\(mean(summary))\(sameMean(line, alike))</td>
            <td class="n" data-th="\(t("Spread"))">\(summary.spread.map(spread) ?? "–")</td>
            <td data-th="\(t("Left open"))">\(openCell(line))</td></tr>
            """
    }

    /// What is public is open to everybody; why the rest waits for the chair's ties is said once, above the table.
    private func openCell(_ line: ResultLine) -> HTML {
        guard line.awaitsStatement else { return "\(leftOpen(line))" }
        guard let path = line.publicPath else { return "–" }
        let whose: HTML = "<span class=\"vh\"> – \(inFrench(line.title))</span>"
        return "<a href=\"\(to(path))\">\(t("published: read its sheet"))\(whose)</a>"
    }

    /// Files that no figure tells apart are said to be such, by their numbers where they are few.
    private func sameMean(_ line: ResultLine, _ alike: [ResultLine]) -> HTML {
        let others = alike.filter { $0.submission != line.submission }
        guard !others.isEmpty else { return "" }
        let words =
            others.count <= 3
            ? t("same mean as \(formats.list(others.map(\.number)))")
            : t("same mean as \(others.count) file", "same mean as \(others.count) files", count: others.count)
        return "<span class=\"sub\">\(words)</span>"
    }

    /// Grey, and said, while it comes from fewer readings than are to come.
    private func mean(_ summary: FileSummary) -> HTML {
        guard let mean = summary.mean else { return "–" }
        guard summary.isPartial else { return "\(score(mean))" }
        let from =
            summary.open == 0
            ? t(
                "from \(summary.sent) reading of \(summary.wanted)",
                "from \(summary.sent) readings of \(summary.wanted)", count: summary.sent)
            : t("not final: an answer is missing")
        return "<span class=\"quiet\">\(score(mean))<span class=\"sub\">\(from)</span></span>"
    }

    func smallPrint(_ words: String) -> HTML { "<span class=\"quiet small\">\(typeset(words))</span>" }
    /// What somebody typed.
    func smallFrench(_ words: String) -> HTML { "<span class=\"quiet small\">\(inFrench(words))</span>" }

    func leftOpen(_ line: ResultLine) -> String {
        guard !line.isWithheld else { return withheldWords(awaitsStatement: line.awaitsStatement) }
        let (open, unsent, stepped) = (line.summary.open, line.summary.unsent, line.summary.abstained)
        let abstentions = stepped > 0 ? t("\(stepped) abstention", "\(stepped) abstentions", count: stepped) : nil
        let earlier = earlierWords(line.summary.earlier)
        let suspended = suspendedWords(line.summary.suspended)
        guard line.summary.readers > 0 else {
            return [suspended ?? t("no reader"), abstentions].compactMap { $0 }.joined(separator: ", ")
        }
        guard !line.isAnnounced else {
            return [t("nothing: its decision is out"), abstentions, earlier].compactMap { $0 }.joined(separator: ", ")
        }
        let parts = [
            open > 0 ? t("\(open) not documented", "\(open) not documented", count: open) : nil,
            unsentWords(unsent, isOver: line.summary.isOver),
            suspended, abstentions, earlier,
        ].compactMap { $0 }
        return parts.isEmpty ? "–" : parts.joined(separator: ", ")
    }

    private func unsentWords(_ count: Int, isOver: Bool) -> String? {
        guard count > 0 else { return nil }
        return isOver
            ? t("\(count) reading never sent", "\(count) readings never sent", count: count)
            : t("\(count) reading to come", "\(count) readings to come", count: count)
    }

    /// Readings that count, and are not of the file as it is.
    private func earlierWords(_ count: Int) -> String? {
        guard count > 0 else { return nil }
        return t(
            "\(count) reading of the file before it changed", "\(count) readings of the file before it changed",
            count: count)
    }

    /// Nil when none waits for a word on what stays of it.
    func suspendedWords(_ count: Int) -> String? {
        count > 0 ? t("\(count) reading suspended", "\(count) readings suspended", count: count) : nil
    }

    /// Why figures are not shown to whoever asks for them.
    private func withheldWords(awaitsStatement: Bool) -> String {
        awaitsStatement ? t("state your ties first") : t("send your own reading first")
    }

    func score(_ score: Score) -> String { oneDecimal(score.value) }

    func spread(_ range: ClosedRange<Score>) -> String {
        t("\(score(range.lowerBound)) to \(score(range.upperBound))")
    }

    /// `analyse calibrate` reads this table by the names of its columns (`ScorePlaces`).
    var markColumns: [String] {
        [
            t("No."), t("Initiative"), t("Organisation"), t("Juror"), t("Weak tie"), t("Sent"), t("Score"),
            t("Checkpoint"), t("Weight"), t("Mark"), t("Reason"), t("Found since"), t("How it was found"),
        ]
    }

    /// A file whose figures wait has one line, which says what for.
    func markRows(of file: FileResult, on grid: Grid) -> [[Cell]] {
        let known: [Cell] = [.text(file.number), .text(file.title), .text(file.organisation)]
        let why = Cell.text(withheldWords(awaitsStatement: file.awaitsStatement))
        let waiting = file.isWithheld ? [known + [.empty, .empty, why] + Array(repeating: .empty, count: 7)] : []
        return waiting
            + file.read.sent.flatMap { assessment in
                let sent = assessment.isEarlier ? t("yes, before the file changed") : t("yes")
                let reading: [Cell] = [
                    .text(assessment.jurorName), .text(assessment.weakTie ?? ""), .text(sent),
                    scoreCell(grid.scoring(of: assessment.marks).score),
                ]
                return grid.checkpoints.map { known + reading + markCells($0, assessment.lines[$0.id]) }
            }
    }

    private func markCells(_ checkpoint: Checkpoint, _ line: CountedAssessment.Line?) -> [Cell] {
        [
            .text(plain(checkpoint.title)), .integer(checkpoint.weight),
            // A level is a number, that it may be reckoned with; what is not documented is a word.
            line.map { line in Int(line.mark.description).map(Cell.integer) ?? .text(line.mark.description) } ?? .empty,
            .text(line?.comment ?? ""), line?.resolution.map { .integer($0.level) } ?? .empty,
            .text(line?.resolution?.how ?? ""),
        ]
    }
}
