import Foundation
import Tables
import Web
import Workbooks

extension Reader {
    /// Of an edition with a second round, whether each file goes on: nothing where nobody is chosen.
    func roundColumns(_ chosen: [Submission.ID: Shortlisted]) -> [FileColumn] {
        guard !chosen.isEmpty else { return [] }
        return [
            FileColumn(key: "shortlist", title: t("Shortlist")) { [self] file in
                guard let found = chosen[file.submission.id] else { return .text("") }
                return .text(found.toldAt.map { t("told on \(formats.day($0))") } ?? t("chosen, not told yet"))
            }
        ]
    }
}
