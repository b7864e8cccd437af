import Accounts
import Campaigns
import Forms
import Foundation
import Identifiers
import Organisations
import Web

/// A file as a whole: read, sent, withdrawn.
struct FilePages: Sendable {
    let submissions: SubmissionStore
    let mail: FileMail
    let rules: FileRuleStore
    let whenWithdrawn: WhenWithdrawn
    let shown: PublicPageFinder

    func list(_ visit: Visit) async throws -> Answer {
        let files = try await submissions.all(of: visit.person)
        let done: String? =
            switch visit.query["ok"] {
            case "deleted": visit.reader.t("The draft is deleted.")
            case "left": visit.reader.t("You have left the file.")
            default: nil
            }
        let running = try await EditionStore(database: submissions.database).running()
        let mayBegin = !running.calling(at: visit.now).isEmpty
        return .page(visit.reader.ownFilesPage(files, mayBegin: mayBegin, done: done, now: visit.now))
    }

    func show(_ visit: Visit) async throws -> Answer {
        let id: Submission.ID = try visit.path("submission")
        let file = try await submissions.find(id, by: visit.person).orNotFound().looked(at: visit.now)
        let overview = try await overview(of: file, visit)
        return .page(visit.reader.overviewPage(overview, done: done(visit), now: visit.now))
    }

    func overview(of file: SubmissionFile, _ visit: Visit) async throws -> FileOverview {
        let id = file.submission.id
        var overview = FileOverview(
            file: file, events: try await submissions.events(of: id, by: visit.person),
            answeredAt: try await submissions.answerDates(of: id, for: visit.person), shown: try await shown(id),
            outside: file.submission.state == .draft ? try await submissions.outside(file) : nil,
            news: try await submissions.formNews(of: id, for: visit.person),
            left: try await submissions.left(of: file, for: visit.person),
            parts: try await submissions.parts(of: file),
            first: try await submissions.firstPart(of: file, by: visit.person))
        if file.part != nil { overview.asked = try await submissions.openPrecisions(of: [file])[id] ?? [] }
        if file.submission.asksAgreement { overview.lent = try await submissions.lent(in: file) }
        return overview
    }

    /// An author has read what changed in the form.
    func seeForm(_ visit: Visit) async throws -> Answer {
        let id: Submission.ID = try visit.path("submission")
        let seen = (visit.fields["publications"] ?? "").split(separator: " ").prefix(100)
            .compactMap { FormPublication.ID(String($0)) }
        guard try await submissions.seeForm(of: id, seen, by: visit.person, now: visit.now) else {
            throw WebError.notFound
        }
        return .seeOther(id.path + "?ok=seen")
    }

    private func done(_ visit: Visit) -> String? {
        switch visit.query["ok"] {
        case "withdrawn": visit.reader.t("The file is withdrawn.")
        case "form": visit.reader.formMovedDone
        case "category": visit.reader.t("The category is kept.")
        case "seen": visit.reader.t("What changed is no longer announced.")
        case "left-out": visit.reader.t("It is taken out.")
        case "part": visit.reader.t("Saved. Is everything there that the agency asked for? Say so below.")
        case "answered": visit.reader.t("Your answer is kept, and the agency is told.")
        case "agreed": visit.reader.t("Your agreement is kept, in your name: what you left open is not agreed to.")
        case "completed": visit.reader.t("The agency is told that your file is complete.")
        default: nil
        }
    }

    func check(_ visit: Visit) async throws -> Answer {
        let file = try await submissions.find(visit.path("submission"), by: visit.person).orNotFound().looked(
            at: visit.now)
        guard file.submission.state != .transmitted else { return .seeOther(file.path + "/accuse") }
        return .page(try await sendingPage(file, visit))
    }

    func transmit(_ visit: Visit) async throws -> Answer {
        let id: Submission.ID = try visit.path("submission")
        let (person, now, time) = (try visit.person, visit.now, visit.time)
        // A deadline waits for nobody: a file is sent, whether or not one more receipt leaves.
        let mail = self.mail.asked(by: person, isOwnRight: true)
        do {
            let named = visit.fields.isOn("misnamed") ? visit.fields["record-name"] : nil
            let agreed = OwnAgreement.given(in: visit.fields)
            let file = try await submissions.transmit(id, by: visit.person, named: named, agreed: agreed, now: now) {
                file, receipt, connection in
                try mail.sendToOwners(of: file, now: time, in: connection) { reader, sender in
                    reader.receiptLetter(file, receipt, sender, now: now)
                }
                let link = mail.ownership(at: time, isTakenOver: false, now: now)
                try SubmissionStore.showSent(file, by: person, now: now, link, in: connection)
            }.orNotFound()
            return .seeOther(file.path + "/accuse")
        } catch let refusal as Submission.Refusal {
            let file = try await submissions.find(id, by: visit.person).orNotFound().looked(at: visit.now)
            let page = try await sendingPage(file, visit, refusal)
            return refusal == .closed ? .outOfDate(page) : .refused(page)
        } catch let misnamed as MisnamedRecord {
            let file = try await submissions.find(id, by: visit.person).orNotFound().looked(at: visit.now)
            return .refused(try await sendingPage(file, visit, recordName: misnamed.name))
        }
    }

