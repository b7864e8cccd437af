import Accounts
import Identifiers
import Organisations
import Storage
import Submissions
import Web

/// The sheet of a file, for the owner who agrees to it.
struct SheetOwnerPages: Sendable {
    let sheets: SheetStore
    let correspondence: Correspondence
    let article: SheetArticle

    func show(_ visit: Visit) async throws -> Answer {
        let file = try await sheets.find(of: visit.path("submission"), by: visit.person).orNotFound()
        return .page(visit.reader.sheetOwnerPage(file, article: try await whole(file, visit), done: visit.query["ok"]))
    }

    /// All that everybody reads of it, as far as it is out.
    private func whole(_ file: SheetFile, _ visit: Visit) async throws -> HTML {
        try await article(visit.reader.reading(file, isOwners: true), visit.reader)
    }

    func approve(_ visit: Visit) async throws -> Answer {
        let (name, function) = (visit.session?.name ?? "", visit.fields.text("function") ?? "")
        let (version, now) = (visit.fields.number("version") ?? 0, visit.now)
        return try await act(.approved, visit, note: "\(name), \(function)", done: "approved") {
            file throws(SheetFile.Refusal) in
            try file.approve(version: version, name: name, function: function, now: now)
        }
    }

    func askChanges(_ visit: Visit) async throws -> Answer {
        let words = visit.fields.text("words") ?? ""
        return try await act(.changesAsked, visit, note: words, done: "sent-back") { file throws(SheetFile.Refusal) in
            try file.askChanges(words)
        }
    }

    /// What the agency wants to add to what the public reads stands there from now on, as its owner saw it.
    func agreeToPictures(_ visit: Visit) async throws -> Answer {
        try await act(
            .picturesAgreed, visit, note: "", done: "pictures-agreed", for: .everyone, then: answering(true, "", visit)
        ) { file throws(SheetFile.Refusal) in try file.agreeToPictures() }
    }

    func declinePictures(_ visit: Visit) async throws -> Answer {
        let words = visit.fields.text("why") ?? ""
        return try await act(
            .picturesDeclined, visit, note: words, done: "pictures-declined", then: answering(false, words, visit)
        ) { file throws(SheetFile.Refusal) in try file.declinePictures() }
    }

    private func answering(
        _ isAgreed: Bool, _ words: String, _ visit: Visit
    ) throws -> @Sendable (SheetFile, any Connection) throws -> Void {
        let (person, time) = (try visit.person, visit.time)
        let correspondence = correspondence.asked(by: person, isOwnRight: true)
        return { file, connection in
            try correspondence.tellOfAnswer(isAgreed, words, of: file, by: person, now: time, in: connection)
        }
    }

    /// What the withdrawal of one's agreement does, before it is done.
    func withdrawal(_ visit: Visit) async throws -> Answer {
        let submission: Submission.ID = try visit.path("submission")
        let file = try await sheets.find(of: submission, by: visit.person).orNotFound()
        guard file.isOwned(by: try visit.person), !file.isConsentWithdrawn else {
            return .seeOther(submission.sheetPath)
        }
        return .page(visit.reader.consentWithdrawalPage(file))
    }

    /// What was public is so no more, for everybody and at once.
    func withdrawConsent(_ visit: Visit) async throws -> Answer {
        let words = visit.fields.text("words") ?? ""
        return try await act(
            .consentWithdrawn, visit, note: words, done: "consent-withdrawn", for: .everyone,
            then: telling(.consentWithdrawn(words: words), visit)
        ) { file throws(SheetFile.Refusal) in try file.withdrawConsent() }
    }

    func giveConsent(_ visit: Visit) async throws -> Answer {
        try await act(
            .consentGiven, visit, note: "", done: "consent-given", then: telling(.consentGiven, visit)
        ) { file throws(SheetFile.Refusal) in try file.giveConsent() }
    }

    /// The agency, and each owner: what one of them did is known to the others.
    private func telling(
        _ outcome: SheetOutcome, _ visit: Visit
    ) throws -> @Sendable (SheetFile, any Connection) throws -> Void {
        let (person, time) = (try visit.person, visit.time)
        // What is public of them is theirs to take back at any moment: it stands among the duties of the agency as well.
        let correspondence = correspondence.asked(by: person, isOwnRight: true)
        return { file, connection in
            try correspondence.tell(outcome, of: file, now: time, in: connection)
            try correspondence.tellAgency(outcome, of: file, by: person, now: time, in: connection)
        }
    }

    private func act(
        _ kind: SheetEvent.Kind, _ visit: Visit, note: String, done: String, for audience: Audience = .insiders,
        then: @escaping @Sendable (SheetFile, any Connection) throws -> Void = { _, _ in },
        _ change: @escaping @Sendable (inout SheetFile) throws(SheetFile.Refusal) -> Void
    ) async throws -> Answer {
        let submission: Submission.ID = try visit.path("submission")
        let act = SheetStore.Act(kind: kind, person: try visit.person, note: note, now: visit.now)
        do {
            _ = try await sheets.change(
                of: submission, seen: visit.fields.revision(), act, for: audience, then: then, change
            )
            .orNotFound()
            return .seeOther("\(submission.sheetPath)?ok=\(done)")
        } catch let refusal as SheetFile.Refusal {
            let file = try await sheets.find(of: submission, by: visit.person).orNotFound()
            let page = visit.reader.sheetOwnerPage(
                file, article: try await whole(file, visit), refusal: refusal, typed: visit.fields)
            return refusal == .changedMeanwhile ? .outOfDate(page) : .refused(page)
        }
    }
}
