import Foundation
import Identifiers
import Storage
import Submissions
import Web

/// What jurors say of their ties, before the first file and whenever one is added; and stepping back from a file.
struct InterestPages: Sendable {
    let interests: InterestStore
    let screens: MarkingScreenStore

    init(database: any Database) {
        (interests, screens) = (InterestStore(database: database), MarkingScreenStore(database: database))
    }

    func show(_ visit: Visit) async throws -> Answer {
        let sheet = try await interests.sheet(of: visit.word("edition"), for: visit.person).orNotFound()
        return .page(visit.reader.interestPage(sheet))
    }

    func state(_ visit: Visit) async throws -> Answer {
        let slug = try visit.word("edition")
        let sheet = try await interests.sheet(of: slug, for: visit.person).orNotFound()
        let statements = sheet.lines.map { InterestStatement($0.submission, visit.fields) }
        let agrees = sheet.agreedAt != nil || visit.fields.isOn("agree")
        let faults = statements.faults(agrees: agrees)
        guard faults.isEmpty else {
            return .refused(visit.reader.interestPage(sheet, typed: statements, agrees: agrees, faults: faults))
        }
        guard try await interests.state(statements, agrees: agrees, of: slug, by: visit.person, now: visit.now) else {
            throw WebError.notFound
        }
        return .seeOther("/jury?ok=stated")
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
        _ = try await interests.abstain(
            from: visit.path("assessment"), for: form, by: visit.person, now: visit.now
        ).orNotFound()
        return .seeOther("/jury?ok=abstained")
    }

    private func screen(_ visit: Visit) async throws -> MarkingScreen {
        try await screens.find(visit.path("assessment"), by: .juror(visit.person)).orNotFound()
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
        if words.allSatisfy(\.isWhitespace) { faults.append(.wordsMissing) }
        if words.count > InterestStatement.longestWords { faults.append(.wordsTooLong) }
        return faults
    }
}
