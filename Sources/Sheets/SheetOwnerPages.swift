import Identifiers
import Organisations
import Submissions
import Web

/// The sheet of a file, for the owner who agrees to it.
struct SheetOwnerPages: Sendable {
    let sheets: SheetStore

    func show(_ visit: Visit) async throws -> Answer {
        let file = try await sheets.find(of: visit.path("submission"), by: visit.person).orNotFound()
        return .page(visit.reader.sheetOwnerPage(file, done: visit.query["ok"]))
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

    private func act(
        _ kind: SheetEvent.Kind, _ visit: Visit, note: String, done: String,
        _ change: @escaping @Sendable (inout SheetFile) throws(SheetFile.Refusal) -> Void
    ) async throws -> Answer {
        let submission: Submission.ID = try visit.path("submission")
        let act = SheetStore.Act(kind: kind, person: try visit.person, note: note, now: visit.now)
        do {
            _ = try await sheets.change(of: submission, seen: visit.fields.revision(), act, change)
                .orNotFound()
            return .seeOther("\(submission.sheetPath)?ok=\(done)")
        } catch let refusal as SheetFile.Refusal {
            let file = try await sheets.find(of: submission, by: visit.person).orNotFound()
            let page = visit.reader.sheetOwnerPage(file, refusal: refusal, typed: visit.fields)
            return refusal == .changedMeanwhile ? .outOfDate(page) : .refused(page)
        }
    }
}
