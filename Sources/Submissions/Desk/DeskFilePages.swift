import Accounts
import Campaigns
import Forms
import Foundation
import Grids
import Identifiers
import Organisations
import Storage
import Web
import Words

/// One file, for those who run its edition: read, judged, given more time, another owner, withdrawn.
struct DeskFilePages: Sendable {
    let submissions: SubmissionStore
    let extensions: ExtensionStore
    let mail: FileMail
    let followers: FileFollowers
    let shown: PublicPageFinder
    let openPoints: OpenPointFinder

    func show(_ visit: Visit) async throws -> Answer { .page(try await page(visit)) }

    func page(_ visit: Visit, typed: Fields = Fields(), faults: [Fault] = []) async throws -> HTML {
        let id: Submission.ID = try visit.path("submission")
        let file = try await submissions.find(id, runBy: visit.person).orNotFound()
        let events = try await submissions.events(of: id, by: visit.person)
        var desk = FileDesk(file: file, events: events, typed: typed, faults: faults)
        desk.said = try await submissions.said(in: id, runBy: visit.person)
        desk.excess = try await submissions.excess(of: file.submission)
        desk.outside = try await submissions.outside(file)
        desk.next = try await submissions.nextToLookAt(after: id, runBy: visit.person)
        desk.answeredAt = try await submissions.answerDates(of: id, for: visit.person)
        desk.shown = try await shown(id)
        desk.parts = try await submissions.parts(of: file)
        desk.first = try await submissions.firstPart(of: file, by: visit.person)
        desk.isJudged = ["judged", "judged-silently"].contains(visit.query["ok"])
        desk.isTold = ["judged", "extended", "withdrawn", "owner", "reading", "precisions", "category"].contains(
            visit.query["ok"])
        desk.earlier = EarlierLetter(visit.query)
        desk.readings = try await submissions.sentReadings(of: id)
        desk.asked = try await asked(visit.query.text("precisions") ?? typed.text("precisions"), in: file)
        return visit.reader.deskFilePage(desk, done: done(visit), now: visit.now)
    }

    private func done(_ visit: Visit) -> String? {
        switch visit.query["ok"] {
        case "judged": visit.reader.t("The answer on eligibility is kept.")
        case "judged-silently":
            visit.reader.t(
                "The answer is kept, and nobody was written to: no owner opens this file. Tell them yourself.")
        case "extended-silently":
            visit.reader.t("The file has more time, and nobody was written to: no owner opens it. Tell them yourself.")
        case "extended": visit.reader.t("The file has more time.")
        case "taken": visit.reader.t("The record of the organisation says it from now on.")
        case "left": visit.reader.t("It stays with the file, and is not proposed again.")
        case "withdrawn": visit.reader.t("The file is withdrawn.")
        case "category", "category-silently": visit.reader.t("The file is in another category.")
        case "owner": visit.reader.t("The file has a new owner, who is told by mail.")
        case "reading": visit.reader.t("Its owner is asked to read it again. The letter leaves by mail.")
        case "precisions": visit.reader.t("Its owners are asked. The letter leaves by mail.")
        case "precisions-closed": visit.reader.t("What was asked of its owners is done with.")
        case "reading-nobody", "precisions-nobody": visit.reader.t("Nobody was written to: no owner opens this file.")
        default: nil
        }
    }

    func judge(_ visit: Visit) async throws -> Answer {
        if let answer = try await frozen(visit) { return answer }
        if let answer = try await braced(visit, "note") { return answer }
        let id: Submission.ID = try visit.path("submission")
        let fields = visit.fields
        let seen = fields.text("seen").flatMap(Submission.Eligibility.init(rawValue:)) ?? .pending
        guard let eligibility = fields.text("verdict").flatMap(Submission.Eligibility.init(rawValue:)) else {
            throw WebError.unreadable
        }
        let until = eligibility == .toComplete && fields.text("end_day") != nil ? end(fields, "end") : nil
        if eligibility == .toComplete, let fault = try await faultOfEnd(until, visit) {
            return try await refused(visit, fault.field, fault.sentence)
        }
        let verdict = Verdict(eligibility: eligibility, gates: gates(fields), note: fields.text("note") ?? "")
        if let answer = try await unlooked(verdict, seen, visit) { return answer }
        if let answer = try await unread(verdict, seen, visit) { return answer }
        do {
            let file = try await submissions.judge(
                id, verdict, seen: seen, by: visit.person, now: visit.now,
                along: try await moreTime(until, verdict.note, visit), then: letter(visit, until)
            ).orNotFound()
            return .seeOther("\(id.deskPath)?ok=\(isTold(file) ? "judged" : "judged-silently")")
        } catch let refusal as Submission.Refusal {
            let reader = visit.reader
            let sentence = refusal == .reasonMissing ? reader.noteMissing : reader.words(for: refusal)
            return try await refused(visit, refusal == .gateNotMet ? "verdict" : "note", sentence)
        } catch is JudgedMeanwhile {
            return .outOfDate(try await page(visit, typed: fields, faults: [visit.reader.judgedMeanwhile]))
        }
    }

