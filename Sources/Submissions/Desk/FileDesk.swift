import Accounts
import Campaigns
import Forms
import Foundation
import Grids
import Organisations
import Web

/// A file on the desk of those who run its edition, with what they typed and what stands against it.
struct FileDesk {
    let file: SubmissionFile
    let events: [SubmissionEvent]
    let typed: Fields
    let faults: [Fault]
    /// What the file says of its organisation and the record does not.
    var said: [OrganisationSaid] = []
    /// Its organisation has sent more files than the rules allow.
    var excess: FileExcess?
    var outside: OutsideTerritory?
    /// The next file that waits for a look at its eligibility.
    var next: Submission.ID?
    /// The answer on its eligibility was just kept.
    var isJudged = false
    /// Its owners, or a new one, were just written to.
    var isTold = false
    /// Of the jury, those that count while it is eligible.
    var readings = 0
    /// A letter that had left before the form came again.
    var earlier: EarlierLetter?
    /// The checkpoints on which the jury found nothing, when one comes here to ask about them.
    var asked: [Checkpoint] = []
    /// When each answer last changed.
    var answeredAt: [String: AnswerDate] = [:]
    /// Where everybody reads its public sheet.
    var shown: String?
    /// Its other part, where it is on a shortlist.
    var parts: FileParts?
    /// What was sent in the first round, of a second part.
    var first: SubmissionFile?

    var path: String { file.submission.id.deskPath }

    /// Something is to be confirmed there, or just was beside something else.
    func asks(_ field: String) -> Bool { typed.isOn(field) || faults.contains { $0.field == field } }
}
