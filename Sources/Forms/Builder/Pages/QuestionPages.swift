import Campaigns
import Grids
import Web

/// A question of the form: what it says, how it is answered, who reads it, when it is asked.
struct QuestionPages: Sendable {
    let drafts: FormDraftStore
    let previews: FormPreviews

    func show(_ visit: Visit) async throws -> Answer {
        .page(try await page(visit))
    }

    /// All that the page says, at once: a button of a row, or of a condition, keeps what was typed elsewhere as well.
    func save(_ visit: Visit) async throws -> Answer {
        let (slug, id) = (try visit.word("edition"), try visit.word("question"))
        let typed = TypedQuestion(visit)
        do {
            let done: Bool? = try await drafts.change(slug, by: visit.person, now: visit.now) { draft in
                try draft.check(id, typed.mark)
                try typed.apply(to: &draft, id)
                return (true, DraftChange.Done(.questionChanged, about: draft.label(of: id)))
            }
            _ = try done.orNotFound()
            return .seeOther("\(Edition.path(slug, "formulaire/questions/\(id)"))?ok=saved\(typed.place)")
        } catch let refused as TypedQuestion.Refused {
            let faults = refused.refusals.map { fault($0.thing.control, $0.refusal, visit) }
            return .refused(try await page(visit, typed: TypedEdit(visit.fields, faults: faults)))
        } catch let refusal as FormDraft.Refusal {
            let faults = [fault("main", refusal, visit)]
            return .refused(try await page(visit, typed: TypedEdit(visit.fields, faults: faults)))
        } catch is DraftMoved {
            return .outOfDate(try await page(visit, typed: TypedEdit(visit.fields, isMoved: true)))
        }
    }

    /// Up, down, or into another part. Nothing is lost by it, so that it needs no look at what the page showed.
    func move(_ visit: Visit) async throws -> Answer {
        let (slug, id) = (try visit.word("edition"), try visit.word("question"))
        let way = visit.fields.text("way").flatMap { DraftWay(rawValue: $0) }
        let part = visit.fields.text("part")
        guard way != nil || part != nil else { throw WebError.unreadable }
        do {
            let done: Bool? = try await drafts.change(slug, by: visit.person, now: visit.now) { draft in
                if let way { try draft.move(id, way) } else if let part { try draft.move(id, to: part) }
                return (true, DraftChange.Done(.questionMoved, about: draft.label(of: id)))
            }
            _ = try done.orNotFound()
            return .seeOther(
                "\(Edition.path(slug, "formulaire/questions/\(id)"))?ok=moved&moved=\(id)&way=\(way?.rawValue ?? "")")
        } catch let refusal as FormDraft.Refusal {
            return .refused(try await page(visit, typed: TypedEdit(Fields(), faults: [fault("main", refusal, visit)])))
        }
    }

    private func fault(_ place: String, _ refusal: FormDraft.Refusal, _ visit: Visit) -> Fault {
        Fault(place, visit.reader.sentence(for: refusal))
    }

    private func page(_ visit: Visit, typed: TypedEdit? = nil) async throws -> HTML {
        let desk = try await drafts.desk(of: visit.word("edition"), by: visit.person).orNotFound()
        let id = try visit.word("question")
        let field = try desk.form[id: id].orNotFound()
        var page = QuestionPage(desk: desk, field: field, typed: typed)
        (page.done, page.viewer) = (typed == nil ? BuilderDone(visit) : nil, BuilderViewer(visit.query["vue"]))
        page.hasMore = visit.query.isOn("more")
        if field.when != nil { page.reach = try await drafts.reach(of: field, desk, previews.reach) }
        let drawn = previews.drawing(for: page.viewer)(page.sample(at: visit.now), visit.reader)
        return visit.reader.questionPage(page, preview: drawn)
    }
}

// Another kind, and taking it out: what that means is said first.
extension QuestionPages {
    func askKind(_ visit: Visit) async throws -> Answer {
        let (desk, field) = try await found(visit)
        guard desk.kept != nil else { return .seeOther(desk.edition.formPath(question: field.id)) }
        return .page(visit.reader.kindChangePage(field, to: visit.query.text("kind") ?? field.kind.word, desk))
    }

    func changeKind(_ visit: Visit) async throws -> Answer {
        let (slug, id) = (try visit.word("edition"), try visit.word("question"))
        let (kind, shown) = (visit.fields.text("kind") ?? "", visit.fields["shown"] ?? "")
        do {
            let done: Bool? = try await drafts.change(slug, by: visit.person, now: visit.now) { draft in
                guard draft.form.stakes(of: try draft.question(id)) == shown else { throw DraftMoved() }
                try draft.change(id, toKind: kind)
                return (true, DraftChange.Done(.questionChanged, about: draft.label(of: id)))
            }
            _ = try done.orNotFound()
            return .seeOther("\(Edition.path(slug, "formulaire/questions/\(id)"))?ok=kind")
        } catch let refusal as FormDraft.Refusal {
            return .refused(try await page(visit, typed: TypedEdit(Fields(), faults: [fault("main", refusal, visit)])))
        } catch is DraftMoved {
            let (desk, field) = try await found(visit)
            return .outOfDate(visit.reader.kindChangePage(field, to: kind, desk, isMoved: true))
        }
    }

    func askRemoval(_ visit: Visit) async throws -> Answer {
        let (desk, field) = try await found(visit)
        guard desk.kept != nil else { return .seeOther(desk.edition.formPath(question: field.id)) }
        return .page(try await removalPage(field, desk, visit))
    }

    private func removalPage(
        _ field: FormField, _ desk: FormDesk, _ visit: Visit, isMoved: Bool = false
    ) async throws -> HTML {
        let answered = try await drafts.answered(field, desk, previews.answered)
        return visit.reader.questionRemovalPage(field, desk, answered: answered, isMoved: isMoved)
    }

    func remove(_ visit: Visit) async throws -> Answer {
        let (slug, id) = (try visit.word("edition"), try visit.word("question"))
        let shown = visit.fields["shown"] ?? ""
        do {
            let part: String? = try await drafts.change(slug, by: visit.person, now: visit.now) { draft in
                let field = try draft.question(id)
                guard draft.form.stakes(of: field) == shown else { throw DraftMoved() }
                try draft.remove(id)
                return (field.section, DraftChange.Done(.questionRemoved, about: field.label.french))
            }
            let path = Edition.path(slug, "formulaire/parties/\(try part.orNotFound())")
            return .seeOther("\(path)?ok=removed")
        } catch let refusal as FormDraft.Refusal {
            if refusal == .noSuchQuestion { throw WebError.notFound }
            return .refused(try await page(visit, typed: TypedEdit(Fields(), faults: [fault("main", refusal, visit)])))
        } catch is DraftMoved {
            let (desk, field) = try await found(visit)
            return .outOfDate(try await removalPage(field, desk, visit, isMoved: true))
        }
    }

    private func found(_ visit: Visit) async throws -> (FormDesk, FormField) {
        let desk = try await drafts.desk(of: visit.word("edition"), by: visit.person).orNotFound()
        return (desk, try desk.form[id: try visit.word("question")].orNotFound())
    }
}

extension FormDraft {
    func label(of id: String) -> String { form[id: id]?.label.french ?? "" }
}