    /// Eligible with a question not looked at, or under a record of another name, is asked about, once, beside the button; what
    /// stands against it is said first.
    private func unlooked(
        _ verdict: Verdict, _ seen: Submission.Eligibility, _ visit: Visit
    ) async throws -> Answer? {
        guard verdict.eligibility == .eligible, !verdict.gates.values.contains(false) else { return nil }
        let file = try await submissions.find(visit.path("submission"), runBy: visit.person).orNotFound()
        guard file.submission.state == .transmitted, file.submission.eligibility == seen else { return nil }
        let (fields, reader) = (visit.fields, visit.reader)
        var faults: [Fault] = []
        let isOpen = file.grid?.gates.contains { verdict.gates[$0.id.description] == nil } ?? false
        if isOpen, !fields.isOn("unlooked") {
            faults.append(Fault("unlooked", reader.t("Some questions are not looked at: say that you know.")))
        }
        if let name = file.recordName, !fields.isOn("misnamed") || !file.isNamed(fields["record-name"]) {
            faults.append(reader.misnamedFault)
        }
        return faults.isEmpty ? nil : .refused(try await page(visit, typed: fields, faults: faults))
    }

    /// Readings that were sent stand and fall with the answer: whoever changes it is told once how many.
    private func unread(_ verdict: Verdict, _ seen: Submission.Eligibility, _ visit: Visit) async throws -> Answer? {
        guard verdict.eligibility != seen, !visit.fields.isOn("readings") else { return nil }
        let file = try await submissions.find(visit.path("submission"), runBy: visit.person).orNotFound()
        let count = try await submissions.sentReadings(of: file.submission.id)
        guard count > 0, file.submission.eligibility == seen else { return nil }
        return try await refused(visit, "readings", visit.reader.sentReadingsAsked(count))
    }

    /// A letter went out, or none was to.
    private func isTold(_ file: SubmissionFile) -> Bool {
        !file.addressees.isEmpty || file.submission.eligibility == .pending
    }

    /// A yes, a no, or nothing yet for each gate.
    private func gates(_ fields: Fields) -> [String: Bool] {
        fields.pairs.reduce(into: [:]) { gates, pair in
            guard pair.name.hasPrefix("gate."), ["yes", "no"].contains(pair.value) else { return }
            gates[String(pair.name.dropFirst(5))] = pair.value == "yes"
        }
    }

    /// Whatever is found, its owners are written to, as the receipt says.
    private func letter(_ visit: Visit, _ until: Date?) -> @Sendable (SubmissionFile, any Connection) throws -> Void {
        let (mail, follow, now, time) = (mail, followers.whenJudged, visit.now, visit.time)
        return { file, connection in
            try follow(file.submission.id, time, connection)
            guard file.submission.eligibility != .pending else { return }
            try mail.sendToOwners(of: file, now: time, in: connection) { reader, sender in
                reader.eligibilityLetter(file, sender, until: until ?? file.window.closing(at: now))
            }
        }
    }

    func withdraw(_ visit: Visit) async throws -> Answer {
        let id: Submission.ID = try visit.path("submission")
        let file = try await submissions.find(id, runBy: visit.person).orNotFound()
        if let answer = try await unconfirmed(file.submission, visit) { return answer }
        if let answer = try await braced(visit, "withdrawal-reason") { return answer }
        do {
            _ = try await submissions.withdraw(
                id, by: visit.person, reason: visit.fields.text("withdrawal-reason") ?? "", now: visit.now,
                time: visit.time, then: whenTaken(id, visit)
            ).orNotFound()
            return .seeOther("\(id.deskPath)?ok=withdrawn")
        } catch let refusal as Submission.Refusal {
            return try await refused(visit, "withdrawal-reason", visit.reader.words(for: refusal))
        }
    }

