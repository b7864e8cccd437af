import Campaigns
import Foundation
import Grids
import Identifiers
import Storage
import Web

/// The step on which files are marked: the juror's own desk, or the agency's for a juror on paper.
struct AssessmentPages: Sendable {
    enum Place: Sendable { case jury, agency }

    let place: Place
    let screens: MarkingScreenStore
    let assessments: AssessmentStore

    init(_ place: Place, database: any Database) {
        self.place = place
        (screens, assessments) = (MarkingScreenStore(database: database), AssessmentStore(database: database))
    }

    func show(_ visit: Visit) async throws -> Answer {
        let id: Assessment.ID = try visit.path("assessment")
        guard let screen = try await screens.find(id, by: writer(visit)) else { return try await elsewhere(id, visit) }
        let step = MarkingStep(
            screen, at: visit.query["point"], place: place, now: visit.now, done: visit.query["ok"])
        return .page(visit.reader.markingPage(step))
    }

    /// Saves one checkpoint: all of it from the form's button, a piece of it while it is being typed.
    func mark(_ visit: Visit) async throws -> Answer {
        let id: Assessment.ID = try visit.path("assessment")
        let checkpoint = try Checkpoint.ID(visit.word("checkpoint")).orNotFound()
        let typed = try TypedMark(visit.fields)
        do {
            let saved = try await assessments.change(id, by: writer(visit), now: visit.now) {
                assessment throws(Assessment.Refusal) in
                try assessment.mark(checkpoint, typed, now: visit.now)
            }.orNotFound()
            guard !visit.wantsData else { return .data(try visit.reader.savedAnswer(saved, checkpoint, at: visit.now)) }
            return .seeOther(try await next(after: checkpoint, of: saved, visit))
        } catch let refusal as Assessment.Refusal {
            guard refusal != .notAsked else { throw WebError.notFound }
            guard !visit.wantsData else { return .data(try visit.reader.refusedAnswer(refusal)) }
            return try await refused(RefusedMark(checkpoint: checkpoint, typed: typed, refusal: refusal), id, visit)
        }
    }

    /// To print: the grid with the marks so far, room for those to come.
    func sheet(_ visit: Visit) async throws -> Answer {
        let screen = try await screens.find(visit.path("assessment"), by: writer(visit)).orNotFound()
        return .page(visit.reader.paperSheet(MarkingStep(screen, at: nil, place: place, now: visit.now)))
    }

    func check(_ visit: Visit) async throws -> Answer {
        let id: Assessment.ID = try visit.path("assessment")
        guard let screen = try await screens.find(id, by: writer(visit)) else { return try await elsewhere(id, visit) }
        return .page(visit.reader.sendingPage(MarkingStep(screen, at: nil, place: place, now: visit.now)))
    }

    func send(_ visit: Visit) async throws -> Answer {
        try await turn(visit, done: "sent") { assessment throws(Assessment.Refusal) in
            try assessment.send(now: visit.now)
        }
    }

    func reopen(_ visit: Visit) async throws -> Answer {
        let reason = place == .agency ? visit.fields.text("reason") ?? "" : ""
        let (needsReason, now) = (place == .agency, visit.now)
        return try await turn(visit, done: "reopened", because: reason) { assessment throws(Assessment.Refusal) in
            guard !needsReason || !reason.isEmpty else { throw .reasonMissing }
            guard reason.count <= Assessment.longestComment else { throw .commentTooLong }
            try assessment.reopen(now: now)
        }
    }

    /// The file has changed, and the reading stands.
    func confirm(_ visit: Visit) async throws -> Answer {
        let seen = visit.fields["changed"].flatMap { Int($0) }
        return try await turn(visit, done: "confirmed") { assessment throws(Assessment.Refusal) in
            try assessment.confirm(seen: seen, now: visit.now)
        }
    }

    private func turn(
        _ visit: Visit, done: String, because reason: String = "",
        _ change: @escaping @Sendable (inout Assessment) throws(Assessment.Refusal) -> Void
    ) async throws -> Answer {
        let id: Assessment.ID = try visit.path("assessment")
        do {
            _ = try await assessments.change(
                id, by: writer(visit), now: visit.now, because: reason, change
            ).orNotFound()
            return .seeOther(place.path(of: id) + "?ok=" + done)
        } catch let refusal as Assessment.Refusal {
            let screen = try await screens.find(id, by: writer(visit)).orNotFound()
            let step = MarkingStep(screen, at: nil, place: place, now: visit.now)
            let page = visit.reader.sendingPage(step, refusal: refusal)
            return refusal.isLate ? .outOfDate(page) : .refused(page)
        }
    }

