import Foundation
import Grids
import Identifiers
import Submissions

/// All that the step of one assessment shows.
struct MarkingScreen: Sendable {
    let assessment: Assessment
    let file: SubmissionFile
    /// The juror's other files, this one among them.
    let files: [DeskFile]
    let jurorName: String
    /// What the juror said of a weak tie; nil without one.
    let weakTie: String?

    /// «4 sur 10»
    var position: Int { (files.firstIndex { $0.assessment == assessment.id } ?? 0) + 1 }

    /// The next file still to be sent, round to the beginning.
    var nextFile: DeskFile? {
        (files[position...] + files[..<position]).first { $0.state == .draft && $0.assessment != assessment.id }
    }
}
