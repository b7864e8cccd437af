import Foundation
import Grids
import Identifiers
import Submissions

/// All that the screen of one assessment shows.
struct MarkingScreen: Sendable {
    let assessment: Assessment
    let file: SubmissionFile
    /// Its first part, of one that is a second.
    let first: SubmissionFile?
    /// «4 sur 10»: the juror's files, this one among them.
    let position: Int
    let count: Int
    /// The juror's next file still to be sent, round to the beginning.
    let next: Assessment.ID?
    let jurorName: String
    /// What the juror said of a weak tie; nil without one.
    let weakTie: String?
    /// Who of the agency typed marks in the juror's place.
    let typists: [String]
    /// What became of it, the newest first.
    let events: [ReadingEvent]
    /// Fields of the file whose answers changed after the reading was sent.
    let changes: Set<String>
}
