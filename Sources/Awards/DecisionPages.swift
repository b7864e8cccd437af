import Campaigns
import Forms
import Foundation
import Organisations
import Storage
import Sheets
import Submissions
import Tables
import Web
import Workbooks

struct DecisionPages: Sendable {
    let editions: EditionStore
    let awards: AwardStore
    let decisions: DecisionStore
    let letters: LetterStore

    func list(_ visit: Visit) async throws -> Answer {
        let edition = try await editions.findWhole(visit.word("edition"), for: visit.person, holding: .deciders)
            .orNotFound()
        let filter = visit.query.text("etat").flatMap(DecisionStore.Filter.init)
        let list = try await decisions.list(
            in: edition.id, filter, page: visit.query.number("page"), for: visit.person)
        let names = try await awards.all(in: edition.id)
        let waiting = DecisionDutyStore(database: decisions.database)
        let gone = try await waiting.voided(in: edition.id, for: visit.person)
        return .page(visit.reader.decisionsPage(edition, list, filter, names, gone, query: visit.query))
    }

    func export(_ visit: Visit, as format: ListFormat) async throws -> Answer {
        let edition = try await editions.findWhole(visit.word("edition"), for: visit.person, holding: .deciders)
            .orNotFound()
        let waiting = try await decisions.linesToState(in: edition.id, for: visit.person)
        let lines = try await (decisions.lines(in: edition.id, for: visit.person) + waiting).sorted {
            ($0.number, $0.submission.description) < ($1.number, $1.submission.description)
        }
        let names = try await awards.all(in: edition.id)
        let (reader, unstated) = (visit.reader, Set(waiting.map(\.submission)))
        let isListed = lines.contains { $0.isShortlisted != nil }
        return try visit.listFile(
            "decisions-\(edition.slug)", reader.t("Decisions"),
            columns: reader.decisionColumns(of: edition, isListed: isListed),
            rows: lines.lazy.map {
                reader.cells(
                    of: $0, isListed: isListed, isWaiting: unstated.contains($0.submission), names, edition)
            },
            as: format)
    }

    func show(_ visit: Visit) async throws -> Answer {
        let (edition, line) = try await found(visit)
        let page = try await page(visit, edition, line, form: DecisionForm(line.decision))
        return .page(page)
    }

    func record(_ visit: Visit) async throws -> Answer {
        let (edition, line) = try await found(visit)
        // What is out changes before everybody's eyes, as a release does.
        if line.announcedAt != nil, let asking = visit.askingProof() { return asking }
        if let act = visit.fields["second"] { return try await second(act, edition, line, visit) }
        let (form, isStaff) = (DecisionForm(visit.fields), try await isStaff(visit))
        do {
            let isRecorded = try await decisions.record(
                line.submission, at: form.revision, why: form.why, by: visit.person, isMeant: form.isMeant,
                now: visit.now,
                amended: correction(of: line, visit), asked: request(on: line, visit), seen: form.seen
            ) { awards throws(Decision.Refusal) in
                if let award = awards.first(where: { $0.id.description == form.choice }) {
                    try line.check(award)
                }
                return try Verdict(
                    choice: form.choice, among: line.offered(awards, toStaff: isStaff), reason: form.reason)
            }.orNotFound()
            return .seeOther("\(edition.path("decisions"))?ok=\(isRecorded ? "recorded" : "asked")")
        } catch let refusal as Decision.Refusal {
            let (_, line) = try await found(visit)
            let page = try await page(visit, edition, line, form: form, refusal: refusal)
            return [.outdated, .released, .movedOn].contains(refusal) ? .outOfDate(page) : .refused(page)
        }
    }

    /// What one of two people has asked for is confirmed by another, or taken back.
    private func second(
        _ act: String, _ edition: Edition, _ line: DecisionStore.Line, _ visit: Visit
    ) async throws -> Answer {
        let (file, letters, correct) = (line.submission, letters, correction(of: line, visit))
        let read = visit.fields["read"] ?? ""
        do {
            guard act == "confirm" else {
                _ = try await decisions.takeBack(file, in: edition.id, read: read, by: visit.person) { connection in
                    try letters.forgetSecond(onDecisionOf: file, in: connection)
                }.orNotFound()
                return .seeOther("\(edition.path("decisions"))?ok=back")
            }
            let isRecorded = try await decisions.confirm(
                file, in: edition.id, read: read, by: visit.person, now: visit.now
            ) {
                try letters.forgetSecond(onDecisionOf: file, in: $1)
                try correct($0, $1)
            }.orNotFound()
            return .seeOther("\(edition.path("decisions"))?ok=\(isRecorded ? "recorded" : "asked")")
        } catch let refusal as Decision.Refusal {
            let page = try await page(visit, edition, line, form: DecisionForm(line.decision), refusal: refusal)
            return refusal == .outdated || refusal == .otherChange ? .outOfDate(page) : .refused(page)
        }
    }

