import Forms
import Journal

// What the journal is told of a file. Drafts are nobody's business.
extension Act {
    static let fileTransmitted = Act("file-transmitted")
    static let fileChanged = Act("file-changed")
    static let fileWithdrawn = Act("file-withdrawn")
    static let fileReclassified = Act("file-reclassified")
    static let eligibilityDecided = Act("eligibility-decided")
    static let authorAdded = Act("author-added")
    static let authorRemoved = Act("author-removed")
    static let ownerAdded = Act("owner-added")
    static let fileShortlisted = Act("file-shortlisted")
    static let fileUnlisted = Act("file-unlisted")
    static let shortlistTold = Act("shortlist-told")
    static let organisationsMerged = Act("organisations-merged")
}

extension Thing {
    public static func file(_ id: Submission.ID) -> Thing { Thing("submission", id) }
}

extension SubmissionFile {
    /// Every answer as it stands.
    var told: Details { Details(saved.mapValues(\.value.stored)) }

    func told(of fields: [FormField]) -> Details {
        let names = fields.map(\.id)
        return Details(saved.filter { names.contains($0.key) }.mapValues(\.value.stored))
    }
}

extension Verdict {
    /// `readings` were sent by then, and stop counting or count again.
    func told(readings: Int) -> Details {
        var told = ["eligibility": eligibility.rawValue, "gates": SubmissionStore.json(gates), "note": note]
        if readings > 0 { told["readings"] = "\(readings)" }
        return Details(told)
    }
}