    private func sendingPage(
        _ file: SubmissionFile, _ visit: Visit, _ refusal: Submission.Refusal? = nil, recordName: String? = nil
    ) async throws -> HTML {
        let rule = try await rules.find(of: file.edition.id)
        var page = SendingPage(file: file, refusal: refusal, rule: rule, recordName: recordName)
        page.lent = try await submissions.lent(in: file)
        page.agreed = OwnAgreement.given(in: visit.fields)
        return visit.reader.sendingPage(page, now: visit.now)
    }

    func receipt(_ visit: Visit) async throws -> Answer {
        let id: Submission.ID = try visit.path("submission")
        let file = try await submissions.find(id, by: visit.person).orNotFound().looked(at: visit.now)
        let kept = try await submissions.receipt(of: id, by: visit.person)
        let receipt = try (kept ?? Receipt(of: file)).orNotFound()
        return .page(visit.reader.receiptPage(file, receipt, now: visit.now))
    }

    /// What the agency asked for is there.
    func complete(_ visit: Visit) async throws -> Answer {
        let id: Submission.ID = try visit.path("submission")
        do {
            let isMeant = visit.fields.isOn("meant")
            _ = try await submissions.complete(id, isMeant: isMeant, by: visit.person, now: visit.now).orNotFound()
            return .seeOther(id.path + "?ok=completed")
        } catch is NothingChanged {
            return .refused(try await refusedPage(id, Fault("meant", visit.reader.nothingChanged), visit))
        } catch let refusal as Submission.Refusal {
            let file = try await submissions.find(id, by: visit.person).orNotFound().looked(at: visit.now)
            guard refusal != .notTransmitted else { return .seeOther(file.path) }
            let overview = try await overview(of: file, visit)
            let faults = [Fault("complete", visit.reader.words(for: refusal))]
            let page = visit.reader.overviewPage(overview, done: nil, faults: faults, now: visit.now)
            return refusal == .incomplete ? .refused(page) : .outOfDate(page)
        }
    }

    func withdrawal(_ visit: Visit) async throws -> Answer {
        let file = try await submissions.find(visit.path("submission"), by: visit.person).orNotFound().looked(
            at: visit.now)
        let isFrozen = file.submission.announcedAt != nil
        guard file.submission.state == .transmitted, file.mayTransmit, !isFrozen else { return .seeOther(file.path) }
        return .page(visit.reader.withdrawalPage(file, reason: "", faults: [], now: visit.now))
    }

    func deletion(_ visit: Visit) async throws -> Answer {
        let file = try await submissions.find(visit.path("submission"), by: visit.person).orNotFound().looked(
            at: visit.now)
        guard file.submission.mayBeDeleted(by: file.part) else { return .seeOther(file.path) }
        return .page(visit.reader.deletionPage(file, now: visit.now))
    }

    /// Asked for again it is not found any more, and one's files say that it is gone.
    func delete(_ visit: Visit) async throws -> Answer {
        let id: Submission.ID = try visit.path("submission")
        guard let isDeleted = try await submissions.delete(id, by: visit.person) else { throw WebError.notFound }
        return .seeOther(isDeleted ? "/dossiers?ok=deleted" : id.path)
    }

    func withdraw(_ visit: Visit) async throws -> Answer {
        let id: Submission.ID = try visit.path("submission")
        let reason = visit.fields.text("reason") ?? ""
        do {
            let file = try await submissions.withdraw(
                id, by: visit.person, reason: reason, now: visit.now, time: visit.time, then: whenTaken(id, visit)
            ).orNotFound()
            return .seeOther(file.path + "?ok=withdrawn")
        } catch let refusal as Submission.Refusal {
            let file = try await submissions.find(id, by: visit.person).orNotFound().looked(at: visit.now)
            guard refusal != .notTransmitted else { return .seeOther(file.path) }
            let fault = Fault("reason", visit.reader.words(for: refusal))
            let page = visit.reader.withdrawalPage(file, reason: reason, faults: [fault], now: visit.now)
            return refusal == .announced ? .outOfDate(page) : .refused(page)
        }
    }

    /// What follows from any withdrawal, and a confirmation to its owners: whoever pressed it was one of them.
    private func whenTaken(_ id: Submission.ID, _ visit: Visit) throws -> WhenWithdrawn {
        let (follow, person, time) = (whenWithdrawn, try visit.person, visit.time)
        let mail = self.mail.asked(by: person, isOwnRight: true)
        return { withdrawal, connection in
            try follow(withdrawal, connection)
            guard let file = try SubmissionStore.find(id, by: person, in: connection) else { return }
            try mail.sendToOwners(of: file, now: time, in: connection) {
                $0.withdrawalLetter(file, isAgencys: file.part == nil, $1)
            }
        }
    }
}
