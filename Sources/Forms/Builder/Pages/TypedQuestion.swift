import Grids
import Web
import Words

/// All that the page of a question says of it, as it is sent with one press: each thing goes where its verb puts it.
struct TypedQuestion: Sendable {
    /// A thing of the page; it is named there by a hidden field, and what is not named stays as it is.
    enum Thing: String, CaseIterable, Sendable {
        case words, answer, telling, use, condition, pass

        /// Where a refusal of it is said.
        var control: String {
            switch self {
            case .words: "q:label_fr"
            case .answer: "q:answer"
            case .telling: "q:sheet"
            case .use: "q:asking"
            case .condition: "q:condition"
            case .pass: "q:pass"
            }
        }
    }

    /// Why nothing was kept: everything that stands against it, at its place.
    struct Refused: Error { let refusals: [(thing: Thing, refusal: FormDraft.Refusal)] }

    static let marker = "has"

    let fields: Fields
    let use: TypedUse
    let language: Language

    init(_ visit: Visit) {
        fields = visit.fields
        use = TypedUse(visit.fields, now: visit.now)
        language = visit.reader.language
    }

    var mark: String { fields["mark"] ?? "" }

    /// Where the page goes on: beside the button that was pressed.
    var place: String {
        let go = fields.text("go") ?? ""
        if go == "more" { return "&more=1#q:answer" }
        if go.hasPrefix("up.") { return "#q:answer" }
        return go == "add" || go.hasPrefix("drop.") ? "#q:condition" : ""
    }

    func apply(to draft: inout FormDraft, _ id: String) throws {
        let wasTold = draft.form.sheetLines.contains { $0.id == id }
        let said = Set(fields.all(Self.marker))
        var refusals: [(thing: Thing, refusal: FormDraft.Refusal)] = []
        for thing in Thing.allCases where said.contains(thing.rawValue) {
            do throws(FormDraft.Refusal) {
                try apply(thing, to: &draft, id, wasTold: wasTold)
            } catch { refusals.append((thing, error)) }
        }
        guard refusals.isEmpty else { throw Refused(refusals: refusals) }
    }

    private func apply(
        _ thing: Thing, to draft: inout FormDraft, _ id: String, wasTold: Bool
    ) throws(FormDraft.Refusal) {
        let field = try draft.question(id)
        switch thing {
        case .words: try draft.word(id, words)
        case .answer: try answer(field, in: &draft)
        case .telling: try draft.tell(id, in: sheetPlace, telling)
        case .use: try use(field, in: &draft, wasTold: wasTold)
        case .condition:
            let condition = try TypedCondition(fields, language: language).condition(in: draft.form)
            // Of one part alone the page does not ask how it is joined.
            if let condition, condition.parts.count == 1, condition.parts == field.when?.parts { return }
            try draft.ask(id, when: condition)
        case .pass: try draft.pass(id, TypedCondition(fields, language: language).pass(of: field))
        }
    }

    /// A text to agree to, or rows, of which nothing is said yet: the rest of the question is kept meanwhile.
    private func answer(_ field: FormField, in draft: inout FormDraft) throws(FormDraft.Refusal) {
        let typed = TypedKind(fields, language: language)
        let (kind, choices) = (try typed.kind(like: field.kind), typed.choices(among: field.choices))
        if kind.isBare, field.kind.isBare { return }
        try draft.answer(field.id, by: kind, choices: choices)
    }

    /// What is as it was stays so to the letter: to save the words of a question is no change of who reads it.
    private func use(
        _ field: FormField, in draft: inout FormDraft, wasTold: Bool
    ) throws(FormDraft.Refusal) {
        let before = QuestionUse(of: field)
        var use = try use.use
        if Set(use.feeds) == Set(before.feeds) { use.feeds = before.feeds }
        if !field.kind.isTold { use.isForSheet = before.isForSheet }
        // Whoever gives it a place on the sheet means it to be read there.
        if sheetPlace != nil, !wasTold { use.isForSheet = true }
        if use != before { try draft.use(field.id, use) }
    }

    private var words: QuestionWords {
        QuestionWords(
            label: fields.localized("q:label"), hint: fields.filledLocalized("q:hint"),
            example: fields.filledLocalized("q:example"), card: fields.filledLocalized("q:card"))
    }

    private var sheetPlace: Int? { fields.number("q:sheet").map { $0 - 1 } }

    private var telling: SheetTelling {
        SheetTelling(
            label: fields.filledLocalized("q:told"), missed: fields.filledLocalized("q:missed"),
            isNeeded: fields.isOn("q:sheet-needed"))
    }
}

extension FormField.Kind {
    /// Nothing of it is said yet.
    fileprivate var isBare: Bool {
        switch self {
        case .consent(let consent): consent.text.french.isBlank
        case .block(let block): block.row.french.isBlank && block.cells.isEmpty
        default: false
        }
    }
}
