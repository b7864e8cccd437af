import Campaigns
import Forms
import Foundation
import Identifiers
import Organisations
import Storage
import Submissions
import Web
import Words

/// What jurors say of their ties, before the first file and whenever one is added; and stepping back from a file.
struct InterestPages: Sendable {
    let interests: InterestStore
    let screens: MarkingScreenStore

    init(database: any Database) {
        (interests, screens) = (InterestStore(database: database), MarkingScreenStore(database: database))
    }

    func show(_ visit: Visit) async throws -> Answer {
        let part = InterestStore.Part.page(visit.query.number("page"))
        let sheet = try await interests.sheet(of: visit.word("edition"), part, for: visit.person).orNotFound()
        return .page(visit.reader.interestPage(sheet, done: visit.query["ok"]))
    }

    func state(_ visit: Visit) async throws -> Answer {
        let slug = try visit.word("edition")
        let shown = visit.fields["files"]?.split(separator: " ").compactMap { Submission.ID(String($0)) }
        let number = visit.fields.number("page")
        let part = shown.map { InterestStore.Part.these($0, onPage: number) } ?? .page(number)
        let sheet = try await interests.sheet(of: slug, part, for: visit.person).orNotFound()
        let typed = sheet.typed(visit.fields)
        let agrees = sheet.agreedAt != nil || visit.fields.isOn("agree")
        let only = visit.fields["only"].flatMap { Submission.ID($0) }
        let meant = sheet.asked(typed, only: only)
        // Each stands for itself: what is said of one file is recorded whatever is missing of another.
        let said = sheet.changed(meant.filter(\.isGood))
        guard try await interests.state(said, agrees: agrees, of: slug, by: visit.person, now: visit.now) else {
            throw WebError.notFound
        }
        let faults =
            sheet.told(meant.faults(agrees: agrees || only != nil), typed, saysNone: visit.fields.saysNone)
            + sheet.late(typed).map { .announced($0.submission) }
        guard only != nil || !faults.isEmpty else {
            let isSame = said.isEmpty && sheet.agreedAt != nil
            return .seeOther(try await next(after: slug, isSame ? "same" : "stated", visit))
        }
        return try await again(
            StatementsTyped(typed, agrees: agrees, faults: faults, said: said.count), part, slug, visit)
    }

    /// The page once more, with what was typed of the other files.
    private func again(
        _ typed: StatementsTyped, _ part: InterestStore.Part, _ slug: String, _ visit: Visit
    ) async throws -> Answer {
        let sheet = try await interests.sheet(of: slug, part, for: visit.person).orNotFound()
        let page = visit.reader.interestPage(sheet, typed: typed)
        guard !typed.faults.contains(where: \.isLate) else { return .outOfDate(page) }
        return typed.faults.isEmpty ? .page(page) : .refused(page)
    }

    /// The first page again, while it asks about files of which nothing was said: they come first. The desk once it does not.
    private func next(after slug: String, _ done: String, _ visit: Visit) async throws -> String {
        let next = try await interests.sheet(of: slug, .page(nil), for: visit.person)
        guard next?.lines.contains(where: \.isNew) == true else { return "/jury?ok=\(done)" }
        return "\(Edition.juryPath(slug, "interets"))?ok=\(done)"
    }

    func askAbstention(_ visit: Visit) async throws -> Answer {
        let screen = try await screen(visit)
        return .page(visit.reader.abstentionPage(screen))
    }

    func abstain(_ visit: Visit) async throws -> Answer {
        let form = AbstentionForm(visit.fields)
        let faults = form.faults
        guard faults.isEmpty else {
            return .refused(visit.reader.abstentionPage(try await screen(visit), typed: form, faults: faults))
        }
        do {
            _ = try await interests.abstain(
                from: visit.path("assessment"), for: form, by: visit.person, now: visit.now
            ).orNotFound()
            return .seeOther("/jury?ok=abstained")
        } catch Assessment.Refusal.announced {
            return .outOfDate(visit.reader.abstentionPage(try await screen(visit), typed: form))
        }
    }

    private func screen(_ visit: Visit) async throws -> MarkingScreen {
        try await screens.find(visit.path("assessment"), by: .juror(visit.person)).orNotFound()
    }
}

extension InterestSheet {
    /// What the form says of each file. «No tie with the others» speaks for those of which nothing was said, then or now.
    fileprivate func typed(_ fields: Fields) -> [InterestStatement] {
        let said = lines.map { InterestStatement($0.submission, fields) }
        guard fields.saysNone else { return said }
        let beside = tiedBeside(said)
        return zip(lines, said).map { line, said in
            line.isNew && !beside.contains(line.submission) ? said.elseNone : said
        }
    }

    /// The same faults, with the reason why «no tie with the others» did not speak for a file.
    fileprivate func told(
        _ faults: [InterestRefusal], _ typed: [InterestStatement], saysNone: Bool
    ) -> [InterestRefusal] {
        let beside = saysNone ? tiedBeside(typed) : []
        return faults.map { fault in
            guard case .degreeMissing(let file) = fault, beside.contains(file) else { return fault }
            return .sameOrganisation(file)
        }
    }

    /// What is said of files that are asked about; of one of them alone when its own button was pressed.
    fileprivate func asked(_ typed: [InterestStatement], only: Submission.ID?) -> [InterestStatement] {
        let asked = Set(lines.filter { !$0.isFrozen }.map(\.submission))
        return typed.filter { asked.contains($0.submission) && (only == nil || only == $0.submission) }
    }
}

extension Fields {
    fileprivate var saysNone: Bool { self["rest"] == "none" }
}

extension InterestRefusal {
    fileprivate var isLate: Bool { if case .announced = self { true } else { false } }
}

/// Statements as they were typed, with what became of them.
struct StatementsTyped: Sendable {
    let statements: [InterestStatement]
    let agrees: Bool
    let faults: [InterestRefusal]
    /// How many of them were recorded.
    let said: Int

    init(_ statements: [InterestStatement] = [], agrees: Bool = false, faults: [InterestRefusal] = [], said: Int = 0) {
        (self.statements, self.agrees, self.faults, self.said) = (statements, agrees, faults, said)
    }
}

extension InterestStatement {
    /// The fields of one file carry its key.
    fileprivate init(_ submission: Submission.ID, _ fields: Fields) {
        self.init(
            submission: submission, degree: fields["degree-\(submission)"].flatMap(InterestDegree.init(rawValue:)),
            words: fields["words-\(submission)"] ?? "")
    }
}

/// Why a juror steps back from a file.
struct AbstentionForm: Equatable, Sendable {
    enum Fault: Equatable, Sendable { case reasonMissing, wordsMissing, wordsTooLong }

    /// `tie` or `other`; nil when none was chosen.
    let reason: String?
    let words: String

    var isTie: Bool { reason == "tie" }

    init(_ fields: Fields) {
        let reason = fields["reason"]
        self.reason = ["tie", "other"].contains(reason) ? reason : nil
        words = fields["words"] ?? ""
    }

    var faults: [Fault] {
        var faults: [Fault] = reason == nil ? [.reasonMissing] : []
        if words.isBlank { faults.append(.wordsMissing) }
        if words.count > InterestStatement.longestWords { faults.append(.wordsTooLong) }
        return faults
    }
}