    /// What is out changes before everybody's eyes, and does not come back: it takes a typed word and a fresh proof. Nil when both
    /// are given, or its decision is not out.
    private func unconfirmed(_ submission: Submission, _ visit: Visit) async throws -> Answer? {
        guard submission.announcedAt != nil else { return nil }
        if let asking = visit.askingProof() { return asking }
        let typed = visit.fields.search("confirmation").lowercased()
        guard !submission.withdrawalWords.contains(typed) else { return nil }
        return try await refused(visit, "confirmation", visit.reader.withdrawalAsked(submission))
    }

    /// What follows from any withdrawal, and a letter to the owners: they may not have asked for it.
    private func whenTaken(_ id: Submission.ID, _ visit: Visit) throws -> WhenWithdrawn {
        let (mail, follow, person, time) = (mail, followers.whenWithdrawn, try visit.person, visit.time)
        return { withdrawal, connection in
            try follow(withdrawal, connection)
            guard let file = try SubmissionStore.find(id, runBy: person, in: connection) else { return }
            try mail.sendToOwners(of: file, now: time, in: connection) {
                $0.withdrawalLetter(file, isAgencys: true, $1)
            }
        }
    }

    func replaceOwner(_ visit: Visit) async throws -> Answer {
        let id: Submission.ID = try visit.path("submission")
        let address: EmailAddress
        do {
            address = try EmailAddress(visit.fields["email"] ?? "")
        } catch {
            return try await refused(visit, "email", visit.reader.sentence(for: error))
        }
        guard (visit.fields["owner-reason"] ?? "").count <= Submission.longestReason else {
            return try await refused(visit, "owner-reason", visit.reader.words(for: .reasonTooLong))
        }
        let account = Account(
            id: .new(at: visit.time), email: address.description, name: address.description, createdAt: visit.time)
        do {
            _ = try await submissions.replaceOwner(
                of: id, with: account, reason: visit.fields.text("owner-reason") ?? "", by: visit.person,
                now: visit.now, then: mail.ownership(at: visit.time, isTakenOver: true, now: visit.now),
                toFormer: mail.ownershipLost(at: visit.time)
            ).orNotFound()
            return .seeOther("\(id.deskPath)?ok=owner")
        } catch AuthorRefusal.reasonMissing {
            return try await refused(visit, "owner-reason", visit.reader.words(for: .reasonMissing))
        } catch AuthorRefusal.runsEdition(let isOneself) {
            return try await refused(visit, "email", visit.reader.words(forOwnerRunning: isOneself))
        } catch AuthorRefusal.disabled {
            return try await refused(visit, "email", visit.reader.disabledOwner)
        } catch let bar as Hat.Bar {
            return try await refused(visit, "email", visit.reader.words(forOwner: bar))
        }
    }

    /// The decision is out: neither its eligibility nor its dates change. Nil while they may.
    func frozen(_ visit: Visit) async throws -> Answer? {
        let file = try await submissions.find(visit.path("submission"), runBy: visit.person).orNotFound()
        guard file.submission.announcedAt != nil else { return nil }
        return try await refused(visit, "eligibility", visit.reader.words(for: .announced))
    }

    /// What is typed there is read in a letter. Nil where it holds no word in braces.
    func braced(_ visit: Visit, _ field: String) async throws -> Answer? {
        let faults = visit.reader.placeholderFaults(visit.fields[field] ?? "", in: field)
        return faults.isEmpty ? nil : .refused(try await page(visit, typed: visit.fields, faults: faults))
    }

    func refused(_ visit: Visit, _ field: String, _ sentence: String) async throws -> Answer {
        .refused(try await page(visit, typed: visit.fields, faults: [Fault(field, sentence)]))
    }
}

extension Reader {
    /// By the name of its field.
    fileprivate var noteMissing: String {
        t("Fill in “What we write to the organisation”: it is needed with this answer.")
    }

    fileprivate var judgedMeanwhile: Fault {
        Fault(
            "verdict",
            t("The answer changed meanwhile, in another window or by somebody else. Compare, then save again."))
    }
}
