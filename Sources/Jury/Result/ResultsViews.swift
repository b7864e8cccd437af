import Campaigns
import Foundation
import Grids
import Tables
import Web

extension Reader {
    func resultsPage(_ edition: Edition, _ results: Results, _ order: ListOrder, query: Fields) -> HTML {
        let isByFigures = ["moyenne", "ecart"].contains(order.column)
        return desk(
            PageHead(t("Results of the reading – \(typeset(edition.name))"), isHidden: true),
            """
            <div class="wrap flow"><header class="row between"><div><p class="quiet">\(typeset(edition.name))</p><h1>\(t("Results of the reading"))</h1></div>
            <p>\(exportLink("/jury/\(edition.slug)/resultats.csv", query: Fields()))</p></header>
            <p>\(t("Marks inform, the deliberation decides. The files stand in the order of their numbers."))</p>
            \(isByFigures ? "<div class=\"notice warn\"><p>\(t("You asked for an order by figures. It informs the discussion; it is not a ranking, and the deliberation alone decides."))</p></div>" as HTML : "")
            \(results.files.isEmpty ? "<p class=\"empty\">\(t("No file is eligible yet."))</p>" : resultList(edition, results, order, query))</div>
            """)
    }

    private func resultList(_ edition: Edition, _ results: Results, _ order: ListOrder, _ query: Fields) -> HTML {
        let grid = results.grid
        let files =
            switch order.column {
            case "titre": order.sorted(results.files) { $0.title }
            case "moyenne": order.sorted(results.files) { $0.mean(on: grid)?.tenths ?? -1 }
            case "ecart": order.sorted(results.files) { $0.width(on: grid) }
            default: order.sorted(results.files) { $0.number }
            }
        return """
            <div class="scroll" role="region" tabindex="0" aria-labelledby="results"><table class="table stack-sm"><caption id="results">\(t("\(files.count) file", "\(files.count) files", count: files.count))</caption>
            <thead><tr>\(sortHead(t("No."), "numero", order, query: query))\(sortHead(t("Initiative"), "titre", order, query: query))<th scope="col">\(t("Profile"))</th><th scope="col" class="n">\(t("Sent"))</th>\(sortHead(t("Mean"), "moyenne", order, query: query, isNumber: true))\(sortHead(t("Spread"), "ecart", order, query: query, isNumber: true))<th scope="col">\(t("Left open"))</th></tr></thead>
            <tbody>\(files.map { resultRow(edition, $0, grid) })</tbody></table></div>
            """
    }

    private func resultRow(_ edition: Edition, _ file: FileResult, _ grid: Grid) -> HTML {
        """
        <tr><td class="num" data-th="\(t("No."))">\(file.number)</td><th scope="row"><a class="name" href="\(to("/jury/\(edition.slug)/resultats/\(file.submission)"))">\(typeset(file.title))</a><br><span class="quiet small">\(typeset(file.organisation))</span></th>
        <td data-th="\(t("Profile"))">\(file.profile(on: grid).map(miniProfile))</td><td class="n" data-th="\(t("Sent"))">\(file.awaitsOwn ? "–" : t("\(file.sent.count) of \(file.assessments.count)"))</td>
        <td class="n" data-th="\(t("Mean"))">\(file.mean(on: grid).map(score) ?? "–")</td><td class="n" data-th="\(t("Spread"))">\(file.spread(on: grid).map(spread) ?? "–")</td>
        <td data-th="\(t("Left open"))">\(leftOpen(file, grid))</td></tr>
        """
    }

    private func leftOpen(_ file: FileResult, _ grid: Grid) -> String {
        if file.awaitsOwn { return t("send your own reading first") }
        let (open, unsent) = (file.open(on: grid).count, file.unsent.count)
        let parts = [
            open > 0 ? t("\(open) not documented", "\(open) not documented", count: open) : nil,
            unsent > 0 ? t("\(unsent) reading to come", "\(unsent) readings to come", count: unsent) : nil,
        ].compactMap { $0 }
        return parts.isEmpty ? "–" : parts.joined(separator: ", ")
    }

    func score(_ score: Score) -> String { formats.number(score.value, decimals: 1) }

    func spread(_ range: ClosedRange<Score>) -> String {
        t("\(score(range.lowerBound)) to \(score(range.upperBound))")
    }

    func resultsTable(_ results: Results) -> [UInt8] {
        var table = TableWriter(columns: [
            t("No."), t("Initiative"), t("Organisation"), t("Juror"), t("Weak tie"), t("Sent"), t("Score"),
            t("Checkpoint"),
            t("Mark"), t("Reason"), t("Found since"), t("How it was found"),
        ])
        for file in results.files {
            for assessment in file.assessments where assessment.isSent {
                let score = results.grid.scoring(of: assessment.marks).score
                for checkpoint in results.grid.checkpoints {
                    let line = assessment.lines[checkpoint.id]
                    table.append([
                        .text(file.number), .text(file.title), .text(file.organisation), .text(assessment.jurorName),
                        .text(assessment.weakTie ?? ""), .text(t("yes")), score.map { .decimal($0.value) } ?? .empty,
                        .text(plain(checkpoint.title)), .text(line?.mark.description ?? ""), .text(line?.comment ?? ""),
                        line?.resolution.map { .integer($0.level) } ?? .empty, .text(line?.resolution?.how ?? ""),
                    ])
                }
            }
        }
        return table.bytes
    }
}

extension FileResult {
    fileprivate func width(on grid: Grid) -> Int {
        spread(on: grid).map { $0.upperBound.tenths - $0.lowerBound.tenths } ?? -1
    }
}
