import Campaigns
import Web

extension SubmissionDuties {
    /// A shortlist that is chosen and not told, for those who run the edition.
    func roundDuties(_ edition: Edition, _ visit: Visit) async throws -> [Duty] {
        guard edition.firstRound == nil else { return [] }
        let person = try visit.person
        let count = try await submissions.database.read {
            try ShortlistStore.countWaiting(in: edition.id, for: person, $0)
        }
        guard count > 0 else { return [] }
        let detail = visit.reader.t("\(count) file is chosen", "\(count) files are chosen", count: count)
        return [Duty(.toDo, visit.reader.t("Tell the shortlist"), path: edition.tellingPath, detail: detail)]
    }
}
