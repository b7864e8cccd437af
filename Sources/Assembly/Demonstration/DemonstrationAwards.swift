import Awards
import Campaigns
import Forms
import Foundation
import Identifiers
import Organisations
import Sheets
import Storage
import Submissions

extension DemonstrationWriter {
    mutating func writeAwards() throws {
        for edition in files.campaign.editions {
            for (position, award) in edition.awards.enumerated() { try writeAward(award, position, edition.id) }
        }
        for decision in files.marks.deliberation.decisions { try writeDecision(decision) }
        let edition: Edition.ID? = key("edition", "2013")
        let lead: Person.ID? = key("person", files.marks.deliberation.scribe)
        guard let edition else { return }
        try ReleaseStore.noteReleased(edition, at: released, by: lead, in: connection)
    }

    private mutating func writeAward(_ entry: CampaignFile.AwardEntry, _ position: Int, _ edition: String) throws {
        let id: Award.ID = make("award", entry.id)
        let editionKey: Edition.ID? = key("edition", edition)
        try connection.run(
            """
            INSERT INTO award (id, edition, position, name_fr, name_en, kind, note)
            VALUES (\(id), \(editionKey), \(position), \(entry.name), \(entry.en ?? ""), \(entry.kind), \(entry.note ?? ""))
            """)
    }

    private func writeDecision(_ entry: MarksFile.DecisionEntry) throws {
        let submission: Submission.ID? = key("submission", entry.initiative)
        let award: Award.ID? = entry.award.flatMap { key("award", $0) }
        let scribe: Person.ID? = key("person", files.marks.deliberation.scribe)
        try connection.run(
            """
            INSERT INTO decision (submission, outcome, award, reason, recorded_by, recorded_at)
            VALUES (\(submission), \(entry.decision), \(award), \(entry.reason), \(scribe),
                \(noon(of: files.marks.deliberation.date)))
            """)
    }
}
