import Campaigns
import Grids
import Web

/// The parts of the public sheet: their titles and their order. Which question stands in which is said at the question.
struct SheetPartPages: Sendable {
    let drafts: FormDraftStore

    func show(_ visit: Visit) async throws -> Answer {
        let desk = try await drafts.desk(of: visit.word("edition"), by: visit.person).orNotFound()
        return .page(visit.reader.sheetPartsPage(desk, done: BuilderDone(visit)))
    }

    func add(_ visit: Visit) async throws -> Answer {
        let title = visit.fields.localized("sheet:title")
        return try await act(visit, about: title.french) { try $0.addSheetPart(title) }
    }

    /// Its title; or up, down, or out.
    func save(_ visit: Visit) async throws -> Answer {
        let fields = visit.fields
        guard let place = Int(try visit.word("place")).map({ $0 - 1 }), (0..<FormDraft.mostParts).contains(place) else {
            throw WebError.notFound
        }
        let mark = fields["mark"] ?? ""
        return try await act(visit, about: fields["sheet:title_fr"] ?? "") { draft in
            guard draft.form.sheet.indices.contains(place) else { throw FormDraft.Refusal.noSuchPart }
            guard draft.form.mark(ofSheetPart: place) == mark else { throw DraftMoved() }
            switch fields.text("go") {
            case "up": try draft.move(sheetPart: place, .up)
            case "down": try draft.move(sheetPart: place, .down)
            case "out": try draft.remove(sheetPart: place)
            default:
                try draft.change(
                    sheetPart: place, title: fields.filledLocalized("sheet:title"),
                    standsOut: fields.isOn("sheet:stands"))
            }
        }
    }

    private func act(
        _ visit: Visit, about: String, _ verb: @escaping @Sendable (inout FormDraft) throws -> Void
    ) async throws -> Answer {
        let slug = try visit.word("edition")
        do {
            let done: Bool? = try await drafts.change(slug, by: visit.person, now: visit.now) { draft in
                try verb(&draft)
                return (true, DraftChange.Done(.sheetChanged, about: about))
            }
            _ = try done.orNotFound()
            return .seeOther("\(Edition.path(slug, "formulaire/fiche"))?ok=sheet")
        } catch let refusal as FormDraft.Refusal {
            let desk = try await drafts.desk(of: slug, by: visit.person).orNotFound()
            let fault = Fault("sheet:title_fr", visit.reader.sentence(for: refusal))
            return .refused(visit.reader.sheetPartsPage(desk, typed: TypedEdit(visit.fields, faults: [fault])))
        } catch is DraftMoved {
            let desk = try await drafts.desk(of: slug, by: visit.person).orNotFound()
            return .outOfDate(visit.reader.sheetPartsPage(desk, typed: TypedEdit(visit.fields, isMoved: true)))
        }
    }
}
