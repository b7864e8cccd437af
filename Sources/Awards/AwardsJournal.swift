import Campaigns
import Journal

// What the journal is told of decisions and of their release.
extension Act {
    static let decisionRecorded = Act("decision-recorded")
    static let releasePlanned = Act("release-planned")
    static let releaseConfirmed = Act("release-confirmed")
    static let releaseAsked = Act("release-asked")
    static let releaseSet = Act("release-set")
    static let releaseMissed = Act("release-missed")
    static let released = Act("released")
    static let decisionAmended = Act("decision-amended")
    static let amendmentAsked = Act("amendment-asked")
    static let amendmentConfirmed = Act("amendment-confirmed")
    static let amendmentTakenBack = Act("amendment-taken-back")
    static let decisionVoid = Act("decision-void")
}

extension Thing {
    static func edition(_ id: Edition.ID) -> Thing { Thing("edition", id) }
}

extension Verdict {
    var told: Details { ["outcome": outcome.rawValue, "award": award?.description ?? "", "reason": reason] }
}
