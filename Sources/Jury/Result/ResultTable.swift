import Campaigns
import Foundation
import Grids
import Tables
import Web

// The list of results as a spreadsheet: one line a file. The marks themselves are another one.
extension ResultsPages {
    func exportFiles(_ visit: Visit) async throws -> Answer {
        let edition = try await edition(visit)
        let order = ListOrder(visit.query, columns: ResultOrder.allCases.map(\.rawValue))
        let reader = visit.reader
        var (table, number) = (reader.fileResultTable, 1)
        while true {
            let (list, page) = try await results.list(
                of: edition, for: visit.person, ResultOrder(rawValue: order.column) ?? .number,
                isDescending: order.isDescending, page: number, now: visit.now
            ).orNotFound()
            for line in list.lines { table.append(reader.cells(of: line)) }
            guard number < page.pages else { break }
            number += 1
        }
        return .file(.csv(name: "resultats-\(edition.slug).csv", table.bytes))
    }
}

extension Reader {
    fileprivate var fileResultTable: TableWriter {
        TableWriter(columns: [
            t("No."), t("Initiative"), t("Organisation"), t("Readers"), t("Sent"), t("Mean"), t("Lowest"), t("Highest"),
            t("Left open"),
        ])
    }

    /// As the page shows it: one decimal, with the sign of the page's language.
    func scoreCell(_ score: Score?) -> Cell { Cell(score.map(self.score)) }

    fileprivate func cells(of line: ResultLine) -> [Cell] {
        let summary = line.summary
        let known: [Cell] = [.text(line.number), .text(line.title), .text(line.organisation)]
        // What the others think stays unseen until one's own reading is sent, or one's ties are stated: no figure is no zero.
        guard !line.isWithheld else {
            return known + [.empty, .empty, .empty, .empty, .empty, .text(leftOpen(line))]
        }
        return known + [
            .integer(summary.wanted), .integer(summary.sent), scoreCell(summary.mean),
            scoreCell(summary.spread?.lowerBound), scoreCell(summary.spread?.upperBound), .text(leftOpen(line)),
        ]
    }
}
