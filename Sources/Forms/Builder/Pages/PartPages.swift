import Campaigns
import Grids
import Web

/// A part of the form: what it is called, its questions in their order, and a new one.
struct PartPages: Sendable {
    let drafts: FormDraftStore

    func add(_ visit: Visit) async throws -> Answer {
        let slug = try visit.word("edition")
        let title = visit.fields.localized("part:title")
        do {
            let part: String? = try await drafts.change(slug, by: visit.person, now: visit.now) { draft in
                let part = try draft.addPart(title)
                return (part, DraftChange.Done(.partAdded, about: draft.form.sections.last?.title.french ?? ""))
            }
            let path = Edition.path(slug, "formulaire/parties/\(try part.orNotFound())")
            return .seeOther("\(path)?ok=part-added")
        } catch let refusal as FormDraft.Refusal {
            let desk = try await desk(visit)
            let fault = Fault("part:title_fr", visit.reader.sentence(for: refusal))
            return .refused(
                visit.reader.formOverviewPage(desk, now: visit.now, typed: TypedEdit(visit.fields, faults: [fault])))
        }
    }

    func show(_ visit: Visit) async throws -> Answer {
        let desk = try await desk(visit)
        let part = try part(visit, desk)
        guard desk.kept != nil else { return .seeOther(desk.edition.formPath) }
        return .page(visit.reader.formPartPage(part, desk, done: BuilderDone(visit)))
    }

    func save(_ visit: Visit) async throws -> Answer {
        let (fields, mark) = (visit.fields, visit.fields["mark"] ?? "")
        let details = PartDetails(
            title: fields.localized("part:title"), lead: fields.filledLocalized("part:lead"),
            dimension: fields.text("part:dimension").flatMap { Dimension.ID($0) }, isTold: fields.isOn("part:told"),
            isEligibility: fields.isOn("part:eligibility"), only: fields.codes("part:only"))
        return try await act(visit, .partChanged, done: "part-saved", fault: "part:title_fr") { draft, part in
            try draft.check(part: part, mark)
            try draft.change(part: part, to: details)
        }
    }

    /// Up or down among the parts, or after one of them; or one of its questions, which is named.
    func move(_ visit: Visit) async throws -> Answer {
        if let other = visit.fields["after"] {
            let after = other.isEmpty ? nil : other
            return try await act(visit, .partMoved, done: "moved", fault: "main") {
                try $0.move(part: $1, after: after)
            }
        }
        guard let way = visit.fields.text("way").flatMap({ DraftWay(rawValue: $0) }) else { throw WebError.unreadable }
        let question = visit.fields.text("question")
        let (slug, id) = (try visit.word("edition"), try visit.word("section"))
        do {
            let part: String? = try await drafts.change(slug, by: visit.person, now: visit.now) { draft in
                guard let question else {
                    try draft.move(part: id, way)
                    return (id, DraftChange.Done(.partMoved, about: draft.title(ofPart: id)))
                }
                try draft.move(question, way)
                let moved = draft.form[id: question]
                return (moved?.section ?? id, DraftChange.Done(.questionMoved, about: moved?.label.french ?? ""))
            }
            let path = Edition.path(slug, "formulaire/parties/\(try part.orNotFound())")
            return .seeOther("\(path)?ok=moved&moved=\(question ?? id)&way=\(way.rawValue)")
        } catch let refusal as FormDraft.Refusal {
            return try await refused(visit, [Fault("main", visit.reader.sentence(for: refusal))])
        }
    }

    func askRemoval(_ visit: Visit) async throws -> Answer {
        let desk = try await desk(visit)
        let part = try part(visit, desk)
        guard desk.kept != nil else { return .seeOther(desk.edition.formPath) }
        return .page(visit.reader.partRemovalPage(part, desk))
    }