    /// Whoever may be the second person is written to.
    private func request(
        on line: DecisionStore.Line, _ visit: Visit
    ) throws -> @Sendable (any Connection) throws -> Void {
        let (letters, time, person) = (letters, visit.time, try visit.person)
        return { try letters.askSecond(onDecisionOf: line.submission, by: person, now: time, in: $0) }
    }

    /// A decision that was out and changed is told by a letter, which staff read and let go.
    private func correction(
        of line: DecisionStore.Line, _ visit: Visit
    ) -> @Sendable (String, any Connection) throws -> Void {
        let (letters, time) = (letters, visit.time)
        return { why, connection in
            try letters.correct(line.submission, why: why, now: time, in: connection) { reader, facts in
                reader.correctedLetter(facts, why: why)
            }
        }
    }

    private func found(_ visit: Visit) async throws -> (Edition, DecisionStore.Line) {
        let edition = try await editions.findWhole(visit.word("edition"), for: visit.person, holding: .deciders)
            .orNotFound()
        let file: Submission.ID = try visit.path("submission")
        let seen = try await decisions.seen(of: file)
        var line = try await decisions.find(file, in: edition.id, for: visit.person).orNotFound()
        line.seen = seen
        return (edition, line)
    }

    private func isStaff(_ visit: Visit) async throws -> Bool {
        try await editions.findWhole(visit.word("edition"), for: visit.person, holding: .staff) != nil
    }

    private func page(
        _ visit: Visit, _ edition: Edition, _ line: DecisionStore.Line, form: DecisionForm,
        refusal: Decision.Refusal? = nil
    ) async throws -> HTML {
        // After another window's save the form carries on from what is stored now.
        let revision = refusal == .outdated ? line.decision?.revision ?? 0 : form.revision
        let all = try await awards.all(in: edition.id)
        let isStaff = try await isStaff(visit)
        let waiting = try await decisions.amendment(of: line.submission, for: visit.person)
        let change = try await decisions.fileChange(of: line.submission)
        let path = edition.path("decisions/\(line.submission)")
        let person = try visit.person
        return visit.reader.decisionPage(
            edition, line, all, offered: line.offered(all, toStaff: isStaff), form: form.at(revision, line.seen),
            history: try await decisions.history(of: line.submission),
            changes: try await decisions.readingChanges(of: line.submission, now: visit.now), refusal: refusal,
            waiting: """
                \(all.isEmpty ? visit.reader.awardlessNotice(edition, isStaff: isStaff) : "")\
                \(change.map { visit.reader.fileChangePart($0) })\(visit.reader.unlistedNotice(line))\
                \(waiting.map { visit.reader.amendmentPart($0, path, all, for: person, isStaff: isStaff) })
                """)
    }
}

extension DecisionStore.Line {
    /// An award of another category, and any where the shortlist is told without this file, is refused by its reason.
    fileprivate func check(_ award: Award) throws(Decision.Refusal) {
        guard award.category == nil || award.category == category else { throw .otherCategory }
        guard isShortlisted != false else { throw .notShortlisted }
    }

    /// What may be given: an award of another category is not, nor any to a file that the shortlist leaves out; those present at the
    /// ceremony give the award of the public, which the agency alone records.
    fileprivate func offered(_ awards: [Award], toStaff isStaff: Bool) -> [Award] {
        awards.filter { award in
            let isOwn = award.id == decision?.award
            let isAllowed = isShortlisted != false && (award.category == nil || award.category == category)
            return isOwn || (isStaff || award.kind != .publicVote) && isAllowed
        }
    }
}

/// A decision as it was typed: `choice` is an outcome's word or an award's key.
struct DecisionForm: Sendable {
    let choice: String?
    let reason: String
    /// Why one that is out changes; nil from a form that does not ask.
    let why: String?
    let revision: Int
    /// What it was shown with; nil from a form that does not say.
    var seen: String?
    /// What looks like a slip was asked about, and is meant.
    var isMeant = false

    init(_ fields: Fields) {
        (choice, reason) = (fields.text("choice"), fields["reason"] ?? "")
        isMeant = fields.isOn("meant")
        why = fields["why"]?.trimmingCharacters(in: .whitespacesAndNewlines)
        revision = fields.revision()
        seen = fields.text("seen")
    }

    init(_ decision: Decision?) {
        choice = decision.map { $0.award?.description ?? $0.outcome.rawValue }
        (reason, revision) = (decision?.reason ?? "", decision?.revision ?? 0)
        why = nil
    }

    private init(choice: String?, reason: String, why: String?, revision: Int, seen: String?) {
        (self.choice, self.reason, self.why, self.revision, self.seen) = (choice, reason, why, revision, seen)
    }

    func at(_ revision: Int, _ seen: String?) -> DecisionForm {
        DecisionForm(choice: choice, reason: reason, why: why, revision: revision, seen: seen)
    }
}