    private func refused(_ refused: RefusedMark, _ id: Assessment.ID, _ visit: Visit) async throws -> Answer {
        let screen = try await screens.find(id, by: writer(visit)).orNotFound()
        let step = MarkingStep(
            screen, at: refused.checkpoint.description, place: place, now: visit.now, refused: refused)
        let page = visit.reader.markingPage(step)
        return refused.refusal.isLate ? .outOfDate(page) : .refused(page)
    }

    /// Where a juror goes after a mark: the checkpoint that was asked for, the next one to read, the list before sending.
    private func next(after checkpoint: Checkpoint.ID, of assessment: Assessment, _ visit: Visit) async throws -> String
    {
        let path = place.path(of: assessment.id)
        switch visit.fields["then"] {
        case "later":
            let screen = try await screens.find(assessment.id, by: writer(visit)).orNotFound()
            return screen.next.map { place.path(of: $0) + "?ok=later" } ?? place.list + "?ok=later"
        case "stay": return "\(path)?point=\(checkpoint)&ok=saved"
        case _ where assessment.lacksReason(at: checkpoint): return "\(path)?point=\(checkpoint)&ok=reason"
        default:
            return assessment.unread(after: checkpoint).map { "\(path)?point=\($0)" } ?? path + "/envoi"
        }
    }

    /// A file that waits for its juror's statement leads there; any other does not exist.
    private func elsewhere(_ id: Assessment.ID, _ visit: Visit) async throws -> Answer {
        guard place == .jury else { throw WebError.notFound }
        let edition = try await screens.awaitsStatement(id, of: visit.person).orNotFound()
        return .seeOther(Edition.juryPath(edition, "interets"))
    }

    private func writer(_ visit: Visit) throws -> Writer {
        place == .jury ? .juror(try visit.person) : .staff(try visit.person)
    }
}

extension AssessmentPages.Place {
    var list: String { self == .jury ? "/jury" : "/agence/editions" }

    func path(of assessment: Assessment.ID) -> String {
        self == .jury ? assessment.path : assessment.deskPath
    }
}

extension TypedMark {
    init(_ fields: Fields) throws(WebError) {
        guard fields["revision"] != nil else { throw .unreadable }
        self.init(mark: fields["mark"], comment: fields["comment"], revision: fields.revision())
    }
}

/// A mark that was not saved: shown again as it was typed, with what stands against it.
struct RefusedMark: Sendable {
    let checkpoint: Checkpoint.ID
    let typed: TypedMark
    let refusal: Assessment.Refusal
}

/// One checkpoint of one file, as it stands on the step.
struct MarkingStep: Sendable {
    let screen: MarkingScreen
    let place: AssessmentPages.Place
    let now: Date
    let checkpoint: Checkpoint
    /// From 1.
    let number: Int
    var refused: RefusedMark?
    var done: String?
    /// Somebody was led to that checkpoint, by the mark before or by a link.
    let isAsked: Bool

    /// Where the juror has the file as a paper; nil for the agency, which types what a juror wrote.
    var paperPath: String? { place == .jury ? "\(screen.assessment.id.path)/dossier.pdf" : nil }

    /// The checkpoint that was asked for, or the first one not yet read.
    init(
        _ screen: MarkingScreen, at point: String?, place: AssessmentPages.Place, now: Date,
        refused: RefusedMark? = nil,
        done: String? = nil
    ) {
        let checkpoints = screen.assessment.grid.checkpoints
        let asked = point.flatMap { Checkpoint.ID($0) } ?? screen.assessment.unread(after: nil)
        let index = checkpoints.firstIndex { $0.id == asked } ?? 0
        isAsked = point != nil
        (self.screen, self.place, self.now, self.refused, self.done) = (screen, place, now, refused, done)
        (checkpoint, number) = (checkpoints[index], index + 1)
    }

    var assessment: Assessment { screen.assessment }
    var path: String { place.path(of: assessment.id) }
    var isOpen: Bool { assessment.isOpen(at: now) }
    /// The grid is there to be filled in.
    var isMarked: Bool { assessment.state == .draft && isOpen || refused != nil }
    /// Unless a sentence above it does.
    var takesFocus: Bool { isAsked && refused == nil && done != "reason" }
    func path(to checkpoint: Checkpoint.ID) -> String { "\(path)?point=\(checkpoint)" }
}
