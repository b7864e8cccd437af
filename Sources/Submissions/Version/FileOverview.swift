import Forms
import Foundation
import Web

/// A file with its history, for those who write it.
struct FileOverview {
    let file: SubmissionFile
    let events: [SubmissionEvent]
    /// When each answer last changed, and who changed it.
    let answeredAt: [String: AnswerDate]
    /// Where everybody reads its public sheet.
    let shown: String?
    var outside: OutsideTerritory?
    /// Versions that it follows, and that whoever reads has not said to have seen.
    var news: [PublishedForm] = []
    /// What is no longer asked.
    var left: [LeftAnswer] = []
    /// Its other part, where it is on a shortlist.
    var parts: FileParts?
    /// What was sent in the first round, of a second part.
    var first: SubmissionFile?
    /// What the agency asked of its owners, and nobody has answered.
    var asked: [AskedPrecisions] = []
    /// What the agency ticked in its owner's place, in a file that is sent.
    var lent: [FormField] = []
    /// What was typed or ticked in a form of the page that was refused.
    var typed = Fields()
}
