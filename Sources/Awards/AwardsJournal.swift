import Campaigns
import Journal

// What the journal is told of decisions and of their release.
extension Act {
    static let decisionRecorded = Act("decision-recorded")
    static let releasePlanned = Act("release-planned")
    static let released = Act("released")
}

extension Thing {
    static func edition(_ id: Edition.ID) -> Thing { Thing("edition", id) }
}

extension Verdict {
    var told: Details { ["outcome": outcome.rawValue, "award": award?.description ?? "", "reason": reason] }
}
