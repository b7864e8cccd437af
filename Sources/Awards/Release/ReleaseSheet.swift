import Sheets
import Submissions

/// A sheet that its organisation approved, of a file whose decision is not out: what becomes of it at the next release.
struct ReleaseSheet: Sendable {
    enum Fate: Equatable, Sendable {
        /// It comes out with the decision on its file.
        case out
        /// So does it, and its file is not retained.
        case outNotRetained
        /// Approved, and nobody has made it ready.
        case notReady
        case undecided, keptBack
        /// Its file is withdrawn, or not eligible.
        case never
    }

    let sheet: Sheet.ID
    let number: String
    let title: String
    let fate: Fate
}

extension ReleaseSheet.Fate {
    init(isInCompetition: Bool, outcome: Decision.Outcome?, isKeptBack: Bool, isReady: Bool) {
        self =
            switch (isInCompetition, outcome) {
            case (false, _): .never
            case (true, nil): .undecided
            case (true, _) where isKeptBack: .keptBack
            case (true, _) where !isReady: .notReady
            case (true, .notRetained?): .outNotRetained
            case (true, _): .out
            }
    }
}
