import Journal

// What the journal is told of the jury. Marks that were not sent are the juror's own.
extension Act {
    static let jurorAppointed = Act("juror-appointed")
    static let jurorReaddressed = Act("juror-readdressed")
    static let jurorLimited = Act("juror-limited")
    static let jurorLeft = Act("juror-left")
    static let tieStated = Act("tie-stated")
    static let readingsSettled = Act("readings-settled")
    static let markResolved = Act("mark-resolved")

    static func assessment(_ event: AssessmentStore.EventKind) -> Act {
        switch event {
        case .sent: Act("assessment-sent")
        case .reopened: Act("assessment-reopened")
        case .ended: Act("assessment-ended")
        }
    }
}

extension Thing {
    static func juror(_ id: Juror.ID) -> Thing { Thing("juror", id) }
    static func assessment(_ id: Assessment.ID) -> Thing { Thing("assessment", id) }
}