    func remove(_ visit: Visit) async throws -> Answer {
        let (slug, id) = (try visit.word("edition"), try visit.word("section"))
        let shown = visit.fields["shown"] ?? ""
        do {
            let done: Bool? = try await drafts.change(slug, by: visit.person, now: visit.now) { draft in
                let section = draft.form.sections[try draft.part(id)]
                guard draft.form.stakes(ofPart: section) == shown else { throw DraftMoved() }
                let done = DraftChange.Done(.partRemoved, about: section.title.french)
                try draft.remove(part: id)
                return (true, done)
            }
            _ = try done.orNotFound()
            return .seeOther("\(Edition.path(slug, "formulaire"))?ok=part-removed")
        } catch let refusal as FormDraft.Refusal {
            return try await refused(visit, [Fault("main", visit.reader.sentence(for: refusal))])
        } catch is DraftMoved {
            let desk = try await desk(visit)
            return .outOfDate(visit.reader.partRemovalPage(try part(visit, desk), desk, isMoved: true))
        }
    }

    func addQuestion(_ visit: Visit) async throws -> Answer {
        let (slug, id) = (try visit.word("edition"), try visit.word("section"))
        let (kind, label) = (visit.fields.text("question:kind") ?? "", visit.fields.localized("question:label"))
        do {
            let question: String? = try await drafts.change(slug, by: visit.person, now: visit.now) { draft in
                let question = try draft.add(kind, label, to: id)
                return (question, DraftChange.Done(.questionAdded, about: draft.form[id: question]?.label.french ?? ""))
            }
            let path = Edition.path(slug, "formulaire/questions/\(try question.orNotFound())")
            return .seeOther("\(path)?ok=added")
        } catch let refusal as FormDraft.Refusal {
            let isOfKind = if case .notThatKind = refusal { true } else { false }
            let name = isOfKind ? "question:kind" : "question:label_fr"
            return try await refused(visit, [Fault(name, visit.reader.sentence(for: refusal))])
        }
    }

    private func act(
        _ visit: Visit, _ act: DraftChange.Act, done: String, fault: String,
        _ verb: @escaping @Sendable (inout FormDraft, String) throws -> Void
    ) async throws -> Answer {
        let (slug, id) = (try visit.word("edition"), try visit.word("section"))
        do {
            let isDone: Bool? = try await drafts.change(slug, by: visit.person, now: visit.now) { draft in
                try verb(&draft, id)
                return (true, DraftChange.Done(act, about: draft.title(ofPart: id)))
            }
            _ = try isDone.orNotFound()
            let moved = done == "moved" ? "&moved=\(id)" : ""
            return .seeOther("\(Edition.path(slug, "formulaire/parties/\(id)"))?ok=\(done)\(moved)")
        } catch let refusal as FormDraft.Refusal {
            return try await refused(visit, [Fault(fault, visit.reader.sentence(for: refusal))])
        } catch is DraftMoved {
            let desk = try await desk(visit)
            let typed = TypedEdit(visit.fields, isMoved: true)
            return .outOfDate(visit.reader.formPartPage(try part(visit, desk), desk, typed: typed))
        }
    }

    private func refused(_ visit: Visit, _ faults: [Fault]) async throws -> Answer {
        let desk = try await desk(visit)
        let typed = TypedEdit(visit.fields, faults: faults)
        return .refused(visit.reader.formPartPage(try part(visit, desk), desk, typed: typed))
    }

    private func desk(_ visit: Visit) async throws -> FormDesk {
        try await drafts.desk(of: visit.word("edition"), by: visit.person).orNotFound()
    }

    private func part(_ visit: Visit, _ desk: FormDesk) throws -> FormSection {
        let id = try visit.word("section")
        return try desk.form.sections.first { $0.id == id }.orNotFound()
    }
}

extension FormDraft {
    func title(ofPart id: String) -> String { form.sections.first { $0.id == id }?.title.french ?? "" }
}

extension Form {
    /// What goes with a part, so that no more goes than was shown.
    func stakes(ofPart section: FormSection) -> String {
        contentMark(section.fields.map { stakes(of: $0) }.joined(separator: "\n"))
    }

    /// What goes with a question: it, and what speaks of it.
    func stakes(of field: FormField) -> String { "\(mark(of: field)) \(references(to: field.id))" }
}
