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

    func word(_ visit: Visit) async throws -> Answer {
        let fields = visit.fields
        let words = QuestionWords(
            label: fields.localized("q:label"), hint: fields.filledLocalized("q:hint"),
            example: fields.filledLocalized("q:example"), card: fields.filledLocalized("q:card"))
        return try await act(visit, fault: "q:label_fr") { try $0.word($1, words) }
    }

    func answer(_ visit: Visit) async throws -> Answer {
        let fields = visit.fields
        let language = visit.reader.language
        return try await act(visit, fault: "q:answer", then: fields.text("go") == "more" ? "&more=1#q:answer" : "") {
            draft, id in
            let field = try draft.question(id)
            let typed = TypedKind(fields, language: language)
            try draft.answer(id, by: try typed.kind(like: field.kind), choices: typed.choices(among: field.choices))
        }
    }

    func use(_ visit: Visit) async throws -> Answer {
        let typed = TypedUse(visit.fields, now: visit.now)
        return try await act(visit, fault: "q:asking") { try $0.use($1, try typed.use) }
    }

    /// Each press of a button keeps the sentence as it stands; what is not whole of it is said.
    func ask(_ visit: Visit) async throws -> Answer {
        let typed = TypedCondition(visit.fields, language: visit.reader.language)
        return try await act(visit, fault: "q:condition", then: "#q:condition") { draft, id in
            try draft.ask(id, when: typed.condition(in: draft.form))
        }
    }

    func pass(_ visit: Visit) async throws -> Answer {
        let typed = TypedCondition(visit.fields, language: visit.reader.language)
        return try await act(visit, fault: "q:pass", then: "#q:pass") { draft, id in
            let field = try draft.question(id)
            try draft.pass(id, typed.pass(of: field))
        }
    }

    func tell(_ visit: Visit) async throws -> Answer {
        let fields = visit.fields
        let place = fields.number("q:sheet").map { $0 - 1 }
        let telling = SheetTelling(
            label: fields.filledLocalized("q:told"), missed: fields.filledLocalized("q:missed"),
            isNeeded: fields.isOn("q:sheet-needed"))
        return try await act(visit, fault: "q:sheet", then: "#q:sheet") { try $0.tell($1, in: place, telling) }
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

    /// One verb on one question, as the page showed it.
    private func act(
        _ visit: Visit, fault place: String, then: String = "",
        _ verb: @escaping @Sendable (inout FormDraft, String) throws -> Void
    ) async throws -> Answer {
        let (slug, id) = (try visit.word("edition"), try visit.word("question"))
        let mark = visit.fields["mark"] ?? ""
        do {
            let done: Bool? = try await drafts.change(slug, by: visit.person, now: visit.now) { draft in
                try draft.check(id, mark)
                try verb(&draft, id)
                return (true, DraftChange.Done(.questionChanged, about: draft.label(of: id)))
            }
            _ = try done.orNotFound()
            return .seeOther("\(Edition.path(slug, "formulaire/questions/\(id)"))?ok=saved\(then)")
        } catch let refusal as FormDraft.Refusal {
            return .refused(
                try await page(visit, typed: TypedEdit(visit.fields, faults: [fault(place, refusal, visit)])))
        } catch is DraftMoved {
            return .outOfDate(try await page(visit, typed: TypedEdit(visit.fields, isMoved: true)))
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
        return .page(visit.reader.questionRemovalPage(field, desk))
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
            return .outOfDate(visit.reader.questionRemovalPage(field, desk, isMoved: true))
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
