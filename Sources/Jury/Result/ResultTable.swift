import Campaigns
import Foundation
import Grids
import Tables
import Web
import Workbooks

// The list of results as a spreadsheet: one line a file. The marks themselves are another one.
extension ResultsPages {
    func exportFiles(_ visit: Visit, as format: ListFormat) async throws -> Answer {
        let edition = try await edition(visit)
        let order = ListOrder(visit.query, columns: ResultOrder.allCases.map(\.rawValue))
        let (reader, person) = (visit.reader, try visit.person)
        let file = try ListFile(
            "resultats-\(edition.slug)", reader.t("Results of the reading"), columns: reader.fileResultColumns,
            as: format, visit)
        var number = 1
        while true {
            let (list, page) = try await results.list(
                of: edition, for: person, ResultOrder(rawValue: order.column) ?? .number,
                isDescending: order.isDescending, page: number, now: visit.now
            ).orNotFound()
            for line in list.lines { try file.append(reader.cells(of: line)) }
            guard number < page.pages else { break }
            number += 1
        }
        // A workbook has room for what the figures come from.
        if file.hasSheets {
            try file.beginSheet(reader.t("Readings"), columns: reader.markColumns)
            try await addMarks(of: edition, to: file, visit)
        }
        return try file.answer()
    }

    /// A share of the files after the other: no more than that is held beside the file itself.
    func addMarks(of edition: Edition, to file: ListFile, _ visit: Visit) async throws {
        var last = ""
        while true {
            let share = try await results.results(
                of: edition, after: last, atMost: Self.share, for: visit.person, now: visit.now
            ).orNotFound()
            guard let end = share.files.last?.number else { break }
            for result in share.files { try file.append(visit.reader.markRows(of: result, on: share.grid(of: result))) }
            last = end
        }
    }
}

extension Reader {
    fileprivate var fileResultColumns: [String] {
        [
            t("No."), t("Initiative"), t("Organisation"), t("Readers"), t("Sent"), t("Mean"), t("Lowest"), t("Highest"),
            t("Left open"),
        ]
    }

    /// As the page shows it: one decimal, with the sign of the page's language.
    func scoreCell(_ score: Score?) -> Cell {
        score.map { .figure($0.value, decimals: 1, text: self.score($0)) } ?? .empty
    }

    /// A page shows a dash where nothing is left open; a cell that is empty says so to whoever counts.
    private func leftOpenCell(_ line: ResultLine) -> Cell {
        let words = leftOpen(line)
        return words == "–" ? .empty : .text(words)
    }

    fileprivate func cells(of line: ResultLine) -> [Cell] {
        let summary = line.summary
        let known: [Cell] = [.text(line.number), .text(line.title), .text(line.organisation)]
        // What the others think stays unseen until one's own reading is sent, or one's ties are stated: no figure is no zero.
        guard !line.isWithheld else {
            return known + [.empty, .empty, .empty, .empty, .empty, leftOpenCell(line)]
        }
        return known + [
            .integer(summary.wanted), .integer(summary.sent), scoreCell(summary.mean),
            scoreCell(summary.spread?.lowerBound), scoreCell(summary.spread?.upperBound), leftOpenCell(line),
        ]
    }
}
