import Accounts
import Campaigns
import Forms
import Grids
import Identifiers
import Organisations
import Storage
import Submissions
import Tables
import Web
import Workbooks

/// The agency's desk of sheets.
struct SheetPages: Sendable {
    let sheets: SheetStore
    let editions: EditionStore
    let correspondence: Correspondence
    let article: SheetArticle

    func list(_ visit: Visit) async throws -> Answer {
        let edition = try await editions.findWhole(visit.word("edition"), for: visit.person, holding: .publishers)
            .orNotFound()
        let order = ListOrder(visit.query, columns: SheetLine.columns)
        let list = try await sheets.list(
            SheetFilter(visit.query), of: edition.id, by: visit.person, order, states: states(visit.reader),
            page: visit.query.number("page"))
        return .page(visit.reader.sheetsPage(edition, list, query: visit.query))
    }

    func export(_ visit: Visit, as format: ListFormat) async throws -> Answer {
        let edition = try await editions.findWhole(visit.word("edition"), for: visit.person, holding: .publishers)
            .orNotFound()
        let (reader, order) = (visit.reader, ListOrder(visit.query, columns: SheetLine.columns))
        let filter = SheetFilter(visit.query)
        let lines = try await sheets.lines(
            filter, of: edition.id, by: visit.person, order, states: states(reader))
        // Whoever opens it next year sees that it does not hold all.
        let part = filter == SheetFilter(Fields()) ? "" : "-selection"
        return try visit.listFile(
            "fiches-\(edition.slug)\(part)", reader.t("Public sheets"), columns: reader.sheetColumns,
            rows: lines.lazy.map(reader.sheetCells), as: format)
    }

    /// As the list is sorted by state.
    private func states(_ reader: Reader) -> [Sheet.State] {
        Sheet.State.allCases.sorted { reader.name(of: $0) < reader.name(of: $1) }
    }

    func make(_ visit: Visit) async throws -> Answer {
        guard let submission = visit.fields.text("submission").flatMap({ Submission.ID($0) }) else {
            throw WebError.unreadable
        }
        let sheet = try await sheets.make(from: submission, by: visit.person, now: visit.now).orNotFound()
        return .seeOther("\(sheet.path)?ok=made")
    }

    func show(_ visit: Visit) async throws -> Answer {
        let file = try await sheets.find(visit.path("sheet"), by: visit.person).orNotFound()
        let form = visit.reader.sheetForm(of: file)
        return .page(visit.reader.sheetDeskPage(file, form, done: visit.query["ok"]))
    }

    func preview(_ visit: Visit) async throws -> Answer {
        let file = try await sheets.find(visit.path("sheet"), by: visit.person).orNotFound()
        let reader = visit.reader
        return .page(reader.sheetPreviewPage(file, article: try await article(reader.reading(file), reader)))
    }

    func save(_ visit: Visit) async throws -> Answer {
        let file = try await sheets.find(visit.path("sheet"), by: visit.person).orNotFound()
        let form = SheetForm(visit.fields, of: file.form, in: visit.reader.language)
        if let answer = faulty(form, file, visit) { return answer }
        return try await write(.rewritten, visit, form, done: "saved") { file throws(SheetFile.Refusal) in
            try file.rewrite(form.draft)
        }
    }

    func askApproval(_ visit: Visit) async throws -> Answer {
        let (correspondence, time) = (correspondence, visit.time)
        return try await act(
            .asked, visit, done: "asked",
            then: { file, connection in try correspondence.askForApproval(of: file, now: time, in: connection) }
        ) { file throws(SheetFile.Refusal) in try file.askApproval() }
    }

    func publish(_ visit: Visit) async throws -> Answer {
        // A sheet has fields of its own by shorter names.
        let (isMeant, isRead) = (visit.fields.isOn("publish_before"), visit.fields.isOn("publish_again"))
        let now = visit.now
        return try await act(.published, visit, done: "published", then: telling(.published, visit)) {
            file throws(SheetFile.Refusal) in try file.publish(isMeant: isMeant, isRead: isRead, now: now)
        }
    }

    /// It was withdrawn, and stays so.
    func leave(_ visit: Visit) async throws -> Answer {
        try await act(.leftWithdrawn, visit, done: "left") { file throws(SheetFile.Refusal) in
            try file.leaveWithdrawn()
        }
    }

    func keep(_ visit: Visit) async throws -> Answer {
        let reason = visit.fields.text("answer") ?? ""
        if let answer = try await braced(reason, in: "answer", visit) { return answer }
        return try await act(
            .kept, visit, note: reason, done: "kept", then: telling(.kept(reason: reason), visit)
        ) { file throws(SheetFile.Refusal) in try file.keep(reason: reason) }
    }

    func unpublish(_ visit: Visit) async throws -> Answer {
        let reason = visit.fields.text("reason") ?? ""
        if let answer = try await braced(reason, in: "reason", visit) { return answer }
        return try await act(
            .unpublished, visit, note: reason, done: "unpublished", then: telling(.withdrawn(reason: reason), visit)
        ) { file throws(SheetFile.Refusal) in try file.unpublish(reason: reason) }
    }

    /// Its owners read in a letter why it is withdrawn or stays. Nil where that holds no word in braces.
    private func braced(_ note: String, in field: String, _ visit: Visit) async throws -> Answer? {
        let reader = visit.reader
        let faults = reader.placeholderFaults(note, in: field)
        guard !faults.isEmpty else { return nil }
        var file = try await sheets.find(visit.path("sheet"), by: visit.person).orNotFound()
        file.typedNote = note
        let form = typed(visit, in: file) ?? reader.sheetForm(of: file)
        return .refused(reader.sheetDeskPage(file, form, noted: faults))
    }

    private func telling(
        _ outcome: SheetOutcome, _ visit: Visit
    ) -> @Sendable (SheetFile, any Connection) throws -> Void {
        let (correspondence, time) = (correspondence, visit.time)
        // What is public is taken off at any moment, however often that was said.
        return { file, connection in try correspondence.doneAnyway.tell(outcome, of: file, now: time, in: connection) }
    }

    /// An act of the desk. What was typed beside it is saved with it, or neither is done.
    private func act(
        _ kind: SheetEvent.Kind, _ visit: Visit, note: String = "", done: String,
        then: @escaping @Sendable (SheetFile, any Connection) throws -> Void = { _, _ in },
        _ change: @escaping @Sendable (inout SheetFile) throws(SheetFile.Refusal) -> Void
    ) async throws -> Answer {
        let file = try await sheets.find(visit.path("sheet"), by: visit.person).orNotFound()
        let form = typed(visit, in: file)
        if let form, let answer = faulty(form, file, visit) { return answer }
        return try await write(kind, visit, form, saving: form?.draft, note: note, done: done, then: then, change)
    }

    /// Nil where no text stood beside the act, or it is the saved one.
    private func typed(_ visit: Visit, in file: SheetFile) -> SheetForm? {
        guard visit.fields["title"] != nil, file.mayBeRewritten else { return nil }
        let form = SheetForm(visit.fields, of: file.form, in: visit.reader.language)
        return form.saysAgain(visit.reader.sheetForm(of: file), among: file.vocabularies) ? nil : form
    }

    private func faulty(_ form: SheetForm, _ file: SheetFile, _ visit: Visit) -> Answer? {
        let today = visit.reader.formats.calendarDay(of: visit.now)
        let faults = form.faults(today: today, beside: visit.reader.sheetForm(of: file))
        return faults.isEmpty ? nil : .refused(visit.reader.sheetDeskPage(file, form, faults: faults))
    }

    private func write(
        _ kind: SheetEvent.Kind, _ visit: Visit, _ typed: SheetForm?, saving draft: SheetDraft? = nil,
        note: String = "", done: String,
        then: @escaping @Sendable (SheetFile, any Connection) throws -> Void = { _, _ in },
        _ change: @escaping @Sendable (inout SheetFile) throws(SheetFile.Refusal) -> Void
    ) async throws -> Answer {
        let id: Sheet.ID = try visit.path("sheet")
        let act = SheetStore.Act(kind: kind, person: try visit.person, note: note, now: visit.now)
        do {
            _ = try await sheets.change(
                id, seen: visit.fields.revision(), act, saving: draft, for: .everyone, then: then, change
            ).orNotFound()
            return .seeOther("\(id.path)?ok=\(done)")
        } catch let refusal as SheetFile.Refusal {
            return try await refused(refusal, id, typed, visit)
        }
    }

    private func refused(
        _ refusal: SheetFile.Refusal, _ id: Sheet.ID, _ typed: SheetForm?, _ visit: Visit
    ) async throws -> Answer {
        let file = try await sheets.find(id, by: visit.person).orNotFound()
        var form = typed ?? visit.reader.sheetForm(of: file)
        // What was typed stays; saving again is then a choice made with both texts in view.
        form.revision = file.sheet.revision
        let page = visit.reader.sheetDeskPage(file, form, refusal: refusal)
        return refusal == .changedMeanwhile ? .outOfDate(page) : .refused(page)
    }
}

extension SheetLine {
    /// What the list is sorted by.
    static let columns = ["titre", "organisation", "etat", "date"]
}
